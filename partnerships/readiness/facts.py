"""What a record says of itself that the public will read wrongly: no date, no city, a state that the days belie."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import (
    Agreement,
    AgreementStatus,
    City,
    Delegation,
    DelegationStatus,
    InvolvementRole,
    Part,
    PartnerRequest,
    Record,
)
from partnerships.models.agreement_action import ENDS, ActionKind, term_of
from partnerships.models.base import Entry
from partnerships.readiness.content import Content
from partnerships.readiness.gap import Gap, Place


def _at(slug: str, text: str, anchor: str, *, hides: bool = False) -> Gap:
    return Gap(slug, text, (Place("", anchor),), hides)


def date(content: Content) -> Iterator[Gap]:
    """Yield an unknown date, and how many figures are of no year because of it."""
    record: Any = content.record
    if not isinstance(record, Entry) or record.start is not None:
        return
    if isinstance(record, Agreement):
        yield _at("undated", _("No date of signing"), "id_period")
    elif not record.remark:
        yield _at("undated", _("No date"), "id_period")
    if count := len(content.rows.get("figures", [])):
        text = ngettext("%(count)d figure without a year", "%(count)d figures without a year", count)
        yield _at("figures-undated", text % {"count": count}, "id_period")


def city_facts(content: Content) -> Iterator[Gap]:
    """Yield a record with no partner city, and a city with no place on the map."""
    record = content.record
    if isinstance(record, Record) and not content.named.get("cities"):
        yield _at("no-city", _("No partner city"), "id_cities")
    if isinstance(record, City) and record.latitude is None:
        yield _at("no-coordinates", _("Not on the map: no coordinates"), "id_latitude", hides=True)


def visit(content: Content) -> Iterator[Gap]:
    """Yield what a delegation says of itself against its days."""
    record, today = content.record, timezone.localdate()
    if not isinstance(record, Delegation):
        return
    if record.status == DelegationStatus.CANCELLED:
        yield _at("cancelled", _("The page says that the delegation is cancelled"), "id_status")
    elif record.status == DelegationStatus.HELD and record.start and record.start > today:
        yield _at("held-early", _("The page says that the delegation is done, but its days are to come"), "id_status")
    elif record.status != DelegationStatus.HELD and record.end and record.end < today:
        yield _at("planned-late", _("The page says that the delegation is to come, but its days are past"), "id_status")


def head_count(content: Content) -> Iterator[Gap]:
    """Yield a number of people smaller than the list of those who travelled."""
    record = content.record
    if not isinstance(record, Delegation) or record.head_count is None:
        return
    listed = sum(person.part == Part.TRAVELLED for _at_, person in content.rows["participants"])
    if listed > record.head_count:
        text = ngettext(
            "The number of people is less than the %(count)d person in the list of those who travelled",
            "The number of people is less than the %(count)d people in the list of those who travelled",
            listed,
        )
        yield _at("head-count", text % {"count": listed}, "id_head_count")


def agreement_facts(content: Content) -> Iterator[Gap]:
    """Yield what an agreement lacks to be one, and a status that its term belies."""
    record = content.record
    if not isinstance(record, Agreement):
        return
    parties = [(at, row) for at, row in content.rows["involvements"] if row.role == InvolvementRole.PARTY]
    sides = {row.side for _at_, row in parties}
    if not parties:
        yield _at("no-parties", _("No parties"), "involvements-group")
    elif len(sides) == 1 and "" not in sides:
        yield _at("one-party", _("Parties of one side only"), f"id_involvements-{parties[0][0]}-side")
    if record.status in (AgreementStatus.DRAFT, AgreementStatus.UNDER_APPROVAL):
        yield _at("not-signed", _("The page says that the agreement is not signed yet"), "id_status")
    told = {row.kind for _at_, row in content.rows["actions"]}
    today, actions = timezone.localdate(), (row for _at_, row in content.rows["actions"])
    term = term_of(record.in_force_until, actions, today, renews_itself=record.renews_itself)
    is_over = term.is_set and term.until.end and term.until.end < today
    if is_over and not told & {*ENDS, ActionKind.NOTICE}:
        yield _at("term-over", _("The term is over, and nobody wrote what became of the agreement"), "actions-group")


def request(content: Content) -> Iterator[Gap]:
    """Yield a request for partners whose last day is past: the page leaves it out."""
    record = content.record
    if isinstance(record, PartnerRequest) and record.open_until and record.open_until < timezone.localdate():
        yield _at("request-over", _("Its last day is past"), "id_open_until", hides=True)


FACTS: Final[tuple[Callable[[Content], Iterable[Gap]], ...]] = (
    date,
    city_facts,
    visit,
    head_count,
    agreement_facts,
    request,
)
