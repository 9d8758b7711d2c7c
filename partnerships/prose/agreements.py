"""Agreements that a sentence tells of: signed, renewed, or with a date beside the word alone."""

import re
from collections.abc import Iterator

from partnerships.prose.found import AGREEMENT, EVENT, Cue
from partnerships.prose.scene import Scene
from partnerships.prose.words import DATE, ProseWords


def agreement_cues(scene: Scene, words: ProseWords) -> Iterator[Cue]:
    """Yield the agreements of the sentence, and their signing as an event."""
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
