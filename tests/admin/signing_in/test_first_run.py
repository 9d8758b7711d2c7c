"""An empty installation is made ready in the browser by whoever reads the log of the server."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnerships.admin.signing_in.first_run import code_of_hour
from partnerships.models import HomeCity, User, VocabularyTerm
from tests.conftest import save

PAGE = "/admin/first-run/"
PASSWORD = "Sommerregen und Kastanien 7"
SENT = {
    "name_ru": "Лиепая",
    "name_en": "Liepāja",
    "country_code": "lv",
    "time_zone": "",
    "words": "german",
    "username": "anna",
    "email": "anna@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def code(db: None, client: Client, caplog: pytest.LogCaptureFixture) -> str:
    client.get(PAGE)
    (told,) = re.findall(r"the code is (\S+)", caplog.text)
    return str(told)


def test_the_sign_in_of_an_empty_installation_leads_there(db: None, client: Client) -> None:
    assert client.get("/admin/login/").url == PAGE


def test_the_code_of_the_log_opens_the_register(client: Client, code: str) -> None:
    answer = client.post(PAGE, {**SENT, "code": code.lower().replace("-", " ")})
    assert answer.url == "/admin/login/"
    home, user = HomeCity.objects.get(), User.objects.get()
    assert (home.name_ru, home.name_en, home.country_code, home.time_zone) == ("Лиепая", "Liepāja", "LV", "Europe/Riga")
    assert VocabularyTerm.objects.filter(name_en="Town friendship").exists()  # no such kind in the Russian set
    assert [group.name for group in user.groups.all()] == ["administrator"]
    assert client.post("/admin/login/", {"username": "anna", "password": PASSWORD}).url == "/admin/"
    assert "Реестр готов" in client.get("/admin/").content.decode()


def test_nothing_is_made_without_the_code_and_nothing_typed_is_lost(client: Client, code: str) -> None:
    page = client.post(PAGE, {**SENT, "code": "ABCD-EFGH-JKLM"}).content.decode()
    assert "Это не код из журнала" in page
    assert 'value="Liepāja"' in page
    assert not HomeCity.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name_ru": ""}, "Обязательное поле"),
        ({"country_code": "DE"}, "Часовой пояс"),  # it has two
        ({"time_zone": "Mars"}, "как в списке часовых поясов"),
        ({"password2": "another"}, "парол"),
        ({"password1": "register2026", "password2": "register2026"}, "парол"),
        ({"words": "martian"}, "Выберите"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_half_done(
    client: Client, code: str, changed: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIME_ZONE", raising=False)
    page = client.post(PAGE, {**SENT, **changed, "code": code}).content.decode()
    assert "errorlist" in page
    assert said in page
    assert not HomeCity.objects.exists()
    assert not User.objects.exists()


def test_a_code_ends_with_the_hour_after_its_own(client: Client, code: str) -> None:
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        assert client.post(PAGE, {**SENT, "code": code}).status_code == 200
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        assert client.post(PAGE, {**SENT, "code": code}).status_code == 302


def test_a_city_that_is_there_stays(client: Client, code: str) -> None:
    save(HomeCity(name_ru="Рига", time_zone="Europe/Riga"))
    assert "Рига" not in client.get(PAGE).content.decode()
    client.post(PAGE, {**SENT, "code": code})
    assert HomeCity.objects.get().name_ru == "Рига"
    assert User.objects.get().username == "anna"


def test_a_password_made_of_the_city_that_is_being_named_is_refused(client: Client, code: str) -> None:
    made = {"name_ru": "Нойштадт", "name_en": "Neustadt", "password1": "Neustadt-2026", "password2": "Neustadt-2026"}
    page = client.post(PAGE, {**SENT, **made, "code": code}).content.decode()
    assert "Название города" in page.partition('name="password1"')[0].rpartition("errorlist")[2]
    assert not HomeCity.objects.exists()
    assert not User.objects.exists()


def test_the_currency_is_that_of_the_country(client: Client, code: str) -> None:
    client.post(PAGE, {**SENT, "code": code})
    assert HomeCity.objects.get().currency == "EUR"


def test_there_is_no_such_page_once_there_is_an_account(client: Client, code: str, clerk: User) -> None:
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {**SENT, "code": code_of_hour(timezone.now())}).status_code == 404
    assert client.get("/admin/login/").status_code == 200
    assert User.objects.count() == 1
