"""The spine: one table for everything that happened, so that the chronology is one query."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, Count, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.kinds import CHOICES, KINDS
from partnerships.models.base import Entry, EntryQuerySet, YearOf
from partnerships.models.city import City
from partnerships.models.kinds_standing import Rules, by_kind, told_by_kind
from partnerships.models.organization import Organization
from partnerships.models.place import Theme
from partnerships.models.publication import publication_constraints
from partnerships.models.text import RichTextField
from partnerships.models.wholes import ToldPart, check_whole, told_parts
from partnerships.period import OPEN_END, PERIOD_COLUMNS, period_constraints
from partnerships.period.closeness import latest_day
from partnerships.period.queries import LONGER, SEVERAL, count_years, was_over_before
from partnerships.standing import Rule
from partnerships.standing.occurrences import OCCURRENCE
from partnerships.text.translated import text_columns


def _rows(relation: str) -> Any:
    """Return the manager of the rows that hang on a record: their modules import this one."""
    related: Any = Record._meta.get_field(relation).related_model
    return related.objects


class RecordQuerySet[M: models.Model](EntryQuerySet[M]):
    """Records of one kind or of all; every related row it brings along has passed the gate."""

    def with_city(self, city: City) -> Self:
        """Return records in which `city` takes part."""
        return self.filter(cities=city)

    def with_country(self, country_id: str) -> Self:
        """Return records in which a public city of the country takes part."""
        return self.filter(pk__in=City.objects.public().filter(country=country_id).values("records"))

    def with_theme(self, theme: Theme) -> Self:
        """Return records about `theme`."""
        return self.filter(themes=theme)

    def of_kind(self, kind: str) -> Self:
        """Return records of one kind."""
        return self.filter(kind=kind)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        """Return records of some kinds; of all of them, without a condition that would keep an index from its work."""
        wanted = set(kinds)
        return self if wanted >= KINDS.keys() else self.filter(kind__in=wanted)

    def told_parts(self, day: date | None = None) -> list[ToldPart]:
        """Return the parts that may need no line beside their wholes, as they stand on `day`."""
        return told_parts(self, day)

    def told_once(self, told: Collection[int]) -> Self:
        """Leave out the parts `told`, by key: their wholes stand in the same list."""
        return self.exclude(pk__in=told) if told else self

    def for_story(self, day: date | None = None) -> Self:
        """Return lines that know the form of an agreement."""
        return self.for_line(day).annotate(agreement_form=F("agreement__form"))

    def for_line(self, day: date | None = None) -> Self:
        """Return records as they stand on `day`, with only the columns that a line of a list shows, no long texts."""
        translated = text_columns("title", "summary", "place", "remark")
        return self.only("kind", "slug", *PERIOD_COLUMNS, "publish_at", *translated).with_standing(day)

    def for_date(self) -> Self:
        """Return records with only what a date that leads to a page shows."""
        return self.only("kind", "slug", *PERIOD_COLUMNS, *text_columns("remark"))

    def for_list(self) -> Self:
        """Return records with what a line of a list shows, public cities included."""
        cities = Prefetch("cities", City.objects.public().for_mention(), to_attr="public_cities")
        return self.for_line().prefetch_related(cities)

    def for_data(self) -> Self:
        """Return records with the cities, fields and whole that a row of the open data names."""
        rows = self.with_standing().with_public_change().select_related("part_of")
        # Lists, and no query that knows its row: such a pair is let go of late, and a long file would grow.
        cities = Prefetch("cities", City.objects.public().for_mention(), to_attr="public_cities")
        return rows.prefetch_related(cities, Prefetch("themes", to_attr="told_themes"))

    def for_page(self) -> Self:
        """Return records with every row their own page shows."""
        return self.with_standing().prefetch_related(
            Prefetch("part_of", Record.objects.with_standing()),
            Prefetch("cities", City.objects.public().for_mention(), to_attr="public_cities"),
            "themes",
            "figures",
            "awards",
            Prefetch("involvements", _rows("involvements").select_related("organization__city")),
            Prefetch("participants", _rows("participants").shown(), to_attr="shown_participants"),
            Prefetch("photos", _rows("photos").described().in_order(), to_attr="shown_photos"),
            Prefetch("documents", _rows("documents").open(), to_attr="open_documents"),
            Prefetch("parts", Record.objects.public().for_line().oldest_first(), to_attr="public_parts"),
            Prefetch("related", Record.objects.public().for_line().newest_first(), to_attr="public_related"),
        )

    def themes_of_cities(self) -> Iterable[tuple[int, int]]:
        """Return each pair of a city and a theme, by key, that some of the records bring together."""
        pairs = self.order_by().filter(cities__isnull=False, themes__isnull=False)
        return pairs.values_list("cities", "themes").distinct()

    def count_by_kind(self) -> dict[str, int]:
        """Return how many records of each kind there are, by the name of the kind."""
        return self.count_by("kind")

    def count_by(self, column: str) -> dict[Any, int]:
        """Return how many records there are for each value of `column`."""
        return dict(self.order_by().values_list(column).annotate(Count("pk")))

    def count_by_year(self) -> dict[int, int]:
        """Return how many records touch each year: "2014–2019" counts in six, "since 2014" in all up to this one."""
        named = Case(When(SEVERAL, then=F("edtf")), default=Value(""))
        spans = self.dated().order_by().values_list(YearOf("start"), YearOf("end"), named)
        return count_years(spans.annotate(count=Count("pk")), timezone.localdate().year)

    def first_and_last(self, today: date) -> tuple["M | None", "M | None"]:
        """Return the first and the last record, or two Nones: open ends are late only alone, days once they came."""
        dated, between = self.dated(), SEVERAL & Q(end__gt=today)
        ended = dated.filter(end__lt=OPEN_END).order_by(F("end").desc(), F("period_order").desc(), "-pk")
        met: list[Any] = [*ended.exclude(between)[:1], *ended.filter(between)]
        last = max(met, key=lambda row: (latest_day(row.period, today), row.end), default=None)
        return dated.oldest_first().first(), last or dated.newest_first().first()


class Record(Entry):
    """Something the department keeps on file; `kind` names the child table without a join."""

    KIND: ClassVar[str] = ""
    #: The columns of its own table that its rule asks about.
    RULED_BY: ClassVar[tuple[str, ...]] = ("status",)

    kind = models.CharField(_("kind"), max_length=12, choices=CHOICES, editable=False)
    title = models.CharField(_("title"), max_length=500)
    body = RichTextField(
        _("text"), blank=True, help_text=_("The full text of the page: what happened, what was said and agreed.")
    )
    place = models.CharField(_("place"), max_length=250, blank=True)
    cities = models.ManyToManyField(City, verbose_name=_("partner cities"), related_name="records", blank=True)
    organizations = models.ManyToManyField(
        Organization, verbose_name=_("organisations"), through="Involvement", related_name="records"
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("fields of cooperation"), related_name="records", blank=True)
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text=_("The delegation or event that this was part of: the chronology then tells it once."),
    )
    related = models.ManyToManyField("self", verbose_name=_("related records"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            *period_constraints(),
            *publication_constraints(),
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="record_slug_unique_in_kind",
                violation_error_message=_("Another record of this kind has this page address."),
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="record_kind_known"),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                name="record_not_part_of_itself",
                violation_error_message=_("A record cannot be part of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["period_order", "id"], name="record_by_date"),
            models.Index(fields=["state", "period_order", "id"], name="record_in_state_by_date"),
            models.Index(fields=["end", "start"], name="record_by_end"),
            models.Index(fields=["start"], name="record_by_start"),
            models.Index(fields=["edtf"], condition=LONGER, name="record_over_days"),
            models.Index(fields=["kind", "start"], name="record_kind_start"),
            models.Index(fields=["state", "publish_at"], name="record_state_moment"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: object) -> None:
        self.kind = self.KIND or self.kind
        super().save(*args, **options)

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:
        """Return the columns of the kinds, for rows of all kinds together."""
        if cls is not Record:
            return {}
        of_kinds = (models_by_kind()[kind].standing_columns(day).items() for kind in rules_by_kind())
        return {"occurrence_status": _status_told(), "whole_status": status_of_whole(day), **dict(chain(*of_kinds))}

    @classmethod
    def told_columns(cls, day: date) -> dict[str, object]:
        """Return all that the rules of the kinds ask about `day`; the actions of agreements are looked up for them."""
        if cls is not Record:
            return super().told_columns(day)
        return told_by_kind(cls.standing_columns(day), rules_by_kind())

    @classmethod
    def standing_expression(cls, day: date) -> Combinable:
        """Return what held of each row on `day`, each by the rule of its kind."""
        if cls is not Record:
            return super().standing_expression(day)
        return by_kind(rules_by_kind(), lambda rule, columns: rule.expression(day, **columns))

    @classmethod
    def standing_condition(cls, day: date, standings: Collection[str]) -> Combinable:
        """Return whether one of `standings` held of each row on `day`, each by the rule of its kind."""
        if cls is not Record:
            return super().standing_condition(day, standings)
        return by_kind(rules_by_kind(), lambda rule, columns: rule.condition(day, standings, **columns))

    @property
    def rule(self) -> Rule:
        """The rule of its kind."""
        return models_by_kind()[self.kind].STANDING

    def standing_on(self, day: date) -> str:
        """Return what held on `day`, by the rule of the kind."""
        if type(self) is not Record:
            return super().standing_on(day)
        whole: Record = getattr(self, self.kind)
        return whole.standing_on(day)

    def full_clean(self, *args: Any, **options: Any) -> None:
        self.kind = self.KIND or self.kind
        super().full_clean(*args, **options)

    def clean(self) -> None:
        super().clean()
        check_whole(self)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Refuse a taken page address here: no form has `kind`, so none would check the constraint."""
        super().validate_unique(exclude)
        if Record.objects.filter(kind=self.kind, slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another record of this kind has this page address.")})

    @property
    def public_whole(self) -> "Record | None":
        """The record this one is part of, if any visitor may see it."""
        return self.part_of if self.part_of and self.part_of.is_public() else None

    @property
    def page(self) -> str:
        """Each kind has its own section of the site."""
        return self.kind


@cache
def models_by_kind() -> dict[str, type[Record]]:
    """Return the model of each kind of records, in the order of the kinds."""
    found = {model.KIND: model for model in Record.__subclasses__()}
    return {kind: found[kind] for kind in KINDS}


@cache
def rules_by_kind() -> Rules:
    """Return the rule of each kind that is no occurrence, and where a row of any kind has the columns of its own."""
    return {
        kind: (model.STANDING, {name: f"{kind}__{name}" for name in model.RULED_BY})
        for kind, model in models_by_kind().items()
        if model.STANDING is not OCCURRENCE
    }


def _status_told() -> Coalesce:
    return Coalesce(*(f"{kind}__status" for kind, model in models_by_kind().items() if model.STANDING is OCCURRENCE))


def status_of_whole(day: date) -> Combinable:
    """Return the status of the public record that each row is part of; a plan whose days are past is "unconfirmed"."""
    is_past = When(was_over_before(day), told="planned", then=Value("unconfirmed"))
    status = Case(is_past, default=F("told"), output_field=CharField())
    wholes = Record.objects.public().order_by().filter(pk=OuterRef("part_of")).alias(told=_status_told())
    return Case(When(part_of=None, then=None), default=Subquery(wholes.values_list(status)), output_field=CharField())
