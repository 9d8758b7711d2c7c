"""The papers there are: one declaration each. A new kind of paper is a dataclass of tags, a layout, and a line here."""

from functools import partial
from typing import Final

from django.db.models import QuerySet

from partnerships.models import (
    ActionPlan,
    Agreement,
    AnnualReport,
    City,
    Delegation,
    Direction,
    Event,
    Exhibition,
    Greeting,
    Letter,
    LetterKind,
    OutgoingLetter,
)
from partnerships.papers.annual.content import ReportTags, report_tags
from partnerships.papers.annual.kept import frozen_bytes
from partnerships.papers.annual.needs import report_needs
from partnerships.papers.contexts.agreements import ExtractTags, RegisterTags, extract_tags, register_tags
from partnerships.papers.contexts.cities import FEW, CityTags, city_tags
from partnerships.papers.contexts.delegations import DelegationTags, JournalTags, delegation_tags, journal_tags
from partnerships.papers.contexts.estimates import EstimateTags, estimate_tags
from partnerships.papers.contexts.guests import GuestsTags, guests_tags
from partnerships.papers.contexts.letters import GreetingTags, LetterTags, greeting_tags, letter_tags
from partnerships.papers.contexts.plans import PlanTags, plan_tags
from partnerships.papers.contexts.thanks import ThanksTags, thanks_tags
from partnerships.papers.layouts import annual, cities, delegations, office, registers
from partnerships.papers.needs import (
    contacts_needed,
    days_needed,
    each_needs,
    estimate_needed,
    field_needed,
    guests_needed,
    named_needed,
    needing,
    occasion_needed,
    office_needed,
    people_needed,
    plan_needed,
    programme_needed,
    responsible_needed,
    rows_translated,
    services_needed,
    texts_needed,
)
from partnerships.papers.paper import Paper, PaperWish
from partnerships.standing.choices import COUNTED
from partnerships.text.translated import CODES

_PROGRAMME: Final = (
    *(office_needed, days_needed, programme_needed, people_needed, texts_needed),
    rows_translated("programme_items", "activity", "place"),
)
_LETTER: Final = (
    *(office_needed, texts_needed, field_needed("text"), field_needed("addressee"), field_needed("sender")),
)
_PEOPLE: Final = (office_needed, days_needed, people_needed, rows_translated("participants", "name", "office"))


def _register(wish: PaperWish) -> QuerySet[Agreement]:
    """Return every agreement the office keeps but those signed after the day, the first signed at the head."""
    kept = Agreement.objects.exclude(start__gt=wish.on).with_standing(wish.day)
    rows = kept.oldest_first().select_related("responsible")
    return rows.prefetch_related("involvements__organization", "participants__organization", "actions", "plans")


def _receptions(wish: PaperWish) -> QuerySet[Delegation]:
    """Return the delegations received and the meetings online of the year that have taken place."""
    met = (Direction.INCOMING, Direction.MUTUAL, Direction.ONLINE)
    rows = Delegation.objects.begun_in(wish.on.year).filter(direction__in=met).standing_in(*COUNTED)
    rows = rows.oldest_first().select_related("carries_out")
    return rows.prefetch_related("participants__organization", "cities__country")


def _is_of(kind: str, letter: Letter) -> bool:
    return letter.kind == kind


