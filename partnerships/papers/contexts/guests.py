"""The joint list of the delegations that come to one event."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.models import Event
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import PersonTags, person_tags
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import city_with_country, in_one_line, people_in_words, printable
from partnerships.period import format_period
from partnerships.preparation.guests_of_event import ARRIVAL, GuestDelegation, guest_delegations


@dataclass(frozen=True)
class GuestDelegationTags:
    """One delegation at the event."""

    number: str = tag(_("Number in the list"))
    cities: str = tag(_("Cities with their countries"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("Days of the stay"))
    arrival: str = tag(_("Arrival and departure"))
    size: str = tag(_("How many people, or “n/a”"))
    people: tuple[PersonTags, ...] = listed(PersonTags, _("Those who travel, the head first"))


@dataclass(frozen=True)
class GuestsTags:
    """An event with all that come to it."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("Date"))
    place: str = tag(_("Place"))
    count: str = tag(_("How many delegations"))
    named: str = tag(_("How many people are named"))
    delegations: tuple[GuestDelegationTags, ...] = listed(
        GuestDelegationTags, _("The delegations in the order of their arrival")
    )


def guests_tags(event: Event) -> GuestsTags:
    """Return the list of those who come to `event`, without a phone or an address of anybody."""
    found = guest_delegations(event, ARRIVAL)
    return GuestsTags(
        office=office_tags(),
        title=printable(event.title),
        dates=printable(format_period(event.period, event.remark)),
        place=printable(event.place),
        count=str(len(found)),
        named=str(sum(len(one.people) for one in found)),
        delegations=tuple(_delegation(number, one) for number, one in enumerate(found, 1)),
    )


def _delegation(number: int, one: GuestDelegation) -> GuestDelegationTags:
    visit = one.visit
    return GuestDelegationTags(
        number=str(number),
        cities=in_one_line(*map(city_with_country, visit.cities.all())) or printable(visit.title),
        title=printable(visit.title),
        dates=printable(format_period(visit.period, visit.remark)),
        arrival=printable(visit.arrival),
        size=people_in_words(visit.head_count),
        people=person_tags(one.people),
    )
