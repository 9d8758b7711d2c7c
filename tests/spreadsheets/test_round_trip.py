"""Out and in again changes nothing: registers of every kind, exported and taken in without an edit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.db.models import CharField, TextField
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnerships.models import (
    ActionPlan,
    Agreement,
    City,
    Country,
    CountryGroup,
    Delegation,
    Event,
    Exhibition,
    Involvement,
    Organization,
    PartnerRequest,
    Theme,
    User,
)
from partnerships.period import Period, PeriodColumn
from partnerships.spreadsheets import importing, reader
from partnerships.spreadsheets.exporting import Export
from partnerships.spreadsheets.fields import FIELDS
from partnerships.spreadsheets.row import RegisterResource
from tests.conftest import at_once
from tests.period.generated import PERIODS

pytestmark = pytest.mark.django_db

#: Names that a table may take for something else: numbers, roles, several names, formulas, codes of a workbook.
NAMES = (
    *("Совет", "совет", "Совет (участник)", "Совет (party)", "№ 1", "№ 2 Совет", "No. 3", "Совет; Дума", "«Совет»"),
    *('"Совет"', "Совет, Дума", "=1+1", "'=1+1", "-", "+7", "@a", "_x000D_", "a_x0041_", "1", "2019", "да", "5e3"),
    *(
        "Ёлка",
        "Елка",
        "  Дума ",
        "Дума\u00ad",
        "\u200bДума",
        "Ду\u00a0ма",
        "é",
        "e\u0301",
        "<b>&amp;",
        "/",
        "\\n",
        "A;",
    ),
)
TEXTS = (
    *(
        "",
        "",
        "x\ny",
        "a\r\nb",
        "\tx",
        "'x",
        "''=x",
        "<p>a</p><p>b</p>",
        "  x",
        "_x000d_",
        "a\u00adb",
        "\ufeffx",
        "1,5",
    ),
    *NAMES,
)
LANGUAGES = tuple(code for code, _name in django_settings.LANGUAGES)


@contextmanager
def undone() -> Iterator[None]:
    """Leave the database as it was, whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Register:
    """Writes a few rows of every concept that point at one another, with namesakes among them."""

    def __init__(self, seed: int, periods: list[Any]) -> None:
        self.random, self.periods = Random(seed), periods

    def filled(self, model: Any, values: dict[str, Any]) -> Any:
        """Return a row of `model` whose texts, dates and choices are made up."""
        pick = self.random.choice
        for field in model._meta.get_fields():
            base, _dash, code = field.name.rpartition("_")
            if not getattr(field, "concrete", False) or field.is_relation or field.name in {*values, "slug"}:
                continue
            if base in {"name", "title"} and code in LANGUAGES:
                values[field.name] = pick(NAMES if code == django_settings.LANGUAGE_CODE else TEXTS)
            elif isinstance(field, PeriodColumn):
                values[field.name] = pick(self.periods)
            elif field.choices and field.name in FIELDS[model]:
                values[field.name] = pick([value for value, _label in field.flatchoices])
            elif isinstance(field, CharField | TextField) and {base, field.name} & set(FIELDS[model]):
                values[field.name] = pick(TEXTS)
        row = model(**values)
        if "period" in FIELDS[model]:
            row.period = pick(self.periods)
        return row

    def rows(self, model: Any, count: int, **values: Any) -> list[Any]:
        """Write `count` rows; a value that is a list is chosen from."""
        pick = self.random.choice
        made = []
        for number in range(count):
            chosen = {name: pick(value) if isinstance(value, list) else value for name, value in values.items()}
            row = self.filled(model, chosen)
            if hasattr(row, "slug"):
                row.slug = f"{model._meta.model_name}-{number}"
            row.save()
            made.append(row)
        return made

    def some(self, rows: list[Any]) -> list[Any]:
        return self.random.sample(rows, self.random.randint(0, len(rows)))

    def write(self) -> None:
        groups = self.rows(CountryGroup, 2, order=7)
        countries = self.rows(Country, 3, group=groups, iso_code="")
        site = ["", "https://example.org/a;b"]
        card = {"card_language": "fr", "card_title": "Béziers; “deux”", "card_text": "<p>Amis.</p>"}
        cities = self.rows(
            City, 4, country=countries, own_group=[*groups, None], site=site, wikidata_id="", latitude=None, **card
        )
        themes = self.rows(Theme, 3, order=0)
        bodies = self.rows(Organization, 5, city=[*cities, None], site="")
        self.rows(PartnerRequest, 2, organization=bodies, city=[*cities, None], open_until=date(2031, 2, 3))
        records: list[Any] = []
        for model in (Agreement, Event, Exhibition, Delegation, ActionPlan):
            term = {"in_force_from": Period()} if model is Agreement else {}  # an end before the beginning is no term
            for record in self.rows(model, 2, part_of=[*(row for row in records if row.part_of is None), None], **term):
                record.cities.set(self.some(cities))
                record.themes.set(self.some(themes))
                record.related.set(self.some(records))
                for body in self.some(bodies):
                    role = self.random.choice(["party", "participant", "host"])
                    Involvement(record=record, organization=body, role=role).save()
                records.append(record)


def taken_in(model: Any, content: bytes) -> importing.Outcome:
    resource = RegisterResource(model, may_add=True, may_change=lambda record: True)
    *_steps, outcome = importing.run(reader.read_table(content), resource, by=User(), name="t", dry=True)
    return outcome


def told(outcome: importing.Outcome) -> list[Any]:
    """Return what would change or is wrong."""
    return [(line.name, line.changes, line.faults) for line in outcome.lines]


@settings(
    max_examples=int(os.environ.get("REGISTERS", "8")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # to make a register smaller takes minutes and tells no more
    derandomize=True,
)
@given(st.integers(0, 10**9), st.lists(PERIODS, min_size=30, max_size=30), *[st.sampled_from(LANGUAGES)] * 2)
def test_an_unedited_export_changes_nothing(seed: int, periods: list[Any], out: str, back: str) -> None:
    with undone():
        with at_once():
            Register(seed, periods).write()
        for model, kind in product(FIELDS, ("xlsx", "csv")):
            with translation.override(out):
                content = b"".join(getattr(Export(model, model._default_manager.order_by("pk")), kind)())
            with translation.override(back):
                outcome = taken_in(model, content)
            count = model._default_manager.count()
            assert (told(outcome), outcome.counts["skip"]) == ([], count), (model, kind)
