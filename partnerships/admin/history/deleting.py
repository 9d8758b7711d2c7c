"""Deletion: what it means is shown first and looked at again once nobody else can write; the bin keeps what goes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.options import IS_POPUP_VAR, Action, ActionLocation
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnerships.admin.access import acting, go_on_with
from partnerships.admin.history.uses import Use
from partnerships.admin.lists.chosen import LIMIT, keys_of
from partnerships.admin.publishing import action_bar
from partnerships.admin.writing import presence
from partnerships.history import restoring, revisions, version_token
from partnerships.history.references import own_rows, references
from partnerships.history.revision_steps import Edit
from partnerships.models import RegisterModel
from partnerships.models.base import Published
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole
from partnerships.text.quotes import quoting

#: How many names the reason of a deletion holds.
NAMED = 5


@dataclass
class Plan:
    """What the deletion of one record means."""

    record: RegisterModel
    goes: list[str] = field(default_factory=list)
    keeps: list[Use] = field(default_factory=list)
    loosens: list[Use] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the record is edited."""
        return link(self.record)

    @property
    def merge_url(self) -> str:
        """Where it can be merged with another one, for a kind that can."""
        return link(self.record, "merge")

    @property
    def state(self) -> str:
        """Where it stands on the way to the site, in words; nothing for what has no page of its own."""
        return action_bar.state_words(self.record) if isinstance(self.record, Published) else ""

    @property
    def page(self) -> str:
        """The address on the site that will lead nowhere."""
        return self.record.get_absolute_url() if isinstance(self.record, Published) and self.record.is_public() else ""


def plans(records: Sequence[RegisterModel]) -> list[Plan]:
    """Return what goes with each of `records`, who holds it fast, and who would lose a link to it.

    They are all of one kind, and many of them ask the database no more than one.
    """
    made = {record.pk: Plan(record) for record in records}
    for kind in {type(record) for record in records}:
        for own in own_rows(kind):
            for key, count in own.counts(made).items():
                made[key].goes.append(f"{capfirst(str(own.model._meta.verbose_name_plural))}: {count}")
        for reference in references(kind):
            for key, count in reference.counts(made).items():
                use = Use(reference, made[key].record, count)
                (made[key].keeps if reference.keeps else made[key].loosens).append(use)
    return list(made.values())


