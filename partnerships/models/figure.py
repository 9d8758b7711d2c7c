"""Numbers with proof: figures and awards of a record."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.models.base import RegisterModel
from partnerships.models.record import Record
from partnerships.models.term_field import TermField
from partnerships.models.translated import HasOriginals
from partnerships.models.vocabulary_term import TermLabels, VocabularyName


class Quantity(models.TextChoices):
    """What a kind of figure counts as, whatever it is called here."""

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


#: The kinds of figure that there are here.
FIGURES: Final = TermLabels(VocabularyName.FIGURE)
#: The degrees of award that there are here.
AWARDS: Final = TermLabels(VocabularyName.AWARD)


class Qualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
    ABOUT = "about", _("about")


class Figure(HasOriginals, RegisterModel):
    """A countable fact; “more than 30” is kept as 30 and marked."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="figures")
    what = TermField(_("what is counted"), max_length=20, vocabulary=VocabularyName.FIGURE, meanings=Quantity)
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
            models.CheckConstraint(condition=Q(qualifier__in=Qualifier.values), name="figure_qualifier_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.value}"

    def counted(self) -> str:
        """Return the noun after the number, in the form that the number asks for where it is one of the language's."""
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
        meaning, name = FIGURES.meaning(self.what), self.get_what_display()
        is_usual = bool(meaning) and name == str(Quantity(meaning).label)  # no word of the department's own
        return nouns.get(Quantity(meaning), name) if is_usual else name


class Award(HasOriginals, RegisterModel):
    """Prizes of one degree: who received them, or how many were given."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="awards")
    degree = TermField(_("award"), max_length=20, vocabulary=VocabularyName.AWARD)
    recipient = models.CharField(
        _("recipient"), max_length=250, blank=True, help_text=_("Minors by initials or as a group only.")
    )
    count = models.PositiveSmallIntegerField(_("number of awards"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.get_degree_display(), self.recipient) if part)
