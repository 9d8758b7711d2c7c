"""The record that a new row fills: made once for a file, as each takes longer to make than to copy and to check."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from partnerships.models import Country, CountryGroup, RegisterModel
from partnerships.period import PERIOD_COLUMNS


class Blank:
    """A new record of one table as it is before anything is filled in."""

    def __init__(self, model: type[RegisterModel]) -> None:
        self.record = model()
        if isinstance(self.record, Country):
            self._stand_in_only_group(self.record)
        try:
            self.record.clean_fields()
            wrong: set[str] = set()
        except ValidationError as error:
            wrong = set(error.message_dict)
        self.values = dict(vars(self.record))
        self.sound = {field.name: field.attname for field in self.record._meta.fields if field.name not in wrong}

    def _stand_in_only_group(self, country: Country) -> None:
        """Let a country stand in the group there is, where there is one to choose from."""
        groups = CountryGroup.objects.values_list("pk", flat=True)[:2]
        if len(groups) == 1:
            country.group_id = groups[0]

    def copied(self) -> Any:
        """Return another one."""
        return copy(self.record)

    def unchanged(self, record: object) -> set[str]:
        """Return the fields of `record` that are right because nobody has filled them."""
        filled = vars(record)
        return {name for name, column in self.sound.items() if filled.get(column) == self.values.get(column)}


def open_rules(model: type[RegisterModel]) -> list[set[str]]:
    """Return the fields of each rule of the database that cells read well can still break together."""
    known = {field.name for field in model._meta.get_fields() if getattr(field, "choices", None)}
    known |= set(PERIOD_COLUMNS)  # a choice and a period are right as soon as they are read
    rules = [
        rule.condition.referenced_base_fields
        for _table, constraints in model().get_constraints()
        for rule in constraints
        if isinstance(rule, models.CheckConstraint) and isinstance(rule.condition, models.Q)
    ]
    return [set(fields) - known for fields in rules if set(fields) - known]
