"""People on papers: travellers, hosts, signatories."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from partnerships.models import Part, Participant
from partnerships.papers.tags import tag
from partnerships.papers.words import in_one_line, printable


@dataclass(frozen=True)
class PersonTags:
    """One person, or an office whose holder is not named."""

    number: str = tag(_("Number in the list"))
    name: str = tag(_("Full name"))
    office: str = tag(_("Office"))
    organization: str = tag(_("Organisation"))
    role: str = tag(_("Role"))
    post: str = tag(_("Office and organisation"))
    whole: str = tag(_("Name, office and organisation in one line"))
    second_name: str = tag(_("Full name in the second language"))
    second_office: str = tag(_("Office in the second language"))
    second_post: str = tag(_("Office and organisation in the second language"))
    contact: str = tag(_("Phone and e-mail, only in papers for the office"))


def person_tags(
    people: Iterable[Participant], second: str = "", *, with_contact: bool = False
) -> tuple[PersonTags, ...]:
    """Return `people` in their order, numbered; `second` is the code of a language to name them in as well."""
    return tuple(_person(number, person, second, with_contact) for number, person in enumerate(people, 1))


def _person(number: int, person: Participant, second: str, with_contact: bool) -> PersonTags:
    name, office, body = _said(person)
    there = ("", "", "")
    if second:
        with override(second):
            there = _said(person)
    return PersonTags(
        number=str(number),
        name=name,
        office=office,
        organization=body,
        role=printable(person.get_role_display()),
        post=in_one_line(office, body),
        whole=in_one_line(name, office, body),
        second_name=there[0],
        second_office=there[1],
        second_post=in_one_line(*there[1:]),
        contact=printable(person.contact) if with_contact else "",
    )


def _said(person: Participant) -> tuple[str, str, str]:
    """Return name, office and organisation in the language of the moment."""
    return printable(person.name), printable(person.office), printable(person.organization)


def heads_first(people: Iterable[Participant]) -> list[Participant]:
    """Return `people` with the head of the delegation at the head, the others as the department put them."""
    return sorted(people, key=lambda person: not person.is_head)


def who_did(people: Iterable[Participant], part: Part) -> list[Participant]:
    """Return those of `people` who did `part` on the occasion."""
    return [person for person in people if person.part == part]
