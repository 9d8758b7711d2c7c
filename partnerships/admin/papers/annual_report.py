"""The report of a period: its figures with the lists behind them, the freezing, the signed paper."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms import checking
from partnerships.admin.forms.grid import GridForm, GridRows, GridSection
from partnerships.admin.forms.inlines import grid_inline, languages_of, pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.papers import record_papers
from partnerships.admin.papers.record_papers import WishForm, file_answer
from partnerships.admin.screen import Screen, address_of_screen, record_of, screen_page
from partnerships.browsing import counting
from partnerships.files.intake import accept_document
from partnerships.models import AnnualReport, FrozenPaper, FrozenReport, ReportSection, ReportTarget, ReportText
from partnerships.papers.annual.content import figure_tags, number_or_unknown, sections_in_order, span_of
from partnerships.papers.annual.figures import FIGURES_OF_REPORT, REPORT_FIGURES
from partnerships.papers.annual.freezing import freeze, frozen_lines, keep_signed
from partnerships.papers.annual.kept import languages_kept
from partnerships.papers.annual.needs import unpublished
from partnerships.papers.annual.tags import FigureTags
from partnerships.papers.annual.told import told_before
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.printing import Unprintable
from partnerships.staff import rights

PAPER: Final = "annual-report"


def figures_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the figures of a report, each with the list behind it; freeze it, or take its signed paper."""
    report = record_of(screen, request, object_id)
    may_freeze = rights.may_publish(acting(request), AnnualReport)
    if request.method == "POST":
        if not may_freeze:
            raise PermissionDenied
        if "freeze" in request.POST:
            _freeze(request, report)
        elif request.FILES:
            _take_signed(request, report)
        return HttpResponseRedirect(request.path)
    frozen = report.kept
    lines = _figures_frozen(frozen) if frozen else list(figure_tags(report))
    context = {
        "original": report,
        "frozen": frozen,
        "papers": frozen.papers.select_related("added_by") if frozen else (),
        "figures": [(line, address_of_screen(screen, "figure", report.pk, line.code)) for line in lines],
        "sections": sections_in_order(),
        "unpublished": [] if frozen else unpublished(report),
        "told": None if frozen else told_before(report),
        "may_freeze": may_freeze,
        "paper_address": address_of_screen(screen, "paper", report.pk, PAPER),
    }
    return screen_page(screen, request, "papers/annual_report", str(report), context)


def _figures_frozen(frozen: FrozenReport) -> list[FigureTags]:
    """Return the figures as they were frozen, in their order and in the language in which one reads."""
    kept = frozen.content["figures"]  # of a database that sorts the keys of what it keeps
    codes = [*(code for code in REPORT_FIGURES if code in kept), *(code for code in kept if code not in REPORT_FIGURES)]
    labels = {code: str(REPORT_FIGURES[code].label) if code in REPORT_FIGURES else code for code in codes}
    return [FigureTags(code=code, label=labels[code], fact=number_or_unknown(kept[code]["count"])) for code in codes]


def _freeze(request: HttpRequest, report: AnnualReport) -> None:
    if report.kept:
        messages.info(request, _("The report is frozen already."))
        return
    try:
        freeze(report, BY_SLUG[PAPER], acting(request))
    except Unprintable as error:
        text = _("The department's template of this paper cannot be filled in: %(reason)s")
        messages.error(request, text % {"reason": error})
    except IntegrityError:  # somebody was a moment quicker
        messages.info(request, _("The report is frozen already."))
    else:
        messages.success(request, _("The report is frozen: it is printed the same from now on."))


def _take_signed(request: HttpRequest, report: AnnualReport) -> None:
    if report.kept is None:
        messages.error(request, _("Freeze the report first: the signed paper belongs to what was frozen."))
        return
    for upload in request.FILES.getlist("signed"):
        try:
            keep_signed(report.kept, accept_document(upload), acting(request))
        except ValidationError as error:
            messages.error(request, f"{upload.name}: {' '.join(error.messages)}")
        else:
            messages.success(request, _("The signed paper is kept beside the report."))


def figure_view(screen: Screen, request: HttpRequest, object_id: int, figure: str) -> HttpResponse:
    """Show the list behind a figure; of a frozen report the one that was frozen."""
    report = record_of(screen, request, object_id)
    found, frozen = REPORT_FIGURES.get(figure), report.kept
    kept = frozen.content["figures"].get(figure) if frozen else None
    if found is None or (frozen and kept is None):
        raise Http404
    span = span_of(report)
    count, lines = (kept["count"], frozen_lines(kept)) if kept else (found.count(span), found.lines(span))
    context = {
        "original": report,
        "figure": found,
        "count": number_or_unknown(count),
        "lines": lines,
        "figures_address": address_of_screen(screen, "figures", report.pk),
    }
    return screen_page(screen, request, "papers/figure", str(found.label), context)