PAPERS: Final = (
    Paper(
        slug="programme",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, _wish: delegation_tags(visit),
        draw=delegations.guest_programme,
        missing=needing(*_PROGRAMME),
    ),
    Paper(
        slug="programme-internal",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, _wish: delegation_tags(visit, is_internal=True),
        draw=delegations.internal_programme,
        missing=needing(*_PROGRAMME, contacts_needed, responsible_needed, field_needed("order_number")),
        is_internal=True,
    ),
    Paper(
        slug="delegation-list",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, _wish: delegation_tags(visit),
        draw=delegations.delegation_list,
        missing=needing(*_PEOPLE),
    ),
    Paper(
        slug="delegation-list-two",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, wish: delegation_tags(visit, second=wish.usual_second),
        draw=delegations.list_in_two_languages,
        missing=needing(*_PEOPLE),
        has_second=True,
    ),
    Paper(
        slug="delegation-list-internal",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, _wish: delegation_tags(visit, is_internal=True),
        draw=delegations.internal_list,
        missing=needing(*_PEOPLE, contacts_needed, services_needed, field_needed("arrival")),
        is_internal=True,
    ),
    Paper(
        slug="estimate",
        about=(Delegation,),
        tags=EstimateTags,
        fill=lambda visit, _wish: estimate_tags(visit),
        draw=office.delegation_estimate,
        missing=needing(office_needed, days_needed, field_needed("head_count"), estimate_needed),
        is_internal=True,
        table=office.ESTIMATE,
    ),
    Paper(
        slug="delegation-report",
        about=(Delegation,),
        tags=DelegationTags,
        fill=lambda visit, _wish: delegation_tags(visit),
        draw=delegations.delegation_report,
        missing=needing(
            *(*_PEOPLE, texts_needed, field_needed("purpose"), field_needed("result"), field_needed("head_count")),
        ),
    ),
    Paper(
        slug="guests-list",
        about=(Event,),
        tags=GuestsTags,
        fill=lambda event, _wish: guests_tags(event),
        draw=delegations.joint_list,
        missing=needing(office_needed, days_needed, guests_needed),
    ),
    Paper(
        slug="certificate",
        about=(Delegation, Event, Exhibition),
        tags=ThanksTags,
        fill=lambda record, _wish: thanks_tags(record),
        draw=cities.certificate,
        missing=needing(office_needed, days_needed, named_needed, rows_translated("participants", "name", "office")),
        suits=lambda record: record.has_happened,
    ),
    Paper(
        slug="action-plan",
        about=(ActionPlan,),
        tags=PlanTags,
        fill=lambda plan, _wish: plan_tags(plan),
        draw=registers.action_plan,
        missing=needing(
            *(office_needed, field_needed("adopted_by"), plan_needed, texts_needed),
            rows_translated("plan_items", "activity", "responsible_home", "responsible_partner"),
        ),
        table=registers.PLAN_LINES,
    ),
    Paper(
        slug="extract",
        about=(Agreement,),
        tags=ExtractTags,
        fill=lambda agreement, wish: extract_tags(agreement, wish.on),
        draw=registers.register_extract,
        missing=needing(
            *(office_needed, texts_needed, field_needed("start"), field_needed("registration")),
            *(field_needed("original_place"), responsible_needed),
        ),
    ),
    Paper(
        slug="passport",
        about=(City,),
        tags=CityTags,
        fill=lambda city, _wish: city_tags(city),
        draw=cities.city_passport,
        missing=needing(
            *(office_needed, texts_needed, field_needed("population"), field_needed("site"), field_needed("history")),
        ),
    ),
    Paper(
        slug="briefing",
        about=(City,),
        tags=CityTags,
        fill=lambda city, _wish: city_tags(city, is_internal=True, most=FEW),
        draw=cities.city_briefing,
        missing=needing(office_needed, texts_needed, field_needed("protocol_notes"), field_needed("population")),
        is_internal=True,
    ),
    Paper(
        slug="greeting",
        about=(Greeting,),
        tags=GreetingTags,
        fill=lambda greeting, _wish: greeting_tags(greeting),
        draw=office.greeting_letter,
        missing=needing(*_LETTER),
        is_internal=True,
    ),
    *(
        Paper(
            slug=slug,
            about=(Letter,),
            suits=partial(_is_of, kind),
            tags=LetterTags,
            fill=lambda letter, _wish: letter_tags(letter),
            draw=office.office_letter,
            missing=needing(*_LETTER, occasion_needed),
            is_internal=True,
        )
        for kind, slug in ((LetterKind.INVITATION, "invitation"), (LetterKind.THANKS, "letter-of-thanks"))
    ),
    Paper(
        slug="annual-report",
        about=(AnnualReport,),
        tags=ReportTags,
        fill=lambda report, _wish: report_tags(report),
        draw=annual.annual_report,
        missing=needing(office_needed, report_needs),
        kept=frozen_bytes,
    ),
    Paper(
        slug="register",
        about=(Agreement,),
        tags=RegisterTags,
        fill=lambda agreements, wish: register_tags(agreements, wish.on),
        draw=registers.agreement_register,
        missing=each_needs("start", "registration", "original_place", "responsible"),
        chosen=_register,
        table=registers.REGISTER,
    ),
    Paper(
        slug="journal",
        about=(Delegation,),
        tags=JournalTags,
        fill=lambda visits, wish: journal_tags(visits, wish.on.year),
        draw=delegations.reception_journal,
        missing=each_needs("purpose", "summary", "order_number", "report_sent"),
        chosen=_receptions,
        by_year=True,
        table=delegations.JOURNAL,
    ),
)

BY_SLUG: Final[dict[str, Paper]] = {paper.slug: paper for paper in PAPERS}


def papers_about(model: type, *, lists: bool) -> tuple[Paper, ...]:
    """Return the papers about one record of `model`, or about the list of them; of two languages where there are."""
    found = (paper for paper in PAPERS if model in paper.about and bool(paper.chosen) == lists)
    return tuple(paper for paper in found if not paper.has_second or len(CODES) > 1)


def paper_of_letter(letter: OutgoingLetter) -> Paper:
    """Return the paper on which `letter` leaves."""
    return next(paper for paper in PAPERS if type(letter) in paper.about and paper.suits(letter))
