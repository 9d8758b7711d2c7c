"""People whom a sentence names, with the office beside the name; names stay in the case in which they stand."""

import re
from collections.abc import Iterator
from typing import Final

from partnerships.prose.cases import nominatives
from partnerships.prose.found import Person
from partnerships.prose.names import CAPITAL, folded_words
from partnerships.prose.scene import Scene
from partnerships.prose.words import ProseWords

_SURNAME: Final = rf"{CAPITAL}[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_INITIALS: Final = rf"{CAPITAL}\.[ \xa0]?(?:-?{CAPITAL}\.)?"
_BY_INITIALS: Final = re.compile(
    rf"(?P<i1>{_INITIALS})[ \xa0]?(?P<s1>{_SURNAME})|"
    rf"(?P<s2>{_SURNAME})[ \xa0](?P<i2>{_INITIALS})(?![ \xa0]?{CAPITAL}[^\W\d_])"
)
_RUN: Final = re.compile(rf"{_SURNAME}(?:[ \xa0](?:(?:de|van|von|der|la|al|bin|di|da|оглы|кызы)[ \xa0])?{_SURNAME})*")
#: What may stand between an award and its winner: “стал смолянин Игорь Лебедев”.
_LINK: Final = re.compile(r" (?:(?:стал[аио]?|became|wurde) )?(?:[а-яё]+ )?")
#: How far before a name its office stands.
_REACH: Final = 110
#: What stands between somebody's office and the next person.
_OF_ANOTHER: Final = r",| and | и | und "
_MOST_WORDS: Final = 4


def people_named(scene: Scene, words: ProseWords) -> list[Person]:
    """Return the people named in the sentence."""
    return [person for _span, person in people_at(scene, words)]


def people_at(scene: Scene, words: ProseWords) -> list[tuple[tuple[int, int], Person]]:
    """Return the people named in the sentence, each with where the name stands in the text."""
    text = scene.sentence.text
    found: list[tuple[tuple[int, int], Person]] = []
    spans: list[range] = []
    hidden = text
    for one in scene.mentions:  # “главы Ставрополя В. В. Зритнева”: the city is no surname
        hidden = f"{hidden[: one.start]}{'_' * (one.end - one.start)}{hidden[one.end :]}"
    for match in _BY_INITIALS.finditer(hidden):
        surname, initials = match["s1"] or match["s2"], match["i1"] or match["i2"]
        if _is_word(surname, words) or words.pattern("namesake").search(text[: match.start()]):
            continue
        spans.append(range(match.start(), match.end()))
        name = f"{surname} {initials.replace('.', '. ').strip()}"
        found.append((match.span(), Person(" ".join(name.split()), _office(text, *match.span(), words))))
    for start, end in _full_names(scene, words):
        if not any(span.start < end and start < span.stop for span in spans):
            found.append(((start, end), Person(text[start:end], _office(text, start, end, words))))
    return sorted(found)


def _full_names(scene: Scene, words: ProseWords) -> Iterator[tuple[int, int]]:
    """Yield where names of two or more words stand behind an office, or before one."""
    text = scene.sentence.text
    taken = [range(one.start, one.end) for one in (*scene.mentions, *scene.titled)]
    taken += [range(one.start, one.end) for one in scene.dates]
    for run in _RUN.finditer(text):
        parts = [(run.start() + word.start(), run.start() + word.end()) for word in re.finditer(r"[^ \xa0]+", run[0])]
        groups: list[list[tuple[int, int]]] = [[]]
        for start, end in parts:
            if _is_word(text[start:end], words) or any(start < span.stop and span.start < end for span in taken):
                groups.append([])
            else:
                groups[-1].append((start, end))
        for group in groups:
            if 1 < len(group) <= _MOST_WORDS and _has_office(text, group[0][0], group[-1][1], words):
                yield group[0][0], group[-1][1]


def _is_word(word: str, words: ProseWords) -> bool:
    """Say whether a word with a capital is none of a name: of a body, an office, the beginning of a sentence."""
    return bool(
        re.fullmatch(words.not_names, word)
        or words.pattern("body").fullmatch(word)
        or words.pattern("office").fullmatch(word)
        or words.pattern("no_city_after").match(word)
        or word.isupper()
    )


def _clause_before(text: str, start: int) -> str:
    """Return what stands before a name in its clause; the full stop of “Dr.” ends none."""
    return re.split(
        r"(?<!\b[DM][rs])(?<!Prof)(?<!M[rm][se])(?<!Cllr)(?<!\bг)(?<!\bSt)[.;:](?=\s)",
        text[max(0, start - _REACH) : start],
    )[-1]


def _has_office(text: str, start: int, end: int, words: ProseWords) -> bool:
    if words.pattern("namesake").search(text[:start]):
        return False
    before = _clause_before(text, start)
    offices = list(words.pattern("office").finditer(before))
    if words.pattern("led_by").search(text[:start]) or _is_winner(text, start, end, words):
        return True
    if re.search(rf"(?:^|\s)(?:{words.not_before_names})\s$", before):
        return False
    near = bool(offices) and not re.search(r"[,)]\s.*[,)]\s", before[offices[-1].end() :])
    return near or bool(
        re.match(r",\s(?:the\s|der\s|die\s)?", text[end:]) and words.pattern("office").match(text[end:].lstrip(", "))
    )


def _is_winner(text: str, start: int, end: int, words: ProseWords) -> bool:
    """Say whether somebody without an office stands beside the words for an award."""
    award = words.pattern("award")
    ends = [match.end() for match in award.finditer(text[:start])]
    return bool(award.match(text, end + 1)) or any(_LINK.fullmatch(text[one:start]) for one in ends)


def _office(text: str, start: int, end: int, words: ProseWords) -> str:
    """Return the words from the office to the name, or those behind it where the ones before are somebody else's."""
    before = _clause_before(text, start)
    offices = list(words.pattern("office").finditer(before))
    own = next((one for one in offices if not re.search(_OF_ANOTHER, before[one.start() :])), None)
    after = text[end : end + _REACH].lstrip(", ")
    if not own and words.pattern("office").match(after):
        return re.split(r"[,.;]", after)[0]
    own = own or (offices[-1] if offices else None)
    return re.sub(r"[\s,]+(?:and|и|und)?\s*$", "", before[own.start() :]) if own else ""


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one person's: the surname the same in some case, the rest not at odds."""
    first, second = folded_words(one), folded_words(other)
    long_first, long_second = ([word for word in words if len(word) > 1] for words in (first, second))
    fewer, more = sorted((long_first, long_second), key=len)
    shared = [word for word in fewer if any(_alike(word, known) for known in more)]
    if not fewer or len(shared) < len(fewer):
        return False
    return (
        len(fewer) > 1
        or _initials(first, shared[0]) <= _initials(second, shared[0])
        or not _initials(second, shared[0])
    )


def _alike(word: str, known: str) -> bool:
    return bool(nominatives(word) & nominatives(known)) or _base(word) == _base(known)


def _base(word: str) -> str:
    return re.sub(r"(?:ым|ого|ому|ой|ом|ем|ым|им|[аеиоуыюяьй])$", "", word)


def _initials(words: tuple[str, ...], surname: str) -> set[str]:
    return {word[0] for word in words if not _alike(word, surname)}
