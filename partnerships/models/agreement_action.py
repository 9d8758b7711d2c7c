"""What happened to an agreement after it was signed: dated actions, kept one beside the other, never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.document import Document
from partnerships.models.translated import HasOriginals
from partnerships.period import OPEN_END, Period, PeriodColumn

NO_LAST_DAY: Final = _("Only a prolongation, a renewal and a notice have a last day of the agreement.")
LAST_DAY_FIRST: Final = _("The new last day is before the date of the action.")
OTHER_PAPER: Final = _("This document belongs to another record. Choose one of this agreement.")


class ActionKind(models.TextChoices):
    ENTERED = "entered", _("Entered into force")
    AMENDED = "amended", _("Amended")
    PROLONGED = "prolonged", _("Prolonged")
    RENEWED = "renewed", _("Renewed by itself")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    NOTICE = "notice", _("Notice of termination given")
    TERMINATED = "terminated", _("Terminated")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Superseded")


#: After these nothing happens to an agreement any more.
ENDS: Final = (ActionKind.TERMINATED, ActionKind.EXPIRED, ActionKind.SUPERSEDED)
#: These give the agreement a new last day.
LENGTHENS: Final = (ActionKind.PROLONGED, ActionKind.RENEWED)
LATEST: Final = "9999"
HAS_LAST_DAY: Final = (*LENGTHENS, ActionKind.NOTICE)
#: Other actions may come to lie outside the term by these.
MOVES_TERM: Final = (ActionKind.ENTERED, *HAS_LAST_DAY, *ENDS)


class AgreementActionQuerySet(RegisterQuerySet["AgreementAction"]):
    def in_order(self) -> Self:
        """Order as they happened; the undated stand where the department put them, after the dated."""
        dated = Case(When(date="", then=1), default=0)
        return self.order_by(dated, "date", "order", "pk")


class AgreementAction(HasOriginals, RegisterModel):
    """One thing that happened to an agreement, with its date, its paper and its note."""

    agreement = models.ForeignKey(
        "partnerships.Agreement", verbose_name=_("agreement"), on_delete=models.CASCADE, related_name="actions"
    )
    kind = models.CharField(_("what happened"), max_length=12, choices=ActionKind)
    date = PeriodColumn(_("date"))
    until = PeriodColumn(
        _("in force until then"), help_text=_("The new last day after a prolongation or a renewal, or by the notice.")
    )
    document = models.ForeignKey(
        Document, verbose_name=_("paper"), null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("One sentence for the public."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = AgreementActionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("what happened to the agreement")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActionKind.values), name="agreementaction_kind_known"),
            models.CheckConstraint(
                condition=Q(until="") | Q(kind__in=HAS_LAST_DAY),
                name="agreementaction_last_day_of_some",
                violation_error_message=NO_LAST_DAY,
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.get_kind_display(), str(self.date)) if part)

    def clean(self) -> None:
        """Say at its field what is wrong with the action by itself; its place among the others is `faults_among`."""
        if self.until and self.kind not in HAS_LAST_DAY:
            raise ValidationError({"until": NO_LAST_DAY})
        if self.until.is_surely_before(self.date):
            raise ValidationError({"until": LAST_DAY_FIRST})
        if self.document and self.agreement_id and self.document.record_id != self.agreement_id:
            raise ValidationError({"document": OTHER_PAPER})

    @property
    def public_document(self) -> Document | None:
        """Its paper, if that was opened to everyone."""
        return self.document if self.document and self.document.access == "public" else None


@lru_cache(maxsize=8)
def held_columns(day: date) -> dict[str, object]:
    """Return what had happened to each agreement by `day`, as the rule of what held asks for it.

    Of a date known only roughly, what binds counts from its first day and what ends or stops counts from its last;
    what is so since a date counts from that, and an action without a date, known to have happened, on every day.
    """
    actions = AgreementAction.objects.filter(agreement=OuterRef("pk")).order_by("date", "order", "pk")
    begun = Q(date="") | Q(date__first__lte=str(day))
    since = Q(date="") | Q(date__last=str(OPEN_END), date__first__lte=str(day))
    over = since | Q(date__last__lte=str(day))
    past = since | Q(date__last__lt=str(day))  # the last day of a term is still one of it
    ended = (
        Q(over, kind__in=(ActionKind.TERMINATED, ActionKind.SUPERSEDED))
        | Q(past, kind=ActionKind.EXPIRED)
        | Q(kind=ActionKind.NOTICE, until__end__lt=str(day))
    )
    by_notice = When(kind=ActionKind.NOTICE, then=Value(ActionKind.TERMINATED.value))
    end = actions.filter(ended).values_list(Case(by_notice, default=F("kind"), output_field=CharField()))
    stopped = Q(over, kind=ActionKind.SUSPENDED) | Q(begun, kind=ActionKind.RESUMED)
    # A stop without a date was before a resumption, and a resumption without one came after the stop.
    last = Case(When(date="", kind=ActionKind.RESUMED, then=Value(LATEST)), default=F("date"), output_field=CharField())
    paused = actions.filter(stopped).order_by(last.desc(), "-order", "-pk")
    lengthened = actions.filter(begun, kind__in=LENGTHENS).order_by("-date", "-order", "-pk")
    noticed = actions.filter(begun, kind=ActionKind.NOTICE)
    return {
        "ended_by": Subquery(end[:1]),
        "paused_by": Subquery(paused.values("kind")[:1]),
        "entered": entered_on(),
        "lengthened_until": Subquery(lengthened.values_list(Coalesce("until__end", Value(str(OPEN_END))))[:1]),
        "is_noticed": Exists(noticed.filter(until="")),  # one with a last day ends it by that day
    }


@cache
def entered_on() -> Subquery:
    """Return the first day in force that an action gives, of each agreement."""
    entered = AgreementAction.objects.filter(agreement=OuterRef("pk"), kind=ActionKind.ENTERED).exclude(date="")
    return Subquery(entered.order_by("date", "order", "pk").values("date__first")[:1])


def first_notice() -> Subquery:
    """Return the last day by the first notice that gives one, of each agreement."""
    notices = AgreementAction.objects.filter(agreement=OuterRef("pk"), kind=ActionKind.NOTICE).exclude(until="")
    return Subquery(notices.order_by("until__end").values("until__end")[:1])


def begins_on(in_force_from: Period, actions: Iterable[AgreementAction]) -> Period:
    """Return the first day in force as `entered_on` has it, in words: that of an action before the one written down."""
    entered = [action for action in actions if action.kind == ActionKind.ENTERED and action.date]
    first = min(entered, key=lambda action: (_first(action), action.order, action.pk or 0), default=None)
    return first.date if first else in_force_from


@dataclass(frozen=True)
class Term:
    """The last day of an agreement as known on a day; `is_set` where it ends then, though it renews itself."""

    until: Period
    is_set: bool


def term_of(until: Period, actions: Iterable[AgreementAction], day: date, *, renews_itself: bool) -> Term:
    """Return the term of an agreement signed for `until`: the same rule as `held_columns`, with the day in words.

    The last thing that prolonged it by `day` moves its last day, to one that nobody knows where none is written; a
    notice can only bring it nearer, unless the agreement renews itself.
    """
    begun = [action for action in actions if not action.date or action.date.standing()[0] <= day]
    lengthened = [action for action in begun if action.kind in LENGTHENS]
    last = max(lengthened, key=lambda action: (_first(action), action.order, action.pk or 0), default=None)
    term = last.until if last else until
    notices = [action.until for action in begun if action.kind == ActionKind.NOTICE]
    noticed = min((given for given in notices if given), key=last_day_of, default=Period())
    is_nearer = noticed and (renews_itself or not term or last_day_of(noticed) < last_day_of(term))
    return Term(noticed if is_nearer else term, bool(notices) or not renews_itself)


def _first(action: AgreementAction) -> tuple[date, ...]:
    return action.date.standing() if action.date else ()


def last_day_of(period: Period) -> date:
    """Return the last day that `period` may mean, which nobody knows of an open end."""
    return period.end or OPEN_END
