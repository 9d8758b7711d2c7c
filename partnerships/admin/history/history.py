"""The history of a record: who, when, what; any two states side by side; the way back, shown before it is done."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from reversion.models import Version

from partnerships.admin.access import acting
from partnerships.admin.history.sentences import sentences_of
from partnerships.admin.writing import presence
from partnerships.history import merging, reasons, restoring, revisions, snapshots, version_token
from partnerships.history.comparison import Change, Comparison, compare
from partnerships.history.revision_steps import Merge
from partnerships.history.snapshots import Snapshot
from partnerships.models import FormerAddress, RegisterModel
from partnerships.models.publication import Publication
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole
from partnerships.text.quotes import nested, quoting

PAGE_SIZE = 25
NOW = "now"


def version_line(version: Version) -> dict[str, Any]:
    """Return `version` as the history and the bin show it: name, when, who, what."""
    return {
        "pk": version.pk,
        "object_id": version.object_id,
        "name": str(version),
        "when": version.revision.date_created,
        "who": version.revision.user or _("the system"),
        "what": sentences_of(version.revision.comment),
    }


def without_hidden(comparison: Comparison, model: type[RegisterModel], request: HttpRequest) -> Comparison:
    """Return `comparison` without the fields about people that this user does not see."""
    relations = snapshots.row_relations(model)

    def allowed(changes: list[Change], owner: type[RegisterModel]) -> list[Change]:
        hidden = rights.hidden_fields(request.user, owner)
        return [change for change in changes if change.name not in hidden]

    rows = [replace(row, changes=allowed(row.changes, relations[row.relation].model)) for row in comparison.rows]
    return Comparison(allowed(comparison.fields, model), [row for row in rows if row.changes or row.what != "changed"])


def coming_back(version: Version, now: RegisterModel | None) -> Comparison:
    """Return what bringing `version` back would change: its place on the site and its old addresses stay."""
    then = snapshots.of_version(version)
    here = snapshots.of_record(now) if now is not None else Snapshot(type(then.record)())
    if isinstance(now, Publication):
        for name in restoring.PUBLICATION:
            setattr(then.record, name, getattr(now, name))
    for state in (then, here):
        state.rows = {key: row for key, row in state.rows.items() if not isinstance(row, FormerAddress)}
    return compare(here, then)


def binned(version: Version, screen: Any, request: HttpRequest) -> dict[str, Any]:
    """Return `version` as a line of the bin, with the way back for those who may take it."""
    name = f"admin:{screen.opts.app_label}_{screen.opts.model_name}_restore"
    return {
        **version_line(version),
        "kind": capfirst(str(screen.opts.verbose_name)),
        "may_restore": screen.has_change_permission(request) and screen.has_add_permission(request),
        "restore_url": reverse(name, args=[version.pk]),
        "step": _("Part again…") if merging.merge_of(version) else _("Bring back"),
    }


class HistoryScreen:
    """The part of a screen that remembers: history, comparison, restore, bin. Mixed into every RegisterAdmin."""

    model: Any
    opts: Any
    admin_site: Any

    def history_urls(self) -> list[URLPattern]:
        """Return the addresses of this part."""
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            path("restore/<int:version_id>/", view(self.restore_view), name=f"{name}_restore"),
            path("<path:object_id>/history/compare/", view(self.compare_view), name=f"{name}_compare"),
        ]

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": nested(title)}
        return TemplateResponse(request, f"admin/partnerships/history/{template}.html", {**shared, **context})

    def _seen(self: Any, request: HttpRequest, object_id: str) -> RegisterModel:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def history_view(self: Any, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the kept versions: who, when, what; any two can be compared, each can be brought back."""
        record = self._seen(request, object_id)
        page = Paginator(revisions.history(record), PAGE_SIZE).get_page(request.GET.get("page"))
        return self._page(
            request,
            "history",
            _("History: %(name)s") % {"name": record},
            original=record,
            page=page,
            versions=[version_line(version) for version in page],
            may_restore=self.has_change_permission(request, record),
        )

    def compare_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what differs between two versions, or between one and the record as it is now."""
        record = self._seen(request, object_id)
        kept = revisions.history(record)
        new = self._chosen(kept, request.GET.get("new", NOW))
        old = self._chosen(kept, request.GET.get("old", ""))
        if old is None:
            old = kept.filter(pk__lt=new.pk).first() if new else kept.first()
        if old and new and old.pk > new.pk:
            old, new = new, old
        states = [snapshots.of_version(version) if version else None for version in (old, new)]
        before, after = states[0] or Snapshot(type(record)()), states[1] or snapshots.of_record(record)
        return self._page(
            request,
            "compare",
            _("What changed: %(name)s") % {"name": record},
            original=record,
            old=version_line(old) if old else None,
            new=version_line(new) if new else None,
            comparison=without_hidden(compare(before, after), self.model, request),
            may_restore=self.has_change_permission(request, record),
        )

    def _chosen(self, kept: Any, number: str) -> Version | None:
        """Return the version that the address names: None for now, or when it names none."""
        if number in ("", NOW):
            return None
        return get_object_or_404(kept, pk=whole(number))

    def deleted_view(self: Any, request: HttpRequest) -> HttpResponse:
        """List deleted records of this kind."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(restoring.deleted(self.model), PAGE_SIZE).get_page(request.GET.get("page"))
        title = _("Bin: %(name)s") % {"name": self.opts.verbose_name_plural}
        lines = [binned(version, self, request) for version in page]
        return self._page(request, "deleted", title, page=page, versions=lines, query="?")

    def _may_return(self: Any, request: HttpRequest, version: Version, now: RegisterModel | None) -> bool:
        """Say whether this user may bring `version` back: as one changes the record, or what it was merged with."""
        done = merging.merge_of(version)
        changed = now or (self.model._base_manager.filter(pk=done.kept).first() if done else None)
        may_add = now is not None or self.has_add_permission(request)
        return bool(may_add and self.has_change_permission(request, changed))

    def restore_view(self: Any, request: HttpRequest, version_id: int) -> HttpResponse:
        """Show what bringing a version back would change; do it on the button, never by a link."""
        content_type = get_content_type_for_model(self.model)
        version = get_object_or_404(Version, pk=version_id, content_type=content_type)
        last = version_token.last_changes(self.model, [whole(version.object_id)])  # before the record: never older
        now = self.model._base_manager.filter(pk=version.object_id).first()
        if not self._may_return(request, version, now):
            raise PermissionDenied
        if request.method == "POST":
            return self._restore(request, version)
        context = {
            "original": now,
            version_token.NAME: version_token.token_of(last),
            "version": version_line(version),
            "merged": merging.merge_of(version),
            "comparison": without_hidden(coming_back(version, now), self.model, request),
        }
        return self._page(request, "restore", _("Bring back: %(name)s") % {"name": version}, **context)

    def _restore(self: Any, request: HttpRequest, version: Version) -> HttpResponse:
        """Bring the version back, unless the record is no longer what the page compared it with."""
        hidden = issubclass(self.model, Publication) and not rights.may_publish(request.user, self.model)
        done, now = merging.merge_of(version), self.model._base_manager.filter(pk=version.object_id)
        text = gettext_noop("An earlier state is back") if now.exists() else gettext_noop("Back from the bin")
        way: Any = restoring.restore
        if done:
            way, text = merging.undo, gettext_noop("Parted again")
        try:
            shown = version_token.seen_in(request).get(whole(version.object_id), 0)
            notes = way(version, by=acting(request), reason=reasons.fact(text), hidden=hidden, seen=shown)
        except version_token.ChangedSince as changed:
            text = _("Nothing is brought back yet: below is what would change now.")
            self.message_user(request, f"{presence.saved_by(changed.last)} {text}", messages.WARNING)
            return HttpResponseRedirect(request.path)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(request.path)
        self.message_user(request, quoting(_("“%(name)s” is back with its rows."), name=version), messages.SUCCESS)
        for note in notes:
            self.message_user(request, note, messages.WARNING)
        if done:
            self.message_user(request, self._stays(version, done), messages.WARNING)
        return HttpResponseRedirect(link(now.get()))

    def _stays(self: Any, version: Version, done: Merge) -> str:
        """Return that parting takes nothing away from the one that was kept, with the way to its earlier state."""
        said = quoting(
            _("The fields of “%(name)s” stay as they are, with the values chosen in the merge."), name=done.kept_name
        )
        before = merging.before(version)
        if before is None:
            return said
        url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_restore", args=[before.pk])
        return format_html('{} <a href="{}">{}</a>', said, url, _("Its state before the merge"))
