"""How the ties are: when somebody met last, who was received and who went, what is overdue, what waits for an answer.

Each figure is the length of a list that `rows_behind` returns: both ask the same rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Count, DateField, F, Max, Q, QuerySet, Value
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    Agreement,
    City,
    Commitment,
    CommitmentState,
    Delegation,
    Direction,
    Greeting,
    Letter,
    LetterKind,
    PlanItem,
    Record,
)
from partnerships.models.record import RecordQuerySet
from partnerships.period import read_edtf
from partnerships.period.closeness import latest_day
from partnerships.period.queries import SEVERAL
from partnerships.standing import HAPPENED, LAPSING, REVIEWED, PlanItemStanding, TieStanding
from partnerships.standing.choices import COUNTED
from partnerships.text.label import Label

#: Years over which delegations are counted, today's among them.
YEARS: Final = 5
#: An agreement that ends, or is to be reviewed, within so long is told.
NEAR: Final = timedelta(days=180)


@dataclass(frozen=True)
class HealthFigure:
    """One figure of a tie: what it counts, its rows of all cities on a day, and the way from a row to its cities."""

    name: str
    label: Label
    rows: Callable[[date, int], QuerySet[Any]]
    cities: str
    model: str
    #: Whether somebody has to do something as long as it is not 0.
    is_owed: bool = False


@dataclass
class TieHealth:
    """One city with its figures."""

    city: City
    last_contact: date | None
    figures: dict[str, int] = field(default_factory=dict)
    today: date = date.max

    @property
    def days_since(self) -> int | None:
        """How many days ago somebody met last; None where nobody ever did."""
        return (self.today - self.last_contact).days if self.last_contact else None

    @property
    def balance(self) -> int:
        """How many more delegations came than went."""
        return self.figures.get("received", 0) - self.figures.get("sent", 0)

    @property
    def owed(self) -> int:
        """How much waits for the department."""
        return sum(self.figures.get(figure.name, 0) for figure in FIGURES if figure.is_owed)


def first_counted_day(today: date, years: int) -> date:
    """Return the first day of the `years` up to today's, which counts as one."""
    return date(today.year - years + 1, 1, 1)


def _delegations(direction: str, today: date, years: int) -> QuerySet[Any]:
    found = Delegation.objects.filter(direction=direction).begun_within(first_counted_day(today, years), today)
    return found.standing_in(*HAPPENED, day=today)


def _overdue_items(today: date, _years: int) -> QuerySet[Any]:
    items = PlanItem.objects.standing_in(PlanItemStanding.PAST_DUE, day=today)
    return items.select_related("plan")


def _ending(today: date, _years: int) -> QuerySet[Any]:
    return Agreement.objects.ending_by(today + NEAR).standing_in(*LAPSING, day=today)


def _to_review(today: date, _years: int) -> QuerySet[Any]:
    near = Agreement.objects.filter(review_on__first__lte=str(today + NEAR))
    return near.standing_in(*REVIEWED, day=today)


def _promised(_today: date, _years: int) -> QuerySet[Any]:
    return Commitment.objects.filter(state=CommitmentState.OPEN).select_related("record")


def _unanswered(today: date, _years: int) -> QuerySet[Any]:
    return Greeting.objects.unanswered(today).select_related("city")


def _unanswered_of_nobody(today: date, _years: int) -> QuerySet[Any]:
    return Greeting.objects.unanswered(today).without_birthdays().select_related("city")


def _invitations(today: date, _years: int) -> QuerySet[Any]:
    letters = Letter.objects.filter(kind=LetterKind.INVITATION).unanswered(today)
    return letters.select_related("city")


FIGURES: Final = (
    HealthFigure(
        "received", _("Delegations received"), partial(_delegations, Direction.INCOMING), "cities", "delegation"
    ),
    HealthFigure("sent", _("Delegations sent"), partial(_delegations, Direction.OUTGOING), "cities", "delegation"),
    HealthFigure("overdue", _("Items of plans past their date"), _overdue_items, "plan__cities", "actionplan", True),
    HealthFigure("ending", _("Agreements that end soon or have ended"), _ending, "cities", "agreement", True),
    HealthFigure("review", _("Agreements to be reviewed"), _to_review, "cities", "agreement", True),
    HealthFigure("promised", _("Open commitments"), _promised, "record__cities", "commitment", True),
    HealthFigure("unanswered", _("Greetings without an answer"), _unanswered, "city", "greeting"),
    HealthFigure("invitations", _("Invitations without an answer"), _invitations, "city", "letter"),
)


def figures_seen(may: Callable[[str], bool]) -> list[HealthFigure]:
    """Return the figures of whose rows one may know: `may` says so of the name of a model."""
    seen = [figure for figure in FIGURES if may(figure.model)]
    if may("birthday"):
        return seen
    return [replace(figure, rows=_unanswered_of_nobody) if figure.rows is _unanswered else figure for figure in seen]


def contacts(today: date) -> RecordQuerySet[Record]:
    """Return what brought people of two cities together by `today`: what took place, and what was signed."""
    return Record.objects.standing_in(*COUNTED, day=today).dated()


def _last_contacts(today: date) -> dict[int, date]:
    """Return the last day up to `today` on which somebody of each city met us, by key; what goes on meets today."""
    known, between = contacts(today).order_by().filter(cities__isnull=False), SEVERAL & Q(end__gt=today)
    ended = known.exclude(between).values_list("cities")
    met = dict(ended.annotate(last=Max(Least(F("end"), Value(today, DateField())))))
    for key, edtf in known.filter(between).values_list("cities", "edtf"):
        met[key] = max(met.get(key, date.min), latest_day(read_edtf(edtf), today))
    return met


def tie_healths(today: date, figures: Iterable[HealthFigure], years: int = YEARS) -> list[TieHealth]:
    """Return each city whose tie has not ended, in alphabetical order, with its figures.

    So many queries as there are figures, and three: the same for any number of cities.
    """
    met = _last_contacts(today)
    cities = [city for city in City.objects.for_list() if city.standing != TieStanding.ENDED]
    found = {city.pk: TieHealth(city, met.get(city.pk), today=today) for city in cities}
    for figure in figures:
        rows = figure.rows(today, years).order_by().filter(**{f"{figure.cities}__isnull": False})
        for key, count in rows.values_list(figure.cities).annotate(count=Count("pk", distinct=True)):
            if key in found:
                found[key].figures[figure.name] = count
    return list(found.values())


def rows_behind(city: City, figure: HealthFigure, today: date, years: int = YEARS) -> QuerySet[Any]:
    """Return the rows behind a figure of `city`, the earliest first."""
    return figure.rows(today, years).filter(**{figure.cities: city}).order_by("pk").distinct()
