"""What a delegation costs: lines by the norms of the city, or at fact."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel
from partnerships.models.delegation import Delegation
from partnerships.models.money import MoneyField


class EstimateNorm(RegisterModel):
    """What the city allows for one person and one day, and by which paper."""

    name = models.CharField(_("item of expense"), max_length=250)
    rate = MoneyField(_("norm"))
    basis = models.CharField(
        _("basis"), max_length=250, blank=True, help_text=_("The paper that sets the norm, with its date and number.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("norm of expense")
        verbose_name_plural = _("norms of expense")

    def __str__(self) -> str:
        return self.name


class EstimateLine(RegisterModel):
    """One line of an estimate. A line with a norm takes from it whatever is not typed."""

    off_page = True

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="estimate_lines"
    )
    norm = models.ForeignKey(
        EstimateNorm, verbose_name=_("by the norm"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    item = models.CharField(_("item of expense"), max_length=250, blank=True)
    rate = MoneyField(_("rate"), null=True, blank=True)
    persons = models.PositiveSmallIntegerField(_("persons"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    is_at_fact = models.BooleanField(
        _("at fact"), default=False, help_text=_("What it costs is known afterwards: the sum is what was spent.")
    )
    actual = MoneyField(_("spent"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("line of the estimate")
        verbose_name_plural = _("estimate")

    def __str__(self) -> str:
        return self.item

    @property
    def planned(self) -> Decimal | None:
        """Rate times persons times days, what is not said counting once; None where the rate is not known."""
        if self.rate is None or self.is_at_fact:
            return None
        persons = 1 if self.persons is None else self.persons
        return self.rate * persons * (1 if self.days is None else self.days)

    @property
    def is_above_norm(self) -> bool:
        """Whether the rate is higher than its norm allows."""
        return self.norm is not None and self.rate is not None and self.rate > self.norm.rate

    def take_norm(self) -> None:
        """Take from the norm what is not typed."""
        if self.norm:
            self.item, self.basis = self.item or self.norm.name, self.basis or self.norm.basis
            if self.rate is None and not self.is_at_fact:
                self.rate = self.norm.rate

    def clean(self) -> None:
        """Take the norm, and ask for a name."""
        self.take_norm()
        if not self.item:
            raise ValidationError({"item": _("Choose a norm, or write what the money is for.")})
