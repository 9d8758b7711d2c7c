"""The screen on which a text is pasted and read: nothing is saved before drafts are chosen, and all go as one."""

from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, ngettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.history.deleting import plans
from partnerships.admin.prose.drafts import (
    column_language,
    drafts_of,
    finds_of,
    may_add,
    may_read_prose,
    save_drafts,
)
from partnerships.admin.prose.looked_at import FINDS, mark_of_finds, tells_of_the_same
from partnerships.admin.prose.marks import marked_paragraphs
from partnerships.admin.writing import unsaved
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.version_token import last_changes
from partnerships.models import Record
from partnerships.models.record import models_by_kind
from partnerships.prose.reading import read_page
from partnerships.prose.register import known_places
from partnerships.prose.words import language_of_prose
from partnerships.staff.addresses import link
from partnerships.staff.rights import may_delete
from partnerships.text.characters import clean_characters
from partnerships.text.translated import CODES

#: Letters that are read at once, in a few seconds; a longer text is pasted in parts.
LONGEST: Final = 60_000
SALT: Final = "drafts-of-a-text"
#: What is said of drafts that went, were changed, are in use, or may not go, in this order.
TAKEN_BACK: Final = (
    (messages.SUCCESS, ngettext_lazy("%(count)s draft went to the bin.", "%(count)s drafts went to the bin.", "count")),
    (
        messages.WARNING,
        ngettext_lazy(
            "%(count)s draft has been changed since and stays.",
            "%(count)s drafts have been changed since and stay.",
            "count",
        ),
    ),
    (
        messages.WARNING,
        ngettext_lazy("%(count)s draft is in use and stays.", "%(count)s drafts are in use and stay.", "count"),
    ),
    (
        messages.WARNING,
        ngettext_lazy(
            "%(count)s draft stays: you may not delete it.",
            "%(count)s drafts stay: you may not delete them.",
            "count",
        ),
    ),
)


class TextForm(forms.Form):
    """The text to be read."""

    # Without max_length: a browser would cut a longer text where it is pasted, and say nothing.
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 14}))

    def clean_text(self) -> str:
        """Return the text in the characters in which it is kept."""
        text = clean_characters(self.cleaned_data["text"])
        if len(text) > LONGEST:
            raise ValidationError(_("The text is too long to be read at once: paste it in parts."))
        return text


def prose_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the form, what a text tells of, or save what was chosen of it."""
    if not may_read_prose(request):
        raise PermissionDenied
    key, sent = _sent(request)
    form = TextForm(sent)
    context = {**site.each_context(request), "title": _("Read a text"), "form": form}
    context |= {"token": unsaved.token(key, acting(request))}
    if form.is_valid():
        page = read_page(form.cleaned_data["text"], known_places(language_of_prose(form.cleaned_data["text"])))
        finds = finds_of(page, request)
        mark, seen = mark_of_finds(finds), form.data.get(FINDS, "")
        drafts = drafts_of(finds, page, sent if tells_of_the_same(mark, seen) else None)
        is_saving = request.method == "POST" and mark == seen
        chosen = [draft for draft in drafts if draft.form.is_chosen()] if is_saving else []
        wrong = [draft for draft in chosen if not draft.form.is_valid()]
        if chosen and not wrong:
            records = save_drafts(chosen, page, request)
            unsaved.discard(acting(request), key.hex, unsaved.PROSE, "")
            return _saved(request, records)
        context |= {"page": page, "drafts": drafts, "paragraphs": marked_paragraphs(page, drafts), "mark": mark}
        context |= {"none_chosen": is_saving and not chosen, "wrong": wrong, "has_changed": seen and seen != mark}
        context |= {"asks_titles": "" if column_language(page.language) else dict(settings.LANGUAGES)[CODES[0]]}
    return TemplateResponse(request, "admin/partnerships/prose/read.html", context)


def _sent(request: HttpRequest) -> tuple[UUID, QueryDict | None]:
    """Return the key of the form and what was sent of it, or was kept of it when the session had ended."""
    user = acting(request)
    if request.method == "POST":
        signed = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
        return (signed[0] if signed and signed[1] == user.pk else uuid4()), request.POST
    kept = unsaved.own(user, request.GET.get(unsaved.BACK, ""), unsaved.PROSE, "")
    return (kept.key, kept.fields()) if kept else (uuid4(), None)


def _saved(request: HttpRequest, records: list[Record]) -> HttpResponse:
    text = ngettext("%(count)s draft has been saved.", "%(count)s drafts have been saved.", len(records))
    messages.success(request, text % {"count": len(records)})
    token = signing.dumps(last_changes(Record, [record.pk for record in records]), salt=SALT, compress=True)
    return HttpResponseRedirect(f"{reverse('admin:prose-saved')}?drafts={token}")


def saved_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the drafts of a text, and take them back as one."""
    if not may_read_prose(request):
        raise PermissionDenied
    token = request.POST.get("drafts") or request.GET.get("drafts") or ""
    try:
        numbers = {int(key): number for key, number in signing.loads(token, salt=SALT).items()}
    except signing.BadSignature:  # an address that was cut off, or opened by itself
        return HttpResponseRedirect(reverse("admin:prose"))
    if request.method == "POST":
        return _taken_back(request, numbers)
    records = _seen(request, numbers)
    lines = [{"name": str(record), "kind": record.get_kind_display(), "url": link(record)} for record in records]
    context = {**site.each_context(request), "title": _("Drafts of the text"), "lines": lines, "token": token}
    return TemplateResponse(request, "admin/partnerships/prose/saved.html", context)


def _seen(request: HttpRequest, numbers: dict[int, int]) -> list[Any]:
    """Return those of the drafts that are still there and that the user may look at, as records of their kinds."""
    shown = [model for model in models_by_kind().values() if may_add(request, model)]
    return [row for model in shown for row in model._default_manager.filter(pk__in=numbers).order_by("pk")]


def _taken_back(request: HttpRequest, numbers: dict[int, int]) -> HttpResponse:
    """Delete as one revision the drafts that nobody has changed or begun to use since, and say why others stay."""
    by = acting(request)
    with revisions.revision(by=by, reason=fact(gettext_noop("Drafts of a text taken back"))):
        now, rows = last_changes(Record, numbers), _seen(request, numbers)
        same = [row for row in rows if now.get(row.pk) == numbers[row.pk]]
        allowed = [row for row in same if may_delete(by, row)]
        gone = [plan.record for plan in plans(allowed) if not plan.keeps]
        revisions.delete(gone, by=by)
    counts = (len(gone), len(rows) - len(same), len(allowed) - len(gone), len(same) - len(allowed))
    for count, (level, text) in zip(counts, TAKEN_BACK, strict=True):
        if count:
            messages.add_message(request, level, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:prose"))


office_pages: Final = (("prose/", "prose", prose_view), ("prose/saved/", "prose-saved", saved_view))
