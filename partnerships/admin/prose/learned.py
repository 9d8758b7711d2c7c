"""The department's own words: what was corrected in drafts twice is offered the third time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import LearnedAs, LearnedWord, Theme
from partnerships.models.record import models_by_kind
from partnerships.models.term_field import TermField
from partnerships.prose.found import Find
from partnerships.search.words import words

#: Who keeps the settings keeps these words.
KEEPS: Final = "partnerships.change_vocabularyterm"
_LONGEST: Final = 80


class Learned:
    """What was corrected often enough, read once for a page."""

    def __init__(self) -> None:
        self.meanings: dict[str, dict[str, list[str]]] = {what: {} for what in LearnedAs}
        for row in LearnedWord.objects.known():
            self.meanings[row.what].setdefault(row.word, []).append(row.meaning)

    def kind(self, find: Find) -> str:
        """Return the kind of record that the words of a find were corrected to, else its own."""
        return (self.meanings[LearnedAs.KIND].get(cue_of(find)) or [find.kind])[-1]

    def form(self, find: Find) -> str:
        """Return the form of its kind that the words of a find were corrected to, "" where there is none."""
        return (self.meanings[LearnedAs.FORM].get(f"{find.kind} {cue_of(find)}") or [""])[-1]

    def themes(self, told: Iterable[str]) -> set[str]:
        """Return the keys of the fields of cooperation that any of the words was corrected to."""
        known = self.meanings[LearnedAs.THEME]
        return {meaning for word in told if word in known for meaning in known[word]}


def cue_of(find: Find) -> str:
    """Return the words that told of a find, as they are kept."""
    return " ".join(words(find.cue))[: _LONGEST - 12]


def note_corrections(drafts: Iterable[Any]) -> None:
    """Note what was corrected of the drafts that are saved: their kinds, their forms and their fields of cooperation.

    A word is forgotten as one of a field where a draft has it and not the field.
    """
    corrected, against = Counter[tuple[str, str, str]](), set[tuple[str, str]]()
    themes = set(LearnedWord.objects.filter(what=LearnedAs.THEME).values_list("meaning", flat=True))
    for draft in drafts:
        told, cue = draft.form.cleaned_data, cue_of(draft.find)
        chosen = set(told.get("themes") or ())
        if cue and draft.find.read_as not in ("", draft.find.kind):
            corrected[cue, LearnedAs.KIND, draft.find.kind] += 1
        if cue and (form := told.get("form")) and form != draft.form_code:
            corrected[f"{draft.find.kind} {cue}", LearnedAs.FORM, form] += 1
        for theme in chosen - set(draft.themes):
            corrected.update((word, LearnedAs.THEME, theme) for word in draft.words_to_learn)
        against |= {(word, theme) for theme in (themes | chosen) - chosen for word in draft.words_to_learn}
        themes |= chosen
    rows = LearnedWord.objects.all()
    rows.note({key: times for key, times in corrected.items() if (key[0], key[2]) not in against})
    known = rows.filter(what=LearnedAs.THEME, word__in={word for word, _theme in against})
    rows.filter(pk__in=[row.pk for row in known if (row.word, row.meaning) in against]).delete()


def learned_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the words that were learned; who keeps the settings forgets one of them, or all."""
    # Not asked of `drafts`, which reads these words.
    if not any(
        request.user.has_perm(f"partnerships.add_{model._meta.model_name}") for model in models_by_kind().values()
    ):
        raise PermissionDenied
    if request.method == "POST":
        return _forgotten(request)
    context = {**site.each_context(request), "title": _("Words of the department"), "rows": _rows()}
    context["may_forget"] = request.user.has_perm(KEEPS)
    return TemplateResponse(request, "admin/partnerships/prose/words.html", context)


def _forgotten(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(KEEPS):
        raise PermissionDenied
    rows = LearnedWord.objects.all()
    if key := request.POST.get("word", ""):
        rows = rows.filter(pk=key) if key.isdecimal() and len(key) < 19 else rows.none()
    count, _tables = rows.delete()
    text = ngettext("%(count)s word has been forgotten.", "%(count)s words have been forgotten.", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:prose-words"))


def _rows() -> list[dict[str, object]]:
    themes = {str(row.pk): str(row) for row in Theme.objects.all()}
    return [
        {"pk": row.pk, "word": _plain(row), "what": row.get_what_display(), "meaning": _meaning(row, themes)}
        | {"times": row.times}
        for row in LearnedWord.objects.for_list()
    ]


def _plain(row: LearnedWord) -> str:
    return row.word.partition(" ")[2] if row.what == LearnedAs.FORM else row.word


def _meaning(row: LearnedWord, themes: Mapping[str, str]) -> str:
    """Return what a word means in the words of the office, its code where that is gone."""
    if row.what == LearnedAs.THEME:
        return themes.get(row.meaning, row.meaning)
    models = models_by_kind()
    if row.what == LearnedAs.KIND:
        model = models.get(row.meaning)
        return capfirst(str(model._meta.verbose_name)) if model else row.meaning
    kind = row.word.partition(" ")[0]
    field: Any = models[kind]._meta.get_field("direction" if kind == "delegation" else "form")
    offered = field.labels.offered() if isinstance(field, TermField) else field.flatchoices
    return str(dict(offered).get(row.meaning, row.meaning))


office_pages: Final = (("prose/words/", "prose-words", learned_view),)
