"""Events: city days, contests, conferences, meetings."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.occurrence import Occurrence, occurrence_constraints
from partnerships.models.record import Record, RecordQuerySet
from partnerships.models.term_field import TermField
from partnerships.models.vocabulary_term import TermLabels, TermMeaning, VocabularyName

#: The forms of event that there are here.
EVENT_FORMS: Final = TermLabels(VocabularyName.EVENT_FORM)


class EventQuerySet(RecordQuerySet["Event"]):
    """Events; nothing beyond what records of any kind have."""


class Event(Occurrence, Record):
    """Something that took place; “annually” and the like are the remark on its date."""

    KIND = "event"

    form = TermField(_("form"), max_length=20, vocabulary=VocabularyName.EVENT_FORM, meanings=[TermMeaning.ONLINE])
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *occurrence_constraints(),
        ]
