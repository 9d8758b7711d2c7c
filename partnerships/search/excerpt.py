"""The piece of a text that answers a question, with the words that do: data for a template, never markup."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from partnerships.search.question import Question
from partnerships.search.texts import Said
from partnerships.search.words import KEY, WORD, keys
from partnerships.text.folding import fold

LENGTH: Final = 220
LEAD: Final = 60


@dataclass(frozen=True)
class ExcerptPart:
    """Some letters of a text, and whether they answer the question."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A text in parts, with its language when it is not the reader's."""

    parts: list[ExcerptPart] = field(default_factory=list)
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.parts)


class Marker:
    """Finds the words of one question in texts."""

    def __init__(self, question: Question) -> None:
        self.wanted = {token for term in question.terms for token in (*term.words, *term.forms)}
        self.beginnings = tuple(term.words[0] for term in question.terms if term.prefix)

    def answers(self, word: str) -> bool:
        """Say whether `word`, as it is written in a text, answers the question."""
        folded = fold(word)
        return (
            folded in self.wanted
            or any(f"{KEY}{key}" in self.wanted for key in keys(folded))
            or bool(self.beginnings and folded.startswith(self.beginnings))
        )

    def spots(self, text: str) -> list[tuple[int, int]]:
        """Return where in `text` the words that answer begin and end."""
        return [found.span() for found in WORD.finditer(text) if self.answers(found[0])]

    def parts(self, text: str) -> list[ExcerptPart]:
        """Return the whole of `text`, cut at the words that answer."""
        found, at = [], 0
        for start, end in self.spots(text):
            found += [ExcerptPart(text[at:start]), ExcerptPart(text[start:end], marked=True)]
            at = end
        return [part for part in (*found, ExcerptPart(text[at:])) if part.text]

    def excerpt(self, texts: Iterable[str], language: str) -> Excerpt:
        """Return the piece of `texts` that answers best, in the reader's `language` if any does.

        Without an answer anywhere (the title alone gave it) it is the beginning of the first text in that
        language. Only texts that pages show, those with a language, are quoted.
        """
        said = [text for text in texts if isinstance(text, Said) and text.strip()]
        own = [text for text in said if text.language == language]
        for candidates in (own, said):
            best = max(candidates, key=self._hits, default=None)
            if best is not None and self._hits(best):
                return Excerpt(self.parts(self._around_first(best)), "" if best.language == language else best.language)
        first = next(iter((*own, *said)), None)
        if first is None:
            return Excerpt()
        return Excerpt([ExcerptPart(_cut(first, 0))], "" if first.language == language else first.language)

    def _hits(self, text: str) -> int:
        return len({fold(text[start:end]) for start, end in self.spots(text)})

    def _around_first(self, text: str) -> str:
        start = self.spots(text)[0][0]
        if start <= LENGTH - LEAD:
            return _cut(text, 0)
        return _cut(text, text.rfind(" ", 0, start - LEAD) + 1)


def _cut(text: str, start: int) -> str:
    """Return up to LENGTH letters of `text` from `start`, at whole words, with dots where something is missing."""
    piece = text[start : start + LENGTH]
    if len(text) > start + LENGTH:
        piece = piece.rsplit(" ", 1)[0] + "…"
    return " ".join((("…" if start else "") + piece).split())
