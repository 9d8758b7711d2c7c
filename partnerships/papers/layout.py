"""Draws the shipped templates as an office lays out its papers: A4, a serif, a head, tables with repeated headings.

The words come from the catalogue of the interface, so there is a template in each language that it speaks; what
stands in double braces is filled in when a paper is made. A department takes such a template along, changes it in
Word and gives it back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from partnerships.models.vocabulary_term import TermLabels, VocabularyName
from partnerships.text.label import Label

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

#: The words of an office that approves and signs its papers by hand, and their codes; a town may have none of them.
PAPER_WORDS: Final = TermLabels(VocabularyName.PAPER)
APPROVED, APPROVED_ON, SIGNED_BY = "approved", "approved_on", "signed_by"
FONT: Final = "Times New Roman"
LEFT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER


def office_word(code: str) -> str:
    """Return the town's word for `code`; "" where it has none, or uses it no longer."""
    return str(dict(PAPER_WORDS.offered()).get(code, ""))


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table: its heading, the tag of a line that stands in it, and its width in centimetres."""

    heading: Label
    name: str
    width: float
    #: It holds whole numbers, or sums of money: numbers in a workbook as well.
    is_number: bool = False
    is_sum: bool = False


class PaperSheet:
    """A document that grows from top to bottom."""

    def __init__(self, *, landscape: bool = False, size: float = 12) -> None:
        self.document = Document()
        self.size, self.width = size, 29.7 if landscape else 21
        self._set_page(landscape)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.rFonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.widow_control = True
        self._set_language()

    def _set_page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin, section.right_margin = (Cm(2), Cm(1.5)) if landscape else (Cm(3), Cm(1.5))
        section.top_margin = section.bottom_margin = Cm(2)
        section.header_distance = section.footer_distance = Cm(1)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].alignment = CENTRE
        _add_page_number(section.header.part.element)

    def _set_language(self) -> None:
        """Leave no language of a template of elsewhere: a program would underline every word of another one."""
        for found in self.document.styles.element.iter(qn("w:lang")):
            found.getparent().remove(found)

    def line(
        self,
        text: str = "",
        *,
        bold: bool = False,
        italic: bool = False,
        align: WD_ALIGN_PARAGRAPH = LEFT,
        size: float | None = None,
        before: float = 0,
        after: float = 0,
        left: float = 0,
        keep: bool = False,
    ) -> "Paragraph":
        """Add a paragraph; its spaces are in points, `left` is in centimetres."""
        paragraph = self.document.add_paragraph()
        _write(paragraph, text, bold=bold, italic=italic, size=size)
        form = paragraph.paragraph_format
        paragraph.alignment = align
        form.space_before, form.space_after, form.left_indent = Pt(before), Pt(after), Cm(left)
        form.keep_with_next = keep
        return paragraph

    def fact(self, label: str, text: str) -> None:
        """Add “Label: text”, the label in bold."""
        paragraph = self.line(f"{label}: ", bold=True, after=3, align=LEFT)
        _write(paragraph, text)

    def facts(self, *pairs: tuple[str, str]) -> None:
        """Add a fact for each pair of a label and the name of a tag, where the tag says something."""
        for label, name in pairs:
            with self.when(name):
                self.fact(label, f"{{{{ {name} }}}}")

    def heading(self, text: str) -> None:
        """Add a heading within the paper."""
        self.line(text, bold=True, before=10, after=4, keep=True)

    def title(self, *lines: str) -> None:
        """Add the title: its first line in capitals, as papers have it."""
        first, *more = lines
        self.line(first, bold=True, align=CENTRE, size=self.size + 2, before=6, after=0 if more else 8, keep=True)
        for number, text in enumerate(more, 1):
            self.line(text, bold=True, align=CENTRE, after=10 if number == len(more) else 0, keep=True)

    def letterhead(self) -> None:
        """Add whose paper it is."""
        self.line("{{ office.department }}", align=CENTRE, bold=True)
        self.line("{{ office.contacts }}", align=CENTRE, size=self.size - 2, after=8)

    def approval(self) -> None:
        """Add the block in the right corner in which the paper is approved by hand, where the town has such words."""
        if not (approved := office_word(APPROVED)):
            return
        left = self.width - 11.5
        self.line(approved, bold=True, left=left)
        for _number in range(2):
            self.line("____________________________", left=left)
        self.line(office_word(APPROVED_ON), left=left, after=10)

    def signature(self, office: str = "") -> None:
        """Add the line on which somebody signs, where the town's papers have one."""
        if not (signed_by := office_word(SIGNED_BY)):
            return
        self.line(f"{office or signed_by}  ______________  /____________________/", before=22)

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Print what is added inside only where `condition` says something."""
        self.line(f"{{%p if {condition} %}}")
        yield
        self.line("{%p endif %}")

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """Print what is added inside once for each line of a list: `day in days`."""
        self.line(f"{{%p for {loop} %}}")
        yield
        self.line("{%p endfor %}")

    def page_break(self) -> None:
        """Begin a new page."""
        self.document.add_page_break()

    def table(self, lines: str, columns: Sequence[PaperColumn], *, size: float | None = None) -> None:
        """Add a table with a repeated row of headings and a row for each line of the list `lines`."""
        table = self.document.add_table(rows=0, cols=len(columns))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        size, rest = size or self.size - 1, [""] * (len(columns) - 1)
        _add_row(table, [str(column.heading) for column in columns], size, bold=True)
        _add_row(table, [f"{{%tr for line in {lines} %}}", *rest], size)
        _add_row(table, [f"{{{{ line.{column.name} }}}}" for column in columns], size)
        _add_row(table, ["{%tr endfor %}", *rest], size)
        for drawn, column in zip(table.columns, columns, strict=True):
            drawn.width = Cm(column.width)
            for place in drawn.cells:
                place.width = Cm(column.width)
        self._keep_rows_whole()
        self.line(size=6)

    def _keep_rows_whole(self) -> None:
        """Let no row of the last table be parted by the end of a page, and its first stand at the head of each."""
        rows = self.document.element.body.findall(qn("w:tbl"))[-1].findall(qn("w:tr"))
        for row in rows:
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        rows[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def content(self) -> bytes:
        """Return the document as a file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def _write(
    paragraph: "Paragraph", text: str, *, bold: bool = False, italic: bool = False, size: float | None = None
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)


def _add_row(table: "Table", texts: Sequence[str], size: float, *, bold: bool = False) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = CENTRE if bold else LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
        _write(paragraph, text, bold=bold, size=size)


def _add_page_number(header: "BaseOxmlElement") -> None:
    """Add to a head the field that every program fills with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    header.findall(qn("w:p"))[0].append(field)
