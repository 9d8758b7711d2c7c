"""The seam: which rows answer a question, asked of the database's own index.

Everything else about search is above this module and knows no database. Another engine (OpenSearch, a read
replica) stands here: it keeps what `SearchRow` holds and answers `count`, `newest` and `texts`.
docs/operations.md says what that takes.
"""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from partnerships.models.search import PublicSearchRow, SearchRow
from partnerships.search.question import Term
from partnerships.search.rows import DAY, KIND
from partnerships.search.sources import SOURCES

#: How much of the text of a row is asked: its name, its name and summary, all of it.
NAME, HEAD, ALL = "name", "head", "text"
_COLUMNS: Final = {NAME: "{name} : ", HEAD: "{name summary} : ", ALL: ""}
_KINDS: Final = {source.number: kind for kind, source in SOURCES.items()}


@dataclass(frozen=True)
class Scope:
    """Which rows may answer: an index, kinds, and queries of what passes the filters (kinds, SQL, parameters)."""

    index: type[SearchRow]
    kinds: frozenset[str] = frozenset()
    within: tuple[tuple[tuple[str, ...], str, Sequence[Any]], ...] = ()


def count(scope: Scope, terms: Iterable[Term]) -> dict[str, int]:
    """Return how many rows of each kind answer all `terms`."""
    where, params = _condition(scope, terms, ALL)
    rows = _ask(f"SELECT {_key()} / {KIND} %% 100 AS number, COUNT(*) {where} GROUP BY 1", params)
    return {_KINDS[number]: total for number, total in rows if number in _KINDS}


def newest(
    scope: Scope, terms: Iterable[Term], part: str, *, limit: int, offset: int = 0, oldest: bool = False
) -> list[int]:
    """Return the keys of the rows whose `part` answers all `terms`, by date; the undated come last."""
    where, params = _condition(scope, terms, part)
    key = _key()
    order = f"{key} < {DAY}, {key}" if oldest else f"{key} DESC"
    if connection.vendor == "postgresql" and not oldest:
        order = f"{key} + 0 DESC"  # else it may read every row by date, hoping that most of them answer
    rows = _ask(f"SELECT {key} {where} ORDER BY {order} LIMIT %s OFFSET %s", [*params, limit, offset])
    return [row[0] for row in rows]


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


def _condition(scope: Scope, terms: Iterable[Term], part: str) -> tuple[str, list[Any]]:
    """Return FROM and WHERE with their parameters; every value is a parameter, every name our own."""
    table, key = scope.index._meta.db_table, _key()
    if connection.vendor == "sqlite":
        sql = f"FROM {table}_fts WHERE {table}_fts MATCH %s"
        params: list[Any] = [_COLUMNS[part] + _expression(terms, _fts5, " AND ", " OR ")]
    else:
        sql = f"FROM {table} WHERE {part}_index @@ %s::tsquery"
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


def _expression(terms: Iterable[Term], spell: Any, every: str, any_of: str) -> str:
    parts = []
    for term in terms:
        ways = [spell(term.words, term.prefix), *(spell((form,), False) for form in dict.fromkeys(term.forms))]
        parts.append(f"({any_of.join(ways)})")
    return every.join(parts)


# Words are letters and digits only (words.WORD), so nothing in them could end the quotes.


def _fts5(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"{" *" if prefix else ""}'


def _tsquery(words: tuple[str, ...], prefix: bool) -> str:
    return f"({' <-> '.join(f"'{word}'" for word in words)})" if not prefix else f"'{words[0]}':*"
