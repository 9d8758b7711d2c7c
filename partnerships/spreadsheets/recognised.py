"""What was recognised in a sheet: its rows, the column of each heading, and what takes the rows of each kind."""

from dataclasses import dataclass, field

from partnerships.models import RegisterModel
from partnerships.spreadsheets.choices import order_told, with_dots
from partnerships.spreadsheets.headings import joined_dates
from partnerships.spreadsheets.kinds import KindCell
from partnerships.spreadsheets.row import RegisterResource


@dataclass
class KindColumn:
    """The column that says the kind of each row."""

    place: int
    title: str
    cell: KindCell


@dataclass
class RecognisedTable:
    """A sheet whose columns have been recognised."""

    model: type[RegisterModel]
    places: dict[str, int]
    rows: list[tuple[int, list[str]]]
    ignored: list[str]
    protected: list[str]
    #: Headings for which a clerk chose the column.
    chosen: dict[str, str] = field(default_factory=dict)
    #: Columns that hold dates, and the order of those with slashes: None where there are none, "" where not told.
    dates: frozenset[str] = frozenset()
    order: str | None = None
    #: Which row holds the headings, and which column says the kind of each row below.
    head: int = 0
    kind: KindColumn | None = None
    #: The column that holds the last day where “period” stands over the first.
    end: int | None = None
    #: Filled columns without a heading, by what they are called instead → how many cells of each are filled.
    untitled: dict[str, int] = field(default_factory=dict)
    #: Headings that the cells below them, gave another meaning: with the one taken.
    meant: list[tuple[str, str]] = field(default_factory=list)
    #: Headings that are only likely to mean their column.
    likely: dict[str, str] = field(default_factory=dict)

    def cells(self, row: list[str]) -> dict[str, str]:
        """Return the texts of a row by the name of their column."""
        texts = {name: row[at].strip() if at < len(row) else "" for name, at in self.places.items()}
        for name in self.dates & texts.keys() if self.order is not None else ():
            texts[name] = with_dots(texts[name], self.order or "")
        if self.end is not None and self.end < len(row):
            last = row[self.end].strip()
            last = last if self.order is None else with_dots(last, self.order)
            texts["period"] = joined_dates(texts["period"], last)
        return texts

    def kind_of(self, row: list[str]) -> str:
        """Return what a row says of its kind."""
        return row[self.kind.place].strip() if self.kind and self.kind.place < len(row) else ""

    def told_order(self) -> str | None:
        """Return the order that the dates of the table tell."""
        dated = [self.places[name] for name in self.dates & self.places.keys()]
        dated += [] if self.end is None else [self.end]
        return order_told(row[at] for at in dated for _number, row in self.rows if at < len(row))


@dataclass
class RowsOfKind:
    """The rows of one kind: what takes them, and their columns."""

    resource: RegisterResource
    table: RecognisedTable

    def cells(self, row: list[str], form: str) -> dict[str, str]:
        """Return the texts of a row by the name of their column; `form` is what its kind says of it besides."""
        texts = self.table.cells(row)
        if form and "form" in self.resource.columns and not texts.get("form"):
            texts["form"] = form
        return texts
