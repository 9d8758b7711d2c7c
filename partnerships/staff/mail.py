"""Letters to the staff: after the commit only, in each reader's language, plain text.

A mail server that is slow or down breaks no save: letters leave from a thread of their own, and what cannot be
sent is written to the log.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from email.utils import make_msgid
from typing import Final
from urllib.parse import urlsplit

from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from config import metrics
from partnerships.models import User
from partnerships.staff import unsubscribing
from partnerships.staff.addresses import site_origin

log = logging.getLogger(__name__)

#: One letter after another, so that a dead server holds one thread and not the clerks.
postman: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

#: How many lines of one kind a letter has.
NAMED: Final = 20

#: What a letter says, in the language of the moment: subject and paragraphs.
type LetterText = tuple[str, list[str]]


_site: ContextVar[str] = ContextVar("site", default="")


@contextmanager
def from_site(origin: str) -> Iterator[None]:
    """Let every address in the letters written inside begin with `origin`, such as https://register.example.org."""
    token = _site.set(origin)
    try:
        yield
    finally:
        _site.reset(token)


def whole_address(path: str) -> str:
    """Return `path` as a letter writes it, with the site it is on; a command need not say which."""
    return (_site.get() or site_origin()) + path


def reaches(user: User) -> bool:
    """Say whether a letter can reach `user`."""
    return bool(user.email and user.is_active and user.is_staff)


def write(people: Iterable[User], words: Callable[[User], LetterText], *, kind: str = "") -> None:
    """Write to each of `people` what `words` says; nothing leaves if the transaction fails.

    `kind` is the field in which a reader says whether to get such letters; without one they come to everybody.
    """
    wanting = (user for user in people if reaches(user) and (not kind or getattr(user, kind)))
    letters = [found for user in wanting if (found := letter(user, words, kind=kind))]
    if letters:
        transaction.on_commit(lambda: send_apart(letters))


def letter(user: User, words: Callable[[User], LetterText | None], *, kind: str = "") -> EmailMessage | None:
    """Return the letter to `user` in their language, or None where `words` has nothing to say.

    `kind` is as in `write`: the mail program offers to stop such letters.
    """
    with override(user.spoken_language):
        told = words(user)
        if told is None:
            return None
        subject, paragraphs = told
        account = whole_address(reverse("admin:account"))
        last = _("Which letters you get is chosen in your account: %(address)s") % {"address": account}
        body = "\n\n".join([*paragraphs, f"-- \n{last}"])
        return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=_headers(user, kind))


def _headers(user: User, kind: str) -> dict[str, str]:
    where = unsubscribing.unsubscribe_address(user, kind) if kind else reverse("admin:account")
    return machine_headers(where, is_one_click=bool(kind))


def machine_headers(stop: str, *, is_one_click: bool) -> dict[str, str]:
    """Return what mail programs read: no answer to a machine, where to stop such letters, a name on our own host.

    `stop` is the path that stops them, "" where there is nothing to stop; by one click where a POST to it is enough.
    """
    host = urlsplit(_site.get()).hostname
    if host is None:
        return {"Auto-Submitted": "auto-generated"}
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=host)}
    if stop:
        headers["List-Unsubscribe"] = f"<{whole_address(stop)}>"
    if is_one_click:
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return headers


def capped(lines: list[str], between: str = "\n\n") -> str:
    """Return the first of `lines`, and how many more there are."""
    more = [_("And %(count)d more.") % {"count": len(lines) - NAMED}] if len(lines) > NAMED else []
    return between.join([*lines[:NAMED], *more])


def send(letters: Sequence[EmailMessage], *, to_readers: bool = False) -> list[EmailMessage]:
    """Send `letters` over one connection, each by itself, and return those that left; a dead mailbox stops no other.

    The log names no reader, nor what the server says of one.
    Raises what the mail server answers where there is no connection at all.
    """
    sent: list[EmailMessage] = []
    if not letters:
        return sent
    with mailers.default as server:
        for letter in letters:
            try:
                server.open()  # it is, unless the letter before broke it
                server.send_messages([letter])
                sent.append(letter)
                metrics.letters.labels("sent").inc()
            except Exception as error:
                metrics.letters.labels("failed").inc()
                if to_readers:
                    log.error("A letter to a reader was not sent: %s", type(error).__name__)
                else:
                    log.exception("A letter to %s was not sent", ", ".join(letter.to))
                with suppress(Exception):
                    server.close()  # what was left half said goes with it
    return sent


def send_apart(letters: Sequence[EmailMessage], *, to_readers: bool = False) -> None:
    """Send `letters` from a thread of their own: whoever asked for them waits for no mail server."""
    postman.submit(_send, list(letters), to_readers)


def _send(letters: list[EmailMessage], to_readers: bool = False) -> None:
    try:
        send(letters, to_readers=to_readers)
    except Exception:
        metrics.letters.labels("failed").inc(len(letters))
        log.exception("%d letters were not sent", len(letters))
