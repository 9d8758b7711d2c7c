"""Templates of papers as the department has changed them in Word."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.files.fields import DocumentField
from partnerships.models.base import RegisterModel, RegisterQuerySet


class PaperName(models.TextChoices):
    """The papers there are; how each is made is said where papers are."""

    PROGRAMME = "programme", _("Programme of stay for the guests")
    PROGRAMME_INTERNAL = "programme-internal", _("Programme of stay for the office")
    DELEGATION_LIST = "delegation-list", _("List of the delegation")
    DELEGATION_LIST_TWO = "delegation-list-two", _("List of the delegation in two languages")
    DELEGATION_LIST_INTERNAL = "delegation-list-internal", _("List of the delegation for the office")
    ESTIMATE = "estimate", _("Estimate of expenses")
    DELEGATION_REPORT = "delegation-report", _("Report on the delegation")
    CERTIFICATE = "certificate", _("Certificates of thanks")
    ACTION_PLAN = "action-plan", _("Action plan as a table")
    EXTRACT = "extract", _("Extract from the register of agreements")
    PASSPORT = "passport", _("Passport of the partner city")
    BRIEFING = "briefing", _("One page for the head of the city")
    GREETING = "greeting", _("Greeting on the letterhead")
    ANNUAL_REPORT = "annual-report", _("Annual report")
    REGISTER = "register", _("Register of agreements")
    JOURNAL = "journal", _("Journal of receptions")
    INVITATION = "invitation", _("Invitation on the letterhead")
    LETTER_OF_THANKS = "letter-of-thanks", _("Letter of thanks on the letterhead")
    GUESTS_LIST = "guests-list", _("Joint list of the delegations")


class PaperTemplateQuerySet(RegisterQuerySet["PaperTemplate"]):
    def found_for(self, paper: str, language: str) -> "PaperTemplate | None":
        """Return the department's template of a paper in a language, if it has one."""
        return self.filter(paper=paper, language=language).first()

    def in_order(self) -> Self:
        """Return the templates by paper and language."""
        return self.order_by("paper", "language")


class PaperTemplate(RegisterModel):
    """A DOCX from which a paper is made in one language, in place of the shipped one."""

    paper = models.CharField(_("paper"), max_length=40)
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    file = DocumentField(_("template"), max_length=120, help_text=_("A DOCX in which tags are written: {{ title }}."))
    name = models.CharField(_("name of the file"), max_length=150, editable=False)
    media_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    text = models.TextField(_("text of the file"), blank=True, editable=False)

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "language"]
        verbose_name = _("template of a paper")
        verbose_name_plural = _("templates of papers")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "language"],
                name="paper_template_once_a_language",
                violation_error_message=_("There is a template of this paper in this language: change that one."),
            ),
        ]

    def __str__(self) -> str:
        name = PaperName(self.paper).label if self.paper in PaperName else self.paper
        return f"{name} ({self.get_language_display()})"

    def content(self) -> bytes:
        """Return the file."""
        with self.file.open("rb") as stream:
            return stream.read()
