"""An empty installation is made ready by one command."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client

from partnerships.models import ChecklistStep, CountryGroup, HomeCity, User
from tests.conftest import save


def setup(**options: Any) -> str:
    out = StringIO()
    call_command("setup", stdout=out, **{"time_zone": "Europe/Riga", **options})
    return out.getvalue()


def test_the_city_its_clock_and_the_administrator_are_there(db: None, client: Client, capsys: Any) -> None:
    setup(city="Лиепая", city_en="Liepāja", time_zone="Europe/Riga", administrator="anna", email="anna@example.org")
    home, user = HomeCity.objects.get(), User.objects.get()
    assert (home.name_ru, home.name_en, home.time_zone) == ("Лиепая", "Liepāja", "Europe/Riga")
    assert [(group.name_ru, group.name_en) for group in CountryGroup.objects.all()] == [("Страны", "Countries")]
    assert [group.name for group in user.groups.all()] == ["administrator"]
    password = capsys.readouterr().out.partition("anna / ")[2].split()[0]
    assert client.post("/admin/login/", {"username": "anna", "password": password}).status_code == 302
    assert "Liepāja" in client.get("/en/").content.decode()


def test_what_is_there_stays(db: None, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("SETUP_CITY", "Лиепая")
    monkeypatch.setenv("SETUP_ADMINISTRATOR", "anna")
    setup()
    said = setup(city="Рига", administrator="boris")
    assert "nothing was changed" in said
    assert HomeCity.objects.get().name_ru == "Лиепая"
    assert User.objects.get().username == "anna"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"administrator": "anna"}, "Name of the home city, in Russian: say it with --city or SETUP_CITY"),
        ({"administrator": "anna", "city": "Лиепая", "time_zone": "Mars"}, "Europe/"),
        ({"administrator": "anna", "city": "Л" * 121}, "121"),
        ({"city": "Лиепая"}, "Name of the first administrator: say it with --administrator or SETUP_ADMINISTRATOR"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_half_done(db: None, options: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        setup(**options)
    assert not HomeCity.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("country", "installed", "zone"),
    [("LV", "Europe/Moscow", "Europe/Riga"), ("RU", "Asia/Omsk", "Asia/Omsk"), ("", "Asia/Omsk", "Asia/Omsk")],
)
def test_the_clock_is_that_of_the_country(
    db: None, monkeypatch: pytest.MonkeyPatch, country: str, installed: str, zone: str
) -> None:
    monkeypatch.setenv("TIME_ZONE", installed)
    setup(city="Лиепая", country=country, time_zone=None, administrator="anna")
    assert HomeCity.objects.get().time_zone == zone


@pytest.mark.parametrize(("country", "installed"), [("DE", "Europe/Moscow"), ("", "")])
def test_a_clock_that_nobody_can_know_is_asked_for(
    db: None, monkeypatch: pytest.MonkeyPatch, country: str, installed: str
) -> None:
    monkeypatch.setenv("TIME_ZONE", installed)
    with pytest.raises(CommandError, match="Time zone: say it with --time-zone or SETUP_TIME_ZONE"):
        setup(city="Бонн", country=country, time_zone=None, administrator="anna")


def test_the_currency_is_that_of_the_country(db: None) -> None:
    setup(city="Познань", country="PL", time_zone=None, administrator="anna")
    assert HomeCity.objects.get().currency == "PLN"


def test_steps_of_the_checklist_that_nobody_has_changed_stand_in_the_first_language(db: None) -> None:
    models.QuerySet(ChecklistStep).update(what="Enviar o convite")
    setup(city="Лиепая", administrator="anna")
    assert "Направить приглашение" in ChecklistStep.objects.values_list("what", flat=True)


def test_steps_that_the_department_has_changed_stay(db: None) -> None:
    save(ChecklistStep(what="Позвонить послу", counted_from="arrival", days=5))
    before = set(ChecklistStep.objects.values_list("what", flat=True))
    setup(city="Лиепая", administrator="anna")
    assert set(ChecklistStep.objects.values_list("what", flat=True)) == before
