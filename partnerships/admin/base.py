"""What every screen of the register shares: each write is one revision, what is deleted waits in a bin.

Django calls the methods here; each of them asks the rooms in the order in which it happens.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR, Action, ActionLocation, InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.db import models
from django.forms import BaseInlineFormSet, Textarea
from django.http import HttpRequest, HttpResponse

from partnerships.admin import form_page
from partnerships.admin.access import acting
from partnerships.admin.forms import photo_rows
from partnerships.admin.forms.grid import GridSection
from partnerships.admin.forms.inlines import OWN
from partnerships.admin.forms.sections import Outline
from partnerships.admin.forms.widget_language import adapted
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.history import deleting, history, uses
from partnerships.admin.lists import tables
from partnerships.admin.lists.chosen import LIMIT
from partnerships.admin.lists.lists import BoundedPaginator
from partnerships.admin.papers.record_papers import lists_offered
from partnerships.admin.publishing import bulk, pressed_step, publication
from partnerships.admin.publishing.publication import PublicationForm
from partnerships.admin.screen import Screen, ScreenPages
from partnerships.admin.writing import heartbeat, unsaved
from partnerships.admin.writing.open_form import as_typed, opened_in, rows_as_typed, typed_in
from partnerships.history import merge_rules, reasons, revisions
from partnerships.models import RegisterModel
from partnerships.models.base import Entry, Published
from partnerships.pasting import PASTED_KINDS
from partnerships.staff import rights
from partnerships.text.numbers import whole


class RegisterAdmin[M: RegisterModel = Any](Screen[M]):
    """A list and a form of one kind of record, with its history, uses, bin, and the way to the site if it has one."""

    pages: ScreenPages = (*history.pages, *uses.pages, *heartbeat.pages)
    has_bin = True
    bulk_limit = LIMIT
    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    #: Of a form in sections: rows right after its open part, by the name of their formset.
    front: tuple[str, ...] = ()
    #: Of a form in sections: those with a name of their own, made of the rows with certain roles.
    places: tuple[GridSection, ...] = ()
    form: type[forms.ModelForm] = SpokenForm
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 4, "cols": 60})}, **OWN}
    change_form_template = "admin/partnerships/forms/form.html"
    delete_confirmation_template = "admin/partnerships/history/delete.html"
    delete_selected_confirmation_template = "admin/partnerships/history/delete_chosen.html"

    # --- who may, and what is there ---------------------------------------------------------------

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Say whether this user may publish and withdraw."""
        return rights.may_publish(acting(request), self.model)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Ask of a record as it is now: where every change is approved, a live page is not for everyone."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        if isinstance(obj, Published):
            return rights.may_change(acting(request), obj)
        return not merge_rules.is_the_heads(obj, acting(request))

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """What is on the site goes only by those who may withdraw it."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        if isinstance(obj, Published):
            return rights.may_delete(acting(request), obj)
        return not merge_rules.is_the_heads(obj, acting(request))

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the records, with the people whom the state names."""
        rows = super().get_queryset(request)
        return rows.select_related("sent_by", "returned_by") if issubclass(self.model, Published) else rows

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> M | None:
        """Return the row; a key that no row can have is simply not there."""
        return super().get_object(request, object_id, from_field) if from_field or whole(object_id) else None

    # --- the list ---------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Offer with the list what this user may do with tables; a list with steps remembers what it shows."""
        lists = {"list_papers": lists_offered(self, request)}
        context = {**tables.tables_context(self, request), **lists, **(extra_context or {})}
        show = partial(super().changelist_view, request, context)
        return bulk.with_versions(self, show) if issubclass(self.model, Published) else show()

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Action | None]:
        """Return the actions, the deletion of many as it is done here."""
        actions = super().get_actions(request, action_location)
        deletion, ours = actions.get("delete_selected"), cast("Any", deleting.delete_chosen)
        return {**actions, "delete_selected": replace(deletion, func=ours)} if deletion else actions

    # --- the form ---------------------------------------------------------------------------------

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the address fills in; what no key can be chooses nothing."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        for field in self.opts.get_fields():
            given = initial.get(field.name)
            if field.is_relation and given:
                initial[field.name] = [key for key in given if whole(key)] if isinstance(given, list) else whole(given)
        return initial

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> forms.Field | None:
        """Return the form's field of a column, in the column's language."""
        return adapted(super().formfield_for_dbfield(db_field, request, **options), db_field)

    def get_form(
        self, request: HttpRequest, obj: M | None = None, change: bool = False, **options: object
    ) -> type[forms.ModelForm]:
        """Return the form, filled with unsaved text when that is taken back."""
        form = super().get_form(request, obj, change=change, **options)
        if (typed := typed_in(request)) is not None:
            form = as_typed(form, typed)
        publication.without_moment(form, request, obj)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: M, inline: InlineModelAdmin, prefix: str) -> dict[str, Any]:
        """Fill the rows as well when unsaved text is taken back."""
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = typed_in(request)
        return options if typed is None else {**options, "data": typed.copy(), "files": request.FILES}

    def get_formsets_with_inlines(
        self, request: HttpRequest, obj: M | None = None
    ) -> Iterator[tuple[type[BaseInlineFormSet], InlineModelAdmin]]:
        """Yield the rows; those that are taken back complain of nothing."""
        is_stored = typed_in(request) is None
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            yield (formset if is_stored else rows_as_typed(formset)), inline

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Open the form, save it, or show the page that it would make."""
        show = partial(super().changeform_view, request, object_id, form_url)
        return form_page.open_or_save(self, request, object_id, show, self.outline)

    @property
    def outline(self) -> Outline:
        """How the form is arranged, if it is one in sections."""
        return Outline(self.places, self.front, PASTED_KINDS)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, object], *args: Any, **options: Any
    ) -> HttpResponse:
        """Arrange the form, say where the record stands and what may be done with it."""
        context |= form_page.form_context(self, request, context, options.get("obj"), self.outline)
        return super().render_change_form(request, context, *args, **options)

    # --- the save ---------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:
        """Save, and take the step that was pressed; where nothing was changed, no line in the history is left."""
        has_step = isinstance(form, PublicationForm)
        if has_step:
            pressed_step.take_pressed_step(request, cast("Published", obj), form)
        if not change or form.changed_data or (has_step and form.step):
            super().save_model(request, obj, form, change)
        if has_step:
            pressed_step.say_pressed_step(request, form)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet], change: bool
    ) -> None:
        """Save the rows, let go of what was kept of the form, and say what the public will not see."""
        if change and not form.changed_data and any(formset.has_changed() for formset in formsets):
            form.instance.save()  # a record changes with its rows
        super().save_related(request, form, formsets, change)
        if opened := opened_in(request):  # what is typed into a list has no form of its own
            unsaved.finish(opened, request.POST, form.instance)
        if isinstance(form, PublicationForm):
            pressed_step.tell_pressed_step(request, form)
            if isinstance(form.instance, Entry) and not form.step:
                photo_rows.remind(request, form.instance)

    def construct_change_message(self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False) -> Any:
        """Give the revision the same words as the log: what was added, changed, removed; and the step."""
        message = super().construct_change_message(request, form, formsets, add)
        revisions.explain(reasons.edits(message, formsets or ()))
        if isinstance(form, PublicationForm):
            pressed_step.note_pressed_step(form)
        return message

    def response_add(self, request: HttpRequest, obj: M, post_url_continue: str | None = None) -> HttpResponse:
        """Go on, or after a step stay on the record."""
        pressed_step.stay_on_record(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: M) -> HttpResponse:
        """Go on, or after a step stay on the record."""
        pressed_step.stay_on_record(request)
        return super().response_change(request, obj)

    # --- the end ----------------------------------------------------------------------------------

    def history_view(self, request: HttpRequest, object_id: str, extra_context: object = None) -> HttpResponse:
        """Show the kept versions in place of Django's log."""
        return history.history_view(self, request, object_id)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what goes along, as plans."""
        return deleting.deletion_plans(self, request, list(objs))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Show what would go; on the button delete it as it was looked at."""
        record = self.get_object(request, unquote(object_id))
        if record is None and (away := deleting.lead_to_bin(self, request, object_id)):
            return away
        if record is not None and request.method == "POST":
            return deleting.delete_one(self, request, record)
        seen = deleting.seen_before(self, [whole(unquote(object_id))])
        return super().delete_view(request, object_id, {**(extra_context or {}), **seen})

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Lead to the list, and say where the record waits."""
        if IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        return deleting.lead_to_list(self, request, obj_display, obj_id)
