"""The order of periods, one number in the database; docs/dates.md tells its rule, `Period.order` computes the same."""

from typing import Any, Final

from django.db import models
from django.db.models import Func

from partnerships.period.value import DAY, SPAN

_POSTGRESQL: Final = {
    "day": "({0} - DATE '0001-01-01')::bigint",
    "minute": "(EXTRACT(HOUR FROM {0})::bigint * 60 + EXTRACT(MINUTE FROM {0})::bigint)",
}
_SQLITE: Final = {
    "day": "CAST(julianday({0}) - julianday('0001-01-01') AS INTEGER)",
    "minute": "(CAST(substr({0}, 1, 2) AS INTEGER) * 60 + CAST(substr({0}, 4, 2) AS INTEGER))",
}


class PeriodOrder(Func):
    """The number by which a period goes: its first day and hour, then its last; NULL for the undated."""

    output_field = models.BigIntegerField()
    arity = 4

    def _sql(self, compiler: Any, connection: object, words: dict[str, str]) -> tuple[str, list[object]]:
        start, starts_at, end, ends_at = (compiler.compile(item)[0] for item in self.source_expressions)
        first = f"({words['day'].format(start)} * {DAY} + COALESCE({words['minute'].format(starts_at)}, 0))"
        last = f"({words['day'].format(end)} * {DAY} + COALESCE({words['minute'].format(ends_at)}, {DAY - 1}))"
        return f"({first} * {SPAN} + {last})", []

    def as_sql(self, compiler: object, connection: Any, **context: Any) -> object:  # type: ignore[override]  # any expression of Django takes these
        return self._sql(compiler, connection, _POSTGRESQL)

    def as_sqlite(self, compiler: object, connection: object, **context: object) -> Any:
        return self._sql(compiler, connection, _SQLITE)
