"""What stands beside the records and has no history: letters that left, and for whom a secret link was made.

Nobody edits these lines, so a name is not reworded in them: it is struck out, or the line is emptied.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db import models
from django.utils.translation import gettext as _

from partnerships.history.redaction import STRUCK, writable_texts
from partnerships.models import GuestLink, PreviewLink, RegisterModel, SentLetter
from partnerships.text.numbers import whole

type Beside = type[models.Model]
TABLES: Final[tuple[Beside, ...]] = (SentLetter, PreviewLink, GuestLink)
#: Texts of theirs in which nobody writes a name: the office's own address, and marks of the program.
OURS: Final = frozenset({"sender", "form_key", "digest"})
#: What stands for a blank in the name of a file.
IN_FILE_NAMES: Final = re.compile(r"[_.-]+")


@dataclass(frozen=True)
class NamedBeside:
    """A line of one of `TABLES` that holds the name; `text` is where."""

    row: models.Model
    text: str

    @property
    def label(self) -> str:
        """What the line is."""
        return str(self.row._meta.verbose_name)

    @property
    def record(self) -> RegisterModel | None:
        """The record that the line belongs to; None where that was deleted."""
        owners = (getattr(self.row, name) for name in _rows_of_register(type(self.row)))
        return next((owner for owner in owners if owner), None)

    @property
    def title(self) -> str:
        """The record's name, or that there is none any more."""
        return str(self.record or _("of a deleted record"))

    @property
    def offer(self) -> str:
        """What a tick does with the line."""
        return _("Empty this letter") if isinstance(self.row, SentLetter) else _("Empty this line")

    @property
    def ticket(self) -> str:
        """What the form names the line by."""
        return f"{self.row._meta.model_name}-{self.row.pk}"


@cache
def _rows_of_register(table: type[models.Model]) -> tuple[str, ...]:
    """Return the relations of `table` by which a line says what it belongs to."""
    keys = (field for field in table._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return tuple(key.name for key in keys if issubclass(key.related_model, RegisterModel))


@cache
def texts_of(table: Beside) -> tuple[str, ...]:
    """Return the columns of `table` in which somebody may be named."""
    return tuple(name for name in writable_texts(table) if name not in OURS)


def words_of_line(row: models.Model) -> str:
    """Return all that a line says of somebody, names of files as words."""
    texts = {name: str(getattr(row, name)) for name in texts_of(type(row))}
    return "\n".join([*texts.values(), *(_as_words(row, name, text) for name, text in texts.items())])


def _as_words(row: models.Model, name: str, text: str) -> str:
    """Return a short text with the signs of file names and addresses as blanks; "" for a long one, which is prose."""
    is_prose = isinstance(row._meta.get_field(name), models.TextField)
    return "" if is_prose else IN_FILE_NAMES.sub(" ", text)


def lines_with(patterns: Collection[re.Pattern[str]]) -> Iterator[models.Model]:
    """Yield every line that holds all of `patterns`, in whichever of its texts; the address of a letter is one."""
    for table in TABLES if patterns else ():
        for row in table._base_manager.select_related(*_rows_of_register(table)).order_by("-pk").iterator():
            if all(pattern.search(words_of_line(row)) for pattern in patterns):
                yield row


def empty_ticked(tickets: Iterable[str]) -> int:
    """Empty the lines that the form named; return how many there were."""
    tables = {table._meta.model_name: table for table in TABLES}
    pairs = (ticket.partition("-") for ticket in tickets)
    return sum(empty_lines(tables[name], [whole(key)]) for name, _dash, key in pairs if name in tables)


def empty_lines(table: Beside, keys: Iterable[int]) -> int:
    """Let the lines of `table` with `keys` say nothing of anybody: that one left, who made it and when, stays."""
    return table._base_manager.filter(pk__in=list(keys)).update(**dict.fromkeys(texts_of(table), ""))


def strike_beside(pattern: re.Pattern[str]) -> None:
    """Strike `pattern` out of every line; where it stood, the address that the letter went to goes as well."""
    for row in lines_with([pattern]):
        texts = {name: pattern.sub(STRUCK, str(getattr(row, name))) for name in texts_of(type(row))}
        texts = {name: "" if pattern.search(_as_words(row, name, text)) else text for name, text in texts.items()}
        mailbox = {"mailbox": ""} if "mailbox" in texts else {}
        type(row)._base_manager.filter(pk=row.pk).update(**texts | mailbox)


def empty_letters(greetings: Collection[int], mailboxes: Iterable[str]) -> None:
    """Empty the letters of `greetings`, and those to `mailboxes` whose greeting was deleted."""
    orphans = SentLetter.objects.filter(greeting=None, letter=None, mailbox__in=[box for box in mailboxes if box])
    letters = SentLetter.objects.filter(greeting__in=greetings) | orphans
    empty_lines(SentLetter, letters.values_list("pk", flat=True))
