"""Passwords: which are taken, how a forgotten one is set, and that a given one is for one sign-in."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from partnerships.files.intake import accept_photo
from partnerships.models import CountedRequest, Event, HomeCity, Photo, User
from partnerships.staff import mail, passwords, signing_in_records
from tests.admin.signing_in.people import FACTORS, STEP, WORD, give_password, is_in, link_in_letter, with_app
from tests.conftest import picture, save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
RESET = "/admin/password-reset/"
NEW = "тихая осень над Кубанью и Доном"


@pytest.fixture
def stavropol(db: None) -> None:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", name_genitive_ru="Ставрополя"))


@pytest.mark.parametrize(
    "word",
    [
        *("Ставрополь2026", "stavropol-2026", "Stavropol!Stavropol!", "вСтаврополе2026!!", "STAVROPOL_1777"),
        *("gorod-partner-2026", "register2026", "Реестр городов 26", "городапартнеры", "partnercities1"),
        *("Partnerstadt2026", "admin2026!", "password1", "qwertyuiop", "12345678901234", "short1"),
    ],
)
def test_words_of_the_place_the_product_and_the_year_are_refused(word: str, stavropol: None) -> None:
    with pytest.raises(ValidationError):
        validate_password(word)


@pytest.mark.parametrize(
    "word",
    [
        *(NEW, "у Ставрополя тихо цветёт сирень", "correct horse battery staple", "k7fm2qpd9xwv"),
        *("ж" * 4 + "щука" * 20, "a1" * 64 + "é", "только строчные буквы", "なんでもない長い言葉です"),
    ],
)
def test_long_phrases_in_any_letters_are_taken_without_rules_of_composition(word: str, stavropol: None) -> None:
    validate_password(word)


def test_the_password_one_has_is_no_new_one() -> None:
    user = person("editor")
    with pytest.raises(ValidationError, match="сейчас"):
        validate_password(WORD, user)
    validate_password(NEW, user)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Collect for which mailboxes letters are asked for, in place of the thread that writes them."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(mail.postman, "submit", lambda act, *given: found.append(given))
    return found


@pytest.fixture
def anna() -> User:
    user = person("editor", "anna")
    user.email = "anna@example.org"
    user.save()
    return user


def ask(mailbox: str, address: str = "203.0.113.7") -> Any:
    return Client(REMOTE_ADDR=address).post(RESET, {"email": mailbox})


def test_a_forgotten_password_is_set_by_the_letter_once(anna: User, asked: list[tuple[str, str]]) -> None:
    before = give_password("anna")[0]
    assert ask("Anna@example.org").url == f"{RESET}sent/"
    ((mailbox, site),) = asked
    assert site == "http://testserver"
    passwords.write_link(mailbox, "https://register.example.org")
    link = link_in_letter()

    client = Client()
    form = client.get(link, follow=True)
    sent = {"new_password1": NEW, "new_password2": NEW}
    assert client.post(form.redirect_chain[-1][0], sent).url == f"{RESET}done/"

    assert not is_in(client)  # one signs in as ever
    assert not is_in(before)
    assert is_in(give_password("anna", NEW)[0])
    assert "new_password1" not in Client().get(link, follow=True).content.decode()


def test_the_letter_leads_past_no_second_step(anna: User) -> None:
    with_app(anna)
    passwords.write_link("anna@example.org", "https://register.example.org")
    client = Client()
    path = client.get(link_in_letter(), follow=True).redirect_chain[-1][0]
    client.post(path, {"new_password1": NEW, "new_password2": NEW})
    client, answer = give_password("anna", NEW, client)
    assert answer.url == STEP
    assert not is_in(client)


def test_the_address_in_the_letter_is_good_for_an_hour(anna: User) -> None:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        passwords.write_link("anna@example.org", "https://register.example.org")
        clock.shift(timedelta(minutes=61))
        assert "new_password1" not in Client().get(link_in_letter(), follow=True).content.decode()


def test_an_unknown_mailbox_is_answered_alike_and_nobody_is_written_to(
    anna: User, asked: list[tuple[str, str]], django_assert_num_queries: Any
) -> None:
    gone = person("editor", "gone")
    User.objects.filter(pk=gone.pk).update(is_active=False, email="gone@example.org")
    User.objects.create_user("passless", "passless@example.org", is_staff=True)
    User.objects.create_user("outsider", "outsider@example.org", WORD)
    mailboxes = ["anna@example.org", *(f"{name}@example.org" for name in ("nobody", "gone", "passless", "outsider"))]
    answers = set()
    ask("first@example.org")
    asked.clear()
    for mailbox in mailboxes:
        with django_assert_num_queries(4):  # the count of requests, and nothing about whose mailbox it is
            response = ask(mailbox)
        answers.add((response.status_code, response.url))
    assert len(answers) == 1
    assert [mailbox for mailbox, _site in asked] == mailboxes
    for mailbox in mailboxes:
        passwords.write_link(mailbox, "https://register.example.org")
    assert [letter.to for letter in outbox.outbox] == [["anna@example.org"]]


def test_five_an_hour_for_a_mailbox_and_twenty_from_an_address(anna: User, asked: list[tuple[str, str]]) -> None:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        for mailbox in ("anna@example.org", "nobody@example.org"):
            assert [ask(mailbox).status_code for _number in range(6)] == [302] * 5 + [429]
        assert ask("anna@example.org").headers["Retry-After"] == "3600"
        assert ask("anna@example.org", "198.51.100.9").status_code == 302  # elsewhere one is still answered
        passwords.write_link("anna@example.org", "https://register.example.org")
        assert outbox.outbox == []  # and the mailbox is not flooded
        others = [ask(f"{number}@example.org").status_code for number in range(11)]
        assert others == [302] * 10 + [429]
        clock.shift(3601)
        assert ask("anna@example.org").status_code == 302
        passwords.write_link("anna@example.org", "https://register.example.org")
        assert len(outbox.outbox) == 1


def test_the_pages_of_the_reset_are_in_the_dress_of_the_office(anna: User) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert RESET in client.get("/admin/login/").content.decode()
    for path in (RESET, f"{RESET}sent/", f"{RESET}done/", f"{RESET}x/y/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "css/office.css" in page.content.decode()


def by_the_command_staff() -> str:
    out = StringIO()
    call_command("staff", "boris", stdout=out)
    return out.getvalue().split(" / ")[1].split()[0]


def by_the_command_account() -> str:
    person("editor", "boris")
    out = StringIO()
    call_command("account", "boris", "--new-password", stdout=out)
    return out.getvalue().split()[-1]


def by_an_administrator() -> str:
    boris = person("editor", "boris")
    boss = Client()
    boss.force_login(person("administrator"))
    sent = {"password1": "given-by-the-boss-1", "password2": "given-by-the-boss-1", "usable_password": "true"}
    assert boss.post(f"/admin/partnerships/user/{boris.pk}/password/", sent).status_code == 302
    return "given-by-the-boss-1"


@pytest.mark.parametrize("given", [by_the_command_staff, by_the_command_account, by_an_administrator])
def test_a_given_password_is_for_one_sign_in(given: Any) -> None:
    word = given()
    client, answer = give_password("boris", word)
    change = "/admin/password_change/"
    assert client.get("/admin/partnerships/city/").url == change
    assert client.post("/admin/partnerships/city/add/", {"name_ru": "x"}).url == change
    same = client.post(change, {"old_password": word, "new_password1": word, "new_password2": word})
    assert "сейчас" in same.content.decode()
    assert client.post(change, {"old_password": word, "new_password1": NEW, "new_password2": NEW}).status_code == 302
    assert client.get("/admin/partnerships/city/").status_code == 200
    assert give_password("boris", word)[1].status_code == 200


@pytest.mark.parametrize("written", ["{}", "0{}"])
def test_ones_own_is_changed_with_the_old_one_and_not_on_the_screen_of_staff(written: str) -> None:
    boss = User.objects.create_superuser("boss", password=WORD, pk=5)
    client = Client()
    client.force_login(boss)
    path = f"/admin/partnerships/user/{written.format(boss.pk)}/password/"
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "1"}
    assert [client.get(path).url, client.post(path, sent).url] == ["/admin/password_change/"] * 2
    assert not is_in(give_password("boss", NEW)[0])


def test_a_letter_ends_the_pause_of_its_reader(anna: User) -> None:
    for _guess in range(10):
        refused = give_password("anna", "wrong")[1]
    assert refused.status_code == 429
    passwords.write_link("anna@example.org", "https://register.example.org")
    client = Client()
    path = client.get(link_in_letter(), follow=True).redirect_chain[-1][0]
    client.post(path, {"new_password1": NEW, "new_password2": NEW})
    assert give_password("anna", NEW)[1].status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/?next=/admin/partnerships/city/", STEP, FACTORS, RESET])
def test_a_page_of_the_sign_in_that_was_open_too_long_comes_again(anna: User, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path, {"username": "anna", "password": WORD})
    assert answer.url == path
    assert "Страница устарела" in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize("state", ["a given password", "no second step in time"])
def test_hidden_files_stay_closed_to_a_session_that_opens_nothing_else(state: str) -> None:
    user = person("head")
    client = give_password("head")[0]
    draft = save(Event(slug="d", title_ru="Черновик", form="meeting"), public=False)
    photo = save(Photo(record=draft, file=accept_photo(picture((400, 400))), alt_ru="Мост"))
    path = f"/files/photos/{photo.file.name.split('/')[1]}/480.webp"
    account = User.objects.filter(pk=user.pk)
    if state == "a given password":
        account.update(password_is_initial=True)
    else:
        account.update(second_factor_asked=timezone.now() - timedelta(days=15))
    assert client.get(path).status_code == 404
    account.update(password_is_initial=False, second_factor_asked=timezone.now())
    opened: Any = client.get(path)
    assert opened.status_code == 200
    opened.close()


def test_what_is_written_down_of_failures_goes_with_the_pause(asked: list[tuple[str, str]]) -> None:
    with time_machine.travel(datetime(2026, 9, 1, 9, tzinfo=UTC), tick=False) as clock:
        give_password("nobody", "wrong")
        ask("nobody@example.org")
        signing_in_records.delete_old()
        assert (AccessAttempt.objects.count(), CountedRequest.objects.count()) == (1, 1)
        clock.shift(timedelta(minutes=61))
        signing_in_records.delete_old()
        assert (AccessAttempt.objects.count(), CountedRequest.objects.count()) == (0, 0)