def frozen_file_view(screen: Screen, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
    """Return a file of a frozen report as it is kept."""
    report = record_of(screen, request, object_id)
    kept = FrozenPaper.objects.filter(frozen__report=report.pk, pk=number).first()
    if kept is None:
        raise Http404
    return file_answer(kept.content(), kept.media_type, kept.name)


def report_paper_view(screen: Screen, request: HttpRequest, object_id: int, paper: str) -> HttpResponse:
    """Offer the paper of a draft; of a frozen report lead to its files, which are all there is of it."""
    report = record_of(screen, request, object_id)
    if report.kept and paper == PAPER:
        return HttpResponseRedirect(address_of_screen(screen, "figures", report.pk))
    return record_papers.paper_view(screen, request, object_id, paper)


def report_file_view(screen: Screen, request: HttpRequest, object_id: int, paper: str, format: str) -> HttpResponse:
    """Return the paper of a report; of a frozen one in the languages in which it was frozen."""
    report = record_of(screen, request, object_id)
    language = WishForm(BY_SLUG[PAPER], request.GET).wish().language
    if report.kept and paper == PAPER and language not in languages_kept(report):
        messages.error(request, _("The report was frozen without this language. These are its files."))
        return HttpResponseRedirect(address_of_screen(screen, "figures", report.pk))
    return record_papers.paper_file_view(screen, request, object_id, paper, format)


class TargetForm(GridForm):
    """The plan of an indicator, chosen among those there are."""

    figure = forms.ChoiceField(
        label=gettext_lazy("Indicator"), choices=[("", "—"), *((each.code, each.label) for each in FIGURES_OF_REPORT)]
    )


@admin.register(AnnualReport)
class AnnualReportAdmin(RegisterAdmin[AnnualReport]):
    """Reports: the period, the addressee, and what the department adds by hand."""

    pages = (
        ("<int:object_id>/figures/", "figures", figures_view),
        ("<int:object_id>/figures/<slug:figure>/", "figure", figure_view),
        ("<int:object_id>/frozen/<int:number>/", "frozen_file", frozen_file_view),
        ("<int:object_id>/papers/<slug:paper>/", "paper", report_paper_view),
        ("<int:object_id>/papers/<slug:paper>/<slug:format>/", "paper_file", report_file_view),
        ("<int:object_id>/papers/", "papers", record_papers.papers_view),
        *checking.pages,
        *RegisterAdmin.pages,
    )
    change_form_template = "admin/partnerships/papers/report_form.html"
    fields = (("begins", "ends"), *pairs("addressee"))
    places = (
        GridSection("texts", gettext_lazy("Texts of the sections"), (GridRows("texts"),)),
        GridSection("targets", gettext_lazy("Plans of the indicators"), (GridRows("targets"),)),
    )
    inlines = [
        grid_inline(ReportText, ("section", *languages_of("text"))),
        grid_inline(ReportTarget, ("figure", "planned", "note"), form=TargetForm),
    ]
    list_display = ["__str__", "addressee", "shown_frozen"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the reports, each with what was frozen of it but for its long content."""
        return super().get_queryset(request).select_related("frozen").defer("frozen__content")

    @admin.display(description=gettext_lazy("frozen on"))
    def shown_frozen(self, report: AnnualReport) -> str:
        """Return the day on which the report was frozen."""
        frozen = report.kept
        return f"{localdate(frozen.frozen_at):%d.%m.%Y}" if frozen else ""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the year that is over."""
        year = localdate().year - 1
        said = super().get_changeform_initial_data(request)
        return {"begins": date(year, 1, 1), "ends": date(year, 12, 31), **said}

    def has_change_permission(self, request: HttpRequest, obj: AnnualReport | None = None) -> bool:
        """Nobody changes what is frozen."""
        return super().has_change_permission(request, obj) and not (obj and obj.kept)

    def has_delete_permission(self, request: HttpRequest, obj: AnnualReport | None = None) -> bool:
        """Nobody deletes what is frozen."""
        return super().has_delete_permission(request, obj) and not (obj and obj.kept)


class SectionForm(SpokenForm):
    """A section, with the counting rules to choose from as the public statistics word them."""

    rules = forms.MultipleChoiceField(
        label=gettext_lazy("how it is counted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(rule.code, rule.text) for rule in counting.RULES],
        help_text=gettext_lazy("The rules that are printed below the section."),
    )


@admin.register(ReportSection)
class ReportSectionAdmin(RegisterAdmin[ReportSection]):
    """What stands in every report, in which order and under which heading."""

    form = SectionForm
    fields = (("kind", "order", "is_included"), *pairs("heading", "wording"), "rules")
    list_display = ["__str__", "order", "is_included"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReportSection | None = None) -> Any:
        """Let nobody change what a section is filled with."""
        return ("kind",) if obj else ()
