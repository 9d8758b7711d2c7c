"""How a clerk has joined, split and turned the drafts of a text: a short line of steps that goes with their form."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from partnerships.prose.found import Find

#: The field with the steps, and the buttons that add one: “j5” joins draft 5 with the one before, “s3” splits 3,
#: “k2-event” makes 2 an event.
SHAPE, JOIN, SPLIT, TURN = "shape", "_join", "_split", "_kind"
_STEP: Final = re.compile(r"([jsk])(\d{1,4})(?:-([a-z]{1,12}))?")
#: More steps than this are no work of a person.
_MOST: Final = 500


def shaped(finds: list[Find], steps: str, kinds: Container[str] = ()) -> dict[int, Find]:
    """Return the finds by the number of their drafts, joined, split and turned into one of `kinds` as `steps` say.

    A number is that of one draft for good: what is joined goes with the draft it was joined to, what is split off
    gets the next free number.
    """
    found = dict(enumerate(finds, 1))
    free = len(finds) + 1
    for step, digits, kind in _STEP.findall(steps)[:_MOST]:
        number = int(digits)
        if number not in found:
            continue
        if step == "j" and (before := joins(found, number)):
            found[before] = _joined(found[before], found.pop(number))
        elif step == "s":
            first, *others = _split(found[number])
            found[number] = first
            found |= dict(enumerate(others, free))
            free += len(others)
        elif step == "k" and kind in kinds and kind != found[number].kind:
            find = found[number]
            found[number] = replace(find, kind=kind, form="", read_as=find.read_as or find.kind)
    return found


def joins(found: dict[int, Find], number: int) -> int:
    """Return the draft that `number` is joined to: the nearest of its kind before it, else 0."""
    kind = found[number].kind
    return next((one for one in reversed(list(_before(found, number))) if found[one].kind == kind), 0)


def _before(found: dict[int, Find], number: int) -> Iterator[int]:
    """Yield the drafts that stand before `number` on the screen."""
    for one in in_text_order(found):
        if one == number:
            return
        yield one


def in_text_order(found: dict[int, Find]) -> list[int]:
    """Return the numbers in the order in which the text tells of the drafts."""
    return sorted(found, key=lambda number: (found[number].sentences[0], number))


def may_split(find: Find) -> bool:
    """Say whether a find tells of several cities or stands in several sentences."""
    return len(find.cities) > 1 or len(find.sentences) > 1


def _joined(one: Find, other: Find) -> Find:
    whole = replace(one, sentences=list(one.sentences), reasons=list(one.reasons))
    whole.take(other)
    whole.figures = list(dict.fromkeys((*one.figures, *other.figures)))
    whole.people = list(dict.fromkeys((*one.people, *other.people)))
    whole.awards = list(dict.fromkeys((*one.awards, *other.awards)))
    return whole


def _split(find: Find) -> list[Find]:
    """Return a find for each city; of one city, one for each sentence. Figures and people stay with the first."""
    if len(find.cities) > 1:
        parts = [replace(find, cities=(city,)) for city in find.cities]
    else:
        parts = [replace(find, sentences=[number]) for number in find.sentences]
    return [parts[0], *(replace(part, figures=[], people=[], awards=[]) for part in parts[1:])]


def with_step(steps: str, joined: str, split: str, turned: str = "") -> str:
    """Return `steps` with the one that was pressed, if it is one."""
    step = f"j{joined}" if joined else f"s{split}" if split else f"k{turned}" if turned else ""
    return f"{steps} {step}".strip() if not step or _STEP.fullmatch(step) else steps
