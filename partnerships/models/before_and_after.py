"""What stands right before and right after a record in the chronology of a city."""

from django.db.models import Q

from partnerships.models.city import City
from partnerships.models.record import Record, RecordQuerySet
from partnerships.period import PERIOD_COLUMNS
from partnerships.text.translated import text_columns


def names_in_time(rows: RecordQuerySet[Record]) -> RecordQuerySet[Record]:
    """Return the dated ones of `rows` with only what a link of their date and title shows."""
    columns = ("kind", "slug", *PERIOD_COLUMNS, *text_columns("remark", "title"))
    return rows.filter(period_order__isnull=False).only(*columns).with_standing()


def before_and_after(rows: RecordQuerySet[Record], record: Record, city: City) -> tuple[list[Record], list[Record]]:
    """Return the one of `rows` (of `names_in_time`) right before `record` with `city`, and the one right after.

    Each is one step in the index of dates; a record without a date has no place among them.
    """
    at = record.period_order
    if at is None:
        return [], []
    dated = rows.with_city(city)
    same = Q(period_order=at)
    before = dated.filter(Q(period_order__lt=at) | same & Q(pk__lt=record.pk)).order_by("-period_order", "-pk")
    after = dated.filter(Q(period_order__gt=at) | same & Q(pk__gt=record.pk)).order_by("period_order", "pk")
    return list(before[:1]), list(after[:1])
