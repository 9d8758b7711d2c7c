"""Partner cities and their days."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from partnerships.days.yearly import day_of_month, next_day, nth_weekday
from partnerships.models.base import Entry, EntryQuerySet, RegisterModel, RegisterQuerySet, alphabetical
from partnerships.models.partner_card import HasPartnerCard
from partnerships.models.place import Country, CountryGroup
from partnerships.models.publication import public_condition, publication_constraints
from partnerships.models.term_field import TermField
from partnerships.models.text import RichTextField
from partnerships.models.translated import HasOriginals
from partnerships.models.vocabulary_term import Mark, TermLabels, TermMeaning, VocabularyName
from partnerships.period import PERIOD_COLUMNS, PeriodColumn, period_constraints
from partnerships.period.happening import NOT_YET, is_span, is_still_to_come
from partnerships.standing.ties import LIVING, TieStanding, rule_of_ties
from partnerships.text.translated import text_columns

ENDS_ELSEWHERE: Final = _(
    "A tie is written with its beginning alone, for example 1992 or since 1992: write its end under “steps of the tie”."
)

#: The kinds of tie that there are here.
TIES: Final = TermLabels(VocabularyName.TIE)


class CityQuerySet(EntryQuerySet["City"]):
    def with_place(self) -> Self:
        """Return cities with the country, the group and the standing that every mention of a city shows."""
        return self.select_related("country__group", "own_group").with_standing()

    def for_mention(self) -> Self:
        """Return cities in alphabetical order with what a link to them needs."""
        names = text_columns("name")
        return self.only("slug", *names).order_by(alphabetical("name"), "pk")

    def for_line(self) -> Self:
        """Return cities in alphabetical order with what a line, a card or a mark on the map shows."""
        columns = ("name", "region", "remark")
        translated = text_columns(*columns)
        plain = ("slug", "tie", *PERIOD_COLUMNS, "latitude", "longitude", "country", "own_group")
        lines = self.only(*plain, *translated).annotate(picture=self._picture())
        return lines.with_standing().order_by(alphabetical("name"), "pk")

    def _picture(self) -> Subquery:
        """Return the file of each city's emblem, or else of its cover."""
        photos: Any = self.model._meta.get_field("photos").related_model
        return Subquery(photos.objects.faces().filter(city=OuterRef("pk")).values("file")[:1])

    def for_list(self) -> Self:
        """Return cities in alphabetical order, ready to be listed by group."""
        return self.with_place().order_by(alphabetical("name"), "pk")


