"""Values that can be right and rarely are: marked in the preview, so that somebody looks twice."""

from statistics import median
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.period import Period, Precision

GREW: Final = 1000
FAR: Final = 40
#: So many dated rows tell what years a table is about.
ENOUGH: Final = 5
EARLIEST: Final = 1850
AHEAD: Final = 20


def of_change(now: object, value: object) -> str:
    """Return what is odd about a change, mostly nothing."""
    if isinstance(value, Period) and isinstance(now, Period) and value and now:
        was_rough = now.precision not in {Precision.DAY, Precision.MINUTE}
        if was_rough and value.precision == Precision.DAY and value.start == now.start and value.first == value.last:
            return _("The first day instead of the whole time: was a day really meant?")
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(now, int | float):
        return ""
    small, large = sorted((abs(now), abs(value)))
    return _("A thousand times as much or as little as before.") if small and large / small >= GREW else ""


def years(found: list[tuple[str, Period]]) -> list[tuple[str, str]]:
    """Return the cells whose dates lie far from the others of the table, or from any that are likely."""
    known = [(cell, period.standing()[0].year) for cell, period in found if period]
    middle = median(year for _cell, year in known) if len(known) >= ENOUGH else None
    latest = timezone.localdate().year + AHEAD
    odd = []
    for cell, year in known:
        if not EARLIEST <= year <= latest:
            odd.append((cell, _("The year %(year)d is unlikely.") % {"year": year}))
        elif middle is not None and abs(year - middle) > FAR and _is_alone(year, known):
            odd.append((cell, _("The year %(year)d is far from the others of this table.") % {"year": year}))
    return odd


def _is_alone(year: int, known: list[tuple[str, int]]) -> bool:
    return sum(abs(year - other) <= FAR // 2 for _cell, other in known) == 1
