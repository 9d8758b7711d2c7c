"""What a clipboard holds, as a grid of cells: a table, lines with tabs, or plain lines."""

import re
from html.parser import HTMLParser
from typing import Final

from partnerships.period.words import EVERY, any_of
from partnerships.text import characters
from partnerships.text.quoted_cells import cut_lines
from partnerships.text.richtext import settled_and_struck

MOST_CHARACTERS: Final = 2_000_000
MOST_ROWS: Final = 300
MOST_CELLS: Final = 20

#: Fonts whose letters are pictures: “ü” is a tick, “Ø” an arrow, “v” a lozenge. Only the first family of a list counts:
#: texts of many pages end theirs with “Segoe UI Symbol”.
_PICTURES: Final = re.compile(
    r"\s*[\"']?(?:wingdings(?: [23]|-regular)?|webdings|(?:open|star)?symbol(?:mt)?)[\"']?\s*(?:,|$)", re.IGNORECASE
)
_FONT: Final = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:([^;]*)", re.IGNORECASE)

type Row = list[str]

_SILENT: Final = {"style", "script", "title", "xml", "o:p", "noscript"}
_FONTED: Final = {"span", "font"}
_BLOCKS: Final = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
#: “4. Juli” and “2. Tag” are days and no items of a list.
_OF_DAY: Final = (
    rf"(?:{EVERY.operator('')}\s+)?(?:{any_of(EVERY.months)}(?!\w)|{EVERY.spelled('day_word')}\s*(?:$|[:,.(–—-]))"
)
_BULLET: Final = re.compile(
    rf"^\s*(?:[·•▪●○◦§\uf0b7\uf0a7*–—-]\s+|\(?\d{{1,3}}[.)]\s+(?=\D|\d\d?[.:-]\d\d)(?!{_OF_DAY}))", re.IGNORECASE
)


def tidy(text: str) -> str:
    """Return `text` with ordinary single spaces, its line breaks kept."""
    lines = (" ".join(line.split()) for line in characters.clean_characters(text).split("\n"))
    return "\n".join(line for line in lines if line)


def unmarked(text: str) -> str:
    """Return a line without the bullet or the number that a list gave it."""
    return _BULLET.sub("", text, count=1).strip()


class _Reader(HTMLParser):
    """Collects rows in the order of the page; a paragraph outside a table is a row of one cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.cells: list[tuple[str, int, int]] = []  # text, columns, rows
        self.text: list[str] = []
        self.span = (1, 1)
        self.depth = self.silent = 0
        self.fonts: list[str] = []  # of the spans that are open
        self.lasting: dict[int, tuple[str, int]] = {}  # column → text of a cell that goes on below

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FONTED:
            self.fonts.append(_font(dict(attrs)) or (self.fonts[-1] if self.fonts else ""))
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._line()
        elif tag in {"td", "th"} and self.depth == 1:
            self.text, self.span = [], (_span(attrs, "colspan"), _span(attrs, "rowspan"))
        elif tag == "tr" and self.depth == 1:
            self.cells, self.text = [], []
        elif tag == "sup":
            self.text.append("\x00")  # 9⁰⁰ is a time of day
        elif tag == "br":
            self.text.append("\n")
        elif tag in _BLOCKS:
            self._block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _FONTED and self.fonts:
            self.fonts.pop()
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.text, self.lasting = [], {}
        elif tag in {"td", "th"} and self.depth == 1:
            self.cells.append((self._taken(), *self.span))
        elif tag == "tr" and self.depth == 1:
            self._row()
        elif tag in _BLOCKS:
            self._block()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            if self.fonts and _PICTURES.match(self.fonts[-1]):
                data = re.sub(r"\w", "• ", data)
            # Line breaks of the source are no line breaks of the text.
            self.text.append(re.sub(r"[\r\n]+", " ", data))

    def close(self) -> None:
        super().close()
        if not self.depth:
            self._line()

    def _taken(self) -> str:
        text, self.text = tidy(re.sub("(?<=\\d)\x00(?=\\d\\d)", ":", "".join(self.text)).replace("\x00", "")), []
        return text

    def _block(self) -> None:
        if self.depth:
            self.text.append("\n")
        else:
            self._line()

    def _line(self) -> None:
        for line in self._taken().split("\n"):
            if line:
                self.rows.append([unmarked(line)])

    def _row(self) -> None:
        """Lay the cells of a row out, together with those of earlier rows that reach down to it."""
        row: Row = []
        waiting = list(self.cells)
        while (waiting or len(row) in self.lasting) and len(row) < MOST_CELLS:
            at = len(row)
            if at in self.lasting:
                text, left = self.lasting[at]
                row.append(text)
                self.lasting.pop(at) if left <= 1 else self.lasting.update({at: (text, left - 1)})
                continue
            text, columns, rows = waiting.pop(0)
            for number in range(columns):
                row.append(text if not number else "")
                if rows > 1:
                    self.lasting[at + number] = (row[-1], rows - 1)
        if any(row):
            self.rows.append(row)


def _font(attrs: dict[str, str | None]) -> str:
    """Return the font that an element gives its words, "" where it gives none."""
    found = _FONT.findall(attrs.get("style") or "")
    return found[-1] if found else attrs.get("face") or ""


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    value = dict(attrs).get(name) or "1"
    return min(int(value), MOST_ROWS) if value.isdigit() and int(value) else 1


def _from_text(text: str) -> list[Row]:
    if "\t" in text:
        rows = [[tidy(cell) for cell in line] for line in cut_lines(text.replace("\x00", ""), "\t")]
    else:
        rows = [[unmarked(line)] for line in tidy(text).split("\n")]
    return [row[:MOST_CELLS] for row in rows if any(row)]


def grid(html: str, text: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of a clipboard that offers `html`, plain `text`, or both, and what is left out of it.

    That is what is struck through and the rows beyond the most we take.

    All rows that are taken are equally long.
    """
    rows: list[Row] = []
    struck: list[str] = []
    if "<" in html:
        reader = _Reader()
        whole, struck = settled_and_struck(html[:MOST_CHARACTERS])
        reader.feed(whole)
        reader.close()
        rows = reader.rows
    # A list laid out with tabs is clearer as text: in HTML the tabs are only spaces.
    if not rows or (max(map(len, rows)) == 1 and ("\t" in text or len(rows) == 1)):
        rows = rows if struck else _from_text(text[:MOST_CHARACTERS]) or rows
    rows, beyond = rows[:MOST_ROWS], rows[MOST_ROWS:]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], [*([words] for words in struck), *beyond]
