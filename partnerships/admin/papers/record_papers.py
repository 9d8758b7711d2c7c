"""The papers of a record and of a list: what each still lacks, and the paper itself, in three clicks from the form."""

from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from partnerships.admin.forms.day import DayField
from partnerships.admin.screen import Screen, address_of_screen, record_of, screen_page
from partnerships.papers.declared import BY_SLUG, papers_about
from partnerships.papers.making import DOCX_TYPE, about_whom, made_docx, made_xlsx
from partnerships.papers.paper import Paper, PaperWish
from partnerships.papers.printing import Unprintable
from partnerships.spreadsheets.exporting import XLSX_TYPE
from partnerships.text.translated import CODES

DOCX, XLSX = "docx", "xlsx"
UNPRINTABLE: Final = gettext_lazy("The department's template of this paper cannot be filled in: %(reason)s")


class WishForm(forms.Form):
    """The language of a paper, the second one, and the day or the year of a list."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    second = forms.ChoiceField(label=gettext_lazy("Second language"), choices=settings.LANGUAGES)
    day = DayField(label=gettext_lazy("As at the day"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1000, max_value=2999)

    def __init__(self, paper: Paper, data: Any) -> None:
        language = get_language() if get_language() in CODES else settings.LANGUAGE_CODE
        usual = PaperWish(str(language))
        first = {"language": usual.language, "second": usual.usual_second, "day": "", "year": str(usual.on.year)}
        super().__init__({name: data.get(name) or value for name, value in first.items()})
        is_asked = {
            "second": paper.has_second,
            "day": bool(paper.chosen) and not paper.by_year,
            "year": paper.by_year,
            "language": len(CODES) > 1,
        }
        for name in [name for name, asked in is_asked.items() if not asked]:
            del self.fields[name]

    def clean(self) -> None:
        """Ask for two languages that differ."""
        if self.cleaned_data.get("second") == self.cleaned_data.get("language", ""):
            self.add_error("second", _("Choose another one than the first."))

    def wish(self) -> PaperWish:
        """Return what is asked for; what was no answer is as usual."""
        self.is_valid()
        said = self.cleaned_data
        day = date(said["year"], 12, 31) if said.get("year") else said.get("day")
        return PaperWish(said.get("language") or settings.LANGUAGE_CODE, said.get("second") or "", day)


def may_make(screen: Screen, request: HttpRequest, paper: Paper) -> bool:
    """Say whether this user may make `paper`: whoever reads its records, one for the office who may change them."""
    if paper.is_internal:
        return screen.has_change_permission(request)
    return screen.has_view_permission(request)


def paper_named(screen: Screen, request: HttpRequest, slug: str, *, record: Any = None) -> Paper:
    """Return the paper that an address names: about `record`, or else about the list.

    Raises Http404 for one that is not about these records or does not suit this one, PermissionDenied for one that is
    not for this user.
    """
    paper = BY_SLUG.get(slug)
    if paper is None or paper not in papers_about(screen.model, lists=record is None):
        raise Http404
    if record is not None and not paper.suits(record):
        raise Http404
    if not may_make(screen, request, paper):
        raise PermissionDenied
    return paper


def lists_offered(screen: Screen, request: HttpRequest) -> list[tuple[Paper, str]]:
    """Return the papers about the list of a screen that this user may make, each with its address."""
    papers = papers_about(screen.model, lists=True)
    return [
        (paper, address_of_screen(screen, "list_paper", paper.slug))
        for paper in papers
        if may_make(screen, request, paper)
    ]


def papers_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the papers of a record, each with how much it lacks."""
    record = record_of(screen, request, object_id)
    papers = [
        {
            "paper": paper,
            "address": address_of_screen(screen, "paper", record.pk, paper.slug),
            "lacks": len(paper.missing(record, WishForm(paper, {}).wish())),
        }
        for paper in papers_about(screen.model, lists=False)
        if paper.suits(record) and may_make(screen, request, paper)
    ]
    context = {"original": record, "papers": papers, "lists": lists_offered(screen, request)}
    return screen_page(screen, request, "papers/papers", _("Papers"), context)


