"""What a report says, section by section, in the language of the moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import (
    ActionPlan,
    Agreement,
    AnnualReport,
    Delegation,
    Direction,
    Organization,
    Part,
    PlanItemState,
    Record,
    ReportSection,
    SectionKind,
)
from partnerships.models.annual_report import usual_rules
from partnerships.papers.annual.correspondence import correspondence
from partnerships.papers.annual.figure_lines import last_day_told
from partnerships.papers.annual.figures import FIGURES_OF_REPORT, ReportFigure
from partnerships.papers.annual.rows import agreements_told, plans_told
from partnerships.papers.annual.tables import by_city_and_country, by_field
from partnerships.papers.annual.tags import (
    CountTags,
    EventTags,
    FigureTags,
    PlanSumTags,
    SectionTags,
    VisitTags,
)
from partnerships.papers.annual.told import ToldBefore, told_before
from partnerships.papers.contexts.agreements import AgreementTags, agreement_tags
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import heads_first, who_did
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import (
    city_with_country,
    day_in_words,
    in_lines,
    in_one_line,
    people_in_words,
    printable,
)
from partnerships.period import format_period
from partnerships.preparation.programme import place_in_time


@dataclass(frozen=True)
class ReportTags:
    """A report with its sections."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    period: str = tag(_("The period"))
    addressee: str = tag(_("To whom it goes"))
    sections: tuple[SectionTags, ...] = listed(SectionTags, _("The sections, in the department's order"))
    mark: str = tag(_("What the mark * means; empty in a first report"))
    late: str = tag(_("What was added to an earlier reported time, one record a line"))
    rules: str = tag(_("How it is counted, one rule a line"))


def sections_in_order() -> list[ReportSection]:
    """Return the sections that are in reports; all of them as shipped where the department has none."""
    rows = list(ReportSection.objects.all())
    if not rows:
        rows = [ReportSection(kind=kind, order=at, rules=usual_rules(kind)) for at, kind in enumerate(SectionKind)]
    return [row for row in rows if row.is_included]


def report_tags(report: AnnualReport) -> ReportTags:
    """Return what the report says today."""
    told = told_before(report)
    texts = {row.section: printable(row.text) for row in report.texts.all()}
    sections, rows = [], sections_in_order()
    for number, row in enumerate(rows, 1):
        begun = SectionTags(
            number=str(number),
            heading=printable(row),
            wording=printable(row.wording),
            text=texts.get(row.kind, ""),
            rules=_rules_in_words(row.rules),
        )
        fill = FILLED.get(row.kind)
        sections.append(_told_or_empty(replace(begun, **fill(report, told)) if fill else begun))
    return ReportTags(
        office=office_tags(),
        period=report.period_in_words,
        addressee=printable(report.addressee),
        sections=tuple(sections),
        mark=_mark(told),
        late=in_lines(in_one_line(format_period(row.period, row.remark), row, by=" — ") for row in told.late),
        rules=_rules_in_words(code for row in rows for code in row.rules),
    )


def _rules_in_words(codes: Iterable[str]) -> str:
    """Return the counting rules with `codes`, one a line, each once and in the order of the public statistics."""
    wanted = set(codes)
    return in_lines(f"{rule.text}" for rule in counting.RULES if rule.code in wanted)


def _mark(told: ToldBefore) -> str:
    """Return what * means, where something was added to the time of a frozen report."""
    if not told.days:
        return ""
    text = ngettext(
        "* added since the report frozen on %(day)s", "* added since the reports frozen on %(day)s", len(told.days)
    )
    return text % {"day": in_one_line(*map(day_in_words, told.days))}


def _told_or_empty(section: SectionTags) -> SectionTags:
    """Return a section that says so where it has nothing to say."""
    said = {**vars(section), "number": "", "heading": "", "rules": ""}
    return section if any(said.values()) else replace(section, nothing=gettext("Nothing to report."), rules="")


def span_of(report: AnnualReport) -> Span:
    """Return the first and the last day of a report."""
    return report.begins, report.ends


def span_before(report: AnnualReport) -> Span:
    """Return the same time one year earlier."""
    # The last day of a month stays the last, whether or not there is a 29 February.
    return _year_before(report.begins), _year_before(report.ends + timedelta(days=1)) - timedelta(days=1)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def figure_tags(report: AnnualReport) -> tuple[FigureTags, ...]:
    """Return the table of figures: planned, counted, and in the year before."""
    targets = {row.figure: row for row in report.targets.all()}
    return tuple(_figure(number, figure, report, targets) for number, figure in enumerate(FIGURES_OF_REPORT, 1))


def _figure(number: int, figure: ReportFigure, report: AnnualReport, targets: dict[str, Any]) -> FigureTags:
    now, before = figure.count(span_of(report)), figure.count(span_before(report))
    target = targets.get(figure.code)
    planned = target.planned if target else None
    return FigureTags(
        number=str(number),
        code=figure.code,
        label=str(figure.label),
        unit=str(figure.unit),
        planned="" if planned is None else str(planned),
        fact=number_or_unknown(now),
        before=number_or_unknown(before),
        percent=f"{round(now * 100 / before)}" if now is not None and before else "—",
        note=printable(target.note) if target else "",
    )


def number_or_unknown(number: int | None) -> str:
    """Return a number; “n/a” where nobody knows."""
    return gettext("n/a") if number is None else str(number)


