"""What an import did, or would do: its rows, its faults, what was left out and what may be chosen."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from import_export.results import RowResult


@dataclass
class Fault:
    """What is wrong in a row, and in which cell if it is in one."""

    cell: str
    heading: str
    text: str


@dataclass
class RowOutcome:
    """What becomes of one row."""

    number: int
    kind: str
    name: str
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Outcome:
    """What an import did, or would do."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    lines: list[RowOutcome] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    #: What the clerk has to know of the file, and of single cells, before anything is saved.
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    #: What may be chosen: the encoding and a sample of it, the order of dates, headings with their columns.
    encoding: str = ""
    sample: str = ""
    asks_order: bool = False
    order: str = ""
    chosen: list[tuple[str, str]] = field(default_factory=list)
    free: list[tuple[str, str]] = field(default_factory=list)
    total: int = 0
    done: int = 0

    @property
    def may_choose(self) -> bool:
        """Whether the file leaves anything to the clerk's choice."""
        return bool(self.encoding or self.chosen or self.asks_order)

    @property
    def changes(self) -> int:
        """How many records are new or changed."""
        return self.counts[RowResult.IMPORT_TYPE_NEW] + self.counts[RowResult.IMPORT_TYPE_UPDATE]
