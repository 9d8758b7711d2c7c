"""What an earlier frozen report has told: the rest is marked as new, and what came too late for it is named."""

from dataclasses import dataclass, field

from django.utils.timezone import localdate

from partnerships.browsing import counting
from partnerships.models import AnnualReport, FrozenReport, Record
from partnerships.papers.words import day_in_words


@dataclass(frozen=True)
class ToldBefore:
    """The day of the last frozen report, the keys of the records it told, and what has come to its time since."""

    day: str = ""
    keys: frozenset[int] = frozenset()
    late: list[Record] = field(default_factory=list)
    overlaps: bool = False

    def marked(self, number: int, key: int) -> str:
        """Return the number of a line, with * where a report of the same time was frozen without it."""
        return f"{number}*" if self.overlaps and key not in self.keys else str(number)


def keys_told(report: AnnualReport) -> list[int]:
    """Return the keys of the records that a report of this time tells."""
    found = counting.counted(within=(report.begins, report.ends))
    return sorted(found.values_list("pk", flat=True))


def told_before(report: AnnualReport) -> ToldBefore:
    """Return what the last frozen report but this one told; nothing where there is none."""
    frozen = FrozenReport.objects.exclude(report=report.pk).order_by("-frozen_at", "-pk").select_related("report")
    last = frozen.first()
    if last is None:
        return ToldBefore()
    then = last.report
    keys = frozenset(last.content.get("told", []))
    overlaps = then.begins <= report.ends and report.begins <= then.ends
    late = counting.counted(within=(then.begins, then.ends)).exclude(pk__in=keys).oldest_first()
    untold = late.exclude(start__range=(report.begins, report.ends))  # those are marked where they stand
    return ToldBefore(day_in_words(localdate(last.frozen_at)), keys, list(untold), overlaps)
