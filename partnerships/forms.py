"""The filters of the chronology and of the lists: a GET form with a readable address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from partnerships.models import City, Kind, Record, Theme
from partnerships.models.record import RecordQuerySet

NEWEST, OLDEST = "newest", "oldest"


class RecordFilter(forms.Form):
    """Year, city, kind, theme and order; choices are what the public can see, so nothing else passes."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1000,
        max_value=2999,
        error_messages={
            "invalid": _("Write the year with four digits, for example 2022."),
            "min_value": _("Write the year with four digits, for example 2022."),
            "max_value": _("Write the year with four digits, for example 2022."),
        },
    )
    city = forms.ChoiceField(
        label=_("City"), required=False, error_messages={"invalid_choice": _("There is no such city in the register.")}
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, error_messages={"invalid_choice": _("There is no such kind of record.")}
    )
    theme = forms.ChoiceField(
        label=_("Field"),
        required=False,
        error_messages={"invalid_choice": _("There is no such field of cooperation.")},
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))],
        error_messages={"invalid_choice": _("Choose newest or oldest first.")},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("There is no such page."), "max_value": _("There is no such page.")},
    )

    def __init__(
        self, *args: Any, cities: Iterable[City], themes: Iterable[Theme], mixed: bool = False, **options: Any
    ) -> None:
        self.mixed = mixed  # all kinds in one list, so a visit and its events stand side by side
        super().__init__(*args, **options)
        self.cities = {city.slug: city for city in cities}
        self.themes = {theme.slug: theme for theme in themes}
        self._offer("city", _("All cities"), [(slug, city.name) for slug, city in self.cities.items()])
        self._offer("theme", _("All fields"), [(slug, theme.name) for slug, theme in self.themes.items()])
        self._offer("kind", _("All kinds"), Kind.choices)

    def _offer(self, name: str, empty: Any, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    def apply[M: Record](self, records: RecordQuerySet[M]) -> RecordQuerySet[M]:
        """Return the `records` that the filled-in form asks for, in its order; none when it has errors."""
        if not self.is_valid():
            return records.none()
        chosen = self.cleaned_data
        if chosen["year"]:
            records = records.in_year(chosen["year"])
        if chosen["city"]:
            records = records.with_city(self.cities[chosen["city"]])
        if chosen["kind"]:
            records = records.of_kind(chosen["kind"])
        elif self.mixed:
            records = records.told_once()
        if chosen["theme"]:
            records = records.with_theme(self.themes[chosen["theme"]])
        return records.oldest_first() if chosen["order"] == OLDEST else records.newest_first()

    def chips(self) -> list[dict[str, str]]:
        """Return what is chosen, each with the query string that looses it."""
        if not self.is_valid():
            return []
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name not in {"page", "order"}}
        chips = []
        for name, value in chosen.items():
            field = self.fields[name]
            label = dict(getattr(field, "choices", [])).get(value, value)
            chips.append({"field": str(field.label), "label": str(label), "query": self.query(**{name: ""}, page="")})
        return chips

    def query(self, **changes: Any) -> str:
        """Return the form's query string with `changes`; empty values are left out."""
        values = {**{name: self.data.get(name, "") for name in self.fields}, **changes}
        return urlencode({name: value for name, value in values.items() if value})
