"""The history of a record: who, when, what; any two states side by side; the way back, shown before it is done."""

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from reversion.models import Version

from partnerships.admin.access import acting, hidden_versions
from partnerships.admin.history.sentences import sentences_of
from partnerships.admin.screen import Screen, address_of_screen, record_of, screen_page
from partnerships.admin.writing import presence
from partnerships.history import merging, reasons, restoring, revisions, snapshots, version_token
from partnerships.history.comparison import Change, Comparison, compare
from partnerships.history.revision_steps import Merge
from partnerships.history.snapshots import Snapshot
from partnerships.models import FormerAddress, Record, RegisterModel
from partnerships.models.publication import Publication, withdraw
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole
from partnerships.text.quotes import quoting

PAGE_SIZE = 25
NOW = "now"


def version_line(version: Version) -> dict[str, object]:
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


def coming_back(version: Version, now: RegisterModel | None, *, hidden: bool = False) -> Comparison:
    """Return what bringing `version` back would change: its place on the site and its old addresses stay.

    With `hidden` a deleted one comes back withdrawn.
    """
    then = snapshots.of_version(version)
    if now is None and hidden and isinstance(then.record, Publication) and restoring.is_on_site(then.record):
        withdraw(then.record)
    here = snapshots.of_record(now) if now is not None else Snapshot(type(then.record)())
    if isinstance(now, Publication):
        for name in restoring.PUBLICATION:
            setattr(then.record, name, getattr(now, name))
    for state in (then, here):
        state.rows = {key: row for key, row in state.rows.items() if not isinstance(row, FormerAddress)}
    return compare(here, then)


def binned(version: Version, screen: Screen, request: HttpRequest) -> dict[str, object]:
    """Return `version` as a line of the bin, with the way back for those who may take it."""
    return {
        **version_line(version),
        "kind": capfirst(str(screen.opts.verbose_name)),
        "may_restore": screen.has_change_permission(request) and screen.has_add_permission(request),
        "restore_url": address_of_screen(screen, "restore", version.pk),
        "step": _("Part again…") if merging.merge_of(version) else _("Bring back"),
    }


def history_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the kept versions: who, when, what; any two can be compared, each can be brought back."""
    record = record_of(screen, request, object_id)
    page = Paginator(revisions.history(record), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "original": record,
        "page": page,
        "versions": [version_line(version) for version in page],
        "may_restore": screen.has_change_permission(request, record),
    }
    return screen_page(screen, request, "history/history", _("History: %(name)s") % {"name": record}, context)


def compare_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what differs between two versions, or between one and the record as it is now."""
    record = record_of(screen, request, object_id)
    kept = revisions.history(record)
    new = _chosen(kept, request.GET.get("new", NOW))
    old = _chosen(kept, request.GET.get("old", ""))
    if old is None:
        old = kept.filter(pk__lt=new.pk).first() if new else kept.first()
    if old and new and old.pk > new.pk:
        old, new = new, old
    states = [snapshots.of_version(version) if version else None for version in (old, new)]
    before, after = states[0] or Snapshot(type(record)()), states[1] or snapshots.of_record(record)
    context = {
        "original": record,
        "old": version_line(old) if old else None,
        "new": version_line(new) if new else None,
        "comparison": without_hidden(compare(before, after), screen.model, request),
        "may_restore": screen.has_change_permission(request, record),
    }
    return screen_page(screen, request, "history/compare", _("What changed: %(name)s") % {"name": record}, context)


def _chosen(kept: QuerySet[Version], number: str) -> Version | None:
    """Return the version that the address names: None for now, or when it names none."""
    if number in ("", NOW):
        return None
    return get_object_or_404(kept, pk=whole(number))


