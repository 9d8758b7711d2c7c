"""What was taken for what: a table by kind, and the sentences of which nothing was understood, each with why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from partnerships.pasting.numerals import numerals
from partnerships.prose.activities import cues
from partnerships.prose.counts import counts_in
from partnerships.prose.facts import Told, Triple, expected_and_found
from partnerships.prose.reading import Page
from partnerships.prose.scene import Scene
from partnerships.prose.words import LANGUAGES, ProseWords
from partnerships.text.quotes import quoting


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
    """Yield the sentences that hold a city, a date or a number and gave nothing, each with the reason."""
    words, told = LANGUAGES[page.language], _told_by(page)
    for number, scene in enumerate(page.scenes):
        if number in told or scene.sentence.is_heading:
            continue
        if scene.partners or scene.dates or scene.other_dates or _is_uncounted(scene, words):
            yield scene.sentence.text, _why_silent(scene, words)


def _is_uncounted(scene: Scene, words: ProseWords) -> bool:
    """Say whether a sentence holds a number, beside “one”, and none of its numbers was read as a figure."""
    numbers = [one for one in numerals(scene.sentence.text) if not (one.spelled and one.value == 1)]
    return bool(numbers) and not counts_in(scene, words)


def reasons_of_sentences(page: Page) -> Iterator[tuple[str, str]]:
    """Yield every sentence of the page, with what it tells of or why nothing was read in it."""
    words, told = LANGUAGES[page.language], _told_by(page)
    for number, scene in enumerate(page.scenes):
        yield scene.sentence.text, "; ".join(told.get(number, [])) or _why_silent(scene, words)


def _told_by(page: Page) -> dict[int, list[str]]:
    """Return by the number of a sentence what was read in it, each with the number and the words of its find."""
    found: dict[int, list[str]] = defaultdict(list)
    for at, find in enumerate(page.finds, 1):
        for number in find.sentences:
            found[number].append(quoting("%(what)s: “%(words)s”", what=f"{at} {find.kind}", words=find.cue))
    return found


def _why_silent(scene: Scene, words: ProseWords) -> str:
    if words.pattern("not_held").search(scene.masked):
        return "did not take place, or not yet"
    told = {cue.kind for cue in cues(scene, words)}
    if told:
        return f"{', '.join(sorted(told))} without a city that is known"
    if words.pattern("aimed").search(scene.masked):
        return "only aimed at"
    if scene.sentence.is_heading:
        return "a heading: it names the city or the time of what follows"
    if words.pattern("money").search(scene.masked) and any(numerals(scene.sentence.text)):
        return "an amount of money, which is no figure"
    if not scene.mentions and not scene.dates and not scene.other_dates:
        return "no city, no date and no word for an activity"
    return "no word for a visit, an agreement, an event or an exhibition"
