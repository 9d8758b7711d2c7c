"""The records of a task: several lists read as one, the first few or page by page."""

from typing import Any, Final

from django.db import models
from django.db.models import QuerySet

#: Counting stops here: more than a thousand is "more than a thousand".
MOST: Final = 1000


class TaskRows:
    """Several lists one after another."""

    def __init__(self, *lists: QuerySet[Any]) -> None:
        self.lists = lists

    def count(self) -> int:
        """Return how many there are, at most MOST of each list."""
        return sum(rows.order_by()[:MOST].count() for rows in self.lists)

    def first(self, number: int) -> list[models.Model]:
        """Return the first few."""
        return [row for rows in self.lists for row in rows[:number]][:number]


class Whole:
    """The lists of a task as one, for their own page: counted to the end and read in parts."""

    def __init__(self, rows: TaskRows) -> None:
        self.lists = rows.lists
        self.sizes = [part.order_by().count() for part in self.lists]

    def count(self) -> int:
        """Return how many there are."""
        return sum(self.sizes)

    def __getitem__(self, part: slice) -> list[object]:
        found: list[object] = []
        start, stop = part.start, part.stop
        for rows, size in zip(self.lists, self.sizes, strict=True):
            if start < size and stop > 0:
                found += rows[max(0, start) : stop]
            start, stop = start - size, stop - size
        return found
