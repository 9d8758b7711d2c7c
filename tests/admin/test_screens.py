"""The screens of the office: few classes above each, and one way to give it a page."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.screen import Screen
from partnerships.history.merging import MERGEABLE
from partnerships.spreadsheets.fields import FIELDS

#: Classes of ours that may stand above a screen.
ABOVE = 3
SCREENS = [
    screen for screen in admin.site._registry.values() if type(screen).__module__.startswith("partnerships.admin")
]


def above(screen: Any) -> list[str]:
    """Return the classes of ours that `screen` inherits from."""
    return [base.__name__ for base in type(screen).__mro__[1:] if base.__module__.startswith("partnerships.")]


def names(screen: Any) -> set[str]:
    return {name for _route, name, _view in screen.pages}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: type(screen).__name__)
def test_a_screen_has_few_classes_above_it(screen: Any) -> None:
    assert len(above(screen)) <= ABOVE, above(screen)


def test_pages_are_attached_in_one_way() -> None:
    walkers = {base for screen in SCREENS for base in type(screen).__mro__ if "get_urls" in vars(base)}

    assert {base for base in walkers if base.__module__.startswith("partnerships.")} == {Screen}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: type(screen).__name__)
def test_every_page_has_one_address(screen: Any) -> None:
    routes = [route for route, _name, _view in screen.pages]

    assert len(set(routes)) == len(routes) == len(names(screen))


def test_what_can_be_merged_or_taken_in_by_a_table_has_the_pages_for_it() -> None:
    kept = [screen for screen in SCREENS if isinstance(screen, RegisterAdmin)]

    assert {screen.opts.model_name for screen in kept if "merge" in names(screen)} == set(MERGEABLE)
    assert {screen.model for screen in kept if {"template", "import", "export"} <= names(screen)} == set(FIELDS)
    assert [screen for screen in kept if bool(screen.quick_fields) != ("quick" in names(screen))] == []
    assert reverse("admin:partnerships_city_merge", args=[1]).endswith("/city/1/merge/")