def paper_view(screen: Screen, request: HttpRequest, object_id: int, paper: str) -> HttpResponse:
    """Show what a paper of a record lacks, each a click from its place, and offer to make it."""
    record = record_of(screen, request, object_id)
    found = paper_named(screen, request, paper, record=record)
    return _asked(screen, request, found, record)


def list_paper_view(screen: Screen, request: HttpRequest, paper: str) -> HttpResponse:
    """Show what the records of a list lack for a paper, and offer to make it."""
    return _asked(screen, request, paper_named(screen, request, paper), None)


def _asked(screen: Screen, request: HttpRequest, paper: Paper, record: Any) -> HttpResponse:
    form = WishForm(paper, request.GET)
    wish = form.wish()
    keys = (paper.slug,) if record is None else (record.pk, paper.slug)
    page = "list_paper_file" if record is None else "paper_file"
    context = {
        "original": record,
        "paper": paper,
        "form": form,
        "gaps": paper.missing(about_whom(paper, record, wish), wish),
        "address": address_of_screen(screen, "change", record.pk) if record else "",
        "papers_address": address_of_screen(screen, "papers", record.pk) if record else "",
        "files": [
            (kind, address_of_screen(screen, page, *keys, kind)) for kind in (DOCX, *([XLSX] if paper.table else []))
        ],
    }
    return screen_page(screen, request, "papers/paper", str(paper), context)


def paper_file_view(screen: Screen, request: HttpRequest, object_id: int, paper: str, format: str) -> HttpResponse:
    """Return a paper of a record as a file."""
    record = record_of(screen, request, object_id)
    found = paper_named(screen, request, paper, record=record)
    return _made(screen, request, found, record, format)


def list_paper_file_view(screen: Screen, request: HttpRequest, paper: str, format: str) -> HttpResponse:
    """Return a paper about a list as a file."""
    return _made(screen, request, paper_named(screen, request, paper), None, format)


def _made(screen: Screen, request: HttpRequest, paper: Paper, record: Any, format: str) -> HttpResponse:
    wish = WishForm(paper, request.GET).wish()
    if format == XLSX and paper.table:
        return file_answer(made_xlsx(paper, record, wish), XLSX_TYPE, paper_file_name(paper, record, wish, XLSX))
    if format != DOCX:
        raise Http404
    try:
        content = made_docx(paper, record, wish)
    except Unprintable as error:
        messages.error(request, UNPRINTABLE % {"reason": error})
        keys = (paper.slug,) if record is None else (record.pk, paper.slug)
        return HttpResponseRedirect(address_of_screen(screen, "list_paper" if record is None else "paper", *keys))
    return file_answer(content, DOCX_TYPE, paper_file_name(paper, record, wish, DOCX))


def paper_file_name(paper: Paper, record: object, wish: PaperWish, format: str) -> str:
    """Return how the file is called: the paper, what it is about, and its day."""
    with override(wish.language):
        about = str(record)[:60] if record else ""
        day = wish.on.year if paper.by_year else timezone.localdate().isoformat() if record else wish.on.isoformat()
        return get_valid_filename("-".join(filter(None, (str(paper), about, str(day))))) + f".{format}"


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to keep; nothing on the way does."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


pages: Final = (
    ("<int:object_id>/papers/", "papers", papers_view),
    ("<int:object_id>/papers/<slug:paper>/", "paper", paper_view),
    ("<int:object_id>/papers/<slug:paper>/<slug:format>/", "paper_file", paper_file_view),
)
list_pages: Final = (
    ("papers/<slug:paper>/", "list_paper", list_paper_view),
    ("papers/<slug:paper>/<slug:format>/", "list_paper_file", list_paper_file_view),
)
