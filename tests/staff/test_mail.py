"""Letters leave one by one: what becomes of one is nothing to the others."""

from smtplib import SMTPRecipientsRefused
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from partnerships.models import User
from partnerships.staff import mail, unsubscribing
from tests.staff.test_rights import person


def refusing(address: str) -> Any:
    """Return a mail server that knows no mailbox `address` and stops there, as an SMTP server does."""
    send = EmailBackend.send_messages

    def send_messages(self: EmailBackend, letters: list[Any]) -> int:
        for letter in letters:
            if address in letter.to:
                raise SMTPRecipientsRefused({address: (550, b"no such user")})
            send(self, [letter])
        return len(letters)

    return send_messages


def test_a_dead_mailbox_keeps_no_letter_from_the_others(
    mailoutbox: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(EmailBackend, "send_messages", refusing("dead@example.org")):
        mail._send([EmailMessage("x", "y", to=[f"{name}@example.org"]) for name in ("first", "dead", "last")])

    assert [letter.to for letter in mailoutbox] == [["first@example.org"], ["last@example.org"]]
    assert "A letter to dead@example.org was not sent" in caplog.text


def written(kind: str) -> Any:
    user = User(pk=1, username="head", email="head@example.org", language="en")
    with mail.from_site("https://register.example.org"):
        letter = mail.letter(user, lambda _user: ("A fair", ["It waits."]), kind=kind)
    assert letter is not None
    return letter.message()


def test_a_letter_says_that_a_machine_wrote_it_and_where_to_stop_such_letters() -> None:
    message = written("changes_told")

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@register.example.org>")
    assert message["List-Unsubscribe"].startswith("<https://register.example.org/letters/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    always = written("")
    assert always["List-Unsubscribe"] == "<https://register.example.org/admin/account/>"
    assert "List-Unsubscribe-Post" not in always


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["wants_returned", "wants_approved", "wants_morning", "changes_told"])
def test_one_click_without_signing_in_stops_one_kind_of_letters(kind: str) -> None:
    user = person("head")
    address = unsubscribing.unsubscribe_address(user, kind)
    client = Client(enforce_csrf_checks=True)

    page = client.get(address)  # as programs do that look behind every address
    user.refresh_from_db()
    assert (page.status_code, getattr(user, kind)) == (200, True if kind.startswith("wants") else "soon")

    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    user.refresh_from_db()
    off = {"wants_returned": False, "wants_approved": False, "wants_morning": False, "changes_told": "never"}
    assert getattr(user, kind) == off[kind]
    assert sum(getattr(user, other) != off[other] for other in off) == 3


@pytest.mark.django_db
def test_nobody_stops_the_letters_of_another() -> None:
    user = person("head")
    address = unsubscribing.unsubscribe_address(user, "wants_morning")

    assert Client().post(f"{address[:-2]}x/").status_code == 404
    assert Client().post(unsubscribing.unsubscribe_address(user, "is_superuser")).status_code == 404
    User.objects.filter(pk=user.pk).update(username="another", email="another@example.org")
    assert Client().post(address).status_code == 404
    User.objects.filter(pk=user.pk).update(username=user.username, email=user.email)
    assert Client().get(address).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert Client().get(address).status_code == 404
