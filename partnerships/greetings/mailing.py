"""A greeting by mail, from the address that the installation allows; what left, or did not, is kept word for word."""

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partnerships.delivery import memo
from partnerships.files.document_text import DOCX
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Greeting, GreetingState, SentBy, SentLetter, User
from partnerships.staff import mail
from partnerships.text.translated import text_column

LOG: Final = logging.getLogger(__name__)


def is_allowed() -> bool:
    """Say whether the installation lets letters to partners leave."""
    return bool(settings.OFFICE_MAIL_FROM)


def body_of(greeting: Greeting, language: str) -> str:
    """Return the letter in `language` as plain text: to whom, the text, who greets."""
    words = (getattr(greeting, text_column(name, language)) or "" for name in ("addressee", "text", "sender"))
    return "\n\n".join(filter(None, words))


@dataclass(frozen=True)
class MailToSend:
    """A letter as somebody looks at it, and the form that sends it once."""

    language: str
    mailbox: str
    subject: str
    body: str
    form_key: str = ""
    #: The name of the paper that goes with it, "" where none does.
    attached: str = ""

    @property
    def digest(self) -> str:
        """What tells this letter from one that reads otherwise."""
        words = json.dumps([self.language, self.mailbox, self.subject, self.body, self.attached])
        return hashlib.sha256(words.encode()).hexdigest()


class NotSent(Exception):
    """The letter does not leave; nothing was kept."""


class ReadsOtherwise(NotSent):
    """The letter is no longer the one that was looked at."""


class HasGone(NotSent):
    """The greeting has left, or may have, or nobody needs it."""


def is_settled(greeting: Greeting) -> bool:
    """Say whether it leaves only where somebody says so once more: it is not open, or a letter may have left."""
    return not greeting.is_open or greeting.letters.exclude(has_left=False).exists()


def send_greeting(
    greeting: Greeting, letter: MailToSend, *, by: User, again: bool = False, paper: bytes = b""
) -> SentLetter:
    """Send `letter`, with `paper` as the DOCX that it names, and mark the greeting as sent.

    Return the line of the journal, which was kept before it left.
    Its `fault` says why it did not leave; the greeting is then as it was. Sent twice from one form, it leaves once.
    Raises ReadsOtherwise where the text has changed meanwhile, and HasGone where it is settled and not sent `again`.
    """
    line, is_new = _entered(greeting, letter, by=by, again=again)
    if not is_new:
        return line
    home = memo.home_city()
    reply_to = [home.email] if home.email else None
    message = EmailMessage(line.subject, line.body, from_email=line.sender, to=[line.mailbox], reply_to=reply_to)
    if paper:
        message.attach(line.attached, paper, DOCX)
    line.has_left = bool(_sent(message))
    line.fault = "" if line.has_left else _("The mail server did not take it.")
    line.save(update_fields=["has_left", "fault"])
    if line.has_left:
        with revisions.revision(by=by, reason=fact(gettext_noop("Greeting sent by e-mail"))):
            locked = Greeting.objects.select_for_update().get(pk=greeting.pk)
            locked.mailbox, locked.sent_on, locked.sent_how = line.mailbox, timezone.localdate(), SentBy.MAIL
            locked.state = GreetingState.ANSWERED if locked.reply_on else GreetingState.SENT
            locked.save()
    return line


def _entered(greeting: Greeting, letter: MailToSend, *, by: User, again: bool) -> tuple[SentLetter, bool]:
    """Return the line of the journal for `letter`, and whether it is new; two people and two presses wait here."""
    with revisions.revision(by=by):
        locked = Greeting.objects.select_for_update().get(pk=greeting.pk)
        if there := SentLetter.objects.filter(form_key=letter.form_key).first():
            return there, False
        if body_of(locked, letter.language) != letter.body:
            raise ReadsOtherwise
        if is_settled(locked) and not again:
            raise HasGone
        line = SentLetter.objects.create(
            greeting=locked,
            mailbox=letter.mailbox,
            sender=settings.OFFICE_MAIL_FROM,
            subject=" ".join(letter.subject.split()),
            body=letter.body,
            attached=letter.attached,
            sent_by=by,
            form_key=letter.form_key,
        )
    return line, True


def _sent(letter: EmailMessage) -> list[EmailMessage]:
    try:
        return mail.send([letter])
    except OSError:
        LOG.exception("A greeting was not sent")
        return []
