"""Exhibitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.occurrence import Occurrence, occurrence_constraints
from partnerships.models.record import Record, RecordQuerySet


class ExhibitionQuerySet(RecordQuerySet["Exhibition"]):
    """Exhibitions; nothing beyond what records of any kind have."""


class Exhibition(Occurrence, Record):
    """An exhibition about the partner cities or with them."""

    KIND = "exhibition"

    venue = models.CharField(_("venue"), max_length=250, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=250, blank=True)
    exhibits = models.TextField(_("exhibits"), blank=True)
    curators = models.CharField(_("curators"), max_length=250, blank=True)

    objects = ExhibitionQuerySet.as_manager()

    class Meta:
        default_permissions = Record._meta.default_permissions
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")
        constraints = occurrence_constraints()