class DeletingAdmin[M: RegisterModel](admin.ModelAdmin[M]):
    """A screen that deletes only what was looked at, as it was looked at."""

    bulk_limit = LIMIT
    delete_confirmation_template = "admin/partnerships/history/delete.html"
    delete_selected_confirmation_template = "admin/partnerships/history/delete_chosen.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Return a plan for each of `objs`: what it takes along; whether anything holds it fast."""
        made = plans(list(objs))
        lacking = any(not self.has_delete_permission(request, cast("M", item.record)) for item in made)
        names = {str(self.opts.verbose_name)} if lacking else set()
        return made, {str(self.opts.verbose_name_plural): len(made)}, names, [item for item in made if item.keeps]

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Action | None]:
        """Return the actions, the deletion of many as it is done here."""
        actions = super().get_actions(request, action_location)
        deletion, ours = actions.get("delete_selected"), cast("Any", type(self).delete_chosen)
        return {**actions, "delete_selected": replace(deletion, func=ours)} if deletion else actions

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what would go; on the button delete it, or show the question again with what is new."""
        key = whole(unquote(object_id))
        if request.method != "POST":
            last = version_token.last_changes(self.model, [key])  # before the record: never older
            context = {**(extra_context or {}), version_token.NAME: version_token.token_of(last)}
            return super().delete_view(request, object_id, context)
        record = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request):
            raise PermissionDenied
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        try:
            self._delete(request, [key])
        except (version_token.ChangedSince, ProtectedError) as refusal:
            self.message_user(request, _refused(refusal), messages.WARNING)
            now = self.get_object(request, unquote(object_id))
            may = self.has_delete_permission(request, now)  # no longer, where the head has just published it
            return HttpResponseRedirect(request.get_full_path() if may else link(now))
        return self.response_delete(request, str(record), key)

    def delete_chosen(self, request: HttpRequest, chosen: QuerySet[M]) -> HttpResponse | None:
        """Show what would go with many; on the button delete them, or show the question again with what is new."""
        keys = keys_of(self, request, chosen)
        if keys and "post" in request.POST:
            try:
                self._delete(request, keys)
            except (version_token.ChangedSince, ProtectedError) as refusal:
                self.message_user(request, _refused(refusal), messages.WARNING)
            else:
                self.message_user(request, self._told(len(keys)), messages.SUCCESS)
                return None
        return self._ask_about(request, keys) if keys else None

    def _ask_about(self, request: HttpRequest, keys: list[Any]) -> HttpResponse:
        asked = request.POST.copy()
        asked.pop("post", None)
        go_on_with(request, asked)
        last = version_token.last_changes(self.model, keys)  # before the records: never older
        rows: Any = self.model._default_manager.filter(pk__in=keys).order_by("pk")
        page: Any = delete_selected(self, request, rows)
        page.context_data[version_token.NAME] = version_token.token_of(last)
        return page

    def _delete(self, request: HttpRequest, keys: list[Any]) -> None:
        """Delete the records with `keys` as one revision, asking everything once more while nobody else can write.

        Raises ChangedSince where one is no longer what the question was about, ProtectedError where one is in use,
        PermissionDenied where this user may not.
        """
        with revisions.revision(by=acting(request)):
            shown = version_token.seen_in(request)
            version_token.expect(self.model, {key: shown.get(key, 0) for key in keys})
            rows: list[Any] = list(self.model._default_manager.filter(pk__in=keys).order_by("pk"))
            _plans, _counts, lacking, held = self.get_deleted_objects(rows, request)
            if lacking:
                raise PermissionDenied
            if held:
                raise ProtectedError("in use", {item.record for item in held})
            self.log_deletions(request, cast("Any", rows))
            revisions.explain(self._edit(rows))
            revisions.delete(rows, by=acting(request))

    def _edit(self, rows: Sequence[RegisterModel]) -> Edit:
        """Return a deletion as the history keeps it: said later in any language."""
        names = ", ".join(str(row) for row in rows[:NAMED]) + (" …" if len(rows) > NAMED else "")
        with override(None):
            kind = str(self.opts.verbose_name)
        return Edit(action="deleted", kind=kind, name=names)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Lead to the list, and say where the record waits."""
        if IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        self.message_user(request, self._waiting(request, obj_display, obj_id), messages.SUCCESS)
        kept: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(kept, self._address("changelist")))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        """Lead to the bin where the record waits there."""
        key = whole(unquote(object_id))
        version = restoring.deleted(self.model).filter(object_id=str(key)).first()
        if version is None:
            gone: HttpResponseRedirect = super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # no stub
            return gone
        self.message_user(request, self._waiting(request, str(version), key), messages.WARNING)
        return HttpResponseRedirect(self._address("deleted"))

    def _waiting(self, request: HttpRequest, name: str, key: int) -> SafeString:
        """Return that a record is deleted, with the way back for those who may take it."""
        said = quoting(_("Deleted: “%(name)s”. It waits in the bin."), name=name)
        if self.has_change_permission(request) and self.has_add_permission(request):
            version = restoring.deleted(self.model).filter(object_id=str(key)).first()
            if version is not None:
                return format_html(
                    '{} <a href="{}">{}</a>', said, self._address("restore", version.pk), _("Bring back")
                )
        return format_html('{} <a href="{}">{}</a>', said, self._address("deleted"), _("Open the bin"))

    def _told(self, count: int) -> SafeString:
        said = ngettext("%(count)d record is deleted.", "%(count)d records are deleted.", count) % {"count": count}
        more = _("What is deleted waits in the bin.")
        return format_html('{} {} <a href="{}">{}</a>', said, more, self._address("deleted"), _("Open the bin"))

    def _address(self, screen: str, *keys: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{screen}", args=keys)


def _refused(refusal: version_token.ChangedSince | ProtectedError) -> str:
    if isinstance(refusal, version_token.ChangedSince):
        again = _("Nothing is deleted yet: look again at what would go.")
        return f"{presence.saved_by(refusal.last)} {again}"
    return _("Someone has just begun to use it, so it stays.")
