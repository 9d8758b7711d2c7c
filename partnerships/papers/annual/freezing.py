"""Freezes a report: its content as data, the lists behind its figures, and the paper in each language."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, override

from partnerships.browsing.counting import Span
from partnerships.files.accepted import AcceptedDocument, Facts
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import AnnualReport, FrozenPaper, FrozenReport, User
from partnerships.papers.annual.content import report_tags, span_of
from partnerships.papers.annual.figures import FIGURES_OF_REPORT, ReportFigure
from partnerships.papers.annual.told import keys_told
from partnerships.papers.making import DOCX_TYPE, template_of
from partnerships.papers.paper import Paper
from partnerships.papers.printing import print_paper
from partnerships.text.translated import CODES


def freeze(report: AnnualReport, paper: Paper, by: User) -> FrozenReport:
    """Keep `report` as it is now, in every language of the site, for good.

    Raises Unprintable where a template of the department cannot be filled in; then nothing is kept.
    """
    now = timezone.now()
    with revisions.revision(by=by, reason=fact(gettext_noop("The report was frozen"))):
        report.refresh_from_db()  # a colleague may have saved since it was read
        report.save()
        languages: dict[str, object] = {}
        content = {"told": keys_told(report), "figures": _figures(report), "languages": languages}
        frozen = FrozenReport.objects.create(report=report, frozen_at=now, frozen_by=by, content=content)
        for code in CODES:
            with override(code):
                said = asdict(report_tags(report))
                languages[code] = said
                name, title = f"{report}.docx", str(paper.label)
                keep_file_of_report(frozen, print_paper(template_of(paper, code), said, title, now), name, code, by)
        frozen.save(update_fields=["content"])
    return frozen


def _figures(report: AnnualReport) -> dict[str, Any]:
    """Return each figure with the list that it counted, in each language."""
    span = span_of(report)
    return {
        figure.code: {"count": figure.count(span), "lines": {code: _lines_in(code, figure, span) for code in CODES}}
        for figure in FIGURES_OF_REPORT
    }


def _lines_in(language: str, figure: ReportFigure, span: Span) -> list[dict[str, Any]]:
    with override(language):
        return [asdict(line) for line in figure.lines(span)]


def frozen_lines(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the list behind a frozen figure in the language of the moment, else in the first that was frozen.

    Of old it was frozen in one language alone.
    """
    lines: Any = figure["lines"]
    if isinstance(lines, list):
        return lines
    wanted = next((code for code in (get_language(), settings.LANGUAGE_CODE) if code in lines), next(iter(lines), None))
    found: list[dict[str, Any]] = lines[wanted] if wanted else []
    return found


def keep_file_of_report(frozen: FrozenReport, content: bytes, name: str, language: str, by: User) -> FrozenPaper:
    """Keep a printed file of a frozen report."""
    facts = Facts(name[:150], DOCX_TYPE, sha256(content).hexdigest())
    kept = FrozenPaper(frozen=frozen, language=language, added_by=by)
    kept.file = AcceptedDocument(content, facts)
    kept.save()
    return kept


def keep_signed(frozen: FrozenReport, accepted: AcceptedDocument, by: User) -> FrozenPaper:
    """Keep the signed paper beside what was frozen."""
    kept = FrozenPaper(frozen=frozen, is_signed=True, added_by=by)
    kept.file = accepted
    kept.save()
    return kept
