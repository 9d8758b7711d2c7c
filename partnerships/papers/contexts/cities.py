"""Papers of a city: its passport, and the page for the head of the home city before a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    Agreement,
    City,
    Commitment,
    Delegation,
    Direction,
    Gift,
    Organization,
    Part,
    PlanItem,
    Record,
)
from partnerships.models.city import next_dates
from partnerships.models.record import RecordQuerySet
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import heads_first, who_did
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import day_in_words, in_lines, in_one_line, printable, printable_rich
from partnerships.period import format_period
from partnerships.standing.choices import COUNTED, WAITED_FOR
from partnerships.standing.plans import PlanItemStanding

#: So many contacts stand on the page for the head.
FEW: Final = 5


@dataclass(frozen=True)
class ContactTags:
    """A record of a city in one line."""

    when: str = tag(_("Date"))
    kind: str = tag(_("Kind of record"))
    title: str = tag(_("Title of the record"))
    who: str = tag(_("Heads of the two sides"))
    outcome: str = tag(_("What came of it"))


@dataclass(frozen=True)
class BasisTags:
    """An agreement with a city in one line."""

    title: str = tag(_("Title"))
    signed: str = tag(_("Day of the signing"))
    term: str = tag(_("Last day of the term"))
    status: str = tag(_("How it stands"))


@dataclass(frozen=True)
class OccasionTags:
    """A day that a city celebrates."""

    name: str = tag(_("Name"))
    next: str = tag(_("The next day on which it is celebrated"))


@dataclass(frozen=True)
class CityTags:
    """What papers of a city may say."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    name: str = tag(_("Name of the city"))
    native_name: str = tag(_("Its name in its own language"))
    country: str = tag(_("Country or territory"))
    region: str = tag(_("Region"))
    population: str = tag(_("Population with its year"))
    site: str = tag(_("Site"))
    tie: str = tag(_("Kind of tie"))
    since: str = tag(_("Since when"))
    status: str = tag(_("How the tie stands"))
    steps: str = tag(_("What became of the tie, one step a line"))
    summary: str = tag(_("Short text"))
    history: str = tag(_("History of the tie"))
    first_contact: str = tag(_("The first record"))
    first_from_them: str = tag(_("Their first delegation to us"))
    first_from_us: str = tag(_("Our first delegation to them"))
    themes: str = tag(_("Fields of cooperation"))
    organizations: str = tag(_("Organisations that take part, one a line"))
    agreements: tuple[BasisTags, ...] = listed(BasisTags, _("Agreements, the latest first"))
    occasions: tuple[OccasionTags, ...] = listed(OccasionTags, _("Days that the city celebrates"))
    contacts: tuple[ContactTags, ...] = listed(ContactTags, _("What there was, the latest first"))
    ahead: tuple[ContactTags, ...] = listed(ContactTags, _("What is to come"))
    open_items: str = tag(_("Open items of the plans, one a line"))
    protocol: str = tag(_("Protocol notes, only in papers for the office"))
    notes: str = tag(_("Internal note, only in papers for the office"))
    reached_by: str = tag(_("Contact persons, only in papers for the office"))
    promised: str = tag(_("Open commitments of both sides, one a line; only in papers for the office"))
    gifts: str = tag(_("The latest gifts, one a line; only in papers for the office"))


def city_tags(city: City, *, is_internal: bool = False, most: int | None = None) -> CityTags:
    """Return what papers say of `city`, its last `most` contacts; notes and contacts only where `is_internal`."""
    records = Record.objects.with_city(city).order_by().standing_in(*COUNTED).with_standing()
    happened = records.exclude(kind__in=("agreement", "actionplan"))
    in_full = happened.select_related("delegation").prefetch_related("participants__organization", "themes")
    shown = list(in_full.newest_first())
    ahead = Record.objects.with_city(city).standing_in(*WAITED_FOR).with_standing().exclude(kind="actionplan")
    bodies = list(city.organizations.all())
    return replace(
        _facts(city),
        first_contact=_first(records.exclude(kind="actionplan")),
        first_from_them=_first(happened.filter(delegation__direction=Direction.INCOMING)),
        first_from_us=_first(happened.filter(delegation__direction=Direction.OUTGOING)),
        themes=in_one_line(*dict.fromkeys(theme.name for record in shown for theme in record.themes.all())),
        organizations=in_lines(body.name for body in bodies),
        agreements=tuple(map(_basis, Agreement.objects.with_city(city).with_standing().newest_first())),
        occasions=_occasions(city),
        contacts=tuple(map(_contact, shown[:most])),
        ahead=tuple(map(_contact, ahead.select_related("delegation").oldest_first()[:FEW])),
        open_items=in_lines(_open_items(city)),
        protocol=printable(city.protocol_notes) if is_internal else "",
        notes=printable(city.internal_note) if is_internal else "",
        reached_by=_reached(bodies) if is_internal else "",
        promised=in_lines(_promised(city)) if is_internal else "",
        gifts=in_lines(_gifts(city)) if is_internal else "",
    )


