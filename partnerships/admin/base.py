"""What every screen of the back office shares: writes through revisions, history, restore."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.forms import translation_marks
from partnerships.admin.forms.inlines import OWN, pairs
from partnerships.admin.forms.widget_language import LanguageOfFields
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.history.deleting import DeletingAdmin
from partnerships.admin.history.history import HistoryScreen
from partnerships.admin.history.merging import MergeScreen
from partnerships.admin.history.uses import UsesScreen, used_line
from partnerships.admin.lists.lists import ListAdmin
from partnerships.admin.lists.tables import ExchangeAdmin
from partnerships.admin.writing import conflict, heartbeat, saving, unsaved
from partnerships.admin.writing.open_form import Opened, from_screen, typed_in, unchecked, with_typed
from partnerships.history import reasons, revisions
from partnerships.models import RegisterModel
from partnerships.text.numbers import whole

__all__ = ["RegisterAdmin", "acting", "pairs"]


class RegisterAdmin[M: RegisterModel](
    LanguageOfFields, HistoryScreen, UsesScreen, MergeScreen, DeletingAdmin[M], ExchangeAdmin[M], ListAdmin[M]
):
    """A screen whose every write is one revision; deleted records wait in a bin."""

    has_bin = True
    list_per_page = 50
    form: type[forms.ModelForm] = SpokenForm
    change_form_template = "admin/partnerships/forms/form.html"
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 4, "cols": 60})}, **OWN}

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> M | None:
        """Return the row; a key that no row can have is simply not there."""
        return super().get_object(request, object_id, from_field) if from_field or whole(object_id) else None

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the address fills in; what no key can be chooses nothing."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        for field in self.opts.get_fields():
            given = initial.get(field.name)
            if field.is_relation and given:
                initial[field.name] = [key for key in given if whole(key)] if isinstance(given, list) else whole(given)
        return initial

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Open the form, or save it as one revision; what cannot be saved is kept and comes back."""
        if request.method != "POST":
            opened = (
                from_screen(self, request, acting(request), object_id) if self._may_write(request, object_id) else None
            )
            return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "opened": opened})
        return self._send(request, object_id, form_url, extra_context or {})

    def _may_write(self, request: HttpRequest, object_id: str | None) -> bool:
        """Say whether the form is there to be filled in, and not only to be read."""
        if object_id is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, self.get_object(request, unquote(object_id)))

    def _send(
        self, request: HttpRequest, object_id: str | None, form_url: str, context: dict[str, Any]
    ) -> HttpResponse:
        user, pk = acting(request), str(whole(unquote(object_id)) or "") if object_id else ""
        if object_id and not pk:  # no key at all: Django says that there is no such record
            return super().changeform_view(request, object_id, form_url, context)
        record = self.get_object(request, pk) if pk else None
        away = self._turn_away(request, record, pk)
        if away is not None:
            return away
        saving.accept_uploads(self, request, record)
        with revisions.revision(by=user):
            opened = saving.from_post(self, request, user, pk)
            answer = opened.told or self._answer_early(request, opened)
            if isinstance(answer, HttpResponse):
                return answer
            if opened.told:
                saving.ask_again(request, opened.told)
            response = super().changeform_view(request, object_id, form_url, {**context, "opened": opened})
        if isinstance(response, TemplateResponse) and response.context_data and "adminform" in response.context_data:
            saving.keep_all(request, opened, saving.forms_of(response.context_data))
        return response

    def _turn_away(self, request: HttpRequest, record: M | None, pk: str) -> HttpResponse | None:
        """Keep the sent form for its author where somebody else sends it, or who may not; None where it may go on."""
        user, author = acting(request), unsaved.read_token(request.POST.get(unsaved.FORM, ""))
        allowed = self.has_change_permission(request, record) if pk else self.has_add_permission(request)
        if author and (not allowed or author[1] != user.pk):
            unsaved.keep(*author, str(self.opts.model_name), pk, request.POST)
        if not allowed:
            raise PermissionDenied
        if author is None or author[1] == user.pk:
            return None
        text = _("This form was opened by somebody else, who finds what was typed in it on the home page.")
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())

    def _turned_away(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        pk = str(whole(unquote(object_id)) or "") if object_id else ""
        return self._turn_away(request, self.get_object(request, pk) if pk else None, pk)

    def _answer_early(self, request: HttpRequest, opened: Opened) -> HttpResponse | None:
        """Return the answer to a form that is not to be saved now: saved already, or older than the record."""
        cast("Any", request).opened = opened
        answer = saving.answered_before(self, request, opened)
        record = self.get_object(request, opened.object_id) if opened.object_id else None
        if record is None and opened.object_id:  # deleted meanwhile: the text waits for it to come back from the bin
            unsaved.keep(opened.key, opened.user.pk, opened.model, opened.object_id, request.POST)
        if answer is None and not opened.told and record and self.has_change_permission(request, record):
            answer = conflict.stopped(self, request, record, opened)
        return answer

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        """Save, unless nothing was changed: that leaves no line in the history."""
        if not change or form.changed_data or getattr(form, "step", None):
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows, and let go of what was kept of the form."""
        if change and not form.changed_data and any(formset.has_changed() for formset in formsets):
            form.instance.save()  # a record changes with its rows
        super().save_related(request, form, formsets, change)
        if hasattr(request, "opened"):  # what is typed into a list has no form of its own
            unsaved.finish(request.opened, request.POST, form.instance)

    def get_form(self, request: HttpRequest, obj: M | None = None, change: bool = False, **options: Any) -> Any:
        """Return the form, filled with unsaved text when that is taken back."""
        form = super().get_form(request, obj, change=change, **options)
        typed = typed_in(request)
        return form if typed is None else with_typed(form, typed)

    def get_formset_kwargs(self, request: HttpRequest, obj: M, inline: Any, prefix: str) -> dict[str, Any]:
        """Fill the rows as well when unsaved text is taken back."""
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = typed_in(request)
        return options if typed is None else {**options, "data": typed.copy(), "files": request.FILES}

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, instances: Any, obj: M | None = None) -> Any:
        """Show rows that were taken back without complaints."""
        if typed_in(request) is not None:
            unchecked(formsets)
        return super().get_inline_formsets(request, formsets, instances, obj)

    def beat_view(self, request: HttpRequest) -> HttpResponse:
        """Keep what is typed into an open form."""
        return heartbeat.answer_beat(self, request, acting(request))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Give the revision the same words as the log: what was added, changed, removed."""
        message = super().construct_change_message(request, form, formsets, add)
        revisions.explain(reasons.edits(message, formsets or ()))
        return message

    def get_urls(self) -> list[URLPattern]:
        """Add the history, the uses and the keeping of unsaved text."""
        kept = path(
            "unsaved/",
            self.admin_site.admin_view(self.beat_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_unsaved",
        )
        return [*self.history_urls(), *self.uses_urls(), *self.merge_urls(), kept, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Say what is on the screen, how often it is used, and what of it is not translated."""
        record = options.get("obj")
        name = str(self.opts.verbose_name)
        context["title"] = capfirst(name) if options.get("change") else _("New record: %(name)s") % {"name": name}
        translation_marks.mark_texts(context["adminform"].form, record)
        context["used_line"] = used_line(record) if record else ""
        context["may_merge"] = record is not None and self.may_merge(request, record)
        return super().render_change_form(request, context, *args, **options)
