"""What one sentence tells of: visits, agreements, events and exhibitions, by the words of its language."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from partnerships.prose.found import AGREEMENT, DELEGATION, EVENT, EXHIBITION
from partnerships.prose.places import NamedCity
from partnerships.prose.scene import Scene
from partnerships.prose.words import DATE, ProseWords

#: Events that people travel to: taking part in one of another city is a visit.
_HOSTED: Final = frozenset({"city_day", "anniversary", "festive_event", "meeting", "festival", "forum", "conference"})

#: Events beside which a title is that of something else: of a channel, of a society, of an anniversary's park.
_UNTITLED: Final = frozenset({"broadcast", "meeting", "business_meeting", "reception", "inspection", "commemoration"})


class Cue(NamedTuple):
    """Words of a sentence that tell of an activity."""

    kind: str
    form: str
    at: int  # where in the masked sentence
    words: str
    title: str = ""
    is_dated: bool = True  # whether a date of the sentence is its own
    is_new: bool = True  # whether it is another visit than that of the sentences before


def cues(scene: Scene, words: ProseWords) -> list[Cue]:
    """Return what the sentence tells of, visits first."""
    if words.pattern("not_held").search(scene.masked):
        return []
    events = list(_events(scene, words))
    visit = _visit(scene, words, {cue.form for cue in events})
    return [*([visit] if visit else []), *_agreements(scene, words), *events, *_exhibitions(scene, words)]


def _visit(scene: Scene, words: ProseWords, forms: set[str]) -> Cue | None:
    masked = scene.masked
    mutual = words.pattern("mutual").search(masked)
    if mutual and not words.pattern("aimed").search(masked[: mutual.start()]):
        return Cue(DELEGATION, "mutual", mutual.start(), mutual[0])
    cue = _travel(masked, words)
    host = None
    if not cue and forms & _HOSTED:
        cue = host = words.pattern("participation").search(masked)
    if not cue:
        return None
    mover = _mover(scene, words, cue)
    if host and (not scene.partners or (mover and not mover.is_home)):
        return None
    is_new = any(words.pattern(name).search(masked) for name in ("arrived", "received"))
    return Cue(DELEGATION, _direction(scene, words, cue, mover), cue.start(), cue[0], is_new=is_new)


def _travel(masked: str, words: ProseWords) -> re.Match[str] | None:
    """Return the words that say that somebody went, came or was received."""
    for name, needed in (("arrived", ""), ("received", "envoys"), ("invited", ""), ("attended", "delegation")):
        found = words.pattern(name).search(masked)
        if found and (not needed or words.pattern(needed).search(masked)):
            return found
    return None


def _mover(scene: Scene, words: ProseWords, cue: re.Match[str]) -> NamedCity | None:
    """Return the city whose people travelled: named close before the verb, else behind it."""
    found = list(words.pattern("came_from").finditer(scene.masked))
    is_received = any(words.pattern(name).match(scene.masked, cue.start()) for name in ("received", "invited"))
    beside = [match for match in found if cue.start() <= match.start() <= cue.end()]
    before = [] if is_received or beside else [match for match in found if match.start() < cue.start()]
    after = [match for match in found if match.start() >= cue.start()]
    chosen = before[-1] if before else next(iter(after), None)
    return scene.place_of(chosen[0]) if chosen else None


def _direction(scene: Scene, words: ProseWords, cue: re.Match[str], mover: NamedCity | None) -> str:
    """Return which way people went: by the city after the verb, who invited, whose people they were."""
    masked = scene.masked
    if target := words.pattern("went_to").search(masked):
        place = scene.place_of(target[0])
        at_home = place.is_home if place else bool(words.pattern("our_city").search(target[0]))
        return "incoming" if at_home else "outgoing"
    if inviting := words.pattern("invitation").search(masked):
        place = scene.place_of(inviting[0])
        return "incoming" if place and place.is_home else "outgoing"
    if mover:
        return "outgoing" if mover.is_home else "incoming"
    if towards := words.pattern("towards").search(masked):
        place = scene.place_of(towards[0])
        return "incoming" if place and place.is_home else "outgoing"
    if words.pattern("received").search(masked) or words.pattern("our_city").search(masked):
        return "incoming" if scene.partners or words.pattern("our_city").search(masked) else ""
    return "outgoing" if words.pattern("partner_city").search(masked) or scene.partners else ""


def _agreements(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    masked = scene.masked
    noun = next(
        (
            match
            for match in words.pattern("agreement").finditer(masked)
            if not words.pattern("no_agreement").search(masked[: match.start()])
        ),
        None,
    )
    at = noun.start() if noun else 0
    signed = min(words.pattern("signed").finditer(masked), key=lambda match: abs(match.start() - at), default=None)
    signing = words.pattern("signing").search(masked)
    dated = noun and re.compile(rf"[^.;]{{0,60}}?(?:[-–—:,(]|\b(?:from|vom|от)\b) ?(?:\w+ )?{DATE}").match(
        masked, noun.end()
    )
    if (noun and (signed or dated)) or signing:
        at = (signed or signing or noun or dated).start()  # type: ignore[union-attr]  # one of them is there
        said = (signing or noun)[0]  # type: ignore[index]  # the same
        yield Cue(AGREEMENT, "", at, said)
        yield from _renewals(scene, words, at)
        yield Cue(EVENT, "signing", at, said)
    elif words.pattern("partnered").search(masked) and signed:
        yield Cue(AGREEMENT, "", signed.start(), signed[0])
    elif (named := _between(masked, words)) is not None:
        yield Cue(AGREEMENT, "", named.start(), named[0], is_dated=False)


def _renewals(scene: Scene, words: ProseWords, at: int) -> Iterator[Cue]:
    """Yield what was signed at other dates of the same sentence: “sealed in 1946 and renewed on 8 May 2016”."""
    dates = {scene.date_near(at)}
    for match in words.pattern("signed").finditer(scene.masked):
        date = scene.date_near(match.start())
        if date not in dates:
            dates.add(date)
            yield Cue(AGREEMENT, "", match.start(), match[0])


def _between(masked: str, words: ProseWords) -> re.Match[str] | None:
    """Return an agreement that is only named: “the Agreement between the cities of A and B”."""
    for match in words.pattern("agreement").finditer(masked):
        if words.pattern("between").match(masked, match.end() + 1):
            return match
    return None


def _events(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    masked, taken, found = scene.masked, list[range](), list[Cue]()
    for form, pattern in words.form_patterns:
        for match in pattern.finditer(masked):
            span = range(match.start(), match.end())
            if any(span.start < other.stop and other.start < span.stop for other in taken):
                continue
            taken.append(span)
            if not words.pattern("aimed").search(masked[max(0, match.start() - 80) : match.start()]):
                title = scene.title_after(match.end()) if form not in _UNTITLED else ""
                found.append(Cue(EVENT, form, match.start(), match[0], title))
    strong = [cue for cue in found if cue.form not in words.weak_forms]
    seen: set[tuple[str, str]] = set()
    for cue in strong or found:
        if (cue.form, cue.title) not in seen:
            seen.add((cue.form, cue.title))
            yield cue


def _exhibitions(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    match = words.pattern("exhibition").search(scene.masked)
    if match and not words.pattern("aimed").search(scene.masked[: match.start()]):
        yield Cue(EXHIBITION, "", match.start(), match[0], scene.title_after(match.end()))