def _reached(bodies: Iterable[Organization]) -> str:
    """Return the organisations that name somebody to turn to, one a line."""
    return in_lines(in_one_line(body.name, body.contact_persons, by=": ") for body in bodies if body.contact_persons)


def _facts(city: City) -> CityTags:
    """Return what the city itself says."""
    people = number_format(city.population, use_l10n=True, force_grouping=True) if city.population else ""
    return CityTags(
        office=office_tags(),
        name=printable(city.name),
        native_name=printable(city.native_name),
        country=printable(city.country.name),
        region=printable(city.region),
        population=f"{people} ({city.population_year})" if people else "",
        site=printable(city.site),
        tie=printable(city.get_tie_display()),
        since=format_period(city.period, city.remark),
        status=city.standing_in_words,
        steps=in_lines(in_one_line(step, step.reason, by=": ") for step in city.steps),
        summary=printable(city.summary),
        history=printable_rich(city.history),
    )


def _first(records: RecordQuerySet[Record]) -> str:
    first = records.dated().oldest_first().first()
    return in_one_line(format_period(first.period), first.title, by=" — ") if first else ""


def _basis(agreement: Agreement) -> BasisTags:
    return BasisTags(
        title=printable(agreement.title),
        signed=format_period(agreement.period, agreement.remark),
        term=format_period(agreement.term),
        status=agreement.standing_in_words,
    )


def _occasions(city: City) -> tuple[OccasionTags, ...]:
    dated = next_dates(city.occasions.all(), timezone.localdate())
    return tuple(OccasionTags(printable(occasion.name), day_in_words(day)) for day, occasion in dated)


def _contact(record: Record) -> ContactTags:
    people = list(record.participants.all())
    heads = [*heads_first(who_did(people, Part.TRAVELLED))[:1], *who_did(people, Part.RECEIVED)[:1]]
    visit = record.delegation if record.kind == Delegation.KIND else None
    return ContactTags(
        when=format_period(record.period, record.remark),
        kind=printable(record.get_kind_display()),
        title=printable(record.title),
        who=in_lines(in_one_line(person.name, person.office) for person in heads),
        outcome=printable(visit.result if visit else "") or printable(record.summary),
    )


def _promised(city: City) -> Iterable[str]:
    """Yield what is open of what was promised on occasions with `city`: who, what, by when."""
    open_ones = Commitment.objects.with_cities(City.objects.filter(pk=city.pk)).waiting()
    for item in islice(open_ones, 2 * FEW):
        until = gettext("by when: %(date)s") % {"date": format_period(item.due)} if item.due else ""
        yield f"{item.get_side_display()}: {in_one_line(item.what, item.who, until)}"


def _gifts(city: City) -> Iterable[str]:
    for gift in Gift.objects.with_cities(City.objects.filter(pk=city.pk))[:FEW]:
        said = f"{gift.get_direction_display()}: {gift.what}"
        yield in_one_line(said, gift.whom, format_period(gift.delegation.period))


def _open_items(city: City) -> Iterable[str]:
    open_ones = PlanItem.objects.standing_in(PlanItemStanding.PLANNED, PlanItemStanding.PAST_DUE)
    items = open_ones.filter(plan__cities=city).by_last_day().select_related("plan")
    return (in_one_line(item.activity, format_period(item.due)) for item in islice(items, 2 * FEW))
