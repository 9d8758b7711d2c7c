"""Where the register speaks of somebody: rows of people, any other text, and what the history keeps.

A name is found in every form that differs in its last letters, and as it is written in Latin letters.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from reversion.models import Version

from partnerships.history.redaction import letters, writable_texts
from partnerships.history.references import bearer
from partnerships.history.versions import FOLLOWED
from partnerships.models import (
    AnnualReport,
    Birthday,
    FrozenReport,
    Participant,
    PublicMessage,
    RegisterModel,
    Subscription,
)
from partnerships.privacy.beside import NamedBeside, lines_with, words_of_line
from partnerships.privacy.past_rows import PEOPLE
from partnerships.text.translated import text_columns
from partnerships.text.transliteration import latin

#: So many places of each kind are shown; who finds more asks for more of the name.
MOST: Final = 200
#: Shorter parts of a name are in too many words.
SHORTEST: Final = 3
#: The last letters of a word, which its forms differ in: so many are left out, and so many may stand there.
ENDING, LONGEST_ENDING = 2, 4
#: Letters shown before the name, and in all.
BEFORE, ABOUT = 60, 200
NAME: Final = tuple(text_columns("name"))
#: Where a message from the site may name somebody.
WRITTEN: Final = ("sender", "organization", "mailbox", "text", "note")


@dataclass(frozen=True)
class NamedAt:
    """A text of a row that holds the name, and in which column."""

    row: RegisterModel
    column: str
    text: str

    @property
    def label(self) -> str:
        """The name of the column."""
        column: Any = self.row._meta.get_field(self.column)
        return str(column.verbose_name)

    @property
    def record(self) -> RegisterModel:
        """The record whose form has the text."""
        return bearer(self.row)


@dataclass(frozen=True)
class FrozenAt:
    """A frozen report that holds the name: nothing changes it any more."""

    frozen: FrozenReport
    text: str

    @property
    def label(self) -> str:
        """What the text is, and that it stays."""
        return _("frozen report, stays as it was signed")

    @property
    def record(self) -> AnnualReport:
        """The report whose page has the text."""
        return self.frozen.report


def name_parts(name: str) -> list[str]:
    """Return the parts of a name to look for; empty where none is long enough to say who is meant."""
    words = [word.strip(".,") for word in re.split(r"[\s.,]+", name)]
    return [word for word in words if word] if any(len(word) >= SHORTEST for word in words) else []


def in_any_form(parts: Iterable[str]) -> list[re.Pattern[str]]:
    """Return for each of `parts` what finds it in any of its forms, in its own letters or in Latin ones."""
    return [
        re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_spelled, _stems(part)))}){_ending(part)}", re.IGNORECASE)
        for part in parts
    ]


def _ending(part: str) -> str:
    """Return how a form of `part` goes on: an initial stands for a name of any length."""
    return rf"[^\W_]{{0,{LONGEST_ENDING}}}(?![^\W_])" if len(part) >= SHORTEST else ""


def _stems(word: str) -> list[str]:
    stem = word[:-ENDING] if len(word) > SHORTEST + ENDING else word
    return [*dict.fromkeys((stem.lower(), latin(stem)))]


def _spelled(stem: str) -> str:
    return re.sub("[её]", "[её]", re.escape(stem))


def _may_hold(columns: Iterable[str], parts: Iterable[str]) -> Q:
    """Return the condition that one of `columns` holds the letters of each of `parts`."""
    found = Q(pk__in=[])
    for column in columns:
        whole = Q()
        for part in parts:
            one = Q(pk__in=[])
            for stem in _stems(part):
                one |= Q(**{f"{column}__icontains": letters(stem)})
            whole &= one
        found |= whole
    return found


def people_called(name: str) -> QuerySet[Participant]:
    """Return the rows of people with this name, the latest occasion first."""
    found = Participant.objects.filter(pk__in=_called(Participant, name))
    return found.select_related("record").order_by("-record__period_order", "-pk")


def birthdays_called(name: str) -> QuerySet[Birthday]:
    """Return the birthdays of people with this name."""
    return Birthday.objects.filter(pk__in=_called(Birthday, name)).select_related("city").order_by("pk")


def messages_with(name: str) -> list[PublicMessage]:
    """Return the messages from the site that hold all parts of `name`, in the text, the note or about the writer."""
    patterns = in_any_form(name_parts(name))
    # Not asked of the database: none is older than a few months, and each name is looked for in all of it at once.
    rows = PublicMessage.objects.all() if patterns else ()
    found = (row for row in rows if _is_in(" ".join(str(getattr(row, column)) for column in WRITTEN), patterns))
    return list(islice(found, MOST))


def subscriptions_of(mailbox: str) -> QuerySet[Subscription]:
    """Return the subscriptions of this e-mail; none for what is no e-mail."""
    return Subscription.objects.filter(mailbox=mailbox.lower()) if "@" in mailbox else Subscription.objects.none()


def _called(model: type[Birthday | Participant], name: str) -> list[int]:
    """Return the keys of the rows of people with this name."""
    parts = name_parts(name)
    patterns = in_any_form(parts)
    rows = model._base_manager.filter(_may_hold(NAME, parts)).values("pk", *NAME) if parts else ()
    held = (row["pk"] for row in rows if any(_is_in(str(row[column] or ""), patterns) for column in NAME))
    return list(islice(held, MOST))


def mentions(name: str) -> Iterator[NamedAt | FrozenAt | NamedBeside]:
    """Yield every text of the register, but the names of people, that holds all parts of `name`, and page addresses."""
    parts = name_parts(name)
    patterns = in_any_form(parts)
    for model in FOLLOWED if parts else ():
        columns = [column for column in writable_texts(model) if model not in PEOPLE or column not in NAME]
        columns += [field.name for field in model._meta.local_fields if isinstance(field, models.SlugField)]
        for row in model._base_manager.filter(_may_hold(columns, parts)).order_by("pk")[:MOST]:
            for column in columns:
                text = strip_tags(str(getattr(row, column) or "").replace("<", " <"))
                if _is_in(text, patterns):
                    yield NamedAt(row, column, _around(text, patterns[0]))
    yield from frozen_with(name)
    for line in islice(lines_with(patterns), MOST):
        yield NamedBeside(line, _around(words_of_line(line), patterns[0]))


def frozen_with(name: str) -> Iterator[FrozenAt]:
    """Yield the frozen reports that hold all parts of `name`, in their content or the words of a signed paper."""
    patterns = in_any_form(name_parts(name))
    # Not asked of the database: each keeps the letters of JSON in its own way, and there is one report a year.
    for frozen in FrozenReport.objects.select_related("report").prefetch_related("papers") if patterns else ():
        words = (text for paper in frozen.papers.all() for text in (paper.name, paper.text))
        if text := next((text for text in (*_strings(frozen.content), *words) if _is_in(text, patterns)), ""):
            yield FrozenAt(frozen, _around(text, patterns[0]))


def _strings(content: object) -> Iterator[str]:
    """Yield every text of JSON."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | dict):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _strings(part)


def _is_in(text: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    return all(pattern.search(text) for pattern in patterns)


def _around(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text)
    start = max((match.start() if match else 0) - BEFORE, 0)
    return f"{'…' if start else ''}{Truncator(text[start:]).chars(ABOUT)}"


def versions_with(name: str) -> int:
    """Return how many earlier versions hold all parts of `name`."""
    parts = name_parts(name)
    patterns = in_any_form(parts)
    found = Version.objects.filter(_may_hold(["serialized_data"], parts)) if parts else Version.objects.none()
    return sum(_is_in(data, patterns) for data in found.values_list("serialized_data", flat=True).iterator())
