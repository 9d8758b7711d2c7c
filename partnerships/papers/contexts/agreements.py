"""The register of agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import ActionPlan, Agreement, AgreementAction, Part, Side
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import who_did
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import day_in_words, in_lines, in_one_line, printable
from partnerships.period import format_period
from partnerships.standing.agreements import OVER
from partnerships.standing.plans import PlanStanding


@dataclass(frozen=True)
class AgreementTags:
    """One line of the register."""

    number: str = tag(_("Number in the list"))
    title: str = tag(_("Title"))
    parties: str = tag(_("Parties, ours first"))
    signed: str = tag(_("Day and place of the signing"))
    signatories: str = tag(_("Those who signed, ours first"))
    in_force: str = tag(_("First day in force"))
    term: str = tag(_("Term, and how it is renewed"))
    agreement_number: str = tag(_("Number of the agreement"))
    registered: str = tag(_("Number of the agreement, and its registration"))
    registration: str = tag(_("Body, day and number of the registration"))
    status: str = tag(_("How it stands"))
    actions: str = tag(_("What happened to it after the signing"))
    kept: str = tag(_("Where the original is kept"))
    plans: str = tag(_("Its action plans"))
    responsible: str = tag(_("Who in the department is responsible"))
    note: str = tag(_("Note"))


@dataclass(frozen=True)
class RegisterTags:
    """The register as it stood on a day."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    day: str = tag(_("The day for which it is made"))
    agreements: tuple[AgreementTags, ...] = listed(AgreementTags, _("The agreements"))


@dataclass(frozen=True)
class ExtractTags:
    """One line of the register, as a paper of its own."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    day: str = tag(_("The day for which it is made"))
    agreement: AgreementTags = group(AgreementTags, _("The agreement"))


def extract_tags(agreement: Agreement, day: date) -> ExtractTags:
    """Return the extract about one agreement as it stood on `day`."""
    return ExtractTags(office_tags(), day_in_words(day), agreement_tags(1, agreement, day))


def register_tags(agreements: Iterable[Agreement], day: date) -> RegisterTags:
    """Return the register of `agreements` as it stood on `day`."""
    found = tuple(agreement_tags(number, agreement, day) for number, agreement in enumerate(agreements, 1))
    return RegisterTags(office_tags(), day_in_words(day), found)


def agreement_tags(number: int, agreement: Agreement, day: date) -> AgreementTags:
    """Return the line of one agreement on `day`."""
    bodies = [row for row in agreement.involvements.all() if row.part == Part.SIGNED]
    people = who_did(agreement.participants.all(), Part.SIGNED)
    standing = _standing(agreement, day)
    plans = [plan for plan in agreement.plans.all() if _was_kept(plan, day)]
    return AgreementTags(
        number=str(number),
        title=printable(agreement.title),
        parties=in_lines(row.organization.name for row in sorted(bodies, key=lambda row: row.stands != Side.HOME)),
        signed=in_one_line(format_period(agreement.period, agreement.remark), agreement.place),
        signatories=in_lines(
            in_one_line(person.name, person.office)
            for person in sorted(people, key=lambda row: row.stands != Side.HOME)
        ),
        in_force=format_period(agreement.begins),
        term=_term(agreement, day),
        agreement_number=printable(agreement.number),
        registered=in_lines((agreement.number, agreement.registration)),
        registration=printable(agreement.registration),
        status=agreement.rule.label(standing),
        actions=in_lines(_action(action) for action in agreement.actions.all() if _has_happened(action, day)),
        kept=printable(agreement.original_place),
        plans=in_lines(in_one_line(plan.title, format_period(plan.period)) for plan in plans),
        responsible=printable(agreement.responsible),
        note=printable(agreement.end_reason) if standing in OVER else "",
    )


def _term(agreement: Agreement, day: date) -> str:
    until = agreement.term_until(day)
    open_ended = gettext("open-ended") if agreement.is_open_ended else ""
    by_itself = gettext("renewed by itself") if agreement.renews_itself else ""
    last = gettext("last day: %(day)s") % {"day": format_period(until)} if until else open_ended
    return in_lines((last, agreement.renewal or by_itself))


def _standing(agreement: Agreement, day: date) -> str:
    """Return how the agreement stood on `day`; where it was read with that, nothing is asked anew."""
    return agreement.standing if agreement.day_of_reading == day else agreement.standing_on(day)


def _was_kept(plan: ActionPlan, day: date) -> bool:
    """Say whether the plan had begun by `day`; of one that begins later nobody knows whether there was one by then."""
    standing = plan.standing_on(day)
    is_ahead = standing == PlanStanding.NOT_BEGUN and day >= timezone.localdate()
    return is_ahead or standing in (PlanStanding.CARRIED_OUT, PlanStanding.CLOSED)


def _has_happened(action: AgreementAction, day: date) -> bool:
    """Say whether an action was by `day`, as its standing asks: one without a date was on every day."""
    return not action.date or action.date.standing()[0] <= day


def _action(action: AgreementAction) -> str:
    return in_one_line(action.get_kind_display(), format_period(action.date), action.note)
