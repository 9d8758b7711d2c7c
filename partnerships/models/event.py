"""Events: city days, contests, conferences, meetings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.occurrence import Occurrence, occurrence_constraints
from partnerships.models.record import Kind, Record, RecordQuerySet


class EventForm(models.TextChoices):
    ANNIVERSARY = "anniversary", _("Anniversary")
    BUSINESS_MEETING = "business_meeting", _("Business meeting")
    CITY_DAY = "city_day", _("City Day")
    COMMEMORATION = "commemoration", _("Commemoration")
    CONFERENCE = "conference", _("Conference")
    CONTEST = "contest", _("Contest")
    AWARD_CEREMONY = "award_ceremony", _("Award ceremony")
    BROADCAST = "broadcast", _("Broadcast")
    FESTIVAL = "festival", _("Festival")
    FESTIVE_EVENT = "festive_event", _("Festive event")
    FORUM = "forum", _("Forum")
    HERITAGE_DAYS = "heritage_days", _("Days of culture")
    INSPECTION = "inspection", _("Inspection of facilities")
    MEETING = "meeting", _("Meeting")
    ONLINE_MEETING = "online_meeting", _("Online meeting")
    OPENING = "opening", _("Opening ceremony")
    RECEPTION = "reception", _("Reception")
    ROUND_TABLE = "round_table", _("Round table")
    SESSION = "session", _("Solemn session")
    SIGNING = "signing", _("Signing of an agreement")
    SPORTS = "sports", _("Sports competition")
    TERRITORY_DAY = "territory_day", _("Day of the Territory")


class EventQuerySet(RecordQuerySet["Event"]):
    """Events; nothing beyond what records of any kind have."""


class Event(Occurrence, Record):
    """Something that took place; “annually” and the like are the remark on its date."""

    KIND = Kind.EVENT

    form = models.CharField(_("form"), max_length=20, choices=EventForm)
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(condition=Q(form__in=EventForm.values), name="event_form_known"),
            *occurrence_constraints(),
        ]
