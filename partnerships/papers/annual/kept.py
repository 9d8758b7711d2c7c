"""What a frozen report keeps: the file as it was printed, byte for byte."""

from typing import Any

from django.utils.translation import gettext

from partnerships.models import FrozenPaper
from partnerships.papers.paper import PaperWish
from partnerships.papers.printing import Unprintable


def languages_kept(report: Any) -> set[str]:
    """Return the languages in which `report` was printed when it was frozen."""
    papers = FrozenPaper.objects.filter(frozen__report=report.pk, is_signed=False)
    return set(papers.values_list("language", flat=True))


def frozen_bytes(report: Any, wish: PaperWish) -> bytes | None:
    """Return the file that was printed in a language when `report` was frozen, None while it is a draft.

    Raises Unprintable for a language that came later: counted afresh it would not be what was frozen.
    """
    if report.kept is None:
        return None
    paper = FrozenPaper.objects.filter(frozen__report=report.pk, is_signed=False, language=wish.language).first()
    if paper is None:
        raise Unprintable(gettext("The report was frozen without this language. These are its files."))
    return paper.content()
