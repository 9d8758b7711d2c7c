"""The page that saving a form would make, shown before anything is saved."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.admin.helpers import AdminForm
from django.db import transaction
from django.forms import all_valid
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict

from partnerships.admin.access import acting
from partnerships.admin.forms.sections import Outline, sections_context
from partnerships.admin.publishing.action_bar import bar_problems
from partnerships.admin.publishing.preview import framed
from partnerships.admin.screen import Screen
from partnerships.admin.writing import form_values, kept_files
from partnerships.admin.writing.kept_files import TICKET
from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto
from partnerships.files.renditions import original_of
from partnerships.history import revisions
from partnerships.models import RegisterModel
from partnerships.views.preview import show


def page_of_typed(screen: Screen, request: HttpRequest, record: RegisterModel | None, outline: Outline) -> HttpResponse:
    """Show the page that saving the form would make, and take everything back; or say what has to be corrected."""
    typed = _without_files_of_browser(request)
    form = screen.get_form(request, record, change=record is not None)(typed, instance=record)
    inlines, formsets = [], []
    for prefix, formset_class, inline in form_values.prefixed(screen.get_formsets_with_inlines(request, record)):
        options = screen.get_formset_kwargs(request, form.instance, inline, prefix)
        formsets.append(formset_class(**{**options, "data": typed.copy(), "files": MultiValueDict()}))
        inlines.append(inline)
    if not (form.is_valid() and all_valid(formsets)):
        fieldsets: list[Any] = list(screen.get_fieldsets(request, record))
        parts = AdminForm(form, fieldsets, {}, (), model_admin=screen)
        rows = screen.get_inline_formsets(request, formsets, inlines, record)
        found = sections_context(parts, rows, outline, form.instance)["problems"]
        context = {"problems": [*found, *bar_problems(form)]}
        return framed(TemplateResponse(request, "admin/partnerships/publishing/preview_wrong.html", context))
    for formset in formsets:
        _point_at_kept(formset.forms)
    with transaction.atomic():
        with revisions.revision(by=acting(request)):
            for part in (form, *formsets):
                part.save()
        shown = show(request, form.instance, request.POST["_preview"], lambda _code: "")
        transaction.set_rollback(True)
    return framed(shown)


def _without_files_of_browser(request: HttpRequest) -> QueryDict:
    """Return what was typed without the rows of files that come with this very request and lie nowhere yet."""
    typed = kept_files.without_foreign_tickets(request.POST, acting(request)).copy()
    for name in request.FILES:
        typed.pop(name + TICKET, None)
        row = name.rpartition("-")[0]
        if not typed.get(f"{row}-id"):
            typed[f"{row}-DELETE"] = "on"
    return typed


def _point_at_kept(forms: Iterable[forms.ModelForm]) -> None:
    """Let rows show the uploaded files where they wait: nothing is stored that could not be taken back."""
    for form in forms:
        ticket, file = form.data.get(form.add_prefix("file") + TICKET), form.cleaned_data.get("file")
        if not ticket or not isinstance(file, AcceptedPhoto | AcceptedDocument):
            continue
        row = form.instance
        if isinstance(file, AcceptedPhoto):
            row.file, row.width, row.height = original_of(UUID(ticket).hex), file.width, file.height
        else:
            row.file, row.name, row.media_type = (
                f"documents/{uuid4().hex}/document",
                file.facts.name,
                file.facts.media_type,
            )
            row.size = file.size
