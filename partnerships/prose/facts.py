"""Facts beside a text, and how much of them reading found: precision and recall, kind by kind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from partnerships.period import read_edtf
from partnerships.prose.cases import forms
from partnerships.prose.found import DELEGATION, EVENT, EXHIBITION, Find
from partnerships.prose.names import folded_words
from partnerships.prose.people import same_person
from partnerships.prose.places import NamedCity, is_form
from partnerships.prose.reading import Page

type Told = Mapping[str, Any]
_KINDS: Final = {"agreements": "agreement", "delegations": DELEGATION, "events": EVENT, "exhibitions": EXHIBITION}


class Triple(NamedTuple):
    """A city (or none), a date (or none) and a kind."""

    city: str
    period: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} · {self.city or '—'} · {self.period or '—'}"


class Score(NamedTuple):
    """How many were found, how many were expected, and how many of both are the same."""

    name: str
    right: int
    found: int
    expected: int
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """The share of what was expected that was found."""
        return self.right / self.expected if self.expected else 1.0


def home_of(facts: Told) -> NamedCity | None:
    """Return the home city that the facts name."""
    home = facts.get("home") or {}
    names = _names(home, "city") or _names(home, "name")
    return NamedCity(names[0], tuple(names), str(home.get("id", "")), is_home=True) if names else None


def _names(entry: Told, stem: str = "name") -> list[str]:
    return [str(entry[key]) for key in sorted(entry) if re.fullmatch(rf"{stem}_[a-z]{{2}}", key) and entry[key]]


def score(page: Page, facts: Told) -> list[Score]:
    """Return how well `page` was read, measured by `facts`: triples, figures, people, awards."""
    found = _found_triples(page.finds, _city_names(facts), fine=False)
    return [
        _compare("triples (city, period, kind)", _fact_triples(facts, fine=False), found),
        _compare("triples with direction or form", *expected_and_found(page, facts)),
        _figures(page, facts),
        _people(page, facts),
        _awards(page, facts),
    ]


def expected_and_found(page: Page, facts: Told) -> tuple[list[tuple[Triple, ...]], list[Triple]]:
    """Return the triples with direction or form of the facts, each with those that are as right, and of the page."""
    return _fact_triples(facts, fine=True), _found_triples(page.finds, _city_names(facts), fine=True)


def _city_names(facts: Told) -> dict[str, list[str]]:
    return {entry["id"]: [*_names(entry), *entry.get("variants_in_source", [])] for entry in facts.get("cities", [])}


def _fact_triples(facts: Told, *, fine: bool) -> list[tuple[Triple, ...]]:
    """Return each expected triple with those that are as right: a date that only follows from others may be left."""
    found: dict[tuple[Triple, ...], None] = {}
    for section, kind in _KINDS.items():
        for entry in facts.get(section) or []:
            form = str(entry.get("direction") or entry.get("kind") or "").replace("-", "_") if fine else ""
            for city in entry.get("cities") or [entry.get("city") or ""]:
                dates = [_edtf(entry.get("date") or entry.get("signed")), _edtf(entry.get("date_inferred"))]
                name = f"{kind} {form}".strip()
                triples = dict.fromkeys(Triple(city, date, name) for date in (dates[:1] if dates[0] else dates))
                found[tuple(triples)] = None
    return list(found)


def _edtf(text: object) -> str:
    return read_edtf(str(text)).edtf() if text else ""


def _found_triples(finds: Iterable[Find], cities: Mapping[str, Sequence[str]], *, fine: bool) -> list[Triple]:
    triples = (
        Triple(
            _city_id(place, cities) if place else "",
            find.period.edtf(),
            f"{find.kind} {find.form if fine else ''}".strip(),
        )
        for find in finds
        for place in (find.cities or (None,))
    )
    return list(dict.fromkeys(triples))


def _city_id(place: NamedCity, cities: Mapping[str, Sequence[str]]) -> str:
    """Return the city of the facts that `place` is; its own name where none is."""
    if place.key in cities:
        return place.key
    written = [folded_words(name) for name in (place.name, *place.names, *place.forms_seen)]
    for key, names in cities.items():
        for name in map(folded_words, names):
            if any(
                len(one) == len(name) and all(is_form(o, n) or n in forms(o) for o, n in zip(one, name, strict=True))
                for one in written
            ):
                return key
    return place.name


def _compare(name: str, expected: Sequence[tuple[Triple, ...]], found: Sequence[Triple]) -> Score:
    left = dict.fromkeys(found)
    accepted = {triple for options in expected for triple in options}
    missed = [str(options[0]) for options in expected if not any(triple in left for triple in options)]
    extra = tuple(str(triple) for triple in found if triple not in accepted)
    return Score(
        name, len(expected) - len(missed), len(expected) - len(missed) + len(extra), len(expected), tuple(missed), extra
    )


def _entries(facts: object) -> Iterator[Told]:
    if isinstance(facts, Mapping):
        yield facts
        for value in facts.values():
            yield from _entries(value)
    elif isinstance(facts, list):
        for value in facts:
            yield from _entries(value)


def _figures(page: Page, facts: Told) -> Score:
    expected = [int(row["value"]) for entry in _entries(facts) for row in entry.get("numbers") or []]
    found = [count.value for count in page.counts]
    right = Counter(expected) & Counter(found)
    missed, extra = Counter(expected) - right, Counter(found) - right
    return Score(
        "figures",
        right.total(),
        len(found),
        len(expected),
        tuple(map(str, missed.elements())),
        tuple(f"{count.value} {count.words}" for count in page.counts if count.value in extra),
    )


def _people(page: Page, facts: Told) -> Score:
    people = [(entry.get("kind"), _names(entry)) for entry in facts.get("people") or [] if _names(entry)]
    named = [names for kind, names in people if kind == "named"]
    others = [names for kind, names in people if kind == "namesake"]
    found = [person.name for person in page.people]
    missed = [names[0] for names in named if not any(_is_one(name, names) for name in found)]
    extra = [name for name in found if not any(_is_one(name, names) for names in (*named, *others))]
    right = len(named) - len(missed)
    return Score("people", right, right + len(extra), len(named), tuple(missed), tuple(extra))


def _is_one(name: str, names: Sequence[str]) -> bool:
    return any(same_person(name, one) for one in names)


def _awards(page: Page, facts: Told) -> Score:
    """Return how many sentences with awards were found; a fact says where it stands by a piece of the text."""
    sources = [_plain(row["source"]) for entry in _entries(facts) for row in entry.get("awards") or []]
    texts = [_plain(sentence.text) for sentence in page.sentences]
    expected = {at for source in sources for at, text in enumerate(texts) if source in text}
    found = {number for number, _words in page.awards}
    missed, extra = sorted(expected - found), sorted(found - expected)
    right = len(expected & found)
    lost = tuple(source for source in sources if not any(source in text for text in texts))
    return Score(
        "awards",
        right,
        len(found),
        len(expected) + len(lost),
        (*lost, *(page.sentences[at].text for at in missed)),
        tuple(page.sentences[at].text for at in extra),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
