"""The report of a period: its sections as the department words them, what it adds by hand, and what was frozen."""

from datetime import date
from typing import Final, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.files.fields import DocumentField
from partnerships.models.base import RegisterModel, RegisterQuerySet
from partnerships.models.text import PlainText
from partnerships.models.translated import HasOriginals
from partnerships.period import Period, format_period
from partnerships.period.happening import day_of

ENDS_FIRST = _("The last day is before the first.")


class SectionKind(models.TextChoices):
    """What the program puts into a section; the labels are the headings to begin with."""

    HIGHLIGHTS = "highlights", _("Highlights")
    INDICATORS = "indicators", _("Indicators")
    AGREEMENTS = "agreements", _("Agreements: in force, concluded, prolonged, ended")
    INCOMING = "incoming", _("Delegations received")
    OUTGOING = "outgoing", _("Delegations sent")
    ONLINE = "online", _("Online meetings of delegations")
    EVENTS = "events", _("Events, exhibitions, contests")
    CITIES = "cities", _("By city and country")
    THEMES = "themes", _("By field of cooperation")
    MEMBERSHIPS = "memberships", _("Memberships in associations")
    PLANS = "plans", _("Fulfilment of the plans")
    GREETINGS = "greetings", _("Greetings and correspondence")
    PUBLICATIONS = "publications", _("Publications")
    TASKS = "tasks", _("Tasks for the next year")


#: Section → the rules that are printed below it as long as the department has chosen none.
_USUAL_RULES: Final = {
    SectionKind.INDICATORS: ("counted", "year_counted", "quantity", "people"),
    SectionKind.CITIES: ("country_counted",),
    SectionKind.THEMES: ("theme_counted",),
}


def usual_rules(kind: str) -> list[str]:
    """Return the codes of the counting rules that a section of `kind` has to begin with."""
    return list(_USUAL_RULES.get(SectionKind(kind), ()))


class ReportFigureName(models.TextChoices):
    """The indicators of a report in their order; how each is counted is said where reports are made."""

    INCOMING = "incoming", _("Delegations received")
    INCOMING_PEOPLE = "incoming-people", _("People in delegations received")
    INCOMING_ABROAD = "incoming-abroad", _("of them from abroad")
    INCOMING_HOME = "incoming-home", _("of them from our country")
    OUTGOING = "outgoing", _("Delegations sent")
    OUTGOING_PEOPLE = "outgoing-people", _("People in delegations sent")
    MUTUAL = "mutual", _("Exchanges")
    MUTUAL_PEOPLE = "mutual-people", _("People in exchanges")
    ONLINE = "online", _("Online meetings of delegations")
    EVENTS = "events", _("Events")
    EXHIBITIONS = "exhibitions", _("Exhibitions")
    PARTICIPANTS = "participants", _("Participants of events")
    VISITORS = "visitors", _("Visitors of events")
    IN_FORCE = "in-force", _("Agreements in force at the end")
    SIGNED = "signed", _("Agreements concluded")
    PROLONGED = "prolonged", _("Agreements prolonged")
    ENDED = "ended", _("Agreements ended")
    COUNTRIES = "countries", _("Countries with which there was something")
    ACTIVE = "active", _("Partner cities with at least one contact")
    PLAN_ITEMS = "plan-items", _("Items of plans that were due")
    PLAN_DONE = "plan-done", _("of them carried out")
    GREETINGS_SENT = "greetings-sent", _("Greetings sent")
    GREETINGS_ANSWERED = "greetings-answered", _("of them answered")
    LETTERS_SENT = "letters-sent", _("Invitations and letters of thanks sent")
    PUBLICATIONS = "publications", _("Pages published")


