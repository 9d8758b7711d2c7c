"""Names of a text that may be cities’: the case forms of each put together, and how much speaks for it."""

from dataclasses import dataclass, field
from typing import Final

from partnerships.prose.cases import forms, nominatives
from partnerships.prose.names import folded_words
from partnerships.prose.places import Gazetteer, NamedCity
from partnerships.search.words import CYRILLIC

#: Hints that make a name a city's.
SURE_OF_CITY: Final = 2


@dataclass
class Candidate:
    names: list[frozenset[str]]  # of each word, what it may be in the nominative
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)
    country: str = ""
    evidence: int = 0

    def takes(self, parts: tuple[str, ...]) -> bool:
        return len(parts) == len(self.names) and all(
            known & nominatives(part) for known, part in zip(self.names, parts, strict=True)
        )

    def add(self, name: str, parts: tuple[str, ...], country: str, weight: int) -> None:
        self.evidence += weight
        self.names = [known & nominatives(part) for known, part in zip(self.names, parts, strict=True)]
        self.seen.setdefault(parts, name)
        self.country = self.country or country

    def place(self) -> NamedCity:
        """Return the city under the form that the others may be cases of, else as it is written first."""
        fits = [
            name
            for parts, name in self.seen.items()
            if all(part in known for part, known in zip(parts, self.names, strict=True))
            and all(all(o in forms(p) for p, o in zip(parts, other, strict=True)) for other in self.seen)
        ]
        name = fits[0] if fits else next(iter(self.seen.values()))
        is_known = bool(fits) and (len(self.seen) > 1 or not CYRILLIC.search(name))
        spelled = tuple(" ".join(words) for words in zip(*(sorted(known)[:12] for known in self.names), strict=False))
        names = spelled if len(self.names) == 1 else tuple(" ".join(parts) for parts in self.seen)
        return NamedCity(name, names, country=self.country, forms_seen=tuple(self.seen.values()), is_asked=not is_known)


class Candidates:
    """The names that may be cities', found by how they begin; those that are known stay out."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known
        self.all: list[Candidate] = []
        self.by_start: dict[str, list[Candidate]] = {}

    def _of(self, parts: tuple[str, ...]) -> Candidate | None:
        return next((one for one in self.by_start.get(parts[0][:3], ()) if one.takes(parts)), None)

    def is_city(self, name: str) -> bool:
        """Say whether `name` is known, or was told of as a city."""
        parts = folded_words(name)
        candidate = self._of(parts) if parts else None
        return bool(candidate and candidate.evidence >= SURE_OF_CITY) or bool(self.known.find(name))

    def add(self, name: str, country: str, weight: int) -> None:
        """Take a hint that `name` is a city's."""
        parts = folded_words(name)
        if not parts or self.known.find(name):
            return
        candidate = self._of(parts)
        if candidate is None:
            candidate = Candidate([nominatives(part) for part in parts])
            self.by_start.setdefault(parts[0][:3], []).append(candidate)
            self.all.append(candidate)
        candidate.add(name, parts, country, weight)
