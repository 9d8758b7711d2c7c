"""The journal of outgoing letters: what left when and under which number, as a page and as a file."""

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, screen_page
from partnerships.letters.journal import GREETING, JournalLine, headings, journal, years_of_journal
from partnerships.models import City, Letter, LetterKind, User
from partnerships.spreadsheets.exporting import CSV_TYPE, XLSX_TYPE, csv_table
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.workbook.writer import workbook


class JournalForm(forms.Form):
    """Of which year, of which kind, to which city."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of letter"),
        required=False,
        choices=[("", gettext_lazy("all")), (GREETING, gettext_lazy("Greeting")), *LetterKind.choices],
    )
    city: "forms.ModelChoiceField[City]" = forms.ModelChoiceField(
        label=gettext_lazy("City"), required=False, queryset=City.objects.none(), empty_label=gettext_lazy("all")
    )

    def __init__(self, user: User, asked: Any) -> None:
        super().__init__(asked)
        year: Any = self.fields["year"]
        city: Any = self.fields["city"]
        city.queryset = City.objects.for_list()
        year.choices = [("", _("all")), *((each, str(each)) for each in years_of_journal(user))]

    def lines(self, user: User) -> list[JournalLine]:
        """Return what is asked for; nothing for nonsense."""
        if not self.is_valid():
            return []
        said = self.cleaned_data
        return journal(user, year=said["year"] or None, kind=said["kind"], city=said["city"])


def journal_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show the journal."""
    form, lines = _asked(screen, request)
    context = {
        "form": form,
        "lines": [(number, line, link(line.letter, "letter")) for number, line in enumerate(lines, 1)],
        "sees_whom": _sees_whom(request),
        "query": request.GET.urlencode(),
    }
    return screen_page(screen, request, "screens/letter_journal", _("Journal of outgoing letters"), context)


def journal_file_view(screen: Screen, request: HttpRequest, format: str) -> HttpResponse:
    """Return the journal as a workbook or as CSV."""
    _form, lines = _asked(screen, request)
    with_whom = _sees_whom(request)
    heads = headings(with_whom=with_whom)
    rows: Any = [line.cells(number, with_whom=with_whom) for number, line in enumerate(lines, 1)]
    name = _("Journal of outgoing letters")
    if format == "xlsx":
        answer = HttpResponse(b"".join(workbook(name, heads, rows)), content_type=XLSX_TYPE)
    elif format == "csv":
        answer = HttpResponse(b"".join(csv_table(heads, rows)), content_type=CSV_TYPE)
    else:
        raise Http404
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{format}"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or ""
    return answer


def _asked(screen: Screen, request: HttpRequest) -> tuple[JournalForm, list[JournalLine]]:
    if not screen.has_view_permission(request):
        raise PermissionDenied
    form = JournalForm(acting(request), request.GET)
    return form, form.lines(acting(request))


def _sees_whom(request: HttpRequest) -> bool:
    return not rights.hidden_fields(acting(request), Letter)


pages: Final = (
    ("journal/", "journal", journal_view),
    ("journal/<slug:format>/", "journal_file", journal_file_view),
)
