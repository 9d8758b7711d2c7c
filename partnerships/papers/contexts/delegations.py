"""Papers of a delegation: its programme, its list, its report, and a line of the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from partnerships.models import Delegation, Part, Participant, ProgrammeItem, Service
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import PersonTags, heads_first, person_tags, who_did
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import (
    city_with_country,
    day_in_words,
    day_with_weekday,
    in_lines,
    in_one_line,
    people_in_words,
    printable,
    printable_rich,
)
from partnerships.period import format_period
from partnerships.preparation.programme import programme_days
from partnerships.text.languages import language_name


@dataclass(frozen=True)
class ProgrammeLineTags:
    """One line of a programme."""

    time: str = tag(_("From when until when"))
    activity: str = tag(_("What takes place"))
    place: str = tag(_("Where"))
    state: str = tag(_("Whether it was moved or cancelled; empty as a rule"))
    responsible: str = tag(_("Who answers for it, with the phone; only in the internal programme"))
    attendees: str = tag(_("Who takes part; only in the internal programme"))
    transport: str = tag(_("By what one goes there; only in the internal programme"))
    marks: str = tag(_("Note, and “not for guests”; only in the internal programme"))


@dataclass(frozen=True)
class ProgrammeDayTags:
    """One day of a programme."""

    heading: str = tag(_("The day with its weekday"))
    entries: tuple[ProgrammeLineTags, ...] = listed(ProgrammeLineTags, _("What takes place on the day"))


@dataclass(frozen=True)
class ServiceTags:
    """A hotel, a car or an interpreter that is ordered."""

    kind: str = tag(_("Hotel, transport, interpreter and so on"))
    name: str = tag(_("Who or what it is"))
    times: str = tag(_("When"))
    contact: str = tag(_("Phone and e-mail, only in papers for the office"))
    note: str = tag(_("Note"))


@dataclass(frozen=True)
class DelegationTags:
    """What every paper of a delegation may say."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("Days of the stay"))
    cities: str = tag(_("Cities with their countries"))
    direction: str = tag(_("Incoming, outgoing, mutual or online"))
    level: str = tag(_("Official, working and so on"))
    place: str = tag(_("Place"))
    purpose: str = tag(_("Purpose"))
    invited_by: str = tag(_("Who invited"))
    event: str = tag(_("The event it came for"))
    agreement: str = tag(_("The agreement it carries out"))
    order_number: str = tag(_("Number of the order"))
    arrival: str = tag(_("Arrival and departure, only in papers for the office"))
    size: str = tag(_("How many people, or “n/a”"))
    head: str = tag(_("Head of the delegation with the office"))
    responsible: str = tag(_("Who in the department is responsible"))
    people: tuple[PersonTags, ...] = listed(PersonTags, _("Those who travel"))
    hosts: tuple[PersonTags, ...] = listed(PersonTags, _("Those who receive them"))
    services: tuple[ServiceTags, ...] = listed(
        ServiceTags, _("What is ordered for the delegation, only in papers for the office")
    )
    days: tuple[ProgrammeDayTags, ...] = listed(ProgrammeDayTags, _("Days of the programme"))
    told: str = tag(_("The text of the record: what was discussed"))
    result: str = tag(_("What was agreed"))
    papers: str = tag(_("The documents of the record, one a line"))
    second_language: str = tag(_("The name of the second language"))
    second_cities: str = tag(_("Cities with their countries in the second language"))


def delegation_tags(visit: Delegation, *, second: str = "", is_internal: bool = False) -> DelegationTags:
    """Return what papers say of `visit`; what is for the office alone only where the paper `is_internal`."""
    people = list(visit.participants.select_related("organization"))
    travellers = heads_first(who_did(people, Part.TRAVELLED))
    head = next((person for person in travellers if person.is_head), None)
    hosts = who_did(people, Part.RECEIVED)
    return DelegationTags(
        office=office_tags(),
        title=printable(visit.title),
        dates=printable(format_period(visit.period, visit.remark)),
        cities=_cities(visit),
        direction=printable(visit.get_direction_display()),
        level=printable(visit.get_level_display()),
        place=printable(visit.place),
        purpose=printable(visit.purpose),
        invited_by=printable(visit.invited_by)
        or in_one_line(*(person.office for person in who_did(people, Part.INVITED))),
        event=printable(visit.host_event),
        agreement=printable(visit.carries_out),
        order_number=printable(visit.order_number),
        arrival=printable(visit.arrival) if is_internal else "",
        size=people_in_words(visit.head_count),
        head=in_one_line(head.name, head.office) if head else "",
        responsible=printable(visit.responsible),
        people=person_tags(travellers, second, with_contact=is_internal),
        hosts=person_tags(hosts, second, with_contact=is_internal),
        services=tuple(map(_service, visit.services.select_related("organization"))) if is_internal else (),
        days=_days(visit, is_internal=is_internal),
        told=printable_rich(visit.body) or printable(visit.summary),
        result=printable(visit.result),
        papers=in_lines(visit.documents.values_list("title", flat=True)),
        **(_in_second(visit, second) if second else {}),
    )


