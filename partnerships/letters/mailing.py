"""A letter by mail, from the address that the installation allows; what left, or did not, is kept word for word."""

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partnerships.delivery import memo
from partnerships.files.document_text import DOCX
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Greeting, Letter, LetterState, OutgoingLetter, SentBy, SentLetter, User
from partnerships.staff import mail
from partnerships.text.translated import text_column

LOG: Final = logging.getLogger(__name__)
#: What the history says of a letter that went by mail.
REASONS: Final[dict[type[OutgoingLetter], str]] = {
    Greeting: gettext_noop("Greeting sent by e-mail"),
    Letter: gettext_noop("Letter sent by e-mail"),
}


def is_allowed() -> bool:
    """Say whether the installation lets letters to partners leave."""
    return bool(settings.OFFICE_MAIL_FROM)


def body_of(letter: OutgoingLetter, language: str) -> str:
    """Return the letter in `language` as plain text: to whom, the text, who writes."""
    words = (getattr(letter, text_column(name, language)) or "" for name in ("addressee", "text", "sender"))
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
    """The letter has left, or may have, or nobody needs it."""


def is_settled(letter: OutgoingLetter) -> bool:
    """Say whether it leaves only where somebody says so once more: it is not open, or one may have left by mail."""
    return not letter.is_open or mailings_of(letter).exclude(has_left=False).exists()


def mailings_of(letter: OutgoingLetter) -> QuerySet[SentLetter]:
    """Return the lines of the journal about `letter`, the latest first."""
    return SentLetter.objects.filter(**{_column(letter): letter.pk}).select_related("sent_by")


def _column(letter: OutgoingLetter) -> str:
    """Return the column of the journal that holds letters of this kind."""
    return "greeting" if isinstance(letter, Greeting) else "letter"


def send_letter(
    letter: OutgoingLetter, sent: MailToSend, *, by: User, again: bool = False, paper: bytes = b""
) -> SentLetter:
    """Send `sent`, with `paper` as the DOCX that it names, and mark `letter` as sent.

    Return the line of the journal, which was kept before it left.
    Its `fault` says why it did not leave; the letter is then as it was. Sent twice from one form, it leaves once.
    Raises ReadsOtherwise where the text has changed meanwhile, and HasGone where it is settled and not sent `again`.
    """
    line, is_new = _entered(letter, sent, by=by, again=again)
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
        with revisions.revision(by=by, reason=fact(REASONS[type(letter)])):
            locked = _locked(letter)
            if not locked.has_left:  # sent once more, it keeps its place in the journal
                locked.mailbox, locked.sent_on, locked.sent_how = line.mailbox, timezone.localdate(), SentBy.MAIL
            locked.state = LetterState.ANSWERED if locked.reply_on else LetterState.SENT
            locked.save()
    return line


def _locked(letter: OutgoingLetter) -> OutgoingLetter:
    row: OutgoingLetter = type(letter)._default_manager.select_for_update().get(pk=letter.pk)
    return row


def _entered(letter: OutgoingLetter, sent: MailToSend, *, by: User, again: bool) -> tuple[SentLetter, bool]:
    """Return the line of the journal for `sent`, and whether it is new; two people and two presses wait here."""
    with revisions.revision(by=by):
        locked = _locked(letter)
        if there := SentLetter.objects.filter(form_key=sent.form_key).first():
            return there, False
        if body_of(locked, sent.language) != sent.body:
            raise ReadsOtherwise
        if is_settled(locked) and not again:
            raise HasGone
        line = SentLetter.objects.create(
            mailbox=sent.mailbox,
            sender=settings.OFFICE_MAIL_FROM,
            subject=" ".join(sent.subject.split()),
            body=sent.body,
            attached=sent.attached,
            sent_by=by,
            form_key=sent.form_key,
            **{_column(letter): locked},
        )
    return line, True


def _sent(message: EmailMessage) -> list[EmailMessage]:
    try:
        return mail.send([message], to_readers=True)
    except OSError:
        LOG.exception("A letter was not sent")
        return []
