"""Letters leave one by one: what becomes of one is nothing to the others."""

from smtplib import SMTPRecipientsRefused
from typing import Any
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from partnerships.staff import mail


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
