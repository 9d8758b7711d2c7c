"""Bodies that take part: administrations, councils, universities, museums, associations."""

from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import RegisterModel, RegisterQuerySet, alphabetical
from partnerships.models.city import City
from partnerships.models.publication import public_condition
from partnerships.models.term_field import TermField
from partnerships.models.translated import Translated
from partnerships.models.vocabulary_term import TermLabels, VocabularyName
from partnerships.period import PeriodColumn

#: The kinds of organisation that there are here.
ORGANIZATION_KINDS: Final = TermLabels(VocabularyName.ORGANIZATION_KIND)


class OrganizationQuerySet(RegisterQuerySet["Organization"]):
    def public(self) -> Self:
        """Return the organisations that stand on some public page: of a record, a city, or a request for partners."""
        requests = public_condition("requests__") & Q(requests__open_until__gte=timezone.localdate())
        participants = public_condition("participants__record__") & Q(participants__is_public=True)
        shown = Q(public_condition("city__") | public_condition("involvements__record__") | participants | requests)
        return self.filter(pk__in=self.model._base_manager.filter(shown).values("pk"))

    def of_cities(self) -> Self:
        """Return the organisations of partner cities, in alphabetical order."""
        return self.filter(city__isnull=False).order_by(alphabetical("name"), "pk")

    def for_list(self) -> Self:
        """Return organisations with their city, in alphabetical order."""
        return self.select_related("city").order_by(alphabetical("name"), "pk")


class Organization(Translated, RegisterModel):
    """A body of the home city, of a partner city, or of neither."""

    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    other_names = models.TextField(
        _("other spellings"), blank=True, help_text=_("One a line; found by search, not shown.")
    )
    kind = TermField(_("kind"), max_length=30, vocabulary=VocabularyName.ORGANIZATION_KIND)
    city = models.ForeignKey(
        City,
        verbose_name=_("partner city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
    )
    founded = PeriodColumn(_("founded"), early=True, help_text=_("As exactly as known: 1777, 22 October 1777."))
    is_home = models.BooleanField(_("of the home city"), default=False)
    site = models.URLField(_("site"), blank=True)
    memberships = models.TextField(_("memberships"), blank=True)
    public_contact = models.CharField(
        _("public contact"), max_length=250, blank=True, help_text=_("Of the office, not of a person.")
    )
    contact_persons = models.TextField(_("contact persons"), blank=True, help_text=_("Never shown to the public."))

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_home=False) | Q(city=None),
                name="organization_home_or_partner",
                violation_error_message=_("An organisation of the home city has no partner city."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_city(self) -> City | None:
        """The partner city it belongs to, if any visitor may see it."""
        return self.city if self.city and self.city.is_public() else None
