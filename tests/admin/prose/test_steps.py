"""What a draft was read with gives way to what it is after a step; what the clerk has typed does not."""

import re
from typing import Any

import pytest
from django.test import Client

from partnerships.models import HomeCity
from tests.admin.prose.test_screen import hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture

pytestmark = pytest.mark.django_db

#: Of the two visits only the second one is dated; the third tells of several cities.
UNDATED = "Делегация Омска приехала в Ставрополь.\n\n14 мая 2021 года делегация Омска приехала в Ставрополь."
SEVERAL = "В мае 2019 года делегации Плевена (Болгария), Безье (Франция) и Омска приехали в Ставрополь."


def fields(page: Any) -> dict[str, str]:
    """Return what a browser sends of the drafts of a page."""
    html = page.content.decode()
    sent = dict(re.findall(r'<input type="text" name="(d\d-\w+)"(?: value="([^"]*)")?', html))
    sent |= dict.fromkeys(re.findall(r'name="(d\d-take)" id="[^"]*" checked', html), "on")
    for name, options in re.findall(r'<select name="(d\d-\w+)".*?>(.*?)</select>', html, re.DOTALL):
        sent[name] = next(iter(re.findall(r'value="([^"]*)" selected', options)), "")
    return sent | hidden(page)


def step(office: Client, text: str, **changed: str) -> dict[str, str]:
    """Read `text`, press a button, and return what the page has then."""
    page = read(office, text)
    return fields(office.post("/admin/prose/", {**fields(page), "text": text, **changed}))


def test_a_join_shows_the_date_of_both(office: Client, home: HomeCity) -> None:
    assert fields(read(office, UNDATED))["d1-period"] == ""
    shown = step(office, UNDATED, _join="2")
    assert shown["d1-period"] == "14 мая 2021"
    assert "d2-title" not in shown


def test_a_join_keeps_what_was_typed_and_takes_what_the_other_had(office: Client, home: HomeCity) -> None:
    shown = step(office, UNDATED, **{"d1-title": "Моё", "d2-title": "Не то", "d2-period": "15 мая 2021", "_join": "2"})
    assert (shown["d1-title"], shown["d1-period"]) == ("Моё", "15 мая 2021")
    shown = step(office, UNDATED, **{"d1-period": "2020", "d2-title": "Приезд", "_join": "2"})
    assert (shown["d1-title"], shown["d1-period"]) == ("Приезд", "2020")


def test_a_split_names_the_city_that_is_left(office: Client, home: HomeCity) -> None:
    first = fields(read(office, SEVERAL))
    assert "," in first["d1-title"]
    shown = step(office, SEVERAL, _split="1")
    assert "," not in shown["d1-title"]
    assert len({shown[f"d{number}-title"] for number in (1, 2, 3)}) == 3
    shown = step(office, SEVERAL, **{"d1-title": "Моё", "_split": "1"})
    assert shown["d1-title"] == "Моё"


def test_what_a_step_has_made_is_what_is_kept(office: Client, home: HomeCity) -> None:
    step(office, UNDATED, _join="2")
    (back,) = re.findall(r'href="(\?unsaved=\w+)"', office.get("/admin/prose/").content.decode())
    assert fields(office.get(f"/admin/prose/{back}"))["d1-period"] == "14 мая 2021"
