"""The screens of import and export: a template, a preview that names every cell, the list as a file."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.lists.lists import FORMAT
from partnerships.admin.screen import Screen, address_of_screen, screen_page
from partnerships.models.base import Published
from partnerships.spreadsheets import exporting, importing, reader, recognising, uploads
from partnerships.spreadsheets.choices import ORDERS, Choices
from partnerships.spreadsheets.fields import FIELDS
from partnerships.spreadsheets.outcome import Outcome
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.row import RegisterResource
from partnerships.staff import rights
from partnerships.text.encodings import ENCODINGS

LINES = "application/x-ndjson"
FRAGMENT = "admin/partnerships/lists/import_result.html"


class UploadForm(forms.Form):
    """The table to take in."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("XLSX, XLSM, XLS, ODS, CSV or TSV, up to 10,000 rows."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"}),
    )


def may_import(screen: Screen, request: HttpRequest) -> bool:
    """Say whether this user may take a table in: new rows, changed rows, or both."""
    return screen.model in FIELDS and (screen.has_add_permission(request) or screen.has_change_permission(request))


def may_export(screen: Screen, request: HttpRequest) -> bool:
    """Say whether this user may take the list along: who may read every record of it."""
    return screen.model in FIELDS and screen.has_view_permission(request)


def tables_context(screen: Screen, request: HttpRequest) -> dict[str, object]:
    """Return what a list offers to this user: the import, and the list as a file under its present filters."""
    asked = request.GET.copy()
    asked.pop("p", None)
    return {
        "may_import": may_import(screen, request),
        "may_export": may_export(screen, request),
        "list_query": asked.urlencode(),
    }


