"""Partners wanted: what an organisation looks for in another city, with a last day."""

from typing import Final, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import Published, RegisterQuerySet
from partnerships.models.city import City
from partnerships.models.organization import Organization
from partnerships.models.place import Theme
from partnerships.models.publication import PublicQuerySet, publication_constraints
from partnerships.models.translated import Translated

LAST_BEFORE_FIRST: Final = _("The last day is before the first.")


class PartnerRequestQuerySet(RegisterQuerySet["PartnerRequest"], PublicQuerySet["PartnerRequest"]):
    def current(self) -> Self:
        """Return requests whose last day has not passed."""
        return self.filter(open_until__gte=timezone.localdate())

    def for_list(self) -> Self:
        """Return requests with everything a line shows, the newest first."""
        return self.select_related("organization", "city").prefetch_related("themes").order_by("-opened_on", "-pk")


class PartnerRequest(Translated, Published):
    """A school, university, club or firm that looks for a counterpart; it leaves the page after its last day."""

    title = models.CharField(_("whom you look for"), max_length=200)
    text = models.TextField(_("text"), blank=True, help_text=_("What you would do together, ages, languages, dates."))
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="requests"
    )
    city = models.ForeignKey(
        City,
        verbose_name=_("wanted in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        help_text=_("Leave empty for any city."),
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("fields of cooperation"), related_name="requests", blank=True)
    contact = models.CharField(
        _("public contact"), max_length=250, help_text=_("An office with its address, not a person's phone.")
    )
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    open_until = models.DateField(_("open until"), help_text=_("After this day the request leaves the page by itself."))

    objects = PartnerRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "delete", "view", "publish")
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("partner request")
        verbose_name_plural = _("partners wanted")
        constraints = [
            *publication_constraints(),
            models.CheckConstraint(
                condition=Q(open_until__gte=F("opened_on")),
                name="partner_request_ends_after_start",
                violation_error_message=LAST_BEFORE_FIRST,
            ),
        ]
        indexes = [models.Index(fields=["state", "open_until"], name="partner_request_current")]

    def __str__(self) -> str:
        return self.title

    @property
    def public_city(self) -> City | None:
        """The city it looks in, if any visitor may see it."""
        return self.city if self.city and self.city.is_public() else None

    def get_absolute_url(self) -> str:
        """Return its place on the page of partners wanted."""
        return f"{reverse('partners-wanted')}#request-{self.pk}"

    def clean(self) -> None:
        if self.opened_on and self.open_until and self.open_until < self.opened_on:
            raise ValidationError({"open_until": LAST_BEFORE_FIRST})
        if self.opened_on and self.open_until and (self.open_until - self.opened_on).days > 732:
            raise ValidationError({"open_until": _("Two years at most: renew the request when it ends.")})
