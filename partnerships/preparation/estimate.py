"""The sums of an estimate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from partnerships.models import EstimateLine

NOTHING = Decimal("0.00")


@dataclass
class Estimate:
    """Lines with what they come to: planned, spent, and how many are reckoned at fact."""

    lines: list[EstimateLine] = field(default_factory=list)

    @property
    def planned(self) -> Decimal:
        """What is planned in all."""
        return sum((line.planned for line in self.lines if line.planned is not None), NOTHING)

    @property
    def actual(self) -> Decimal:
        """What was spent in all, as far as somebody has written it."""
        return sum((line.actual for line in self.lines if line.actual is not None), NOTHING)

    @property
    def at_fact(self) -> int:
        """How many lines have no planned sum."""
        return sum(line.planned is None for line in self.lines)

    @property
    def is_spent(self) -> bool:
        """Whether anything was written of what was spent."""
        return any(line.actual is not None for line in self.lines)


def estimate(lines: Iterable[EstimateLine]) -> Estimate:
    """Return `lines` with their sums."""
    return Estimate(list(lines))
