"""Awards as results of a contest name them: the degree, who received it, how many were given."""

import re
from collections.abc import Iterator
from typing import Any, Final

from partnerships.models import AWARDS
from partnerships.pasting.clipboard import Row
from partnerships.pasting.languages import by_language
from partnerships.text.translated import text_columns

_ENDING: Final = r"(?:[-–](?:[оеыи]?й|[оеая]?[ея]|у?ю|о?го|st|nd|rd)|st|nd|rd)?"
_ADJECTIVE: Final = r"(?:[оыи]й|[аь]я|[оь]е|[оь]й|ь?[ео]го|ь?[ое]му|у?ю|ые|ых|ым|ыми|[оь]ем|ом|ьей)"
#: Place → how its number is written.
_PLACES: Final = {
    "first": rf"(?:1|i|перв{_ADJECTIVE}|first){_ENDING}",
    "second": rf"(?:2|ii|втор{_ADJECTIVE}|second){_ENDING}",
    "third": rf"(?:3|iii|трет{_ADJECTIVE}|third){_ENDING}",
}
#: Endings of nouns by their cases: a word that goes on otherwise is another one (“дипломатический”, “местный”).
_HARD: Final = r"(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
_SOFT: Final = r"(?:ь|и|ью|ей|ям|ями|ях)"
_FEMININE: Final = r"(?:а|ы|е|у|ой|ам|ами|ах)?"
_NEUTER: Final = r"(?:о|а|у|ом|е|ам|ами|ах)"
_DIPLOMA: Final = rf"диплом(?:ант)?{_HARD}"
_DEGREE: Final = rf"степен{_SOFT}"
#: Who is honoured, between the award and its degree.
_HONOURED: Final = r"(?:(?:лауреат|победител|призер|финалист)\w*\s+)?"
_WON_WITH: Final = rf"(?:{_DIPLOMA}|(?:почетн\w+\s+)?грамот{_FEMININE}|медал{_SOFT})\s+за\s+"
#: Code of an award → how people write it.
_WORDS: Final = {
    "grand_prix": r"гран[\s-]?при|grand[\s-]?prix",
    **{
        f"diploma_{place}": rf"{_DIPLOMA}\s+{_HONOURED}{number}\s*{_DEGREE}|diplomas? of the {number} degree"
        for place, number in _PLACES.items()
    },
    **{
        f"place_{place}": rf"(?:{_WON_WITH})?{number}\s*мест{_NEUTER}|{number}\s*places?"
        for place, number in _PLACES.items()
    },
    **{
        place: rf"{_HONOURED}{number}\s*{_DEGREE}|{number}\s*(?:преми(?:я|и|й|ю|ей|ям|ями|ях)|приз{_HARD})"
        rf"|{number}\s*(?:prize|degree)s?"
        for place, number in _PLACES.items()
    },
    "honour_certificate": rf"почетн\w+\s+грамот{_FEMININE}|certificates? of honou?r",
    "thanks": rf"благодарственн\w+\s+пис(?:ьм{_NEUTER}|ем)|благодарност{_SOFT}|letters? of thanks",
    "memorable_prize": rf"памятн\w+\s+(?:приз{_HARD}|подар(?:ок|к\w+))|memorable prizes?",
    "medal": rf"медал{_SOFT}|medals?",
    "diploma": rf"{_DIPLOMA}|diplomas?",
}
_EDGES: Final = " \t\n,;:–—-="
_NUMBERED: Final = re.compile(r"\A\d+[.)]\s+")
_COUNT: Final = re.compile(r"(?:[x×х]\s*)?(\d{1,4})(?:\s*(?:шт\w*|чел\w*|pcs|people)\.?)?", re.I)
#: What stands between two awards of one line.
_BETWEEN: Final = r"\s*[,;.\n]\s*"

