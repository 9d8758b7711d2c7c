"""What was taken for what: a table by kind, and the sentences of which nothing was understood, each with why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from partnerships.prose.facts import Told, Triple, expected_and_found
from partnerships.prose.reading import Page
from partnerships.prose.words import LANGUAGES


class KindRow(NamedTuple):
    """Of one kind with its form: how many were right, taken for something else, missed, and too many."""

    kind: str
    right: int
    mistaken: tuple[tuple[str, int], ...]
    missed: int
    extra: int


def confusion(page: Page, facts: Told) -> list[KindRow]:
    """Return a row for each kind that the facts or the page have; the same city and date make a pair."""
    expected, found = expected_and_found(page, facts)
    accepted = {triple for options in expected for triple in options}
    right = Counter(options[0].kind for options in expected if set(options) & set(found))
    missed = [options for options in expected if not set(options) & set(found)]
    extra = [triple for triple in found if triple not in accepted]
    mistaken: dict[str, Counter[str]] = defaultdict(Counter)
    lost: Counter[str] = Counter()
    for options in missed:
        taken = _instead(options, extra)
        if taken:
            mistaken[options[0].kind][taken.kind] += 1
            extra.remove(taken)
        else:
            lost[options[0].kind] += 1
    more = Counter(triple.kind for triple in extra)
    kinds = sorted({*right, *mistaken, *lost, *more})
    return [KindRow(kind, right[kind], tuple(mistaken[kind].most_common()), lost[kind], more[kind]) for kind in kinds]


def _instead(options: Sequence[Triple], extra: Sequence[Triple]) -> Triple | None:
    places = {(one.city, one.period) for one in options}
    return next((one for one in extra if (one.city, one.period) in places), None)


def silent_sentences(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the sentences that name another city and gave nothing, each with the reason."""
    words = LANGUAGES[page.language]
    told = {number for find in page.finds for number in find.sentences}
    for number, scene in enumerate(page.scenes):
        if number in told or not scene.partners or scene.sentence.is_heading:
            continue
        if words.pattern("not_held").search(scene.masked):
            why = "did not take place, or not yet"
        elif words.pattern("aimed").search(scene.masked):
            why = "only aimed at"
        else:
            why = "no word for a visit, an agreement, an event or an exhibition"
        yield scene.sentence.text, why