class City(HasPartnerCard, Entry):
    """A city with which the home city has, had, or may have a tie, with an agreement or without one."""

    name = models.CharField(_("name"), max_length=120)
    native_name = models.CharField(_("name in its own language"), max_length=120, blank=True)
    other_names = models.TextField(
        _("other spellings"), blank=True, help_text=_("One a line; found by search, not shown.")
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country or territory"), on_delete=models.PROTECT, related_name="cities"
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    own_group = models.ForeignKey(
        CountryGroup,
        verbose_name=_("group of its own"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Only if the city stands under another heading than its country."),
    )
    tie = TermField(
        _("tie"),
        max_length=20,
        vocabulary=VocabularyName.TIE,
        meanings=(TermMeaning.SISTER_CITY, TermMeaning.PROSPECTIVE),
    )
    site = models.URLField(_("site"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    wikidata_id = models.CharField(
        _("Wikidata item"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("Write it as Q and a number, for example Q898."))],
    )
    history = RichTextField(_("history of the tie"), blank=True)
    protocol_notes = models.TextField(
        _("protocol notes"), blank=True, help_text=_("Forms of address, gifts, customs. Never shown to the public.")
    )

    objects = CityQuerySet.as_manager()
    page = "city"
    STANDING = rule_of_ties(lambda: TIES.counting_as(TermMeaning.PROSPECTIVE))
    UNSAID = frozenset({TieStanding.PROSPECTIVE})  # the tie itself says so

    class Meta(Entry.Meta):
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            *period_constraints(),
            *publication_constraints(),
            models.UniqueConstraint(fields=["slug"], name="city_slug_unique"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="city_coordinates_both_or_none",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(population=None, population_year=None)
                | Q(population__isnull=False, population_year__isnull=False),
                name="city_population_with_year",
                violation_error_message=_("Give the population together with its year, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a date that goes on to an end: a tie ends by a step, or lives for ever."""
        super().clean()
        if is_span(self.period):
            raise ValidationError({"period": ENDS_ELSEWHERE})

    @classmethod
    def standing_columns(cls, day: date) -> dict[str, object]:
        """Return the kind of the last step of the tie that was taken by `day`, and whether one has a date."""
        steps: Any = cls._meta.get_field("tie_steps").related_model
        dated = steps.objects.filter(city=OuterRef("pk")).taken_by(day).exclude(date="")
        return {"last_step": steps.objects.last_of_each_city(day), "has_dated_step": Exists(dated.order_by())}

    def standing_on(self, day: date) -> str:
        """Return how the tie stood on `day`, by the last step taken by then."""
        taken = [step for step in self.steps if not step.date or step.date.standing()[0] <= day]
        last, has_dated = taken[-1].kind if taken else None, any(step.date for step in taken)
        return self.STANDING.of(self, day, {"last_step": last, "has_dated_step": has_dated})

    @property
    def steps(self) -> list[Any]:
        """The steps of the tie in order."""
        return list(self.tie_steps.all()) if self.pk else []

    @property
    def is_living(self) -> bool:
        """Whether the tie counts among those that there are."""
        return self.standing in LIVING

    @property
    def mark(self) -> str:
        """The shape by which the map and the lists tell its tie."""
        term = TIES.terms.get(self.tie)
        return (term.mark if term else "") or Mark.RING

    @property
    def group(self) -> CountryGroup:
        """The heading under which the department lists the city."""
        return self.own_group or self.country.group


class CityOccasionQuerySet(RegisterQuerySet["CityOccasion"]):
    def of_public_cities(self) -> Self:
        """Return the occasions of the cities that any visitor may see, with their city."""
        return self.filter(public_condition("city__")).select_related("city")


def next_dates(occasions: Iterable["CityOccasion"], day: date) -> list[tuple[date, "CityOccasion"]]:
    """Return `occasions` with the next date of each, from `day` on, the nearest first."""
    dates = [(occasion.next_date(day), occasion) for occasion in occasions]
    dated = [(found, occasion) for found, occasion in dates if found]
    return sorted(dated, key=lambda pair: (pair[0], pair[1].pk))


class CityOccasion(HasOriginals, RegisterModel):
    """A day the city celebrates every year: a fixed date, or such-and-such weekday of a month."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="occasions")
    name = models.CharField(_("name"), max_length=150)
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"),
        null=True,
        blank=True,
        choices=list(
            enumerate(
                [
                    _("Monday"),
                    _("Tuesday"),
                    _("Wednesday"),
                    _("Thursday"),
                    _("Friday"),
                    _("Saturday"),
                    _("Sunday"),
                ]
            )
        ),
    )
    ordinal = models.SmallIntegerField(
        _("which one of the month"),
        null=True,
        blank=True,
        choices=[(1, _("first")), (2, _("second")), (3, _("third")), (4, _("fourth")), (-1, _("last"))],
    )
    founding_year = PeriodColumn(
        _("founded, or first held"),
        early=True,
        help_text=_("Round anniversaries are counted from its year: 1777, 22 October 1777, 859."),
    )

    objects = CityOccasionQuerySet.as_manager()

    class Meta:
        ordering = ["month", "day", "pk"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False, day__range=(1, 31), weekday=None, ordinal=None)
                | Q(
                    day=None,
                    weekday__isnull=False,
                    ordinal__isnull=False,
                    weekday__range=(0, 6),
                    ordinal__in=(1, 2, 3, 4, -1),
                ),
                name="occasion_day_or_weekday",
                violation_error_message=_("Give either a day of the month, or a weekday and which one it is."),
            ),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="occasion_month_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if is_still_to_come(self.founding_year):
            raise ValidationError({"founding_year": NOT_YET})

    def date_in(self, year: int) -> date | None:
        """Return the day of the occasion in `year`; None where the month has no such day."""
        if self.day is not None:
            return day_of_month(year, self.month, self.day)
        if self.weekday is None or self.ordinal is None:
            return None
        return nth_weekday(year, self.month, self.weekday, self.ordinal)

    def next_date(self, day: date) -> date | None:
        """Return the first date of the occasion on `day` or later; 29 February waits for its leap year."""
        return next_day(self.date_in, day)

    def anniversary(self, year: int) -> int:
        """Return how many years old the city or feast is in `year`; 0 when that is not known to the year."""
        founded = self.founding_year.years() if self.founding_year.is_plain else []
        return year - founded[0] if len(founded) == 1 else 0
