"""The checklist of a delegation, and the department's own list of steps from which it is made."""

from collections.abc import Callable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.delegation import Delegation, Direction
from partnerships.period import Period
from partnerships.period.working_days import nearest_working_day, working_days_from
from partnerships.standing import CALLED_OFF


class CountedFrom(models.TextChoices):
    """From which day of a delegation a deadline is counted."""

    ARRIVAL = "arrival", _("working days before it begins")
    DEPARTURE = "departure", _("working days after it ends")


def deadline(counted_from: str, days: int, stay: Period, works: Callable[[date], bool]) -> date | None:
    """Return the day so many working days before `stay` begins or after it ends; None where that day is not known.

    The day itself is not counted; with no days between, it is the nearest working day on the safe side.
    """
    if not counted_from or not stay.is_to_the_day:
        return None
    if counted_from == CountedFrom.DEPARTURE:
        return working_days_from(stay.end, days, works) if stay.end else None
    if stay.start is None:
        return None
    return working_days_from(stay.start, -days, works) if days else nearest_working_day(stay.start, works, step=-1)


class ChecklistStepQuerySet(RegisterQuerySet["ChecklistStep"]):
    def for_direction(self, direction: str) -> Self:
        """Return the steps of a delegation that goes in `direction`, an exchange those of both ways."""
        both = [Direction.INCOMING, Direction.OUTGOING] if direction == Direction.MUTUAL else []
        return self.filter(direction__in=["", direction, *both])


class ChecklistStep(RegisterModel):
    """What has to be done for every delegation, and how long before or after."""

    what = models.CharField(_("what is to be done"), max_length=250)
    direction = models.CharField(
        _("for delegations"),
        max_length=10,
        choices=Direction,
        blank=True,
        help_text=_("Empty: for every delegation."),
    )
    counted_from = models.CharField(_("counted in"), max_length=10, choices=CountedFrom, default=CountedFrom.ARRIVAL)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    responsible = models.CharField(_("who is responsible"), max_length=150, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ChecklistStepQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("step of the checklist")
        verbose_name_plural = _("steps of the checklist of a delegation")
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=["", *Direction.values]), name="step_direction_known"),
            models.CheckConstraint(condition=Q(counted_from__in=CountedFrom.values), name="step_counted_from_known"),
        ]

    def __str__(self) -> str:
        return self.what


class ChecklistItemQuerySet(RegisterQuerySet["ChecklistItem"]):
    def open_until(self, day: date) -> Self:
        """Return what is due by `day` and not done, of delegations that are to take place; the first due first."""
        # One that waits for another date, or for none, or is part of what does, leaves nobody anything to do.
        called_off = Delegation.objects.standing_in(*CALLED_OFF).values("pk")
        waiting = self.filter(is_done=False, due__lte=day).exclude(delegation__in=called_off)
        return waiting.select_related("delegation").order_by("due", "delegation", "order", "pk")

    def that_follow(self) -> Self:
        """Return what is not done and is due so many days before or after its delegation."""
        return self.filter(is_done=False).exclude(counted_from="").select_related("delegation")


class ChecklistItem(RegisterModel):
    """One thing to be done for a delegation."""

    off_page = True

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="checklist_items"
    )
    what = models.CharField(_("what is to be done"), max_length=250)
    due = models.DateField(_("due"), null=True, blank=True)
    responsible = models.CharField(_("who is responsible"), max_length=150, blank=True)
    is_done = models.BooleanField(_("done"), default=False)
    done_on = models.DateField(_("done on"), null=True, blank=True, help_text=_("Empty: the day of the mark."))
    done_by = models.CharField(_("done by"), max_length=150, blank=True, help_text=_("Empty: who made the mark."))
    counted_from = models.CharField(
        _("counted in"),
        max_length=10,
        choices=CountedFrom,
        blank=True,
        help_text=_("Such a day moves with the date of the delegation. Empty: the day stays as it is typed."),
    )
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        ordering = [F("due").asc(nulls_last=True), "order", "pk"]
        verbose_name = _("item of the checklist")
        verbose_name_plural = _("checklist")
        constraints = [
            models.CheckConstraint(
                condition=Q(counted_from__in=["", *CountedFrom.values]), name="checklist_counted_from_known"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def counted_in_words(self) -> str:
        """How its deadline is counted."""
        days = self.days or 0
        if self.counted_from == CountedFrom.ARRIVAL:
            text = ngettext("%(count)d working day before it begins", "%(count)d working days before it begins", days)
        else:
            text = ngettext("%(count)d working day after it ends", "%(count)d working days after it ends", days)
        return text % {"count": days}

    def reckon(self, works: Callable[[date], bool]) -> bool:
        """Set the day it is due by the date of its delegation; say whether it is another one than before."""
        before = self.due
        if self.counted_from:
            self.due = deadline(self.counted_from, self.days or 0, self.delegation.period, works)
        return self.due != before
