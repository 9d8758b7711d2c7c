"""What one sentence tells of: visits, agreements, events and exhibitions, by the words of its language."""

import re
from collections.abc import Iterator
from typing import Final

from partnerships.prose.agreements import agreement_cues
from partnerships.prose.found import DELEGATION, EVENT, EXHIBITION, Cue
from partnerships.prose.places import NamedCity
from partnerships.prose.scene import Scene
from partnerships.prose.words import ProseWords

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
    forms = {cue.form for cue in events}
    visits = [visit for part in scene.parts() if (visit := _visit(part, words, forms))]
    visits = visits or [visit for visit in [_visit(scene, words, forms)] if visit]
    return [*visits, *agreement_cues(scene, words), *events, *_exhibitions(scene, words)]


def _visit(scene: Scene, words: ProseWords, forms: set[str]) -> Cue | None:
    masked = scene.masked
    mutual = words.pattern("mutual").search(masked)
    if mutual and not words.pattern("aimed").search(masked[: mutual.start()]):
        return Cue(DELEGATION, "mutual", mutual.start(), mutual[0])
    if returned := words.pattern("return_visit").search(masked):
        return Cue(DELEGATION, RETURN, returned.start(), returned[0])
    if words.pattern("goods").search(masked) and not _brings(masked, words):
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


def _brings(masked: str, words: ProseWords) -> bool:
    """Say whether somebody travelled with what was sent: “14 Feuerwehrleute machten sich auf den Weg, um …”."""
    return bool(words.pattern("set_off").search(masked) and words.pattern("envoys").search(masked))


def _travel(masked: str, words: ProseWords) -> re.Match[str] | None:
    """Return the words that say that somebody went, came or was received."""
    for name, needed in _TRAVEL:
        found = words.pattern(name).search(masked)
        if found and _is_of_works(found, masked, words):
            continue
        if found and (not needed or words.pattern(needed).search(masked)):
            return found
    return None


def _is_of_works(found: re.Match[str], masked: str, words: ProseWords) -> bool:
    """Say whether what “stayed until 18 October” is an exhibition."""
    lasted = words.pattern("lasted").search(masked)
    return bool(
        lasted and lasted.start() <= found.start() < lasted.end() and words.pattern("exhibition").search(masked)
    )


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
    return _direction_by_verb(scene, words)


def _direction_by_verb(scene: Scene, words: ProseWords) -> str:
    """Return which way people went where no place says it: by who received them, else by coming and going."""

    def says(name: str) -> bool:
        return bool(words.pattern(name).search(scene.masked))

    if says("received") and says("delegation"):
        return "incoming"
    if says("received") or says("our_city"):
        return "incoming" if scene.partners or scene.names_home or says("our_city") else ""
    if says("partner_city") or scene.partners:
        return "outgoing"
    if says("came_here"):
        return "incoming"
    return "outgoing" if says("set_off") else ""


def _events(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    masked, taken, found = scene.masked, list[range](), list[Cue]()
    for form, pattern in words.form_patterns:
        for match in pattern.finditer(masked):
            span = range(match.start(), match.end())
            if any(span.start < other.stop and other.start < span.stop for other in taken):
                continue
            taken.append(span)
            if not _is_aside(scene, words, form, match.start(), match.end()):
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


def _is_aside(scene: Scene, words: ProseWords, form: str, at: int, end: int) -> bool:
    """Say whether an event is only aimed at, names a hall, or is the opening or the occasion of an exhibition."""
    before = scene.masked[max(0, at - _BEFORE) : at]
    venue = words.pattern("venue")
    if (
        words.pattern("aimed").search(before)
        or venue.match(scene.masked, end)
        or venue.fullmatch(scene.masked, at, end)
    ):
        return True
    shown = bool(words.pattern("exhibition").search(scene.masked))
    return shown and (form == "opening" or (form == "anniversary" and bool(words.pattern("occasion").search(before))))


def _exhibitions(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    match = words.pattern("exhibition").search(scene.masked)
    if match and not words.pattern("aimed").search(scene.masked[: match.start()]):
        yield Cue(EXHIBITION, "", match.start(), match[0], scene.title_after(match.end()))
