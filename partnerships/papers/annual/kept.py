"""What a frozen report keeps: the file as it was printed, byte for byte."""

from typing import Any

from partnerships.models import FrozenPaper
from partnerships.papers.paper import PaperWish


def frozen_bytes(report: Any, wish: PaperWish) -> bytes | None:
    """Return the file that was printed in a language when `report` was frozen, None where there is none."""
    papers = FrozenPaper.objects.filter(frozen__report=report.pk, is_signed=False, language=wish.language)
    paper = papers.first()
    return paper.content() if paper else None