#: An award and the other words that were said of it.
type Naming = tuple[str, str]
type _Place = tuple[int, int, str]  # where an award begins and ends, and its code


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def _places(text: str) -> list[_Place]:
    """Return where `text` names awards, each in as many words as it can, whether by our words or by a term's name.

    A term of the department's own is known by its name in any language. What stands in quotation marks is the name
    of something else, unless nothing else is said.
    """
    columns = text_columns("name")
    names = ((code, getattr(term, column)) for code, term in AWARDS.terms.items() for column in columns)
    own = [(code, re.escape(_plain(name))) for code, name in names if name]
    usual = [(AWARDS.coded(said), words) for said, words in _WORDS.items()]
    matches = [
        (match.start(), match.end(), code)
        for code, words in [*own, *usual]
        if code
        for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", _plain(text), re.I)
    ]
    found: list[_Place] = []
    for place in sorted(matches, key=lambda place: (place[0], -place[1])):
        if not found or place[0] >= found[-1][1]:
            found.append(place)
    unquoted = [place for place in found if text.count("«", 0, place[0]) <= text.count("»", 0, place[0])]
    return unquoted or found


def _told(text: str) -> list[Naming] | None:
    """Return the awards that `text` names; None where there are several, and nobody can say whose words are whose."""
    found = _places(text)
    cuts = _cuts(text, found)
    if cuts is None:
        return None
    told = []
    for (start, end, code), begin, until in zip(found, cuts, [*cuts, len(text)][1:], strict=True):
        parts = (text[begin:start], text[end:until])
        told.append((code, " ".join(filter(None, (part.lstrip(".").strip(_EDGES) for part in parts)))))
    return told


def _cuts(text: str, found: list[_Place]) -> list[int] | None:
    """Return where the words of each award begin: at the award, or where the one before it has ended."""
    if len(found) < 2:
        return [0] * len(found)
    if not text[: found[0][0]].strip(_EDGES):
        apart = all(re.search(rf"{_BETWEEN}\Z", text[:start]) for start, _end, _code in found[1:])
        return [start for start, _end, _code in found] if apart else None
    ends = [re.compile(_BETWEEN).match(text, end) for _start, end, _code in found[:-1]]
    return [0, *(end.end() for end in ends if end)] if all(ends) else None


def is_degree(cell: str) -> bool:
    """Say whether a cell names an award and nothing else."""
    told = _told(cell) or []
    return bool(told) and not any(words for _code, words in told)


def is_count(cell: str) -> bool:
    """Say whether a cell is a number of awards."""
    return _COUNT.fullmatch(cell.strip()) is not None


def _award(degree: str, words: str, count: str) -> dict[str, Any]:
    """Return the row of an award; words that are a number alone say how many."""
    if not count and (match := _COUNT.fullmatch(words)):
        count, words = match[1], ""
    found = _COUNT.fullmatch(count.strip())
    number = {"count": int(found[1])} if found else {}
    return {"degree": degree, **by_language("recipient", [words]), **number, "notes": []}


def awards_of_lines(lines: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the awards of `lines`, and the lines that name none; a degree alone holds for the lines below it."""
    rows: list[dict[str, Any]] = []
    skipped: list[str] = []
    above = ""
    for line in lines:
        text = _NUMBERED.sub("", line, count=1)
        told = _told(text)
        if told is None or (len(told) > 1 and not all(words for _code, words in told)):
            above = ""  # what stands below is not of the award further up
            skipped.append(line)
        elif told and not told[0][1]:
            above = told[0][0]
            rows.append(_award(above, "", ""))
        elif told or above:
            if not told and rows[-1].keys() == {"degree", "notes"}:
                rows.pop()  # the heading is no award of its own
            rows += [_award(code, words, "") for code, words in told or [(above, text.strip(_EDGES))]]
            above = "" if told else above
        else:
            skipped.append(line)
    return rows, skipped


def awards_of_table(body: list[Row], named: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the awards of a table, and the rows that name none; an empty degree is the one above.

    Who received several awards has a row for each, unless a number beside them leaves open which it counts.
    """
    rows: list[dict[str, Any]] = []
    skipped: list[str] = []
    above: list[Naming] = []
    for row in body:
        cells = dict(_joined(row, named))
        told = (_told(cells["degree"]) or []) if cells.get("degree") else above
        above = [(code, "") for code, _rest in told]
        recipient, count = cells.get("recipient", ""), cells.get("count", "")
        words = [", ".join(filter(None, (rest, recipient))) for _code, rest in told]
        if told and (all(words) or count) and (len(told) == 1 or not count):
            rows += [_award(code, said, count) for (code, _rest), said in zip(told, words, strict=True)]
        else:
            skipped.append(" ".join(filter(None, row)))
    return rows, skipped


def _joined(row: Row, named: list[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(filter(None, named)):
        yield name, ", ".join(cell for cell, column in zip(row, named, strict=True) if column == name and cell)
