"""Deletion: what it means is shown first and looked at again once nobody else can write; the bin keeps what goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnerships.admin.access import acting, go_on_with
from partnerships.admin.history.uses import Use
from partnerships.admin.lists.chosen import keys_of
from partnerships.admin.publishing import action_bar
from partnerships.admin.screen import Screen, address_of_screen
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

type DeletedObjects = tuple[list[Plan], dict[str, int], set[str], list[Plan]]


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


def deletion_plans(screen: Screen, request: HttpRequest, records: Sequence[RegisterModel]) -> DeletedObjects:
    """Return what Django asks before a deletion: a plan for each record; whether anything holds one fast."""
    made = plans(records)
    lacking = any(not screen.has_delete_permission(request, item.record) for item in made)
    names = {str(screen.opts.verbose_name)} if lacking else set()
    return made, {str(screen.opts.verbose_name_plural): len(made)}, names, [item for item in made if item.keeps]


def seen_before(screen: Screen, keys: Iterable[int]) -> dict[str, str]:
    """Return the mark of what a page is about to show; asked before the records are, it is never older than they."""
    return {version_token.NAME: version_token.token_of(version_token.last_changes(screen.model, list(keys)))}


def delete_one(screen: Screen, request: HttpRequest, record: RegisterModel) -> HttpResponse:
    """Delete `record` as it was looked at, or show the question again with what is new."""
    if not screen.has_delete_permission(request):
        raise PermissionDenied
    key = record.pk
    try:
        _delete(screen, request, [key])
    except (version_token.ChangedSince, ProtectedError) as refusal:
        messages.warning(request, _refused(refusal))
        now = screen.get_object(request, str(key))
        may = screen.has_delete_permission(request, now)  # no longer, where the head has just published it
        return HttpResponseRedirect(request.get_full_path() if may else link(now))
    return screen.response_delete(request, str(record), key)


def delete_chosen(screen: Screen, request: HttpRequest, chosen: QuerySet[models.Model]) -> HttpResponse | None:
    """Show what would go with many; on the button delete them, or show the question again with what is new."""
    keys = keys_of(request, chosen)
    if keys and "post" in request.POST:
        try:
            _delete(screen, request, keys)
        except (version_token.ChangedSince, ProtectedError) as refusal:
            messages.warning(request, _refused(refusal))
        else:
            messages.success(request, _told(screen, len(keys)))
            return None
    return _ask_about(screen, request, keys) if keys else None


def _ask_about(screen: Screen, request: HttpRequest, keys: list[int]) -> HttpResponse:
    asked = request.POST.copy()
    asked.pop("post", None)
    go_on_with(request, asked)
    seen = seen_before(screen, keys)
    page: Any = delete_selected(screen, request, screen.model._default_manager.filter(pk__in=keys).order_by("pk"))
    page.context_data |= seen
    return cast("HttpResponse", page)


def _delete(screen: Screen, request: HttpRequest, keys: list[int]) -> None:
    """Delete the records with `keys` as one revision, asking everything once more while nobody else can write.

    Raises ChangedSince where one is no longer what the question was about, ProtectedError where one is in use,
    PermissionDenied where this user may not.
    """
    with revisions.revision(by=acting(request)):
        shown = version_token.seen_in(request)
        version_token.expect(screen.model, {key: shown.get(key, 0) for key in keys})
        rows = list(screen.model._default_manager.filter(pk__in=keys).order_by("pk"))
        _plans, _counts, lacking, held = deletion_plans(screen, request, rows)
        if lacking:
            raise PermissionDenied
        if held:
            raise ProtectedError("in use", {item.record for item in held})
        screen.log_deletions(request, cast("Any", rows))
        revisions.explain(_edit(screen, rows))
        revisions.delete(rows, by=acting(request))


def _edit(screen: Screen, rows: Sequence[RegisterModel]) -> Edit:
    """Return a deletion as the history keeps it: said later in any language."""
    names = ", ".join(str(row) for row in rows[:NAMED]) + (" …" if len(rows) > NAMED else "")
    with override(None):
        kind = str(screen.opts.verbose_name)
    return Edit(action="deleted", kind=kind, name=names)


def lead_to_list(screen: Screen, request: HttpRequest, name: str, key: int) -> HttpResponse:
    """Lead from a record that is deleted now to the list, and say where the record waits."""
    messages.success(request, _waiting(screen, request, name, key))
    kept: Any = {"preserved_filters": screen.get_preserved_filters(request), "opts": screen.opts}
    return HttpResponseRedirect(add_preserved_filters(kept, address_of_screen(screen, "changelist")))


def lead_to_bin(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse | None:
    """Lead from the address of a record that is not there to the bin, where it waits there."""
    key = whole(unquote(object_id))
    version = restoring.deleted(screen.model).filter(object_id=str(key)).first()
    if version is None or not screen.has_view_or_change_permission(request):
        return None
    messages.warning(request, _waiting(screen, request, str(version), key))
    return HttpResponseRedirect(address_of_screen(screen, "deleted"))


def _waiting(screen: Screen, request: HttpRequest, name: str, key: int) -> SafeString:
    """Return that a record is deleted, with the way back for those who may take it."""
    said = quoting(_("Deleted: “%(name)s”. It waits in the bin."), name=name)
    way, words = address_of_screen(screen, "deleted"), _("Open the bin")
    if screen.has_change_permission(request) and screen.has_add_permission(request):
        version = restoring.deleted(screen.model).filter(object_id=str(key)).first()
        if version is not None:
            way, words = address_of_screen(screen, "restore", version.pk), _("Bring back")
    return format_html('{} <a href="{}">{}</a>', said, way, words)


def _told(screen: Screen, count: int) -> SafeString:
    said = ngettext("%(count)d record is deleted.", "%(count)d records are deleted.", count) % {"count": count}
    more, way = _("What is deleted waits in the bin."), address_of_screen(screen, "deleted")
    return format_html('{} {} <a href="{}">{}</a>', said, more, way, _("Open the bin"))


def _refused(refusal: version_token.ChangedSince | ProtectedError) -> str:
    if isinstance(refusal, version_token.ChangedSince):
        again = _("Nothing is deleted yet: look again at what would go.")
        return f"{presence.saved_by(refusal.last)} {again}"
    return _("Someone has just begun to use it, so it stays.")