class ReportSection(HasOriginals, RegisterModel):
    """A section of every report: its place, its heading and wording, and whether it is there."""

    kind = models.CharField(_("what stands in it"), max_length=20, choices=SectionKind, unique=True)
    heading = models.CharField(
        _("heading"), max_length=250, blank=True, help_text=_("Empty: the usual heading, in each language.")
    )
    wording = models.TextField(
        _("wording"), blank=True, help_text=_("Sentences that stand in every report below the heading.")
    )
    rules = models.JSONField(
        _("how it is counted"),
        default=list,
        blank=True,
        help_text=_("The rules that are printed below the section."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_included = models.BooleanField(_("in the report"), default=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("section of the report")
        verbose_name_plural = _("sections of the report")

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class AnnualReportQuerySet(RegisterQuerySet["AnnualReport"]):
    def newest_first(self) -> Self:
        """Return the reports, that of the latest period first."""
        return self.order_by("-ends", "-begins", "-pk")


class AnnualReport(HasOriginals, RegisterModel):
    """A report of a period to an addressee; what is counted is not typed but asked of the register."""

    begins = models.DateField(_("first day of the period"))
    ends = models.DateField(_("last day of the period"))
    addressee = models.CharField(
        _("addressee"), max_length=300, blank=True, help_text=_("For example: the ministry of the region.")
    )

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "delete", "view", "publish")
        ordering = ["-ends", "-begins", "-pk"]
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")),
                name="annual_report_ends_after_start",
                violation_error_message=ENDS_FIRST,
            ),
        ]

    def __str__(self) -> str:
        return str(_("Report: %(period)s")) % {"period": self.period_in_words}

    def clean(self) -> None:
        if self.begins and self.ends and self.ends < self.begins:
            raise ValidationError({"ends": ENDS_FIRST})

    @property
    def is_of_year(self) -> bool:
        """Whether its period is one whole year."""
        return (self.begins, self.ends) == (date(self.begins.year, 1, 1), date(self.begins.year, 12, 31))

    @property
    def period_in_words(self) -> str:
        """The period as people say it: a year, or its first and last day."""
        if self.is_of_year:
            return format_period(Period.of((self.begins.year,)))
        return f"{format_period(day_of(self.begins))} – {format_period(day_of(self.ends))}"

    @property
    def kept(self) -> "FrozenReport | None":
        """What was frozen of it, None while it is a draft."""
        found: FrozenReport | None = getattr(self, "frozen", None)  # as the row was read, or asked for once
        return found


class ReportText(HasOriginals, RegisterModel):
    """What the department writes into a section of one report."""

    report = models.ForeignKey(
        AnnualReport, verbose_name=_("annual report"), on_delete=models.CASCADE, related_name="texts"
    )
    section = models.CharField(_("section"), max_length=20, choices=SectionKind)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("text of a section")
        verbose_name_plural = _("texts of the sections")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"],
                name="report_text_once_a_section",
                violation_error_message=_("This section has its text already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_section_display()


class ReportTarget(RegisterModel):
    """What was planned for a figure of a report, and a note on it."""

    report = models.ForeignKey(
        AnnualReport, verbose_name=_("annual report"), on_delete=models.CASCADE, related_name="targets"
    )
    figure = models.CharField(_("indicator"), max_length=40)
    planned = models.PositiveIntegerField(_("planned"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("plan of an indicator")
        verbose_name_plural = _("plans of the indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "figure"],
                name="report_target_once_a_figure",
                violation_error_message=_("This indicator has its plan already."),
            ),
        ]

    def __str__(self) -> str:
        return str(dict(ReportFigureName.choices).get(self.figure, self.figure))


class FrozenReport(PlainText):
    """A report as it was signed: its content as data, who froze it and when. Nothing changes it any more."""

    report = models.OneToOneField(AnnualReport, on_delete=models.PROTECT, related_name="frozen")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    content = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.report)


class FrozenPaper(PlainText):
    """A file of a frozen report: as it was printed in one language, or the signed paper."""

    frozen = models.ForeignKey(FrozenReport, on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(max_length=12, blank=True)
    is_signed = models.BooleanField(default=False)
    file = DocumentField(max_length=120)
    name = models.CharField(max_length=150, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    text = models.TextField(blank=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["is_signed", "pk"]
        verbose_name = _("file of a frozen report")
        verbose_name_plural = _("files of frozen reports")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def content(self) -> bytes:
        """Return the file."""
        with self.file.open("rb") as stream:
            return stream.read()
