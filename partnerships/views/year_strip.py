"""The years of a list at a glance: how much was in each, with gaps folded."""

from dataclasses import dataclass

#: Fewer years than this need no strip, and of more only the latest are shown.
LEAST, MOST = 4, 40
#: The height of the fullest year, in units of its drawing.
HIGH = 24


@dataclass
class StripYear:
    """A year with how much was in it, or None for a gap of years without anything."""

    year: int | None
    count: int = 0
    height: int = 0

    @property
    def top(self) -> int:
        """Where the bar begins."""
        return HIGH - self.height


def strip_of(counts: dict[int, int]) -> list[StripYear]:
    """Return the years of `counts` in order, the emptiness between two of them as one gap."""
    years = sorted(counts)[-MOST:]
    if len(years) < LEAST:
        return []
    most = max(counts[year] for year in years)
    strip: list[StripYear] = []
    for year in years:
        if strip and year - (strip[-1].year or year) > 1:
            strip.append(StripYear(None))
        strip.append(StripYear(year, counts[year], max(2, round(counts[year] * HIGH / most))))
    return strip