def _visits(*directions: str) -> Callable[[AnnualReport, ToldBefore], dict[str, Any]]:
    def filled(report: AnnualReport, told: ToldBefore) -> dict[str, Any]:
        keys = counting.counted(within=span_of(report)).values("pk")
        rows = Delegation.objects.filter(pk__in=keys, direction__in=directions).oldest_first()
        rows = rows.prefetch_related("cities__country", "participants__organization", "programme_items")
        return {"visits": tuple(_visit(number, visit, told) for number, visit in enumerate(rows, 1))}

    return filled


def _visit(number: int, visit: Delegation, told: ToldBefore) -> VisitTags:
    head = next(iter(heads_first(who_did(visit.participants.all(), Part.TRAVELLED))), None)
    rows = sorted(visit.programme_items.all(), key=place_in_time)
    items = [item.activity for item in rows if item.is_public and not item.is_off]
    return VisitTags(
        number=told.marked(number, "counted", visit.pk),
        when=format_period(visit.period, visit.remark),
        cities=in_lines(city_with_country(city) for city in visit.cities.all() if city.is_public()),
        who=in_lines((in_one_line(head.name, head.office) if head else "", people_in_words(visit.head_count))),
        purpose=printable(visit.purpose),
        programme="; ".join(map(printable, items[:4])),
        result=printable(visit.result) or printable(visit.summary),
    )


def _events(report: AnnualReport, told: ToldBefore) -> dict[str, Any]:
    found = counting.counted(within=span_of(report)).of_kinds(("event", "exhibition"))
    rows: QuerySet[Record] = found.oldest_first().prefetch_related("cities__country", "figures")
    return {"events": tuple(_event(number, record, told) for number, record in enumerate(rows, 1))}


def _event(number: int, record: Record, told: ToldBefore) -> EventTags:
    measures = (
        in_one_line("" if row.qualifier == "exactly" else row.get_qualifier_display(), row.value, row.counted(), by=" ")
        for row in record.figures.all()
    )
    return EventTags(
        number=told.marked(number, "counted", record.pk),
        when=format_period(record.period, record.remark),
        title=printable(record.title),
        cities=in_one_line(*(city.name for city in record.cities.all() if city.is_public())),
        measures=in_lines(measures),
    )


def _agreements(report: AnnualReport, told: ToldBefore) -> dict[str, Any]:
    """Return the agreements in force at the end, and those that were signed or ended in the time."""
    day = last_day_told(span_of(report))
    found = agreements_told(span_of(report)).with_standing(day).oldest_first().select_related("responsible")
    rows = found.prefetch_related("involvements__organization", "participants__organization", "actions", "plans")
    return {"agreements": tuple(_marked(number, row, day, told) for number, row in enumerate(rows, 1))}


def _marked(number: int, agreement: Agreement, day: date, told: ToldBefore) -> AgreementTags:
    line = agreement_tags(number, agreement, day)
    return replace(line, number=told.marked(number, "agreements", agreement.pk))


def _lines(code: str, report: AnnualReport) -> Iterable[Any]:
    return next(figure for figure in FIGURES_OF_REPORT if figure.code == code).lines(span_of(report))


def _plans(report: AnnualReport, told: ToldBefore) -> dict[str, Any]:
    rows = plans_told(span_of(report)).oldest_first().prefetch_related("plan_items")
    return {"plans": tuple(_plan(number, plan, told) for number, plan in enumerate(rows, 1))}


def _plan(number: int, plan: ActionPlan, told: ToldBefore) -> PlanSumTags:
    items = [item for item in plan.plan_items.all() if item.state != PlanItemState.DROPPED]
    return PlanSumTags(
        number=told.marked(number, "plans", plan.pk),
        title=printable(plan.title),
        when=format_period(plan.period, plan.remark),
        entries=str(len(items)),
        done=str(plan.done_count),
    )


def _memberships(_report: AnnualReport, _told: ToldBefore) -> dict[str, Any]:
    ours = Organization.objects.filter(is_home=True).exclude(memberships="").exclude(memberships=None)
    return {"paragraphs": in_lines(in_one_line(body.name, body.memberships, by=": ") for body in ours.order_by("pk"))}


def _publications(report: AnnualReport, _told: ToldBefore) -> dict[str, Any]:
    number = sum(line.number for line in _lines("publications", report))
    return {"paragraphs": gettext("Pages published on the site: %(count)s.") % {"count": number}}


def _counts(rows: Iterable[CountTags]) -> dict[str, Any]:
    return {"counts": tuple(rows)}


FILLED: Final[dict[str, Callable[[AnnualReport, ToldBefore], dict[str, Any]]]] = {
    SectionKind.INDICATORS: lambda report, _told: {"figures": figure_tags(report)},
    SectionKind.AGREEMENTS: _agreements,
    SectionKind.INCOMING: _visits(Direction.INCOMING, Direction.MUTUAL),
    SectionKind.OUTGOING: _visits(Direction.OUTGOING, Direction.MUTUAL),
    SectionKind.ONLINE: _visits(Direction.ONLINE),
    SectionKind.EVENTS: _events,
    SectionKind.CITIES: lambda report, _told: _counts(by_city_and_country(span_of(report))),
    SectionKind.THEMES: lambda report, _told: _counts(by_field(span_of(report))),
    SectionKind.MEMBERSHIPS: _memberships,
    SectionKind.PLANS: _plans,
    SectionKind.GREETINGS: lambda report, told: correspondence(span_of(report), told),
    SectionKind.PUBLICATIONS: _publications,
}
