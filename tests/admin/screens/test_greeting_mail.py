"""Greetings by mail: allowed by the administrator, looked at first, kept in the journal."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from partnerships.files.document_text import DOCX
from partnerships.models import (
    Greeting,
    LetterState,
    SentLetter,
)
from tests.conftest import save
from tests.papers.docx_text import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_july")]


@pytest.fixture
def by_mail(settings: Any, last_year: Greeting) -> str:
    settings.OFFICE_MAIL_FROM = "office@city.example"
    return f"/admin/partnerships/greeting/{last_year.pk}/mail/"


TO = {"mailbox": "mayor@omsk.example", "language": "ru", "subject": "С Днём города!"}


def looked_at(office: Client, address: str, button: str = "look") -> dict[str, str]:
    """Return what the form holds once the letter was shown."""
    shown = office.post(address, {**TO, button: "1"}).context
    return {**TO, "digest": shown["letter"].digest, "form_key": shown["form_key"]}


def test_by_mail_only_where_it_is_allowed_and_after_a_look(
    office: Client, last_year: Greeting, by_mail: str, settings: Any
) -> None:
    settings.OFFICE_MAIL_FROM = ""
    assert office.get(by_mail).status_code == 404
    settings.OFFICE_MAIL_FROM = "office@city.example"
    last_year.state, last_year.sent_on = LetterState.READY, None
    save(last_year)
    seen = looked_at(office, by_mail, "send")
    assert mail.outbox == []
    office.post(by_mail, {**seen, "subject": "Иное", "send": "1"})
    last_year.text_ru = "Другой текст"
    save(last_year)
    office.post(by_mail, {**seen, "send": "1"})
    assert mail.outbox == []  # what was looked at reads otherwise now
    seen = looked_at(office, by_mail)
    for _twice in range(2):
        office.post(by_mail, {**seen, "send": "1"})
    (letter,) = mail.outbox
    assert (letter.to, letter.from_email, letter.subject) == (
        ["mayor@omsk.example"],
        "office@city.example",
        "С Днём города!",
    )
    assert letter.body == "Другой текст\n\nГлава города"
    (kept,) = SentLetter.objects.all()
    assert (kept.body, kept.mailbox, kept.fault, kept.has_left) == (letter.body, "mayor@omsk.example", "", True)
    last_year.refresh_from_db()
    assert (last_year.sent_how, last_year.state) == ("mail", "sent")
    assert "mayor@omsk.example" in office.get(by_mail).content.decode()


def test_what_has_left_leaves_once_more_only_where_that_is_said(office: Client, by_mail: str) -> None:
    office.post(by_mail, {**looked_at(office, by_mail), "send": "1"})
    assert (mail.outbox, SentLetter.objects.count()) == ([], 0)
    office.post(by_mail, {**looked_at(office, by_mail), "again": "1"})
    assert len(mail.outbox) == 1


def test_a_letter_is_in_the_journal_before_it_leaves(
    office: Client, last_year: Greeting, by_mail: str, monkeypatch: Any
) -> None:
    last_year.state, last_year.sent_on = LetterState.READY, None
    save(last_year)
    known: list[object] = []

    def broken(_letters: object, **_options: object) -> list[object]:
        known.extend(SentLetter.objects.values_list("has_left", flat=True))
        raise OSError

    monkeypatch.setattr("partnerships.staff.mail.send", broken)
    page = office.post(by_mail, {**looked_at(office, by_mail), "send": "1"})
    line = SentLetter.objects.get()
    assert (known, line.has_left, bool(line.fault)) == ([None], False, True)
    assert line.fault in page.content.decode()
    assert Greeting.objects.get().state == LetterState.READY


def test_the_letter_on_the_letterhead_goes_with_it_where_that_is_ticked(
    office: Client, last_year: Greeting, by_mail: str
) -> None:
    last_year.state, last_year.sent_on = LetterState.READY, None
    save(last_year)
    shown = office.post(by_mail, {**TO, "attach": "on", "look": "1"})
    name = shown.context["letter"].attached
    assert name in shown.content.decode()
    seen = {**TO, "digest": shown.context["letter"].digest, "form_key": shown.context["form_key"]}
    office.post(by_mail, {**seen, "send": "1"})
    assert mail.outbox == []  # looked at with a paper, sent without it
    office.post(by_mail, {**seen, "attach": "on", "send": "1"})
    ((filename, content, media_type),) = mail.outbox[0].attachments
    assert (filename, media_type) == (name, DOCX)
    assert "Глава города" in words_of(content)
    assert SentLetter.objects.get().attached == name
