"""Certificates of thanks: a page for each of those who took part."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partnerships.models import Part, Participant, Record
from partnerships.papers.contexts.office import OfficeTags, office_tags
from partnerships.papers.contexts.people import heads_first
from partnerships.papers.tags import group, listed, tag
from partnerships.papers.words import in_one_line, printable
from partnerships.period import format_period


@dataclass(frozen=True)
class RecipientTags:
    """One person or body that is thanked."""

    name: str = tag(_("Name of the person or the organisation"))
    office: str = tag(_("Office and organisation"))


@dataclass(frozen=True)
class ThanksTags:
    """Those who are thanked, and for what."""

    office: OfficeTags = group(OfficeTags, _("The department"))
    title: str = tag(_("Title of the record"))
    dates: str = tag(_("Date"))
    place: str = tag(_("Place"))
    recipients: tuple[RecipientTags, ...] = listed(RecipientTags, _("Those who are thanked"))


def thanks_tags(record: Record) -> ThanksTags:
    """Return a certificate for each person and each body that took part in `record`; offices without a name go out."""
    people = [person for person in record.participants.select_related("organization") if person.name]
    bodies = record.involvements.select_related("organization")
    return ThanksTags(
        office=office_tags(),
        title=printable(record.title),
        dates=format_period(record.period, record.remark),
        place=printable(record.place),
        recipients=(
            *(_person(person) for person in heads_first(people) if person.part != Part.INVITED),
            *(RecipientTags(printable(row.organization.name)) for row in bodies),
        ),
    )


def _person(person: Participant) -> RecipientTags:
    return RecipientTags(printable(person.name), in_one_line(person.office, person.organization))
