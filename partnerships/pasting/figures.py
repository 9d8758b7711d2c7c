"""Figures: “120 visitors, of them 80 students” are two numbers, what they count, and how exactly."""

import re
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from partnerships.models import FIGURES, Figure, Qualifier, Quantity
from partnerships.pasting.counting import (
    AND_MORE,
    COMMA,
    CUT,
    DAY_AFTER,
    DAY_BEFORE,
    DONE,
    EDGES,
    FROM,
    HEADS,
    IN,
    LABEL_END,
    LESS,
    MEASURE,
    NOUNS,
    NUMBERED,
    OPENED,
    ORDINAL,
    PREPOSITION,
    QUALIFIED,
    RANGE,
    TIES,
)
from partnerships.pasting.languages import by_language
from partnerships.pasting.numerals import Numeral, numerals
from partnerships.period.words import fold_spelling
from partnerships.text.translated import text_columns

_MOST: Final = 2**31 - 1
_NOTE: Final = Figure._meta.get_field("note").max_length or 0


class _Count(NamedTuple):
    """A number that counts something: where it stands with the words on its precision, and what it says."""

    start: int
    end: int
    value: int
    qualifier: Qualifier
    doubt: str
    span: str  # a range as it is written


def figures(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the figures of `text` as rows, and the words that belong to none of them."""
    read = [_clause(clause) for clause in CUT.split(text)]
    return [row for rows, _left in read for row in rows], [piece for _rows, left in read for piece in left]


def settle_figures(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows with the terms that there are here, and in words those that no term fits.

    What is counted and has no term is something else, called by its words.
    """
    settled, left = [], []
    other = FIGURES.coded(Quantity.OTHER.value)
    for row in rows:
        what, noun = FIGURES.coded(row["what"]), str(Quantity(row["what"]).label)
        notes = [row[column] for column in text_columns("note") if row.get(column)]
        if what or other:
            settled.append({**row, **({} if what or notes else by_language("note", [noun])), "what": what or other})
        else:
            left.append(" ".join([str(row["value"]), *(notes or [noun])]))
    return settled, left


def _clause(text: str) -> tuple[list[dict[str, object]], list[str]]:
    counts = _counts(text)
    if not counts:
        return [], [text.strip()] if text.strip(EDGES) else []
    left: list[str] = []
    befores, afters = [""] * len(counts), [""] * len(counts)
    opening, befores[0] = _last_piece(text[: counts[0].start])
    left += opening
    # “Visitors 120 students 80”: each number ends what it says.
    labelled = bool(_noun_in(befores[0])) and not text[counts[-1].end :].strip(EDGES + ".")
    for at, count in enumerate(counts[1:], 1):
        afters[at - 1], middle, befores[at] = _between(text[counts[at - 1].end : count.start], labelled=labelled)
        left += middle
    afters[-1], closing = _first_piece(text[counts[-1].end :])
    left += closing
    rows = []
    for count, before, after in zip(counts, befores, afters, strict=True):
        heading, colon, label = before.rstrip(EDGES).rpartition(":")
        if colon and len(counts) > 1 and label.strip():
            left.append(heading)
            before = label
        rows.append(_row(count, before, after, left))
    return rows, [piece.strip(" ,;") for piece in left if not _says_nothing(piece)]


def _counts(text: str) -> list[_Count]:
    """Return the numbers that count something, ranges as one."""
    found: list[_Count] = []
    plain = fold_spelling(text)
    waiting = [
        one for one in numerals(text) if not (one.spelled and one.value == 1 and not _noun_after(plain, one.end))
    ]
    while waiting:
        first = waiting.pop(0)
        last = waiting[0] if waiting and _is_range(plain, first, waiting[0]) else None
        if last:
            waiting.pop(0)
        if (count := _count(text, plain, first, last)) is not None:
            found.append(count)
    return found


def _is_range(plain: str, first: Numeral, last: Numeral) -> bool:
    gap = plain[first.end : last.start]
    if not RANGE.fullmatch(gap) or first.value is None or last.value is None:
        return False
    return _low(first, last) < last.value and (
        not gap.strip(" ").isalpha() or bool(OPENED.search(plain[: first.start])) or "to" in gap
    )


def _low(first: Numeral, last: Numeral) -> int:
    """Return where a range begins: “2–3 тыс.” at 2,000."""
    value = first.value or 0
    return value * last.factor if first.factor == 1 and value < (last.value or 0) // last.factor else value


def _count(text: str, plain: str, first: Numeral, last: Numeral | None) -> _Count | None:
    start, end = first.start, (last or first).end
    value = _low(first, last) if last else first.value
    if value is None or value > _MOST or not _is_counted(plain, first, last):
        return None
    before, qualifier, doubt = plain[:start], Qualifier.EXACTLY, ""
    if last and (opened := OPENED.search(before)):
        start = opened.start()
    said = next(((kind, found) for kind, words in QUALIFIED if (found := words.search(plain[:start]))), None)
    if said:
        qualifier, start = said[0], said[1].start()
        doubt = _("“less than” is kept as “up to”") if LESS.match(said[1][0]) else ""
    if last:
        qualifier, doubt = Qualifier.AT_LEAST, _("a range: its lower end is the number, the whole stands in the words")
    elif more := AND_MORE.match(plain, end):
        end, qualifier = more.end(), Qualifier.AT_LEAST
    elif FROM.search(before):
        doubt = _("does “from” mean “at least” here?")
    elif _may_be_year(plain, first):
        doubt = _("is this a year?")
    return _Count(start, end, value, qualifier, doubt, text[start:end] if last else "")


def _is_counted(plain: str, first: Numeral, last: Numeral | None) -> bool:
    end = (last or first).end
    before, noun = plain[: first.start], _noun_after(plain, end)
    if MEASURE.match(plain, end) or NUMBERED.search(before):
        return False
    if not first.spelled and (ORDINAL.match(plain, end) or DAY_AFTER.match(plain, end) or DAY_BEFORE.search(before)):
        return False
    if noun or not _is_year(first) or (last and not _is_year(last)):
        return True
    return not last and bool(LABEL_END.search(before)) and not IN.search(before)


def _is_year(number: Numeral) -> bool:
    return not number.spelled and number.end - number.start == 4 and 1800 <= (number.value or 0) <= 2100


def _may_be_year(plain: str, first: Numeral) -> bool:
    before = plain[: first.start]
    return _is_year(first) and not _noun_after(plain, first.end) and not _noun_in(before)


def _noun_after(plain: str, end: int) -> bool:
    """Say whether one of the next three words is something that we count."""
    words = re.match(r"(?:[^\S\n]*[\w-]+){0,3}", plain[end:])
    return bool(words and (_noun_in(words[0]) or HEADS.match(words[0].lstrip())))


def _noun_in(text: str, *, last: bool = False) -> tuple[Quantity, str] | None:
    """Return the first or last counted noun of `text`, and how it is written."""
    plain = fold_spelling(text)
    found = sorted((match.start(), what, match[0]) for what, words in NOUNS for match in words.finditer(plain))
    return found[-1 if last else 0][1:] if found else None


def _pieces(text: str) -> list[str]:
    return COMMA.split(text)


def _last_piece(text: str) -> tuple[list[str], str]:
    *others, last = _pieces(text.rstrip(" –—-:")) or [""]
    return others, last + text[len(text.rstrip(" –—-:")) :]


def _first_piece(text: str) -> tuple[str, list[str]]:
    first, *others = _pieces(text)
    return first, others


def _between(text: str, *, labelled: bool) -> tuple[str, list[str], str]:
    """Share the words between two numbers out: those of the first, those of none, those of the second."""
    ends = text.rstrip(" –—-:")
    first, *others = _pieces(ends)
    if others:
        return first, others[:-1], others[-1] + text[len(ends) :]
    if labelled or ":" in text[len(ends) :]:
        return "", [], text
    return first, [], ""


def _row(count: _Count, before: str, after: str, left: list[str]) -> dict[str, Any]:
    after, before = re.sub(r"(?<=\w{4})[.!?]$", "", after.strip(EDGES)), before.strip(EDGES)
    near, label, done = _noun_in(after), _noun_in(before, last=True), None
    if not (near or label):
        done = next((what for what, verb in DONE if verb.search(fold_spelling(before))), None)
    named = near or label
    what = named[0] if named else done or Quantity.OTHER
    words = _words(after, before, named[1] if named else "", counted=bool(named or done))
    if count.span:
        words = f"{words or after or before or what.label} ({count.span})"
    doubts = [count.doubt] if count.doubt else []
    if what == Quantity.OTHER and not words:
        doubts.append(_("what is counted?"))
    if len(words) > _NOTE:
        left.append(words)
        words = ""
        doubts.append(_("the words are too long for a row and were left out"))
    value = {"what": what.value, "value": count.value, "qualifier": count.qualifier.value}
    return {**value, **by_language("note", [words]), "notes": doubts}


def _words(after: str, before: str, noun: str, *, counted: bool) -> str:
    """Return what is said beside the number, "" when it is no more than the noun."""
    after, before = _untied(after), _untied(before)
    said = [
        part
        for part in (after, before)
        if not (counted and (fold_spelling(part) == noun or HEADS.fullmatch(fold_spelling(part))))
    ]
    if not any(said):
        return ""
    # “концерт: 2 500 зрителей” is printed as “2 500 зрителей (концерт)”.
    if after and before and said != [after]:
        return f"{after} ({before})"
    return after or before


def _untied(text: str) -> str:
    """Return `text` without the words at its ends that only tie it to its neighbours."""
    shorter = re.sub(rf"^(?:{TIES})(?!\w)[\s,:]*|(?<!\w)(?:{TIES}|{PREPOSITION})$", "", text, flags=re.I).strip(EDGES)
    return shorter if shorter == text else _untied(shorter)


def _says_nothing(piece: str) -> bool:
    return not _untied(piece.strip(EDGES + ".!?"))
