"""What one sentence tells of: visits, agreements, events and exhibitions, by the words of its language."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from partnerships.prose.found import AGREEMENT, DELEGATION, EVENT, EXHIBITION
from partnerships.prose.places import NamedCity
from partnerships.prose.scene import Scene
from partnerships.prose.words import DATE, ProseWords

#: Events that people travel to: taking part in one of another city is a visit.
_HOSTED: Final = frozenset(
    {"city_day", "anniversary", "festive_event", "meeting", "festival", "forum", "conference", "sports", "contest"}
)

#: Events for which nobody travels.
_AFAR: Final = frozenset({"online_meeting"})
#: Events beside which people of a city tell of no delegation: teams of many places, a talk wherever it was.
_MATCHES: Final = frozenset({"sports", "contest", "award_ceremony", "meeting", "signing"})

#: Events beside which a title is that of something else: of a channel, of a society, of an anniversary's park.
_UNTITLED: Final = frozenset({"broadcast", "meeting", "business_meeting", "reception", "inspection", "commemoration"})


#: Words of travel, and what has to stand beside them.
_TRAVEL: Final = (
    ("arrived", ""),
    ("received", "envoys"),
    ("invited", ""),
    ("attended", "delegation"),
    ("participation", "delegation"),
)

#: Letters between an opening and what is opened.
_OF_ANOTHER: Final = 25
#: Letters before an event that say whether it is only aimed at.
_BEFORE: Final = 80

#: The form of a visit the other way than the one before.
RETURN: Final = "return"


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
    """Return what the sentence tells of, visits first; what was made up for was at the date of the words for that."""
    made_up = words.pattern("made_up").search(scene.masked)
    if words.pattern("not_held").search(scene.masked) and not made_up:
        return []
    found = told_of(scene, words)
    return [cue._replace(at=made_up.end() - 1) for cue in found] if made_up else found


def told_of(scene: Scene, words: ProseWords) -> list[Cue]:
    """Return what the sentence speaks of, whether it took place or not."""
    events = list(_events(scene, words))
    visit = _visit(scene, words, {cue.form for cue in events})
    return [*([visit] if visit else []), *_agreements(scene, words), *events, *_exhibitions(scene, words)]


def _visit(scene: Scene, words: ProseWords, forms: set[str]) -> Cue | None:
    masked = scene.masked
    mutual = words.pattern("mutual").search(masked)
    if mutual and not words.pattern("aimed").search(masked[: mutual.start()]):
        return Cue(DELEGATION, "mutual", mutual.start(), mutual[0])
    if returned := words.pattern("return_visit").search(masked):
        return Cue(DELEGATION, RETURN, returned.start(), returned[0])
    if words.pattern("goods").search(masked):
        return None
    cue = _travel(masked, words) or _company(scene, words, forms)
    host = None
    if not cue and forms & _HOSTED:
        cue = host = words.pattern("participation").search(masked) or _taking_part(scene, words)
    if not cue:
        return None
    mover = _mover(scene, words, cue)
    if host and (not scene.partners or (mover and not mover.is_home)):
        return None
    is_new = any(words.pattern(name).search(masked) for name in ("arrived", "received"))
    return Cue(DELEGATION, _direction(scene, words, cue, mover), cue.start(), cue[0], is_new=is_new)


def _travel(masked: str, words: ProseWords) -> re.Match[str] | None:
    """Return the words that say that somebody went, came or was received."""
    for name, needed in _TRAVEL:
        found = words.pattern(name).search(masked)
        if found and (not needed or words.pattern(needed).search(masked)):
            return found
    return None


def _company(scene: Scene, words: ProseWords, forms: set[str]) -> re.Match[str] | None:
    """Return the words for people of one city beside what happened in the other: the choir of A at the fair of B."""
    masked = scene.masked
    if not words.pattern("envoys").search(masked) or words.pattern("signed").search(masked) or forms & _AFAR:
        return None
    if words.pattern("exhibition").search(masked) and not forms:
        return None
    if (ours := words.pattern("our_people").search(masked)) and _is_there(scene, words):
        return ours
    happened = bool(forms - _MATCHES) or bool(words.pattern("our_city").search(masked))
    if happened and (theirs := words.pattern("from_partner").search(masked)):
        return theirs
    if _is_listed(scene) and not words.pattern("came_from").search(masked) and _is_there(scene, words):
        return words.pattern("envoys").search(masked)  # “July: 24 pupils in X”
    for people in words.pattern("came_from").finditer(masked):
        place = scene.place_of(people[0])
        if place is None or not words.pattern("envoys").search(people[0]):
            continue
        if (
            not place.is_home
            and (happened or (scene.names_home and not forms and words.pattern("attended").search(masked)))
            and not _is_host(scene, words, place)
        ):
            return people
        if place.is_home and _is_there(scene, words):
            return people
    return None


def _is_listed(scene: Scene) -> bool:
    """Say whether the sentence is an entry of a list, which begins with its date and may have no verb."""
    return bool(re.match(r"\W*⟨d\d+⟩ ?[:–—-]", scene.masked))


def _is_there(scene: Scene, words: ProseWords) -> bool:
    """Say whether the sentence tells of something in another city."""
    places = [scene.place_of(match[0]) for match in words.pattern("towards").finditer(scene.masked)]
    return any(place and not place.is_home for place in places)


def _is_host(scene: Scene, words: ProseWords, place: NamedCity) -> bool:
    return any(scene.place_of(match[0]) == place for match in words.pattern("towards").finditer(scene.masked))


def _taking_part(scene: Scene, words: ProseWords) -> re.Match[str] | None:
    """Return the words for taking part in what another city holds, or for winning there."""
    if not _is_there(scene, words):
        return None
    return words.pattern("attended").search(scene.masked) or words.pattern("award").search(scene.masked)


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
    if visited := words.pattern("visited_by").search(masked):
        place = scene.place_of(visited[0])
        return "incoming" if place and place.is_home else "outgoing"
    if target := words.pattern("went_to").search(masked):
        place = scene.place_of(target[0])
        at_home = place.is_home if place else bool(words.pattern("our_city").search(target[0]))
        return "incoming" if at_home else "outgoing"
    if inviting := words.pattern("invitation").search(masked):
        place = scene.place_of(inviting[0])
        return "incoming" if place and place.is_home else "outgoing"
    if mover:
        return "outgoing" if mover.is_home else "incoming"
    if words.pattern("from_partner").search(masked):
        return "incoming"
    if words.pattern("our_people").search(masked):
        return "outgoing"
    if towards := words.pattern("towards").search(masked):
        place = scene.place_of(towards[0])
        return "incoming" if place and place.is_home else "outgoing"
    if words.pattern("received").search(masked) and words.pattern("delegation").search(masked):
        return "incoming"
    if words.pattern("received").search(masked) or words.pattern("our_city").search(masked):
        is_here = scene.partners or scene.names_home or words.pattern("our_city").search(masked)
        return "incoming" if is_here else ""
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
        yield from _likewise(scene, words, at)
        yield Cue(EVENT, "signing", at, said)
    elif words.pattern("partnered").search(masked) and signed:
        yield Cue(AGREEMENT, "", signed.start(), signed[0])
    elif (named := _between(masked, words)) is not None:
        yield Cue(AGREEMENT, "", named.start(), named[0], is_dated=False)


def _renewals(scene: Scene, words: ProseWords, at: int) -> Iterator[Cue]:
    """Yield what was signed at other dates of the same sentence: “sealed in 1946 and renewed on 8 May 2016”."""
    dates = {scene.date_near(at)}
    for match in words.pattern("signed").finditer(scene.masked):
        date = scene.date_near(match.end() - 1)
        if date not in dates:
            dates.add(date)
            yield Cue(AGREEMENT, "", match.end() - 1, match[0])


def _likewise(scene: Scene, words: ProseWords, at: int) -> Iterator[Cue]:
    """Yield the agreement of a clause that names only whom it is with and when: “…, with Rennes in 1964”."""
    own, begins = scene.clause(at), 0
    while begins < len(scene.masked):
        clause = scene.clause(begins)
        match = words.pattern("likewise").match(scene.masked, clause[0])
        if match and clause != own and not words.pattern("signed").search(scene.masked, *clause):
            yield Cue(AGREEMENT, "", match.start(), match[0])
        begins = clause[1]


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
            if not _is_aside(scene, words, form, match.start()):
                title = scene.title_after(match.end()) if form not in _UNTITLED else ""
                found.append(Cue(EVENT, form, match.start(), match[0], title))
    found = [cue for cue in found if not _is_of_another(cue, found, scene, words)]
    if any(cue.form == "online_meeting" for cue in found):
        found = [cue for cue in found if cue.form != "meeting"]  # “met online” is one of both
    strong = [cue for cue in found if cue.form not in words.weak_forms]
    seen: set[tuple[str, str]] = set()
    for cue in strong or found:
        if (cue.form, cue.title) not in seen:
            seen.add((cue.form, cue.title))
            yield cue


def _is_of_another(one: Cue, found: list[Cue], scene: Scene, words: ProseWords) -> bool:
    """Say whether an opening or an anniversary is that of another event told, or what it is held for."""
    others = [cue for cue in found if cue is not one]
    if one.form == "anniversary":
        return any(cue.form not in words.weak_forms for cue in others) and bool(
            words.pattern("occasion").search(scene.masked[: one.at])
        )
    end = one.at + len(one.words)
    return one.form == "opening" and any(0 <= cue.at - end < _OF_ANOTHER for cue in others)


def _is_aside(scene: Scene, words: ProseWords, form: str, at: int) -> bool:
    """Say whether an event is only aimed at, is the opening of an exhibition or an anniversary it is held for."""
    before = scene.masked[max(0, at - _BEFORE) : at]
    if words.pattern("aimed").search(before):
        return True
    shown = bool(words.pattern("exhibition").search(scene.masked))
    return shown and (form == "opening" or (form == "anniversary" and bool(words.pattern("occasion").search(before))))


def _exhibitions(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    match = words.pattern("exhibition").search(scene.masked)
    if match and not words.pattern("aimed").search(scene.masked[: match.start()]):
        yield Cue(EXHIBITION, "", match.start(), match[0], scene.title_after(match.end()))
