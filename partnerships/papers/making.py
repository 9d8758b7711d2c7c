"""Makes papers: the department's template where there is one, else the shipped one, in the chosen language."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext, override

from partnerships.files.document_text import DOCX
from partnerships.models import PaperTemplate
from partnerships.papers.layout import PaperColumn
from partnerships.papers.paper import Paper, PaperWish
from partnerships.papers.printing import Unprintable, print_paper
from partnerships.text.numbers import sum_written
from partnerships.workbook.writer import workbook

DOCX_TYPE: Final = DOCX


def shipped_template(paper: Paper, language: str) -> bytes:
    """Return the template of `paper` as it comes with the program."""
    with override(language):
        return paper.draw()


def template_of(paper: Paper, language: str) -> bytes:
    """Return the template from which `paper` is made; raises Unprintable where its file is gone."""
    own = PaperTemplate.objects.found_for(paper.slug, language)
    try:
        return own.content() if own and own.file else shipped_template(paper, language)
    except OSError as error:
        raise Unprintable(str(error)) from error


def about_whom(paper: Paper, record: Any, wish: PaperWish) -> Any:
    """Return what `paper` is made of: the record, or the records of a list."""
    return paper.chosen(wish) if paper.chosen else record


def made_docx(paper: Paper, record: Any, wish: PaperWish, template: bytes | None = None) -> bytes:
    """Return `paper` about `record` as a DOCX; `template` is one to try out.

    Raises Unprintable where the template cannot be filled in.
    """
    if paper.kept and template is None and (once := paper.kept(record, wish)) is not None:
        return once
    with override(wish.language):
        context = asdict(paper.fill(about_whom(paper, record, wish), wish))
        own = template_of(paper, wish.language) if template is None else template
        return print_paper(own, context, str(paper.label), timezone.now())


def made_xlsx(paper: Paper, record: Any, wish: PaperWish) -> bytes:
    """Return the list of `paper` as a workbook; it has to be a table."""
    with override(wish.language):
        return b"".join(_sheet(paper, record, wish))


def _sheet(paper: Paper, record: Any, wish: PaperWish) -> Iterator[bytes]:
    if paper.table is None:
        raise ValueError(paper.slug)
    tags, columns = paper.fill(about_whom(paper, record, wish), wish), paper.table.columns
    rows = [
        [_cell(column, getattr(line, column.name)) for column in columns] for line in getattr(tags, paper.table.lines)
    ]
    if rows and paper.table.totals:
        rows.append(
            [
                _cell(column, getattr(tags, column.name)) if column.name in paper.table.totals else ""
                for column in columns
            ]
        )
        rows[-1][1] = gettext("Total")
    return workbook(str(paper.label), [str(column.heading) for column in columns], rows)


def _cell(column: PaperColumn, text: str) -> object:
    """Return what is a number or a sum as such, anything else as text: the number of an order keeps its zeros."""
    if column.is_sum and (amount := sum_written(text)) is not None:
        return float(amount)
    return int(text) if column.is_number and text.isdecimal() else text
