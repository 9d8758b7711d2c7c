"""What a reader typed, taken apart: words, phrases in quotes, and what may be left unanswered."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from django.core.exceptions import ValidationError

from partnerships.period import format_period
from partnerships.period.parser import typed as typed_date
from partnerships.search.words import KEY, SMALL, keys, words

#: Longer questions and more words are cut, so that nobody can ask for endless work.
LONGEST, MOST_WORDS = 200, 8
_QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


@dataclass(frozen=True)
class SearchTerm:
    """One thing to find: a word in any form, or several words in a row exactly as they are."""

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False  # the beginning of a word that is still being typed

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Return the tokens that a text may hold instead of the word: its keys, and itself as a key."""
        if self.exact or len(self.words) > 1:
            return ()
        (word,) = self.words
        marked = (f"{KEY}{key}" for key in (word, *keys(word)))
        return (*marked, *keys(word))

    @property
    def is_implied(self) -> bool:
        """Say whether the forms find every text that holds the word itself: an index keeps a word with its keys."""
        return bool(self.forms) and not self.prefix and bool(keys(self.words[0]))

    @property
    def text(self) -> str:
        """Return the words as they are shown again."""
        return " ".join(self.words) + ("…" if self.prefix else "")


def _as_printed(text: str) -> str:
    """Return a date as the register prints it, so that “07.2019” finds “July 2019”; anything else as it is."""
    if _QUOTED.search(text) or not any(letter.isdigit() for letter in text):
        return text
    try:
        return format_period(typed_date(text).period) or text
    except ValidationError:
        return text


@dataclass(frozen=True)
class Question:
    """The terms that every result has to answer; `typed` is what stands in the box."""

    typed: str
    terms: tuple[SearchTerm, ...] = ()

    @classmethod
    def parse(cls, typed: str, *, unfinished: bool = False) -> Self:
        """Return the question that `typed` asks; `unfinished` takes the last word as a beginning."""
        text = _as_printed(typed[:LONGEST].replace("\x00", " "))
        terms = [SearchTerm(tuple(words(phrase)[:MOST_WORDS]), exact=True) for phrase in _QUOTED.findall(text)]
        loose = words(_QUOTED.sub(" ", text))
        terms += [SearchTerm((word,)) for word in dict.fromkeys(loose)]
        terms = [term for term in terms if term.words]
        needed = [term for term in terms if term.exact or term.words[0] not in SMALL] or terms
        if unfinished and loose and text[-1:].isalnum():
            last = SearchTerm((loose[-1],), prefix=True)
            needed = [*(term for term in needed if term.words != last.words), last]
        return cls(typed[:LONGEST].strip(), tuple(needed[:MOST_WORDS]))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def with_terms(self, terms: tuple[SearchTerm, ...]) -> Self:
        """Return the question asked with other terms."""
        return replace(self, terms=terms)

    @property
    def text(self) -> str:
        """Return the terms as somebody would type them."""
        return " ".join(f"«{term.text}»" if term.exact else term.text for term in self.terms)