def template_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Return the empty table with its explanations."""
    if not may_import(screen, request):
        raise PermissionDenied
    content = exporting.template(screen.model)
    return _attachment(HttpResponse(content, content_type=exporting.XLSX_TYPE), f"{_file_name(screen)}.xlsx")


def export_view(screen: Screen, request: HttpRequest) -> HttpResponseBase:
    """Return what the list shows under its filters, as a file."""
    if not may_export(screen, request):
        raise PermissionDenied
    kind = "csv" if request.GET.get(FORMAT) == "csv" else "xlsx"
    try:
        rows = screen.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:  # as the list itself does
        return HttpResponseRedirect(f"{address_of_screen(screen, 'changelist')}?e=1")
    export = exporting.Export(screen.model, rows, rights.hidden_fields(acting(request), screen.model))
    pieces, media = (export.csv(), exporting.CSV_TYPE) if kind == "csv" else (export.xlsx(), exporting.XLSX_TYPE)
    answer = StreamingHttpResponse(_in_language(pieces), content_type=media)
    return _attachment(answer, f"{_file_name(screen)}-{timezone.localdate():%Y-%m-%d}.{kind}")


def _file_name(screen: Screen) -> str:
    return get_valid_filename(str(screen.opts.verbose_name_plural)) or str(screen.opts.model_name)


def import_view(screen: Screen, request: HttpRequest) -> HttpResponseBase:
    """Ask for a table, show what it would do, and do it when that has been confirmed."""
    if not may_import(screen, request):
        raise PermissionDenied
    if request.method != "POST":
        return _import_page(screen, request, UploadForm())
    if token := request.POST.get("token", ""):
        kept = uploads.take_upload(token, by=acting(request), model=screen.model)
        if kept is None:
            gone = _("This file has been imported already, or is no longer kept: choose it again.")
            return _answer(screen, request, iter([{"refused": gone}]))
        content, name, told = kept
        again, choices = "again" in request.POST, Choices(**told)
        if again:
            choices = Choices.posted(request.POST, recognising.choosable(screen.model))
            token = uploads.choose(token, choices.told())
        steps = _steps(screen, request, content, name, token=token, dry=again, choices=choices)
        return _answer(screen, request, steps)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(screen, request, iter([{"refused": " ".join(str(text) for text in form.errors["file"])}]))
    file = form.cleaned_data["file"]
    content = file.read(reader.MOST_BYTES + 1)  # one byte too many is enough to refuse it
    choices = Choices(**uploads.unsealed(request.POST.get("choices", ""), screen.model))
    steps = _steps(screen, request, content, file.name, token="", dry=True, choices=choices)
    return _answer(screen, request, steps)


def _steps(
    screen: Screen, request: HttpRequest, content: bytes, name: str, *, token: str, dry: bool, choices: Choices
) -> Iterator[dict[str, Any]]:
    """Yield how far the import is, and at last what it did or would do."""
    by = acting(request)
    resource = _resource(screen, request)
    outcome, refused, sheet = Outcome(), "", Sheet([], encoding=choices.encoding)
    try:
        sheet = reader.read_table(content, encoding=choices.encoding)
        run = importing.run(
            sheet,
            resource,
            by=by,
            name=name,
            dry=dry,
            choices=choices,
            resource_of=lambda model: _resource(screen.admin_site.get_model_admin(model), request, resource),
        )
        for outcome in run:
            yield {"done": outcome.done, "total": outcome.total}
    except Refused as error:
        refused, outcome = str(error), recognising.to_choose(error, resource, sheet)
    if dry and not token and (outcome.may_choose or (outcome.changes and not outcome.faults)):
        token = uploads.keep_upload(content, name, by=by, model=screen.model, choices=choices.told())
    elif not dry and not outcome.faults and not refused:
        uploads.drop_upload(token)
    next_choices = uploads.sealed(choices.for_next_file.told(), screen.model) if dry else ""
    yield {
        "outcome": outcome,
        "refused": refused,
        "token": token,
        "name": name,
        "dry": dry,
        "next_choices": next_choices,
    }


def _resource(
    screen: admin.ModelAdmin, request: HttpRequest, beside: RegisterResource | None = None
) -> RegisterResource:
    """Return what takes the rows of a screen, by the rights of this user; it shares the names `beside` has read."""
    return RegisterResource(
        screen.model,
        may_add=screen.has_add_permission(request),
        may_change=lambda record: screen.has_change_permission(request, record),
        names=beside.names if beside else None,
    )


def _answer(screen: Screen, request: HttpRequest, steps: Iterator[dict[str, Any]]) -> HttpResponseBase:
    """Return a page at the end, or to our own script a stream of steps with the result as its last line."""
    if request.headers.get("Accept") != LINES:
        *_before, last = steps
        return _import_page(screen, request, UploadForm(), last)

    def lines() -> Iterator[bytes]:
        for step in steps:
            if "total" not in step:
                step = {"html": render_to_string(FRAGMENT, _context(screen, step), request)}
            yield json.dumps(step, ensure_ascii=False).encode() + b"\n"

    answer = StreamingHttpResponse(_in_language(lines()), content_type=LINES)
    answer.headers["X-Accel-Buffering"] = "no"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _context(screen: Screen, result: dict[str, Any]) -> dict[str, object]:
    outcome = result.get("outcome")
    return {
        "opts": screen.opts,
        "has_drafts": issubclass(screen.model, Published),
        "refused": result.get("refused", ""),
        "outcome": outcome,
        "counts": dict(outcome.counts) if outcome else {},
        "lists": [(model._meta, count) for model, count in outcome.models.items()] if outcome else [],
        "token": result.get("token", "") if outcome and outcome.changes and not outcome.faults else "",
        "kept": result.get("token", ""),
        "encodings": ENCODINGS,
        "orders": ORDERS,
        "file_name": result.get("name", ""),
        "dry": result.get("dry", True),
        "next_choices": result.get("next_choices", ""),
    }


def _import_page(
    screen: Screen, request: HttpRequest, form: forms.Form, result: dict[str, Any] | None = None
) -> HttpResponse:
    context = {**_context(screen, result or {}), "form": form, "result": result is not None}
    title = _("Import: %(name)s") % {"name": screen.opts.verbose_name_plural}
    return screen_page(screen, request, "lists/import", title, context)


def _attachment[R: HttpResponseBase](answer: R, name: str) -> R:
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _in_language(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces in the language of the request: a stream runs after the middleware has put it back."""
    language = translation.get_language()
    return _spoken(pieces, language)


def _spoken(pieces: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    with translation.override(language):
        yield from pieces


pages: Final = (
    ("template/", "template", template_view),
    ("import/", "import", import_view),
    ("export/", "export", export_view),
)
