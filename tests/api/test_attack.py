"""The API attacked by its own description, whole WSGI application and page store included.

A few examples for each address here; `make attack` for the full thousand.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from partnerships.api.description import description
from partnerships.delivery.pages import StoredPages
from partnerships.models import (
    Agreement,
    City,
    Delegation,
    Event,
    Exhibition,
    Figure,
    Organization,
    Participant,
    Theme,
    VocabularyName,
    vocabulary_term,
)
from partnerships.period import Period
from partnerships.vocabulary import sets
from tests.conftest import at_once, save

EXAMPLES = int(os.environ.get("API_EXAMPLES", "12"))


def described() -> dict[str, Any]:
    """Return the description with the terms of a new register: tests are collected before there is a database."""
    terms = {name: {term.code: term for term in sets.terms_of(sets.FORMER, name)} for name in VocabularyName.values}
    vocabulary_term._kept = vocabulary_term.Terms(0, terms)
    try:
        return description()
    finally:
        vocabulary_term.let_terms_go()


api = schemathesis.openapi.from_dict(described())
api.app = StoredPages(WSGIHandler())


@pytest.fixture
def register(omsk: City) -> Iterator[None]:
    """A few records of each kind, and the connection of the test kept: a real request gives it back."""
    with at_once():
        fill(omsk)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def fill(omsk: City) -> None:
    theme = save(Theme(slug="culture", name_ru="Культура"))
    body = save(Organization(name_ru="Администрация", kind="administration", city=omsk))
    omsk.period = Period.of((2013,))
    save(omsk)
    for model, own in (
        (Agreement, {"in_force_from": date(2013, 5, 1)}),
        (Delegation, {"direction": "incoming"}),
        (Event, {"form": "meeting"}),
        (Exhibition, {}),
    ):
        for number in range(3):
            record: Any = model(slug=f"omsk-{number}", title_ru="Запись", title_en="Record", **own)
            record.period = Period.of((2019 + number, 7)) if number else Period()
            save(record, cities=[omsk], themes=[theme])
            save(Figure(record=record, what="visitors", value=10))
            save(Participant(record=record, office_ru="Мэр", is_public=True, organization=body))


@pytest.mark.django_db
@api.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 100)
def test_no_request_breaks_the_api_or_its_description(case: Any, register: None) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
