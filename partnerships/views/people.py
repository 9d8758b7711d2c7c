"""Who took part, as a page names them: apart by what they did, the parties of an agreement by their sides."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from partnerships.models import (
    PART_TITLES,
    Agreement,
    Delegation,
    Involvement,
    Part,
    Participant,
    Side,
)


@dataclass
class Together:
    """Those who did the same: people, bodies, and for the inviting side a text."""

    key: str
    title: str
    people: list[Participant] = field(default_factory=list)
    bodies: list[Involvement] = field(default_factory=list)
    has_text: bool = False

    def __bool__(self) -> bool:
        return bool(self.people or self.bodies or self.has_text)


def _sides(people: Iterable[Participant], bodies: Iterable[Involvement]) -> list[Together]:
    """Return the parties of an agreement and who signed for them: our side, theirs, and whose side is not known."""
    titles = {Side.HOME.value: _("Our side"), Side.PARTNER.value: _("Partner's side"), "": ""}
    sides = {side: Together(side or "unknown", title) for side, title in titles.items()}
    for person in people:
        sides[person.stands].people.append(person)
    for body in bodies:
        sides[body.stands].bodies.append(body)
    return [side for side in sides.values() if side]


def _names(group: Together) -> set[str]:
    """Return what each of `group` is called: a text beside them must not name them twice."""
    people = {name.casefold() for person in group.people for name in (str(person), person.name, person.office) if name}
    return people | {body.organization.name.casefold() for body in group.bodies}


def _of_visit(visit: Delegation, people: list[Participant], bodies: list[Involvement]) -> list[Together]:
    """Return who travelled, received, invited, sent greetings and signed."""
    titles = {Part.TRAVELLED: visit.travellers_title, **PART_TITLES}
    if not visit.has_happened:
        titles[Part.RECEIVED] = _("Receiving side")
    groups = {part: Together(part.value, str(titles[part])) for part in Part}
    for person in people:
        groups[person.part].people.append(person)
    for body in bodies:
        groups[body.part or Part.TRAVELLED].bodies.append(body)
    invited = groups[Part.INVITED]
    invited.has_text = bool(visit.invited_by) and visit.invited_by.casefold() not in _names(invited)
    return [group for group in groups.values() if group]


def people_of(record: Any) -> dict[str, object]:
    """Return who took part in `record`, read with `for_page`: those named apart, and the bodies that are not."""
    people, bodies = list(record.shown_participants), list(record.involvements.all())
    if record.kind == Delegation.KIND:
        named = [body for body in bodies if body.part]
        groups, sides = _of_visit(record, people, named), []
    else:
        signed = [person for person in people if record.kind == Agreement.KIND and person.part == Part.SIGNED]
        named = [body for body in bodies if record.kind == Agreement.KIND and body.part == Part.SIGNED]
        others = [person for person in people if person not in signed]
        groups = [Together("people", _("Participants"), others)] if others else []
        sides = _sides(signed, named)
    return {"groups": groups, "sides": sides, "bodies": [body for body in bodies if body not in named]}
