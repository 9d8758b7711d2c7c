"""Templates of papers: the department's own in place of the shipped ones, checked before they are accepted."""

from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import screens_of
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.papers.record_papers import DOCX, file_answer, may_make, paper_file_name
from partnerships.admin.screen import Screen, address_of_screen, screen_page
from partnerships.files.intake import accept_document
from partnerships.models import PaperTemplate
from partnerships.papers.checking import mistakes_in
from partnerships.papers.declared import BY_SLUG, PAPERS
from partnerships.papers.making import DOCX_TYPE, made_docx, shipped_template
from partnerships.papers.paper import Paper, PaperWish
from partnerships.papers.printing import Unprintable
from partnerships.papers.tags import tag_lines
from partnerships.text.translated import CODES

HOW: Final = gettext_lazy(
    "What stands in double braces is filled in. A list is gone through over paragraphs with {%p for … %}, over rows of "
    "a table with {%tr for … %}; {%p if … %} prints what follows only where the tag says something. "
    "{{ tag|in_words }} writes a number in words: 25 as twenty-five."
)
#: So many of the latest records are offered for a trial.
TRIED: Final = 20


def check_template(content: bytes, slug: str) -> None:
    """Raise ValidationError with every mistake of the template `content` of a paper."""
    mistakes = mistakes_in(content, BY_SLUG[slug].tags)
    if mistakes:
        raise ValidationError([str(mistake) for mistake in mistakes])


class TemplateForm(SpokenForm):
    """A template is accepted when nothing in it is a mistake."""

    def clean(self) -> dict[str, Any]:
        """Check the file against the paper, whichever of the two is another."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        file, slug = said.get("file"), said.get("paper")
        if file and slug and {"file", "paper"} & set(self.changed_data):
            try:
                check_template(self._content(file), slug)
            except ValidationError as error:
                self.add_error("file", error)
            except OSError:  # the one that was kept is nowhere on the disk
                self.add_error("file", _("The file is not there any more: choose it anew."))
        return said

    def _content(self, file: Any) -> bytes:
        """Return what was chosen, ready to be read again; or the file that is kept, closed."""
        if "file" not in self.changed_data:
            kept: PaperTemplate = self.instance
            return kept.content()
        file.seek(0)
        content: bytes = file.read()
        file.seek(0)
        return content


def _tags_address(screen: Screen, paper: Paper) -> str:
    return address_of_screen(screen, "tags", paper.slug)


def _paper_or_404(slug: str) -> Paper:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def kinds_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show every paper there is, each with its tags and shipped templates."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    own = set(PaperTemplate.objects.values_list("paper", "language"))
    lines = [
        (paper, _tags_address(screen, paper), [code for code in CODES if (paper.slug, code) in own]) for paper in PAPERS
    ]
    return screen_page(screen, request, "papers/kinds", _("Papers and their tags"), {"lines": lines})


class TrialForm(forms.Form):
    """A template that is not accepted yet, and the record on which it is tried."""

    file = forms.FileField(label=gettext_lazy("Template"), widget=forms.ClearableFileInput(attrs={"accept": ".docx"}))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    record = forms.ChoiceField(label=gettext_lazy("Record to try it on"))

    def __init__(self, paper: Paper, *args: Any) -> None:
        super().__init__(*args)
        self.rows = {str(row.pk): row for row in paper.about[0]._default_manager.order_by("-pk")[:TRIED]}
        cast("forms.ChoiceField", self.fields["record"]).choices = [(key, str(row)) for key, row in self.rows.items()]
        if paper.chosen:
            del self.fields["record"]

    def clean_file(self) -> bytes:
        """Return what the intake accepts."""
        accepted = accept_document(cast("UploadedFile", self.cleaned_data["file"]))
        return accepted.read()


def tags_view(screen: Screen, request: HttpRequest, paper: str) -> HttpResponse:
    """Show the tags of a paper; or print a template on a real record without keeping it."""
    found = _paper_or_404(paper)
    if not screen.has_view_permission(request):
        raise PermissionDenied
    may_try = screen.has_change_permission(request) and may_make(_screen_about(screen, found), request, found)
    form = TrialForm(found)
    if request.method == "POST":
        if not may_try:
            raise PermissionDenied
        form = TrialForm(found, request.POST, request.FILES)
        answer = _tried(found, form)
        if answer is not None:
            return answer
    context = {
        "paper": found,
        "tags": tag_lines(found.tags),
        "how": HOW,
        "form": form,
        "may_try": may_try,
        "shipped": [(name, address_of_screen(screen, "shipped", paper, code)) for code, name in settings.LANGUAGES],
    }
    return screen_page(screen, request, "papers/tags", _("Tags: %(paper)s") % {"paper": found}, context)


def _screen_about(screen: Screen, paper: Paper) -> Screen:
    return cast("Screen", screens_of(screen.admin_site)[paper.about[0]])


def _tried(paper: Paper, form: TrialForm) -> HttpResponse | None:
    """Return the paper made of the template on trial; None where it has mistakes, which the form then names."""
    if not form.is_valid():
        return None
    record = form.rows.get(form.cleaned_data.get("record", ""))
    wish = PaperWish(form.cleaned_data["language"])
    try:
        check_template(form.cleaned_data["file"], paper.slug)
        content = made_docx(paper, record, wish, form.cleaned_data["file"])
    except (ValidationError, Unprintable) as error:
        form.add_error("file", error if isinstance(error, ValidationError) else str(error))
        return None
    return file_answer(content, DOCX_TYPE, paper_file_name(paper, record, wish, DOCX))


def shipped_view(screen: Screen, request: HttpRequest, paper: str, language: str) -> HttpResponse:
    """Return the shipped template of a paper, to be changed in Word."""
    found = _paper_or_404(paper)
    if language not in CODES:
        raise Http404
    if not screen.has_view_permission(request):
        raise PermissionDenied
    return file_answer(shipped_template(found, language), DOCX_TYPE, f"{found.slug}-{language}.docx")


@admin.register(PaperTemplate)
class PaperTemplateAdmin(RegisterAdmin[PaperTemplate]):
    """The department's templates, one for a paper and a language."""

    form = TemplateForm
    pages = (
        ("kinds/", "kinds", kinds_view),
        ("kinds/<slug:paper>/", "tags", tags_view),
        ("kinds/<slug:paper>/<slug:language>/", "shipped", shipped_view),
        *RegisterAdmin.pages,
    )
    fields = (("paper", "language"), "file")
    list_display = ["shown_paper", "language", "name"]
    list_filter = ["language"]

    @admin.display(description=gettext_lazy("paper"), ordering="paper")
    def shown_paper(self, template: PaperTemplate) -> str:
        """Return the name of the paper."""
        return str(BY_SLUG.get(template.paper, template.paper))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> HttpResponse:
        """Say of which paper the template is."""
        answer: Any = super().render_change_form(request, context, *args, **options)
        if template := options.get("obj"):
            answer.context_data["title"] = f"{answer.context_data['title']}: {template}"
        return answer

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **options: Any) -> forms.Field | None:
        """Let choose among the papers there are."""
        if db_field.name != "paper":
            return super().formfield_for_dbfield(db_field, request, **options)
        choices = [("", "—"), *((paper.slug, paper.label) for paper in PAPERS)]
        return forms.ChoiceField(label=gettext_lazy("Paper"), choices=choices)
