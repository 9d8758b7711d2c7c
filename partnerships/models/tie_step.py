"""The history of a tie: each step is kept with its date, and what holds on a day follows from them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.publication import public_condition
from partnerships.models.translated import HasOriginals
from partnerships.period import Period, PeriodColumn, format_period
from partnerships.period.happening import ONE_DATE, as_moment, is_span


class TieStepKind(models.TextChoices):
    DORMANT = "dormant", _("Came to rest")
    ON_HOLD = "on_hold", _("Put on hold")
    RESUMED = "resumed", _("Taken up again")
    ENDED = "ended", _("Brought to an end")


class TieStepQuerySet(RegisterQuerySet["TieStep"]):
    def taken_by(self, day: date) -> Self:
        """Return the steps taken by `day`, the last one first; one without a date is held to be the earliest."""
        taken = self.filter(Q(date="") | Q(date__first__lte=str(day)))
        return taken.order_by(F("date").desc(), "-order", "-pk")

    def last_of_each_city(self, day: date) -> Subquery:
        """Return the kind of the last step of a row of cities by `day`."""
        return Subquery(self.filter(city=OuterRef("pk")).taken_by(day).values("kind")[:1])

    def of_public_cities(self) -> Self:
        """Return the steps of the cities that any visitor may see."""
        return self.filter(public_condition("city__"))


class TieStep(HasOriginals, RegisterModel):
    """What became of a tie after it began: once written it is kept, and the next one stands beside it."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="tie_steps")
    kind = models.CharField(_("what happened"), max_length=10, choices=TieStepKind)
    date = PeriodColumn(_("when"), help_text=_("As exactly as known; a step without a date stands before the dated."))
    reason = models.TextField(_("reason for the public"), blank=True)
    office_reason = models.TextField(_("reason for the department"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TieStepQuerySet.as_manager()

    class Meta:
        ordering = ["date", "order", "pk"]
        verbose_name = _("step of the tie")
        verbose_name_plural = _("steps of the tie")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "date"],
                name="tie_step_once_a_date",
                violation_error_message=_("This step of the tie is written down already."),
            ),
            models.CheckConstraint(condition=Q(kind__in=TieStepKind.values), name="tie_step_kind_known"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.get_kind_display(), format_period(self.date)) if part)


#: What may come after each step, "" being the beginning of the tie.
_FOLLOWS: Final[dict[str, frozenset[str]]] = {
    "": frozenset({TieStepKind.DORMANT, TieStepKind.ON_HOLD, TieStepKind.ENDED}),
    TieStepKind.RESUMED: frozenset({TieStepKind.DORMANT, TieStepKind.ON_HOLD, TieStepKind.ENDED}),
    TieStepKind.DORMANT: frozenset({TieStepKind.ON_HOLD, TieStepKind.RESUMED, TieStepKind.ENDED}),
    TieStepKind.ON_HOLD: frozenset({TieStepKind.DORMANT, TieStepKind.RESUMED, TieStepKind.ENDED}),
    TieStepKind.ENDED: frozenset({TieStepKind.RESUMED}),
}
TOO_EARLY: Final = _("The tie began later (%(since)s): correct this date or that one.")
NOTHING_TO_RESUME: Final = _("The tie was neither on hold nor at rest nor ended before: there is nothing to resume.")
GIVE_DATE: Final = _("Give its date: a step without one stands before those that have one.")
OVER: Final = _("The tie had ended before this: first say that it was resumed, or correct the dates.")
TWICE: Final = _("The tie stood so already: two equal steps follow one another.")


def step_faults(since: Period, steps: Iterable[TieStep]) -> Iterator[tuple[TieStep, str]]:
    """Yield each of `steps` of a tie that began at `since` that cannot have been taken then, and why."""
    before = ""
    course = sorted(steps, key=lambda step: (step.date.standing() if step.date else (), step.order))
    for step in course:
        if is_span(step.date):
            yield step, str(ONE_DATE)
        elif as_moment(step.date).is_surely_before(since):
            yield step, TOO_EARLY % {"since": format_period(since)}
        elif step.kind not in _FOLLOWS[before] and not step.date and course[-1].date:
            yield step, str(GIVE_DATE)
        elif step.kind not in _FOLLOWS[before]:
            resumes = step.kind == TieStepKind.RESUMED
            yield step, str(NOTHING_TO_RESUME if resumes else TWICE if step.kind == before else OVER)
        before = step.kind
