"""What every kept record shares: the guard on writes, the common fields, and who may see which field."""

from abc import abstractmethod
from collections.abc import Collection, Iterable
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Collate, NullIf
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.models.public_change import HasPublicChange, PublicChangeQuerySet
from partnerships.models.publication import Publication, PublicQuerySet
from partnerships.models.standing import HasStanding, StandingQuerySet
from partnerships.models.text import PlainText
from partnerships.models.translated import Translated
from partnerships.period import OPEN_END, HasPeriod
from partnerships.period.queries import (
    KNOWN_ENDS,
    OPEN_START,
    TO_THE_DAY,
    began_on_day_of_year,
    begins_within,
    touches,
    was_in_month_of_year,
    was_on_day_of_year,
)
from partnerships.text.languages import collation
from partnerships.text.translated import CODES, text_column

#: The records touched by the open revision; None when none is open. Only revisions.py sets it.
open_revision: ContextVar[list["RegisterModel"] | None] = ContextVar("open_revision", default=None)


class OutsideRevision(RuntimeError):
    """A register model was written past `revisions`, so nobody would know who did it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: write inside `with revisions.revision(by=…, reason=…)`")


def touch(record: "RegisterModel") -> None:
    """Note `record` in the open revision, or refuse the write."""
    touched = open_revision.get()
    if touched is None:
        raise OutsideRevision(type(record).__name__)
    touched.append(record)


class RegisterQuerySet[M: models.Model](models.QuerySet[M]):
    """Reads freely; writes that would skip the history raise (use revisions.update, revisions.delete)."""

    def _refuse(self, what: str) -> NoReturn:
        raise OutsideRevision(f"{self.model.__name__}.objects.{what}()")

    def update(self, **values: object) -> int:
        self._refuse("update")

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse("delete")

    def bulk_create(self, objs: Iterable[M], *args: object, **options: object) -> list[M]:
        self._refuse("bulk_create")

    def bulk_update(self, objs: Iterable[M], *args: object, **options: object) -> int:
        self._refuse("bulk_update")


@cache
def labels_of(field: models.Field) -> dict[object, object]:
    """Return the label of each choice of `field`; Django puts this together anew for every row it prints."""
    if hasattr(field, "labels"):  # terms of a vocabulary: live
        return field.labels
    return dict(field.flatchoices)


class RegisterModel(PlainText):
    """A row of the register: saved and deleted only inside a revision."""

    objects = RegisterQuerySet.as_manager()

    #: Whether what is written of this row is nothing that its page shows by itself: the other end of a relation, a
    #: mark, a note of the department. It is kept in the history as any change, and needs no approval.
    off_page = False

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:  # noqa: N802 - Django's own name
        value = getattr(self, field.attname)
        return str(labels_of(field).get(value, value))

    def save(self, *args: Any, **options: Any) -> None:
        touch(self)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        touch(self)
        return super().delete(*args, **options)


class EntryQuerySet[M: models.Model](
    RegisterQuerySet[M], PublicQuerySet[M], StandingQuerySet[M], PublicChangeQuerySet[M]
):
    """Entries with a publication state and a period."""

    def in_year(self, year: int) -> Self:
        """Return entries whose span touches `year`: "2014–2019" is in 2016, "2014 and 2019" is not."""
        return self.filter(touches(year))

    def begun_in(self, year: int) -> Self:
        """Return entries whose span begins in `year`: each entry is in one year only."""
        return self.filter(~OPEN_START, start__year=year)

    def begun_within(self, first: date, last: date) -> Self:
        """Return entries known to begin on one of these days."""
        return self.filter(begins_within(first, last))

    def of_unknown_beginning(self) -> Self:
        """Return entries of which no year is known in which they begin: the undated, and "until 2030"."""
        return self.filter(Q(start__isnull=True) | OPEN_START)

    def undated(self) -> Self:
        """Return entries without any date."""
        return self.filter(start__isnull=True)

    def on_day_of_year(self, day: date) -> Self:
        """Return entries known to the day that began, or were again, on this day and month of a year up to this one.

        They are looked up in two indexes, not among all.
        """
        rows = self.model._base_manager.order_by()
        earliest = rows.aggregate(first=models.Min("start"))["first"] or day
        began = rows.filter(began_on_day_of_year(day, earliest)).values("pk")
        return self.filter(pk__in=began.union(rows.filter(was_on_day_of_year(day)).values("pk")))

    def in_month_of_year(self, day: date) -> Self:
        """Return entries known to the month that began and ended in the month of `day` in one of the years before."""
        return self.filter(was_in_month_of_year(day))

    def to_the_day(self) -> Self:
        """Return entries whose days are all known: a calendar can show them."""
        return self.filter(TO_THE_DAY, KNOWN_ENDS)

    def from_day(self, day: date) -> Self:
        """Return what begins on `day` or later, or may do so or go on then, the next one first.

        Which of it is ahead or under way is told by its standing; what began before and has no end is left out.
        """
        return self.filter(Q(start__gte=day) | Q(end__lt=OPEN_END), end__gte=day).order_by("period_order", "pk")

    def lately_published(self) -> Self:
        """Order by the moment of publication, the latest first."""
        return self.order_by("-publish_at", "-pk")

    def dated(self) -> Self:
        """Return entries with a date of any precision."""
        return self.filter(start__isnull=False)

    def newest_first(self) -> Self:
        """Order by date, the latest first and the undated last; stable, so pages never overlap."""
        return self.order_by(F("period_order").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> Self:
        """Order by date, the earliest first and the undated last; stable, so pages never overlap."""
        return self.order_by(F("period_order").asc(nulls_last=True), "pk")


@cache
def _section(page: str, language: str | None) -> str:
    """Return the address of a section; resolving one for every link would cost more than the link's text."""
    return reverse(f"{page}-list")


