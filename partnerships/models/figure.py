"""Numbers with proof: figures and awards of a record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.models.base import RegisterModel
from partnerships.models.record import Record


class Quantity(models.TextChoices):
    VISITORS = "visitors", _("visitors")
    STUDENTS = "students", _("students")
    PARTICIPANTS = "participants", _("participants")
    APPLICATIONS = "applications", _("applications")
    WORKS = "works", _("works")
    EXCURSIONS = "excursions", _("excursions")
    PRIZES = "prizes", _("prizes")
    VENUES = "venues", _("venues")
    CITIES = "cities", _("cities")
    ORGANIZATIONS = "organizations", _("organisations")
    ANNIVERSARY = "anniversary", _("anniversary")
    EDITION = "edition", _("edition")
    OTHER = "other", _("other")


class Qualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
    ABOUT = "about", _("about")


class Figure(RegisterModel):
    """A countable fact; “more than 30” is kept as 30 and marked."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="figures")
    what = models.CharField(_("what is counted"), max_length=20, choices=Quantity)
    value = models.PositiveIntegerField(_("how many"))
    qualifier = models.CharField(_("precision"), max_length=10, choices=Qualifier, default=Qualifier.EXACTLY)
    note = models.CharField(
        _("in words"), max_length=150, blank=True, help_text=_("For example: students among the visitors.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(condition=Q(what__in=Quantity.values), name="figure_what_known"),
            models.CheckConstraint(condition=Q(qualifier__in=Qualifier.values), name="figure_qualifier_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.value}"

    def counted(self) -> str:
        """Return the noun after the number, in the form that the number asks for."""
        number = self.value
        nouns = {
            Quantity.VISITORS: ngettext("visitor", "visitors", number),
            Quantity.STUDENTS: ngettext("student", "students", number),
            Quantity.PARTICIPANTS: ngettext("participant", "participants", number),
            Quantity.APPLICATIONS: ngettext("application", "applications", number),
            Quantity.WORKS: ngettext("work", "works", number),
            Quantity.EXCURSIONS: ngettext("excursion", "excursions", number),
            Quantity.PRIZES: ngettext("prize", "prizes", number),
            Quantity.VENUES: ngettext("venue", "venues", number),
            Quantity.CITIES: ngettext("participating city", "participating cities", number),
            Quantity.ORGANIZATIONS: ngettext("organisation", "organisations", number),
        }
        return nouns.get(Quantity(self.what), self.get_what_display())


class Degree(models.TextChoices):
    GRAND_PRIX = "grand_prix", _("Grand Prix")
    FIRST = "first", _("I degree")
    SECOND = "second", _("II degree")
    THIRD = "third", _("III degree")
    DIPLOMA_FIRST = "diploma_first", _("Diploma of the I degree")
    DIPLOMA_SECOND = "diploma_second", _("Diploma of the II degree")
    DIPLOMA_THIRD = "diploma_third", _("Diploma of the III degree")
    DIPLOMA = "diploma", _("Diploma")
    HONOUR_CERTIFICATE = "honour_certificate", _("Certificate of honour")
    THANKS = "thanks", _("Letter of thanks")
    MEDAL = "medal", _("Medal")
    MEMORABLE_PRIZE = "memorable_prize", _("Memorable prize")


class Award(RegisterModel):
    """Prizes of one degree: who received them, or how many were given."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="awards")
    degree = models.CharField(_("award"), max_length=20, choices=Degree)
    recipient = models.CharField(
        _("recipient"), max_length=250, blank=True, help_text=_("Minors by initials or as a group only.")
    )
    count = models.PositiveSmallIntegerField(_("number of awards"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [models.CheckConstraint(condition=Q(degree__in=Degree.values), name="award_degree_known")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.get_degree_display(), self.recipient) if part)
