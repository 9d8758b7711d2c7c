"""Gives each word and sign of a date the one meaning that it has between its neighbours, and drops what only joins."""

from calendar import monthrange
from collections.abc import Iterable

from partnerships.period import refusals
from partnerships.period.tokens import Token


def without_weekdays(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without days of the week and what joins two of them: пн-вт, 6-7 мая."""
    kinds = ["", *(token.kind for token in tokens), ""]
    beside = (kinds[at] == kinds[at + 2] == "W" for at in range(len(tokens)))
    return [token for token, joins in zip(tokens, beside, strict=True) if token.kind != "W" and not joins]


def with_one_meaning(tokens: list[Token]) -> list[Token]:
    """Return `tokens` with one meaning for words and signs that have two: “um 1990, um 10 Uhr”, “May/June”."""
    found: list[Token] = []
    has_month = any(token.kind == "M" for token in tokens)
    for at, token in enumerate(tokens):
        before = found[-1].kind if found else ""
        ahead = [other.kind for other in tokens[at + 1 :]]
        kind = _meaning_of_sign(token.kind, before, ahead, has_month=has_month)
        found.append(Token(_one_meaning(kind, before, ahead), token.numbers, token.text))
    return found


def _one_meaning(kind: str, before: str, ahead: list[str]) -> str:
    """Return what `kind` means between its neighbours; “at” is what only joins."""
    after = ahead[0] if ahead else ""
    match kind:
        case "about_or_at":
            return "at" if after == "T" else "about"
        case "to_or_at" if after == "T":
            return ">" if before == "T" else "at"
        case "to_or_at":  # au printemps 2019, au 1er trimestre 2019, but 2014 au 31 mai 2019
            return "at" if not before and (after in {"M", "S"} or set(ahead[:2]) & {"Q", "H"}) else ">"
        case "from_or_of":  # le printemps de 2019, l’accord du 8 mai 2019, but de 2014 à 2019
            is_of = (before in {"M", "S", "Q", "H"} and after == "y") or (before in {"n", "H", "K"} and after == "M")
            has_end = {">", "to_or_at", "onwards"} & set(ahead) or {"-", "T"} <= set(ahead)
            return "<" if (has_end and not is_of) or after == "T" else "at"
        case "begin" if after == "T" or (after in {"at", "about_or_at"} and ahead[1:2] == ["T"]):
            return "at"  # beginning at 10:00
    return kind


def _meaning_of_sign(kind: str, before: str, ahead: list[str], *, has_month: bool) -> str:
    """Return what the sign `kind` means between its neighbours; a word stays what it is."""
    after = ahead[0] if ahead else ""
    match kind:
        case "slash" if _is_whole(before) and _begins_whole(ahead):
            return "-"  # 06.05.2019/08.05.2019, 1 May 2019 / 2 May 2019: as in EDTF
        case "slash" if before == "n" and after in {"D", "d"}:
            return "&"  # 15/16.05.2019, as 15/16 May 2019
        case "slash" if (before == after and after in {"M", "S"}) or (before == after == "n" and has_month):
            return "&"  # May/June 2019, 15/16 May 2019
        case "slash" | "-" if before in {"Q", "H"} and after == "y":  # Q1/2019
            return "at"
        case "slash" if (before in {"M", "S"} or (before == "n" and has_month)) and after == "y":
            return "at"
        case "slash" if {before, after} == {"n", "M"} and "y" in ahead:  # 15/May/2019
            return "at"
        case "plus":
            return "&" if after == "n" else "onwards"
        case "arrow":
            return "-" if after else "onwards"
        case "dots":
            return "now" if before in {"-", ">"} else "onwards"
    return kind


def _is_whole(kind: str) -> bool:
    """Whether a date that ends with `kind` may be a whole one."""
    return kind in {"y", "D", "d", "M"}


def _begins_whole(kinds: list[str]) -> bool:
    """Whether a whole date follows: a day with its month."""
    return kinds[:1] in (["D"], ["d"]) or kinds[:2] in (["n", "M"], ["M", "n"])


def with_days_of_month(tokens: list[Token]) -> list[Token]:
    """Return `tokens` with the days that half of a month, or ten days of one, are: first half of May 2019."""
    found: list[Token] = []
    rest = list(tokens)
    while rest:
        kinds = [token.kind for token in rest[:4]]
        if kinds[:1] in (["O"], ["n"]) and kinds[1:] in (["H", "M", "y"], ["K", "M", "y"]):
            which, part, month, year = rest[:4]
            days = _days_of_part(part.kind, which.numbers[0], year.numbers[0], month.numbers[0])
            found += [Token("n", (days[0],)), Token("-"), Token("n", (days[1],)), month, year]
            rest = rest[4:]
        else:
            found.append(rest.pop(0))
    return found


def _days_of_part(kind: str, which: int, year: int, month: int) -> tuple[int, int]:
    """Return the first and the last day of a half of a month (H) or of ten days of it (K)."""
    starts = {"H": (1, 16), "K": (1, 11, 21)}[kind]
    if which > len(starts) or year < 1:
        raise refusals.Unclear
    ends = (*(start - 1 for start in starts[1:]), monthrange(year, month)[1])
    return starts[which - 1], ends[which - 1]


def lead_of_two_kinds(tokens: list[Token]) -> str:
    """Return "<" or ">" where `tokens` begin with a word that names a date or leaves an end open: von 1990, à 2014."""
    lead, *rest = [token.kind for token in tokens if token.kind not in {"at", ",", "about"}] or [""]
    if lead == "from_or_of":
        return "" if {">", "-", "to_or_at", "onwards"} & set(rest) else "<"
    is_when = rest[:1] in (["T"], ["M"], ["S"]) or {"Q", "H"} & set(rest[:2])
    return ">" if lead == "to_or_at" and not is_when else ""


def without_joints(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without what only joins: “в”, “года”, commas beside a year, an hour or a lost neighbour."""
    found: list[Token] = []
    rest = [token for token in tokens if token.kind not in {"at", "(", ")"}]
    for at, token in enumerate(rest):
        before = found[-1].kind if found else ""
        after = next((other.kind for other in rest[at + 1 :]), "")
        if token.kind == "Y" and (before in {"y", "X", "Z", "D"} or after in {"y", "X", "Z"} or before in {"Q", "H"}):
            continue
        if token.kind == "<" and after == "T":
            if not _has_end_hour(rest[at + 2 :]):
                raise refusals.begins_only()
            if before:
                continue  # 30 июля 2022 с 10:00 до 12:00
        if token.kind == "-" and after == ">":
            continue  # 2014 – по настоящее время
        if token.kind == "," and (
            before in {"", ",", "-", ">"}
            or after in {"", ",", "&", "T", "<"}
            or (before in {"n", "M", "d", "S"} and after == "y")
            or ([token.kind for token in found] == ["y"] and after in {"M", "S", "n"} and _has_no_year(rest[at + 1 :]))
            or (before == "T" and after in {"n", "D", "M"} and not _has_date(found))
        ):
            continue
        found.append(token)
    return found


def _has_end_hour(tokens: Iterable[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    return "T" in kinds and bool({">", "-"} & set(kinds[: kinds.index("T")]))


def _has_no_year(tokens: Iterable[Token]) -> bool:
    """Whether a year stands before all of `tokens`: 2019, 8 мая."""
    return not any(token.kind in {"y", "D", "X", "Z"} for token in tokens)


def _has_date(tokens: Iterable[Token]) -> bool:
    return any(token.kind in {"n", "y", "D", "d", "M"} for token in tokens)