class Published(RegisterModel, Publication):
    """A row with a publication state and a place on the site."""

    class Meta:
        abstract = True

    @abstractmethod
    def get_absolute_url(self) -> str:
        """Return where the public reads it."""


class Entry(Translated, Published, HasStanding, HasPublicChange, HasPeriod):
    """What a city and a record of any kind share: address, dates, state, and the department's own notes."""

    slug = models.SlugField(
        _("page address"),
        max_length=120,
        help_text=_("Latin letters, digits and hyphens, for example omsk-2013. It is made from the title."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists and at the top of the page.")
    )
    remark = models.CharField(
        _("remark on the date"),
        max_length=120,
        blank=True,
        help_text=_("Words instead of a date or beside it, for example “annually”."),
    )
    source = models.CharField(
        _("source for readers"),
        max_length=500,
        blank=True,
        help_text=_("Where readers can check it: a document, a page, an address; shown at the end of the page."),
    )
    source_note = models.TextField(
        _("source"), blank=True, help_text=_("Where we know this from. Never shown to the public.")
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("For the department only. Never shown to the public.")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    objects = EntryQuerySet.as_manager()

    #: First part of the name of the record's address: "city", "event".
    page: ClassVar[str]

    #: The slug in the database when the entry was read: `revisions` keeps it as a former address.
    loaded_slug = ""

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        entry = super().from_db(db, field_names, values, **options)
        entry.loaded_slug = entry.__dict__.get("slug", "")
        return entry

    def save(self, *args: Any, **options: object) -> None:
        self.version += 1
        self.forget_standing()
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        """Return the public page in the language of the moment."""
        return f"{_section(self.page, get_language())}{self.slug}/"


class YearOf(Func):
    """The year of a date. Django's own function calls Python for every row of SQLite, which keeps dates as text."""

    template = "EXTRACT(YEAR FROM %(expressions)s)::integer"
    output_field = models.IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> object:
        return self.as_sql(compiler, connection, template="CAST(SUBSTR(%(expressions)s, 1, 4) AS INTEGER)", **context)


def alphabetical(field: str) -> Combinable:
    """Return the ordering by a translated `field` in the reader's language, else in the other one.

    The columns are named outright because expressions bypass modeltranslation, and the language's own collation
    because neither database sorts by default as a dictionary does.
    """
    first = get_language() or settings.LANGUAGE_CODE
    columns = [first, *(code for code in CODES if code != first)]
    *wanted, last = [text_column(field, code) for code in columns]
    text: Combinable = F(last)
    if wanted:
        text = Coalesce(*(NullIf(column, models.Value("")) for column in wanted), text)
    return Collate(text, collation(first))
