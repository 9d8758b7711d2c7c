"""Pages by cursor: each begins after a row, so it costs the same however deep it is, and new rows move nothing."""

import base64
import binascii
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from partnerships.api.problems import Wrong
from partnerships.opendata.columns import Asked
from partnerships.opendata.tables import Table

#: The last key that both databases hold.
LAST_KEY = 2**63 - 1


def cursor_of(row: Any, *, dated: bool) -> str:
    """Return the cursor of the page that begins after `row`."""
    parts = [row.pk, row.period.order()] if dated and row.period else [row.pk]
    return base64.urlsafe_b64encode(" ".join(map(str, parts)).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[int, int | None]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        key, *place = text.split(" ")
        numbers = [int(part) for part in (key, *place) if part.isdigit() and len(part) < 20]
        if len(numbers) != 1 + len(place) or len(place) > 1 or max(numbers) > LAST_KEY:
            raise ValueError(cursor)
        return numbers[0], numbers[1] if place else None
    except (ValueError, binascii.Error) as error:
        raise Wrong(404, _("There is no page at this cursor: begin again without one.")) from error


def after(rows: QuerySet[models.Model], cursor: str, order: str) -> QuerySet[models.Model]:
    """Return those of `rows` after the cursor; `order` is "newest", "oldest", or "" for the order of keys."""
    key, place = _read(cursor)
    if not order:
        return rows.filter(pk__gt=key)
    way = "lt" if order == "newest" else "gt"
    later = Q(**{f"pk__{way}": key})
    if place is None:
        return rows.filter(later, period_order=None)
    return rows.filter(
        Q(**{f"period_order__{way}": place}) | (Q(period_order=place) & later) | Q(period_order=None),
    )


def page(
    request: HttpRequest,
    table: Table,
    rows: QuerySet[models.Model],
    asked: Asked,
    *,
    limit: int,
    cursor: str,
    order: str = "",
) -> dict[str, Any]:
    """Return one page of `rows`, in their order already, and the address of the next one."""
    if cursor:
        rows = after(rows, cursor, order)
    found = list(rows[: limit + 1])
    query = request.GET.copy()
    if len(found) > limit:
        query["cursor"] = cursor_of(found[limit - 1], dated=bool(order))
    return {
        "items": [table.nested(row, asked) for row in found[:limit]],
        "next": f"{asked.origin}{request.path}?{query.urlencode()}" if len(found) > limit else None,
    }
