"""The screens of import and export: a template, a preview that names every cell, the list as a file."""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import RegisterModel, User
from partnerships.spreadsheets import delimited, exporting, importing, reader, uploads
from partnerships.spreadsheets.choices import ORDERS, Choices
from partnerships.spreadsheets.columns import columns_of
from partnerships.spreadsheets.fields import FIELDS
from partnerships.spreadsheets.outcome import Outcome
from partnerships.spreadsheets.reader import Refused, Sheet
from partnerships.spreadsheets.row import RegisterResource

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


class ExchangeAdmin[M: RegisterModel](admin.ModelAdmin[M]):
    """Adds import and export to the screens of a concept."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the template, the import and the export."""
        if self.model not in FIELDS:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = (("template", self.template_view), ("import", self.import_view), ("export", self.export_view))
        own = [path(f"{word}/", self.admin_site.admin_view(view), name=f"{name}_{word}") for word, view in views]
        return [*own, *super().get_urls()]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Say whether this user may take a table in: new rows, changed rows, or both."""
        return self.model in FIELDS and (self.has_add_permission(request) or self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Say whether this user may take the list along: who may read every record of it."""
        return self.model in FIELDS and self.has_view_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Offer what this user may: the import, and the list as a file under its present filters."""
        asked = request.GET.copy()
        asked.pop("p", None)
        own = {
            "may_import": self.has_import_permission(request),
            "may_export": self.has_export_permission(request),
            "list_query": asked.urlencode(),
        }
        return super().changelist_view(request, {**own, **(extra_context or {})})

    # --- out ------------------------------------------------------------------------------------

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """Return the empty table with its explanations."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        content = exporting.template(self.model)
        return _attachment(HttpResponse(content, content_type=exporting.XLSX_TYPE), f"{self._file_name()}.xlsx")

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Return what the list shows under its filters, as a file."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
        asked = request.GET.copy()
        asked.pop("format", None)
        request.GET = asked  # type: ignore[assignment]  # the list reads its filters from here
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:  # as the list itself does
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist") + "?e=1"
            )
        export = exporting.Export(self.model, rows)
        pieces, media = (export.csv(), exporting.CSV_TYPE) if kind == "csv" else (export.xlsx(), exporting.XLSX_TYPE)
        answer = StreamingHttpResponse(_in_language(pieces), content_type=media)
        return _attachment(answer, f"{self._file_name()}-{timezone.localdate():%Y-%m-%d}.{kind}")

    def _file_name(self) -> str:
        return get_valid_filename(str(self.opts.verbose_name_plural)) or str(self.opts.model_name)

    # --- in -------------------------------------------------------------------------------------

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for a table, show what it would do, and do it when that has been confirmed."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        by = request.user
        if not isinstance(by, User) or request.method != "POST":
            return self._import_page(request, UploadForm())
        if token := request.POST.get("token", ""):
            kept = uploads.take_upload(token, by=by, model=self.model)
            if kept is None:
                gone = _("This file has been imported already, or is no longer kept: choose it again.")
                return self._answer(request, iter([{"refused": gone}]))
            content, name, told = kept
            again, choices = "again" in request.POST, Choices(**told)
            if again:
                choices = Choices.posted(request.POST, columns_of(self.model, {}))
                token = uploads.choose(token, choices.told())
            return self._answer(
                request, self._steps(request, content, name, by=by, token=token, dry=again, choices=choices)
            )
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._answer(request, iter([{"refused": " ".join(str(text) for text in form.errors["file"])}]))
        file = form.cleaned_data["file"]
        content = file.read(reader.MOST_BYTES + 1)  # one byte too many is enough to refuse it
        return self._answer(
            request, self._steps(request, content, file.name, by=by, token="", dry=True, choices=Choices())
        )

    def _steps(
        self, request: HttpRequest, content: bytes, name: str, *, by: User, token: str, dry: bool, choices: Choices
    ) -> Iterator[dict[str, Any]]:
        """Yield how far the import is, and at last what it did or would do."""
        resource = RegisterResource(
            self.model,
            may_add=self.has_add_permission(request),
            may_change=lambda record: self.has_change_permission(request, record),
        )
        outcome, refused, sheet = Outcome(), "", Sheet([], encoding=choices.encoding)
        try:
            sheet = reader.read_table(content, encoding=choices.encoding)
            for outcome in importing.run(sheet, resource, by=by, name=name, dry=dry, choices=choices):
                yield {"done": outcome.done, "total": outcome.total}
        except Refused as error:
            refused, outcome = str(error), importing.to_choose(error, resource, sheet)
        if dry and not token and (outcome.may_choose or (outcome.changes and not outcome.faults)):
            token = uploads.keep_upload(content, name, by=by, model=self.model, choices=choices.told())
        elif not dry and not outcome.faults and not refused:
            uploads.drop_upload(token)
        yield {"outcome": outcome, "refused": refused, "token": token, "name": name, "dry": dry}

    def _answer(self, request: HttpRequest, steps: Iterator[dict[str, Any]]) -> HttpResponseBase:
        """Return a page at the end, or to our own script a stream of steps with the result as its last line."""
        if request.headers.get("Accept") != LINES:
            *_before, last = steps
            return self._import_page(request, UploadForm(), last)

        def lines() -> Iterator[bytes]:
            for step in steps:
                if "total" not in step:
                    step = {"html": render_to_string(FRAGMENT, self._context(request, step), request)}
                yield json.dumps(step, ensure_ascii=False).encode() + b"\n"

        answer = StreamingHttpResponse(_in_language(lines()), content_type=LINES)
        answer.headers["X-Accel-Buffering"] = "no"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def _context(self, request: HttpRequest, result: dict[str, Any]) -> dict[str, Any]:
        outcome = result.get("outcome")
        return {
            "opts": self.opts,
            "refused": result.get("refused", ""),
            "outcome": outcome,
            "counts": dict(outcome.counts) if outcome else {},
            "token": result.get("token", "") if outcome and outcome.changes and not outcome.faults else "",
            "kept": result.get("token", ""),
            "encodings": delimited.ENCODINGS,
            "orders": ORDERS,
            "file_name": result.get("name", ""),
            "dry": result.get("dry", True),
        }

    def _import_page(
        self, request: HttpRequest, form: forms.Form, result: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **self._context(request, result or {}),
            "title": _("Import: %(name)s") % {"name": self.opts.verbose_name_plural},
            "form": form,
            "result": result is not None,
        }
        return TemplateResponse(request, "admin/partnerships/lists/import.html", context)


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
