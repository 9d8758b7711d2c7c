"""Gifts given and received, so that nobody gets the same twice and nothing is left unthanked."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.delegation import Delegation
from partnerships.models.money import MoneyField


class GiftDirection(models.TextChoices):
    GIVEN = "given", _("Given")
    RECEIVED = "received", _("Received")


class GiftQuerySet(RegisterQuerySet["Gift"]):
    def with_cities(self, cities: models.QuerySet[City]) -> Self:
        """Return what was given to or by delegations of `cities`, the latest first."""
        found = self.filter(delegation__in=Delegation.objects.filter(cities__in=cities).values("pk"))
        return found.select_related("delegation").order_by("-delegation__period_order", "order", "pk")


class Gift(RegisterModel):
    """One gift. For the department only."""

    off_page = True

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="gifts"
    )
    direction = models.CharField(
        _("given or received"), max_length=8, choices=GiftDirection, default=GiftDirection.GIVEN
    )
    what = models.CharField(_("what it was"), max_length=250)
    whom = models.CharField(_("to whom, from whom"), max_length=250, blank=True)
    quantity = models.PositiveSmallIntegerField(_("number of pieces"), default=1)
    value = MoneyField(_("value"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = GiftQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        constraints = [
            models.CheckConstraint(condition=Q(direction__in=GiftDirection.values), name="gift_direction_known"),
        ]

    def __str__(self) -> str:
        return self.what
