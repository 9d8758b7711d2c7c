"""A read text as the screen shows it: sentences in pieces, with what was understood marked by more than a colour."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from partnerships.admin.prose.drafts import Draft
from partnerships.prose.activities import cues
from partnerships.prose.counts import counts_at
from partnerships.prose.people import people_at
from partnerships.prose.reading import Page
from partnerships.prose.scene import Scene
from partnerships.prose.words import LANGUAGES, ProseWords

#: The word behind a number that says what it counts.
_UNIT: Final = re.compile(r"\s*(?:[–—-]\s*)?[^\W\d_][\w-]*")
#: Where a mark begins and ends, and its kind.
type _Span = tuple[int, int, str]


@dataclass
class MarkedSentence:
    """A sentence in pieces, each with the class of its mark, and the drafts it is a source of."""

    number: int
    pieces: list[tuple[str, str]]
    drafts: list[Draft]
    is_heading: bool

    @property
    def numbers(self) -> str:
        """The numbers of its drafts, as the page has them."""
        return " ".join(str(draft.number) for draft in self.drafts)


def marked_paragraphs(page: Page, drafts: Iterable[Draft]) -> list[list[MarkedSentence]]:
    """Return the paragraphs of the page, sentence by sentence."""
    sources: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in draft.find.sentences:
            sources.setdefault(number, []).append(draft)
    words = LANGUAGES[page.language]
    paragraphs: dict[int, list[MarkedSentence]] = {}
    for number, scene in enumerate(page.scenes):
        sentence = MarkedSentence(number, _pieces(scene, words), sources.get(number, []), scene.sentence.is_heading)
        paragraphs.setdefault(scene.sentence.paragraph, []).append(sentence)
    return list(paragraphs.values())


def _pieces(scene: Scene, words: ProseWords) -> list[tuple[str, str]]:
    text, taken = scene.sentence.text, list[_Span]()
    for span in _spans(scene, words):
        taken += [_trimmed(text, part) for part in _free(span, taken) if text[part[0] : part[1]].strip()]
    found, at = list[tuple[str, str]](), 0
    for start, end, kind in sorted(taken):
        found += [(text[at:start], ""), (text[start:end], kind)]
        at = end
    return [piece for piece in (*found, (text[at:], "")) if piece[0]]


def _spans(scene: Scene, words: ProseWords) -> Iterator[_Span]:
    """Yield what is marked; what comes first is marked whole, what comes later only beside it."""
    yield from ((one.start, one.end, "home" if one.place.is_home else "city") for one in scene.mentions)
    yield from ((one.start, one.end, "date") for one in scene.dates)
    text = scene.sentence.text
    for (start, end), person in people_at(scene, words):
        yield (*_with_office(text, start, end, person.office), "person")
    for (start, end), _count in counts_at(scene, words):
        unit = _UNIT.match(text, end)
        yield (start, unit.end() if unit else end, "count")
    for cue in cues(scene, words):
        at = cue.at if scene.masked.startswith(cue.words, cue.at) else scene.masked.find(cue.words)
        yield (scene.text_at(at), scene.text_at(at + len(cue.words)), "kind")


def _with_office(text: str, start: int, end: int, office: str) -> tuple[int, int]:
    """Return where a name with the office beside it begins and ends."""
    if office and (before := text.rfind(office, 0, start)) >= 0:
        return before, end
    behind = text.find(office, end) if office else -1
    return start, end if behind < 0 else behind + len(office)


def _trimmed(text: str, span: _Span) -> _Span:
    start, end, kind = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), kind


def _free(span: _Span, taken: Iterable[_Span]) -> list[_Span]:
    """Return the parts of `span` that nothing else marks."""
    parts = [span]
    for start, end, _kind in taken:
        cut = ((begin, until, kind) for begin, until, kind in parts)
        parts = [
            part
            for begin, until, kind in cut
            for part in ((begin, min(until, start), kind), (max(begin, end), until, kind))
            if part[0] < part[1]
        ]
    return parts