def _service(service: Service) -> ServiceTags:
    return ServiceTags(
        kind=printable(service.get_kind_display()),
        name=printable(service),
        times=printable(service.times),
        contact=printable(service.contact),
        note=printable(service.note),
    )


def _cities(visit: Delegation) -> str:
    prefetch_related_objects([visit], "cities__country")  # which a list has read already
    return in_one_line(*(city_with_country(city) for city in visit.cities.all()))


def _in_second(visit: Delegation, second: str) -> dict[str, str]:
    with override(second):
        return {"second_language": language_name(second), "second_cities": _cities(visit)}


def _days(visit: Delegation, *, is_internal: bool) -> tuple[ProgrammeDayTags, ...]:
    return tuple(
        ProgrammeDayTags(_heading(one.day), tuple(_line(item, is_internal=is_internal) for item in one.items))
        for one in programme_days(visit, for_guests=not is_internal)
    )


def _heading(day: date | None) -> str:
    return day_with_weekday(day) if day else gettext("Without a day")


def _line(item: ProgrammeItem, *, is_internal: bool) -> ProgrammeLineTags:
    return ProgrammeLineTags(
        time=printable(item.times),
        activity=printable(item.activity),
        place=printable(item.place),
        state=printable(item.get_state_display()) if item.is_off else "",
        **(_for_the_office(item) if is_internal else {}),
    )


def _for_the_office(item: ProgrammeItem) -> dict[str, str]:
    return {
        "responsible": in_one_line(item.responsible, item.phone),
        "attendees": printable(item.attendees),
        "transport": printable(item.transport),
        "marks": in_one_line("" if item.is_public else gettext("not for guests"), item.note),
    }


@dataclass(frozen=True)
class ReceptionTags:
    """One line of the journal of receptions."""

    number: str = tag(_("Number in the list"))
    when: str = tag(_("Days and place"))
    who: str = tag(_("People, cities and organisations"))
    purpose: str = tag(_("Basis and purpose"))
    content: str = tag(_("What was spoken of"))
    ours: str = tag(_("Those who took part for our side"))
    order: str = tag(_("The order by which it was allowed"))
    report: str = tag(_("Number and day of the report"))


@dataclass(frozen=True)
class JournalTags:
    """The journal of receptions of a year."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    year: str = tag(_("The year"))
    receptions: tuple[ReceptionTags, ...] = listed(ReceptionTags, _("Delegations received and meetings online"))


def journal_tags(visits: Iterable[Delegation], year: int) -> JournalTags:
    """Return the journal of `visits` in their order."""
    found = tuple(_reception(number, visit) for number, visit in enumerate(visits, 1))
    return JournalTags(office_tags(), str(year), found)


def _reception(number: int, visit: Delegation) -> ReceptionTags:
    people: list[Participant] = list(visit.participants.all())
    travellers = heads_first(who_did(people, Part.TRAVELLED))
    sent = day_in_words(visit.report_sent)
    return ReceptionTags(
        number=str(number),
        when=in_lines((format_period(visit.period, visit.remark), visit.place)),
        who=in_lines((_cities(visit), *(in_one_line(person.name, person.office) for person in travellers))),
        purpose=in_lines((visit.invited_by, visit.carries_out, visit.purpose)),
        content=printable(visit.summary),
        ours=in_lines(in_one_line(person.name, person.office) for person in who_did(people, Part.RECEIVED)),
        order=printable(visit.order_number),
        report=in_one_line(visit.report_number, sent),
    )
