"""Who carries, lodges, feeds and interprets for a delegation, and how to reach them on the day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel
from partnerships.models.delegation import Delegation
from partnerships.models.organization import Organization
from partnerships.models.term_field import TermField
from partnerships.models.vocabulary_term import TermLabels, VocabularyName

#: The kinds of service that there are here.
SERVICES = TermLabels(VocabularyName.SERVICE)


class Service(RegisterModel):
    """A hotel, a driver, an interpreter: an organisation of the register, or somebody with a name. Internal."""

    off_page = True

    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="services"
    )
    kind = TermField(_("kind of service"), max_length=20, vocabulary=VocabularyName.SERVICE, default=SERVICES.first)
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    name = models.CharField(_("who, or what"), max_length=250, blank=True)
    contact = models.CharField(_("contact"), max_length=250, blank=True)
    times = models.CharField(_("when"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("service")
        verbose_name_plural = _("hotel, transport, interpreters")

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, str(self.organization or ""))))

    def clean(self) -> None:
        """Ask for a name of some kind."""
        if not (self.organization_id or self.name):
            raise ValidationError(_("Choose an organisation, write a name, or both."))
