"""The seam: which rows answer a question, asked of the database's own index.

Everything else about search is above this module and knows no database. Another engine (OpenSearch, a read
replica) stands here: it keeps what `SearchRow` holds and answers `count`, `newest` and `texts`.
docs/operations.md says what that takes.
"""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from partnerships.models.search import PublicSearchRow, SearchRow
from partnerships.search.question import SearchTerm
from partnerships.search.rows import DAY, KIND
from partnerships.search.sources import SOURCES

#: How much of the text of a row is asked: its name, its name and summary, all of it.
NAME, HEAD, ALL = "name", "head", "text"
_COLUMNS: Final = {NAME: "{name} : ", HEAD: "{name summary} : ", ALL: ""}
#: Where more than this answer, enough of them are met by reading so many of the latest rows, without the index:
#: PostgreSQL would fetch all that answer, to find the latest few.
MANY, READ = 10_000, 2000
#: A phrase is looked for in so many of the latest rows that hold its words: PostgreSQL has to read each of them.
CHECKED: Final = 10_000
_KINDS: Final = {source.number: kind for kind, source in SOURCES.items()}


@dataclass(frozen=True)
class Scope:
    """Which rows may answer: an index, kinds, and queries of what passes the filters (kinds, SQL, parameters)."""

    index: type[SearchRow]
    kinds: frozenset[str] = frozenset()
    within: tuple[tuple[tuple[str, ...], str, Sequence[Any]], ...] = ()


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
    """Return the tokens of the `parts` of rows: name, summary, body, around."""
    return {row.pop("pk"): row for row in scope.index._default_manager.filter(pk__in=keys).values("pk", *parts)}


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


def _condition(scope: Scope, terms: Sequence[SearchTerm], part: str, *, read: int = 0) -> tuple[str, list[Any]]:
    """Return FROM and WHERE with their parameters; every value is a parameter, every name our own.

    With `read` only so many of the latest rows are looked at.
    """
    table, key = scope.index._meta.db_table, _key()
    params: list[Any]
    if connection.vendor == "postgresql" and _has_phrase(terms):
        held, params = _condition(scope, _loosened(terms), part)
        rows = f"(SELECT {table}.* {held} ORDER BY id + 0 DESC LIMIT {CHECKED}) AS {table}"
        return f"FROM {rows} WHERE {part}_index @@ %s::tsquery", [*params, _expression(terms, _tsquery, " & ", " | ")]
    if connection.vendor == "sqlite":
        sql = f"FROM {table}_fts WHERE {table}_fts MATCH %s"
        params = [_COLUMNS[part] + _expression(terms, _fts5, " AND ", " OR ")]
    else:
        rows = f"(SELECT * FROM {table} ORDER BY id DESC LIMIT {read}) AS {table}" if read else table  # noqa: S608
        sql = f"FROM {rows} WHERE {part}_index @@ %s::tsquery"
        params = [_expression(terms, _tsquery, " & ", " | ")]
    if scope.index is PublicSearchRow:  # the gate: all rows are published, and these not yet or no longer shown
        sql += f" AND {key} NOT IN (SELECT id FROM {table} WHERE publish_at > %s OR until < %s)"  # noqa: S608
        params += [connection.ops.adapt_datetimefield_value(timezone.now()), timezone.localdate()]
    if scope.kinds:
        sql += f" AND {_is_of(key, scope.kinds)}"
    if scope.within:
        ways = [f"{_is_of(key, kinds)} AND {key} %% {KIND} IN ({query})" for kinds, query, _params in scope.within]
        sql += f" AND (({') OR ('.join(ways)}))"
        params += [value for _kinds, _query, values in scope.within for value in values]
    return sql, params


def _is_of(key: str, kinds: Iterable[str]) -> str:
    return f"{key} / {KIND} %% 100 IN ({', '.join(str(SOURCES[kind].number) for kind in sorted(kinds))})"


def _expression(terms: Iterable[SearchTerm], spell: Any, every: str, any_of: str) -> str:
    parts = []
    for term in terms:
        ways = [] if term.is_implied else [spell(term.words, term.prefix)]
        ways += [spell((form,), False) for form in dict.fromkeys(term.forms)]
        parts.append(f"({any_of.join(ways)})")
    return every.join(parts)


# Words are letters and digits only (words.WORD), so nothing in them could end the quotes.


def _fts5(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def _tsquery(words: tuple[str, ...], prefix: bool) -> str:
    return f"({' <-> '.join(f"'{word}'" for word in words)})" if not prefix else f"'{words[0]}':*"