def deleted_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """List deleted records of this kind."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    found = restoring.deleted(screen.model).exclude(hidden_versions(request))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    title = _("Bin: %(name)s") % {"name": screen.opts.verbose_name_plural}
    lines = [binned(version, screen, request) for version in page]
    return screen_page(screen, request, "history/deleted", title, {"page": page, "versions": lines, "query": "?"})


def _may_return(screen: Screen, request: HttpRequest, version: Version, now: RegisterModel | None) -> bool:
    """Say whether this user may bring `version` back: as one changes the record, and all that it takes from."""
    may_add = now is not None or screen.has_add_permission(request)
    if not may_add or not screen.has_change_permission(request, now or merging.heir(version)):
        return False
    owners = [
        getattr(owner, owner.kind) if type(owner) is Record else owner for owner in restoring.present_owners(version)
    ]
    screens = screen.admin_site.get_model_admin
    return all(screens(type(owner)).has_change_permission(request, owner) for owner in owners)


def restore_view(screen: Screen, request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what bringing a version back would change; do it on the button, never by a link."""
    content_type = get_content_type_for_model(screen.model)
    version = get_object_or_404(
        Version.objects.exclude(hidden_versions(request)), pk=version_id, content_type=content_type
    )
    last = version_token.last_changes(screen.model, [whole(version.object_id)])  # before the record: never older
    now = screen.model._base_manager.filter(pk=version.object_id).first()
    if not _may_return(screen, request, version, now):
        raise PermissionDenied
    if request.method == "POST":
        return _restore(screen, request, version)
    context = {
        "original": now,
        version_token.NAME: version_token.token_of(last),
        "version": version_line(version),
        "merged": merging.merge_of(version),
        "comparison": without_hidden(
            coming_back(version, now, hidden=_comes_hidden(screen, request)), screen.model, request
        ),
    }
    return screen_page(screen, request, "history/restore", _("Bring back: %(name)s") % {"name": version}, context)


def _comes_hidden(screen: Screen, request: HttpRequest) -> bool:
    """Say whether a page that this user brings back from the bin waits for somebody who may publish it."""
    return issubclass(screen.model, Publication) and not rights.may_publish(acting(request), screen.model)


def _restore(screen: Screen, request: HttpRequest, version: Version) -> HttpResponse:
    """Bring the version back, unless the record is no longer what the page compared it with."""
    hidden = _comes_hidden(screen, request)
    done, now = merging.merge_of(version), screen.model._base_manager.filter(pk=version.object_id)
    text = gettext_noop("An earlier state is back") if now.exists() else gettext_noop("Back from the bin")
    way = restoring.restore
    if done:
        way, text = merging.undo, gettext_noop("Parted again")
    try:
        shown = version_token.seen_in(request).get(whole(version.object_id), 0)
        notes = way(version, by=acting(request), reason=reasons.fact(text), hidden=hidden, seen=shown)
    except version_token.ChangedSince as changed:
        text = _("Nothing is brought back yet: below is what would change now.")
        messages.warning(request, f"{presence.saved_by(changed.last)} {text}")
        return HttpResponseRedirect(request.path)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(request.path)
    messages.success(request, quoting(_("“%(name)s” is back with its rows."), name=version))
    for note in notes:
        messages.warning(request, note)
    if done:
        messages.warning(request, _stays(screen, version, done))
    return HttpResponseRedirect(link(now.get()))


def _stays(screen: Screen, version: Version, done: Merge) -> str:
    """Return that parting takes nothing away from the one that was kept, with the way to its earlier state."""
    said = quoting(
        _("The fields of “%(name)s” stay as they are, with the values chosen in the merge."), name=done.kept_name
    )
    before = merging.before(version)
    if before is None:
        return said
    url = address_of_screen(screen, "restore", before.pk)
    return format_html('{} <a href="{}">{}</a>', said, url, _("Its state before the merge"))


pages: Final = (
    ("deleted/", "deleted", deleted_view),
    ("restore/<int:version_id>/", "restore", restore_view),
    ("<path:object_id>/history/compare/", "compare", compare_view),
)
