"""An action plan as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.models import ActionPlan, PlanItem, PlanItemState
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import city_with_country, in_lines, in_one_line, printable
from partnerships.period import format_period


@dataclass(frozen=True)
class PlanLineTags:
    """One item of a plan."""

    number: str = tag(_("Number in the list"))
    activity: str = tag(_("Planned activity"))
    due: str = tag(_("Due"))
    ours: str = tag(_("Responsible on our side"))
    theirs: str = tag(_("Responsible on the partner's side"))
    theme: str = tag(_("Field of cooperation"))
    funding: str = tag(_("Source of money"))
    done: str = tag(_("Mark of what was carried out, with the result"))


@dataclass(frozen=True)
class PlanTags:
    """A plan with its items."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("The time that the plan is for"))
    cities: str = tag(_("Cities with their countries"))
    adopted_by: str = tag(_("Who adopted it, when and under which number"))
    agreement: str = tag(_("The agreement it carries out"))
    responsible: str = tag(_("Who in the department is responsible"))
    entries: tuple[PlanLineTags, ...] = listed(PlanLineTags, _("The items of the plan"))


def plan_tags(plan: ActionPlan) -> PlanTags:
    """Return what papers say of `plan`."""
    return PlanTags(
        office=office_tags(),
        title=printable(plan.title),
        dates=printable(format_period(plan.period, plan.remark)),
        cities=in_one_line(*(city_with_country(city) for city in plan.cities.select_related("country"))),
        adopted_by=printable(plan.adopted_by),
        agreement=printable(plan.carries_out),
        responsible=printable(plan.responsible),
        entries=tuple(
            _entry(number, item)
            for number, item in enumerate(plan.plan_items.select_related("theme", "fulfilled_by"), 1)
        ),
    )


def _entry(number: int, item: PlanItem) -> PlanLineTags:
    state = item.get_state_display() if item.state != PlanItemState.PLANNED else ""
    return PlanLineTags(
        number=str(number),
        activity=printable(item.activity),
        due=format_period(item.due),
        ours=printable(item.responsible_home),
        theirs=printable(item.responsible_partner),
        theme=printable(item.theme),
        funding=printable(item.funding),
        done=in_lines((state, item.result, item.fulfilled_by)),
    )
