"""The seam: which rows answer a question, asked of the database's own index.

Everything else about search is above this module and knows no database. Another engine (OpenSearch, a read
replica) stands here: it keeps what `SearchRow` holds and answers `count`, `newest` and `texts`.
docs/operations.md says what that takes.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from partnerships.models.search import SearchRow
from partnerships.search.question import SearchTerm
from partnerships.search.rows import DAY, KIND
from partnerships.search.sources import SOURCES
from partnerships.search.storage import TABLE, TEXTS, VECTORS

#: How much of the text of a row is asked: its name, its name and summary, all of it.
NAME, HEAD, ALL = "name", "head", "text"
INTERNAL: Final = "internal"
_COLUMNS: Final = {NAME: "name", HEAD: "name summary", ALL: "name summary body around"}
#: Where more than this answer, enough of them are met by reading so many of the latest rows, without the index:
#: PostgreSQL would fetch all that answer, to find the latest few.
MANY, READ = 10_000, 2000
#: A phrase is looked for in so many of the latest rows that hold its words: PostgreSQL has to read each of them.
CHECKED: Final = 10_000
_KINDS: Final = {source.number: kind for kind, source in SOURCES.items()}


@dataclass(frozen=True)
class Scope:
    """Which rows may answer: those shown to everyone, or with `internal` all, and by what only the department reads.

    Kinds narrow it, and so do queries of what passes the filters (kinds, SQL, parameters).
    """

    internal: bool = False
    kinds: frozenset[str] = frozenset()
    within: tuple[tuple[tuple[str, ...], str, Sequence[object]], ...] = ()


def count(scope: Scope, terms: Sequence[SearchTerm]) -> dict[str, int]:
    """Return how many rows of each kind answer all `terms`."""
    where, params = _condition(scope, terms, ALL)
    rows = _ask(f"SELECT {_key()} / {KIND} %% 100 AS number, COUNT(*) {where} GROUP BY 1", params)
    return {_KINDS[number]: total for number, total in rows if number in _KINDS}


def newest(
    scope: Scope,
    terms: Sequence[SearchTerm],
    part: str,
    *,
    limit: int,
    offset: int = 0,
    oldest: bool = False,
    total: int = 0,
) -> list[int]:
    """Return the keys of the rows whose `part` answers all `terms`, by date; the undated come last.

    `total` is how many answer in any part, where that is known.
    """
    key = _key()
    order = f"{key} < {DAY}, {key}" if oldest else f"{key} DESC"
    if connection.vendor == "postgresql" and not oldest:
        if total > MANY and offset + limit <= READ:
            latest = _keys(scope, terms, part, f"{order} LIMIT {limit} OFFSET {offset}", read=READ)
            if len(latest) == limit:
                return latest
        order = f"{key} + 0 DESC"  # else it may read every row by date, hoping that most of them answer
    return _keys(scope, terms, part, f"{order} LIMIT {limit} OFFSET {offset}")


def _keys(scope: Scope, terms: Sequence[SearchTerm], part: str, order: str, *, read: int = 0) -> list[int]:
    where, params = _condition(scope, terms, part, read=read)
    return [row[0] for row in _ask(f"SELECT {_key()} {where} ORDER BY {order}", params)]


def is_cut(scope: Scope, terms: Sequence[SearchTerm]) -> bool:
    """Say whether a phrase of `terms` was looked for in the latest rows only, as its words stand in too many."""
    if connection.vendor == "sqlite" or not _has_phrase(terms):
        return False
    where, params = _condition(scope, _loosened(terms), ALL)
    ((held,),) = _ask(f"SELECT COUNT(*) FROM (SELECT 1 {where} LIMIT {CHECKED + 1}) AS held", params)  # noqa: S608
    return held > CHECKED


def _has_phrase(terms: Iterable[SearchTerm]) -> bool:
    return any(len(term.words) > 1 for term in terms)


def _loosened(terms: Iterable[SearchTerm]) -> list[SearchTerm]:
    """Return `terms` with the words of each phrase on their own, which an index tells without reading a text."""
    return [
        loose
        for term in terms
        for loose in ([replace(term, words=(word,)) for word in term.words] if len(term.words) > 1 else [term])
    ]


def texts(scope: Scope, keys: Sequence[int], parts: Sequence[str]) -> dict[int, dict[str, str]]:
    """Return the tokens of the `parts` of rows, the internal one only where it may answer."""
    asked = [part for part in parts if scope.internal or part != INTERNAL]
    rows = SearchRow.objects.filter(pk__in=keys).only("tokens")
    return {row.pk: {part: tokens for part, tokens in row.parts.items() if part in asked} for row in rows}


def object_of(key: int) -> tuple[str, int]:
    """Return kind and primary key of the object whose row has `key`."""
    return _KINDS[key // KIND % 100], key % KIND


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "id"


def _ask(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    # PostgreSQL thinks reading every long text cheaper than asking the index; SQLite would lock writers out.
    by_index = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
    with by_index, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(sql, params)
        return cursor.fetchall()


def _condition(scope: Scope, terms: Sequence[SearchTerm], part: str, *, read: int = 0) -> tuple[str, list[object]]:
    """Return FROM and WHERE with their parameters; every value is a parameter, every name our own.

    With `read` only so many of the latest rows are looked at.
    """
    if connection.vendor == "postgresql" and _has_phrase(terms):
        held, params = _condition(scope, _loosened(terms), part)
        rows = f"(SELECT {TABLE}.* {held} ORDER BY id + 0 DESC LIMIT {CHECKED}) AS {TABLE}"
        phrases = [f"% {' '.join(term.words)} %" for term in terms if len(term.words) > 1]
        text = "tokens" if scope.internal and part == ALL else TEXTS[part]
        return f"FROM {rows} WHERE {' AND '.join([f'{text} LIKE %s'] * len(phrases))}", [*params, *phrases]
    key = _key()
    sql, params = _fts5_condition(scope, terms, part) if key == "rowid" else _gin_condition(scope, terms, part, read)
    if not scope.internal:  # the gate: what is not public at all, not yet or no longer
        hidden = "publish_at IS NULL OR publish_at > %s OR until < %s"
        sql += f" AND {key} NOT IN (SELECT id FROM {TABLE} WHERE {hidden})"  # noqa: S608
        params += [connection.ops.adapt_datetimefield_value(timezone.now()), timezone.localdate()]
    if scope.kinds:
        sql += f" AND {_is_of(key, scope.kinds)}"
    if scope.within:
        ways = [f"{_is_of(key, kinds)} AND {key} %% {KIND} IN ({query})" for kinds, query, _params in scope.within]
        sql += f" AND (({') OR ('.join(ways)}))"
        params += [value for _kinds, _query, values in scope.within for value in values]
    return sql, params


def _fts5_condition(scope: Scope, terms: Sequence[SearchTerm], part: str) -> tuple[str, list[object]]:
    asked = " AND ".join(_ways(term, _fts5, " OR ") for term in terms)
    if not (scope.internal and part == ALL):
        asked = f"{{{_COLUMNS[part]}}} : ({asked})"
    return f"FROM {TABLE}_fts WHERE {TABLE}_fts MATCH %s", [asked]


def _gin_condition(scope: Scope, terms: Sequence[SearchTerm], part: str, read: int) -> tuple[str, list[Any]]:
    rows = f"(SELECT * FROM {TABLE} ORDER BY id DESC LIMIT {read}) AS {TABLE}" if read else TABLE  # noqa: S608
    asked = [part, INTERNAL] if scope.internal and part == ALL else [part]
    answers = f"({' OR '.join(f'{VECTORS[name]} @@ %s::tsquery' for name in asked)})"
    params = [_ways(term, _tsquery, " | ") for term in terms for _name in asked]
    return f"FROM {rows} WHERE {' AND '.join([answers] * len(terms))}", params


def _is_of(key: str, kinds: Iterable[str]) -> str:
    return f"{key} / {KIND} %% 100 IN ({', '.join(str(SOURCES[kind].number) for kind in sorted(kinds))})"


def _ways(term: SearchTerm, spell: Callable[[tuple[str, ...], bool], str], any_of: str) -> str:
    ways = [] if term.is_implied else [spell(term.words, term.prefix)]
    ways += [spell((form,), False) for form in dict.fromkeys(term.forms)]
    return f"({any_of.join(ways)})"


# Words are letters and digits only (words.WORD), so nothing in them could end the quotes.


def _fts5(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def _tsquery(words: tuple[str, ...], prefix: bool) -> str:
    return f"({' <-> '.join(f"'{word}'" for word in words)})" if not prefix else f"'{words[0]}':*"
