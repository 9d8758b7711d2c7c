"""Delegations received, sent and exchanged, with their programme."""

from collections.abc import Iterator
from datetime import date, time
from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from partnerships.models.agreement import Agreement
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.event import Event
from partnerships.models.occurrence import Moved
from partnerships.models.record import Record, RecordQuerySet
from partnerships.models.translated import HasOriginals
from partnerships.period import Period, format_period
from partnerships.period.happening import NOT_YET, day_of, is_still_to_come
from partnerships.period.queries import is_on_day
from partnerships.standing import AHEAD, HAPPENED
from partnerships.text.quotes import quoting


class Direction(models.TextChoices):
    INCOMING = "incoming", _("Incoming")
    OUTGOING = "outgoing", _("Outgoing")
    MUTUAL = "mutual", _("Mutual")
    ONLINE = "online", _("Online")


class Level(models.TextChoices):
    OFFICIAL = "official", _("Official")
    WORKING = "working", _("Working")
    BUSINESS = "business", _("Business")
    CREATIVE = "creative", _("Creative")
    SPORT = "sport", _("Sport")
    YOUTH = "youth", _("Youth")
    STUDY = "study", _("Study")


class DelegationStatus(models.TextChoices):
    INVITED = "invited", _("Invitation received")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Done")
    POSTPONED = "postponed", _("Postponed, the new date is not known")
    CANCELLED = "cancelled", _("Cancelled")


#: What the travellers of a visit are called together, by its direction.
TRAVELLERS: Final = {
    Direction.INCOMING: _("Who came"),
    Direction.OUTGOING: _("Who went"),
    Direction.MUTUAL: _("Who travelled"),
    Direction.ONLINE: _("Who took part"),
}


class DelegationQuerySet(RecordQuerySet["Delegation"]):
    def for_data(self) -> Self:
        """Return visits with the agreement and the event that they belong to."""
        return super().for_data().select_related("carries_out", "host_event")

    def on_day(self, day: date) -> Self:
        """Return the visits of `day`, going on or planned: their programme is at hand then."""
        lasting = self.filter(is_on_day(day))
        return lasting.standing_in(*HAPPENED, *AHEAD, day=day).order_by("period_order", "pk")

    def for_page(self) -> Self:
        """Return visits with the agreement and event they belong to, as those stand."""
        agreement = Prefetch("carries_out", Agreement.objects.with_standing())
        return super().for_page().prefetch_related(agreement, Prefetch("host_event", Event.objects.with_standing()))


class Delegation(Moved, Record):
    """A visit: who came or went, why, and with what result."""

    KIND = "delegation"

    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=DelegationStatus, default=DelegationStatus.HELD)
    purpose = models.TextField(_("purpose"), blank=True)
    invited_by = models.CharField(_("invited by"), max_length=250, blank=True)
    head_count = models.PositiveSmallIntegerField(
        _("number of people"), null=True, blank=True, help_text=_("Only those who travelled. Leave empty if not known.")
    )
    result = models.TextField(_("result"), blank=True)
    host_event = models.ForeignKey(
        Event,
        verbose_name=_("event it came for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delegations",
    )
    carries_out = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement it carries out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delegations",
    )
    order_number = models.CharField(_("number of the order"), max_length=60, blank=True)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True)
    report_due = models.DateField(_("report due"), null=True, blank=True)
    report_sent = models.DateField(_("report sent"), null=True, blank=True)
    arrival = models.CharField(
        _("arrival and departure"),
        max_length=250,
        blank=True,
        help_text=_("For example: 14:30, flight SU 1234; back on 5 September at 9:00."),
    )
    seat_order = models.PositiveSmallIntegerField(
        _("place in the seating"), null=True, blank=True, help_text=_("Among the delegations of one event: 1, 2, 3.")
    )
    guest_contact = models.CharField(_("whom guests call"), max_length=150, blank=True)
    guest_phone = models.CharField(
        _("phone for guests"), max_length=60, blank=True, help_text=_("Empty: the phone of the department.")
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="delegation_direction_known"),
            models.CheckConstraint(condition=Q(level__in=["", *Level.values]), name="delegation_level_known"),
            models.CheckConstraint(condition=Q(status__in=DelegationStatus.values), name="delegation_status_known"),
        ]

    def clean(self) -> None:
        """Refuse what cannot have been before the delegation began, or after an event was over."""
        super().clean()
        faults = dict(self._faults_of_dates())
        if faults:
            raise ValidationError(faults)

    def _faults_of_dates(self) -> Iterator[tuple[str, str]]:
        stay = {"date": format_period(self.period)}
        if self.report_due and day_of(self.report_due).is_surely_before(self.period):
            yield "report_due", _("The report cannot be due before the delegation (%(date)s).") % stay
        if self.report_sent and day_of(self.report_sent).is_surely_before(self.period):
            yield "report_sent", _("The report cannot have been sent before the delegation (%(date)s).") % stay
        elif self.report_sent and is_still_to_come(day_of(self.report_sent)):
            yield "report_sent", str(NOT_YET)
        event = self.host_event
        if event and event.period.is_surely_before(self.period):
            text = _("“%(title)s” was over before the delegation came (%(date)s): correct one of the dates.")
            yield "host_event", quoting(text, title=event, date=format_period(event.period))

    @property
    def travellers_title(self) -> str:
        """What its travellers are called together; of a visit that has not taken place nobody came or went."""
        if not self.has_happened:
            return str(_("Members of the delegation"))
        return str(TRAVELLERS[Direction(self.direction)] if self.direction else _("Who came or went"))

    @property
    def public_agreement(self) -> Agreement | None:
        """The agreement it carries out, if any visitor may see it."""
        return self.carries_out if self.carries_out and self.carries_out.is_public() else None

    @property
    def public_event(self) -> Event | None:
        """The event it came for, if any visitor may see it."""
        return self.host_event if self.host_event and self.host_event.is_public() else None


