"""What an import did, or would do: its rows, its faults, what was left out and what may be chosen."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from import_export.results import RowResult

from partnerships.models import RegisterModel

#: So many rows, faults and doubts are shown.
SHOWN: Final = 200


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
    model: type[RegisterModel] | None = None
    url: str = ""  # where the record of this row is edited, if it is in the register

    @property
    def of_kind(self) -> str:
        """The kind of record that the row is, in words."""
        return str(self.model._meta.verbose_name) if self.model else ""


@dataclass(frozen=True)
class NewCountry:
    """A country that the file names and the register lacks: with the group in which it is added, "" for none yet."""

    code: str
    name: str
    written: str
    group: str


@dataclass(frozen=True)
class UnknownWord:
    """A word that its column does not know: what it may mean, and what was chosen, "" for nothing yet."""

    column: str
    heading: str
    word: str
    chosen: str
    options: list[tuple[str, str]]


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
    #: Doubts beyond those that are shown in full.
    more_doubts: list[tuple[str, str]] = field(default_factory=list)
    #: What may be chosen: the encoding and a sample of it, the order of dates, headings with their columns.
    encoding: str = ""
    sample: str = ""
    cyrillic: int = 0
    asks_order: bool = False
    order: str = ""
    chosen: list[tuple[str, str]] = field(default_factory=list)
    free: list[tuple[str, str]] = field(default_factory=list)
    #: Countries that may be added, the groups to choose from, and those that are added, each with its group.
    countries: list[NewCountry] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    added: list[tuple[str, str]] = field(default_factory=list)
    #: Words that a column of a few values does not know.
    words: list[UnknownWord] = field(default_factory=list)
    #: How many rows give a population without its year, and the year chosen for them.
    undated: int = 0
    population_year: str = ""
    #: Whether the file says the kind of each row, and how many rows of each are new or changed.
    kinds: bool = False
    models: Counter[type[RegisterModel]] = field(default_factory=Counter)
    total: int = 0
    done: int = 0

    @property
    def may_choose(self) -> bool:
        """Whether the file leaves anything to the clerk's choice."""
        return bool(self.encoding or self.chosen or self.asks_order or self.offers_values)

    @property
    def offers_values(self) -> bool:
        """Whether values of the cells may be chosen, or were."""
        return bool(self.countries or self.undated or self.words)

    @property
    def asks_values(self) -> bool:
        """Whether an answer that the clerk has not given yet may make right what is wrong in the cells."""
        has_open_words = any(not word.chosen for word in self.words)
        has_no_year = self.undated > 0 and not self.population_year
        return has_open_words or has_no_year or len(self.added) < len(self.countries)

    @property
    def changes(self) -> int:
        """How many records are new or changed."""
        return self.counts[RowResult.IMPORT_TYPE_NEW] + self.counts[RowResult.IMPORT_TYPE_UPDATE]

    def note(self, line: RowOutcome) -> None:
        """Count a row, and keep it where it is to be shown."""
        self.counts[line.kind] += 1
        self.faults += len(line.faults)
        if line.model and line.kind in {RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE}:
            self.models[line.model] += 1
        if line.kind == RowResult.IMPORT_TYPE_SKIP:
            return
        if line.faults and self.faults - len(line.faults) == 0:
            self.lines = []  # from the first error on, errors are what the clerk has to see
        if len(self.lines) < SHOWN and (line.faults or not self.faults):
            self.lines.append(line)
