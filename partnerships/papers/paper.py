"""One paper: what it is about, what it says, how it is laid out as shipped, and what it needs before it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from partnerships.models.paper_template import PaperName
from partnerships.papers.layout import PaperColumn
from partnerships.readiness.gap import Gap
from partnerships.text.label import Label
from partnerships.text.translated import CODES


@dataclass(frozen=True)
class PaperWish:
    """What somebody asks of a paper: its language, a second one beside it, and the day or year of a list."""

    language: str = settings.LANGUAGE_CODE
    second: str = ""
    day: date | None = None

    @property
    def on(self) -> date:
        """The day for which a list is made."""
        return self.day or timezone.localdate()

    @property
    def usual_second(self) -> str:
        """The first other language of the site, "" where there is one only."""
        return self.second or next((code for code in CODES if code != self.language), "")


@dataclass(frozen=True)
class PaperTable:
    """The list of a paper that is a table by itself: its name among the tags, and its columns."""

    lines: str
    columns: tuple[PaperColumn, ...]
    #: Columns with a sum of their lines, which the paper has as a tag of the same name.
    totals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A kind of paper. `fill` and `missing` are given the record, or the records of a list, and the wish."""

    slug: str
    about: tuple[type[Model], ...]
    tags: type
    fill: Callable[[Any, PaperWish], Any]
    draw: Callable[[], bytes]
    missing: Callable[[Any, PaperWish], list[Gap]]
    #: Of records of one kind that are told in several papers: whether this one is right for the record.
    suits: Callable[[Any], bool] = lambda _record: True
    #: For the office alone: it says what guests and viewers are not told.
    is_internal: bool = False
    #: Names everything in a second language beside the first.
    has_second: bool = False
    #: Of a list: which records of `about` belong to it.
    chosen: Callable[[PaperWish], Any] | None = None
    #: The part of a list is that of a year, not of a day.
    by_year: bool = False
    table: PaperTable | None = None
    #: What was made once and is kept: it is given again as it is.
    kept: Callable[[Any, PaperWish], bytes | None] | None = None

    @property
    def label(self) -> Label:
        """What the paper is called."""
        return PaperName(self.slug).label

    def __str__(self) -> str:
        return str(self.label)
