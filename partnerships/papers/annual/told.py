"""What earlier frozen reports have told: the rest is marked as new, and what came too late for them is named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.utils.timezone import localdate

from partnerships.browsing import counting
from partnerships.browsing.counting import Span
from partnerships.models import AnnualReport, FrozenReport, Record
from partnerships.papers.annual.rows import keys_of_rows
from partnerships.period.queries import begins_within


@dataclass(frozen=True)
class ToldBefore:
    """What was added to the time of earlier frozen reports: keys by section, and records of which no section tells."""

    #: The days on which the reports that lack something were frozen.
    days: tuple[date, ...] = ()
    untold: Mapping[str, set[int]] = field(default_factory=dict)
    late: list[Record] = field(default_factory=list)

    def marked(self, number: int, section: str, key: int) -> str:
        """Return the number of a line, with * where reports of its time were frozen without it."""
        return f"{number}*" if key in self.untold.get(section, ()) else str(number)


@dataclass(frozen=True)
class _Earlier:
    """A frozen report: its time, the day of its freezing, the keys it told by section."""

    span: Span
    day: date
    told: dict[str, list[int]]

    def overlaps(self, span: Span) -> bool:
        return self.span[0] <= span[1] and span[0] <= self.span[1]


def keys_told(report: AnnualReport) -> dict[str, list[int]]:
    """Return the keys of the rows that a report tells, by section, and of what it names as late."""
    told = {name: sorted(keys) for name, keys in keys_of_rows((report.begins, report.ends)).items()}
    return {**told, "late": [record.pk for record in told_before(report).late]}


def told_before(report: AnnualReport) -> ToldBefore:
    """Return what all frozen reports but this one have not told of their time; nothing where there are none."""
    span, earlier = (report.begins, report.ends), _earlier_than(report)
    known = _joined(one.told for one in earlier)
    untold: dict[str, set[int]] = defaultdict(set)
    days = set()
    for one in earlier:
        if one.overlaps(span) and (found := _lacking(one, known)):
            days.add(one.day)
            for name, keys in found.items():
                untold[name] |= keys
    late = _late(span, earlier, known)
    days |= {one.day for one in earlier for row in late if row.start and one.span[0] <= row.start <= one.span[1]}
    return ToldBefore(tuple(sorted(days)), untold, late)


def _earlier_than(report: AnnualReport) -> list[_Earlier]:
    """Return the frozen reports but this one, without their texts."""
    frozen = FrozenReport.objects.exclude(report=report.pk).order_by("frozen_at", "pk")
    rows = frozen.values_list("report__begins", "report__ends", "frozen_at", "content__told")
    return [_Earlier((begins, ends), localdate(moment), _by_section(told)) for begins, ends, moment, told in rows]


def _by_section(told: Any) -> dict[str, list[int]]:
    """Return the keys that were frozen by section: of old a report kept a list of the counted records alone."""
    return told if isinstance(told, dict) else {"counted": told or []}


def _joined(parts: Iterable[dict[str, list[int]]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for told in parts:
        for name, keys in told.items():
            found[name].update(keys)
    return found


def _lacking(one: _Earlier, known: dict[str, set[int]]) -> dict[str, set[int]]:
    """Return the rows that `one` would tell today and no frozen report has told; of a section it never kept, none."""
    now = keys_of_rows(one.span)
    return {name: left for name in now if name in one.told and (left := now[name] - known[name])}


def _late(span: Span, earlier: list[_Earlier], known: dict[str, set[int]]) -> list[Record]:
    """Return the counted records of the time of frozen reports that none has told or named as late.

    Those of `span` are marked where they stand.
    """
    if not earlier:
        return []
    theirs = reduce(or_, (begins_within(*one.span) for one in earlier))
    late = counting.counted().filter(theirs).exclude(begins_within(*span))
    return list(late.exclude(pk__in=known["counted"] | known["late"]).oldest_first())
