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
    Part,
    PartnerRequest,
    Record,
)
from partnerships.models.agreement_action import ENDS, ActionKind, term_of
from partnerships.models.base import Entry
from partnerships.models.occurrence import Moved
from partnerships.models.succession import PREDECESSORS, cities_that_differ
from partnerships.readiness.content import Content
from partnerships.readiness.gap import Gap, Place
from partnerships.standing import AHEAD, HAPPENED, OccurrenceStanding
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column


def _at(slug: str, text: str, anchor: str, *, hides: bool = False) -> Gap:
    return Gap(slug, text, (Place("", anchor),), hides)


def date(content: Content) -> Iterator[Gap]:
    """Yield an unknown date, and how many figures are of no year because of it."""
    record = content.record
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


def occurrence(content: Content) -> Iterator[Gap]:
    """Yield what a visit, an event or an exhibition says of itself against its days."""
    record = content.record
    if not isinstance(content.record, Moved):
        return
    if _stands_by_whole(record):
        text = _("The page says “%(standing)s”, as what it is part of; take it out if it was held by itself")
        yield _at("part-of-nothing", quoting(text, standing=record.standing_in_words), "id_part_of")
        return
    match record.standing:
        case OccurrenceStanding.CANCELLED:
            yield _at("cancelled", _("The page says that it is cancelled"), "id_status")
        case OccurrenceStanding.TO_COME if record.start and record.start > timezone.localdate():
            yield _at("held-early", _("The status is “Done”, but its days are to come"), "id_status")
        case OccurrenceStanding.UNCONFIRMED:
            yield _at("planned-late", _("The page says that it was planned and that nobody confirmed it"), "id_status")


def _stands_by_whole(record: Any) -> bool:
    """Say whether its standing is not its own, but that of what it is part of."""
    own = record.STANDING.of(record, timezone.localdate(), {"whole_status": None})
    return bool(own != record.standing)


def told_of_nothing(content: Content) -> Iterator[Gap]:
    """Yield what the page tells as done of something that has not taken place: a result, figures, a programme."""
    record = content.record
    if not isinstance(content.record, Moved) or record.standing in (*HAPPENED, OccurrenceStanding.UNCONFIRMED):
        return
    places = [*_outcome(record), *_first_rows(content, "programme_items", "state", lambda row: row.state == "held")]
    if record.standing not in AHEAD:
        places += [*_first_rows(content, "figures", "value"), *_first_rows(content, "awards", "degree")]
    if record.standing == OccurrenceStanding.CANCELLED and getattr(record, "head_count", None):
        places.append(Place(_name_of(record, "head_count"), "id_head_count"))
    if places:
        text = _("It has not taken place, and the page tells all the same")
        yield Gap("told-of-nothing", text, tuple(places), names=True)


def _name_of(record: Any, field: str) -> str:
    return str(record._meta.get_field(field).verbose_name)


def _outcome(record: object) -> Iterator[Place]:
    """Yield the text that tells what came of `record`, where there is one."""
    for name in ("result", "outcome"):
        filled = [code for code in CODES if getattr(record, text_column(name, code), "")]
        if filled:
            yield Place(_name_of(record, name), f"id_{text_column(name, filled[0])}")


def _first_rows(
    content: Content, relation: str, field: str, applies: Callable[[Any], bool] = lambda _row: True
) -> Iterator[Place]:
    """Yield the name of a relation at the first of its rows that `applies`."""
    for at, row in content.rows.get(relation, []):
        if applies(row):
            yield Place(str(row._meta.verbose_name_plural), f"id_{relation}-{at}-{field}")
            return


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
    parties = [(at, row) for at, row in content.rows["involvements"] if row.part == Part.SIGNED]
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


def succession(content: Content) -> Iterator[Gap]:
    """Yield the cities that only one of two agreements has, where one amends or supersedes the other."""
    record = content.record
    if not isinstance(record, Agreement):
        return
    for name in PREDECESSORS:
        other = getattr(record, name)
        if other is not None and (differ := cities_that_differ(content.named["cities"], other)):
            places = tuple(Place(str(city), f"id_{name}") for city in differ)
            text = _("The agreement that it amends or supersedes has not the same cities")
            yield Gap(f"{name}-cities", text, places, names=True)


def request(content: Content) -> Iterator[Gap]:
    """Yield a request for partners whose last day is past: the page leaves it out."""
    record = content.record
    if isinstance(record, PartnerRequest) and record.open_until and record.open_until < timezone.localdate():
        yield _at("request-over", _("Its last day is past"), "id_open_until", hides=True)


FACTS: Final[tuple[Callable[[Content], Iterable[Gap]], ...]] = (
    date,
    city_facts,
    occurrence,
    told_of_nothing,
    head_count,
    agreement_facts,
    succession,
    request,
)
