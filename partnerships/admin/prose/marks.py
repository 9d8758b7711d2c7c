"""A read text as the screen shows it: sentences in pieces, with cities and dates marked by more than a colour."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.admin.prose.drafts import Draft
from partnerships.prose.reading import Page
from partnerships.prose.scene import Scene


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
    paragraphs: dict[int, list[MarkedSentence]] = {}
    for number, scene in enumerate(page.scenes):
        sentence = MarkedSentence(number, _pieces(scene), sources.get(number, []), scene.sentence.is_heading)
        paragraphs.setdefault(scene.sentence.paragraph, []).append(sentence)
    return list(paragraphs.values())


def _pieces(scene: Scene) -> list[tuple[str, str]]:
    text = scene.sentence.text
    spans = [
        *((one.start, one.end, "home" if one.place.is_home else "city") for one in scene.mentions),
        *((one.start, one.end, "date") for one in scene.dates),
    ]
    found, at = list[tuple[str, str]](), 0
    for start, end, kind in sorted(spans):
        found += [(text[at:start], ""), (text[start:end], kind)]
        at = end
    return [piece for piece in (*found, (text[at:], "")) if piece[0]]