class ProgrammeItemState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Done")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")


class ProgrammeItemQuerySet(RegisterQuerySet["ProgrammeItem"]):
    def shown(self) -> Self:
        """Return the items of the guests' programme."""
        return self.filter(is_public=True)


def ends_too_early(starts: time | None, ends: time | None) -> bool:
    """Say whether an end is before its beginning; one up to 16 hours later is after midnight, as of a night train."""
    if starts is None or ends is None or ends >= starts:
        return False
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return minutes + 24 * 60 > 16 * 60


class ProgrammeItem(HasOriginals, RegisterModel):
    """One line of a programme of stay."""

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="programme_items"
    )
    day = models.DateField(_("day"), null=True, blank=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    activity = models.TextField(_("activity"))
    place = models.CharField(_("place"), max_length=250, blank=True)
    is_public = models.BooleanField(_("in the guests' programme"), default=True)
    responsible = models.CharField(_("who is responsible"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    attendees = models.CharField(_("who takes part"), max_length=250, blank=True)
    transport = models.CharField(_("transport"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProgrammeItemState, default=ProgrammeItemState.PLANNED)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        ordering = [F("day").asc(nulls_last=True), "order", F("starts").asc(nulls_last=True), "pk"]
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False), name="programme_item_end_with_start"
            ),
            models.CheckConstraint(condition=Q(state__in=ProgrammeItemState.values), name="programme_item_state_known"),
        ]

    def __str__(self) -> str:
        return self.activity

    @property
    def times(self) -> str:
        """From when until when, as people write it: 9:00–9:30."""
        return "–".join(time_format(moment) for moment in (self.starts, self.ends) if moment)

    @property
    def is_off(self) -> bool:
        """Say whether nothing happens at this time: it was cancelled or moved."""
        return self.state in (ProgrammeItemState.CANCELLED, ProgrammeItemState.MOVED)

    def clean(self) -> None:
        if self.ends and not self.starts:
            raise ValidationError({"starts": _("Give the beginning too, for example 9:00.")})
        if ends_too_early(self.starts, self.ends):
            raise ValidationError({"ends": _("The end is before the beginning: check both times.")})
        if words := self.outside(self.delegation.period):
            raise ValidationError({"day": words})

    def outside(self, stay: Period) -> str:
        """Say that its day is not one of `stay`, "" where it is."""
        if not self.day or stay.holds(self.day):
            return ""
        text = _("This day is outside the stay of the delegation (%(stay)s): correct the day or the date.")
        return text % {"stay": format_period(stay)}
