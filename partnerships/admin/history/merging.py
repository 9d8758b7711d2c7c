"""Two cities or organisations that are one: what differs, which value stays, what moves; then one button."""

from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.publishing import action_bar
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.admin.writing import presence
from partnerships.history import merge_rules, merging, version_token
from partnerships.history.comparison import Change, compare
from partnerships.history.references import references
from partnerships.history.restoring import PUBLICATION
from partnerships.history.snapshots import Snapshot
from partnerships.models import RegisterModel
from partnerships.models.base import Published
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole
from partnerships.text.quotes import quoting

#: Settled by the merge itself, so nobody is asked.
SETTLED = {"slug", "other_names", "longitude", "population_year", "responsible", *PUBLICATION}


def open_questions(keep: RegisterModel, gone: RegisterModel) -> list[Change]:
    """Return the fields in which the two differ, the value of `keep` as the old one."""
    return [change for change in compare(Snapshot(keep), Snapshot(gone)).fields if change.name not in SETTLED]


def _state(record: RegisterModel) -> str:
    return action_bar.state_words(record) if isinstance(record, Published) else ""


def _preset(request: HttpRequest, questions: list[Change]) -> set[str]:
    """Return the fields for which the one that goes is chosen: as was answered, else where the other has nothing."""
    return {
        item.name
        for item in questions
        if request.POST.get(f"take-{item.name}", "gone" if item.new and not item.old else "keep") == "gone"
    }


def may_merge(screen: Screen, request: HttpRequest, record: RegisterModel) -> bool:
    """Say whether this user may make `record` part of another, or another part of it.

    Of a row of a list, `merge_rules.obstacle` says it in words: that depends on the pages it stands on.
    """
    able = screen.opts.model_name in merging.MERGEABLE
    asked = record if isinstance(record, Published) else None
    return able and screen.has_change_permission(request, asked) and screen.has_delete_permission(request, asked)


def merge_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for the other one, then show both side by side; merge on the button."""
    number = (request.POST if request.method == "POST" else request.GET).get("with", "")
    # Before the records: what the page shows is never older than what it says was seen.
    last = version_token.last_changes(screen.model, [whole(unquote(object_id)), whole(number)])
    keep = record_of(screen, request, object_id)
    gone = screen.model._base_manager.exclude(pk=keep.pk).filter(pk=whole(number)).first()
    if gone is None and number:
        messages.error(request, _("There is no such other one."))
    if not may_merge(screen, request, keep) or (gone is not None and not may_merge(screen, request, gone)):
        raise PermissionDenied
    against = merge_rules.obstacle(keep, gone, by=acting(request)) if gone is not None else ""
    if gone is not None and request.method == "POST" and not against:
        answer = _merge(request, keep, gone)
        if answer is not None:
            return answer
    form = _choice(screen)
    context = {"original": keep, "form": form, "media": screen.media + form.media, "gone": gone}
    if gone is not None:
        questions = open_questions(keep, gone)
        context |= {"changes": questions, "moves": _moves(gone), "swap": link(gone, "merge")}
        context |= {"taken": _preset(request, questions), "obstacle": against}
        context |= {"keep_state": _state(keep), "gone_state": _state(gone)}
        context[version_token.NAME] = version_token.token_of(last)
    return screen_page(screen, request, "history/merge", quoting(_("Merging: “%(name)s”"), name=keep), context)


def _choice(screen: Screen) -> forms.Form:
    model: type[RegisterModel] = screen.model
    widget = AutocompleteSelect(references(model)[0].field, screen.admin_site)
    label = _("Which one goes into it")
    form = forms.Form()
    form.fields["with"] = forms.ModelChoiceField(model._base_manager.none(), widget=widget, label=label)
    return form


def _moves(gone: RegisterModel) -> list[str]:
    counts = merge_rules.moving(gone)
    return [f"{capfirst(str(item.model._meta.verbose_name_plural))}: {count}" for item, count in counts]


def _merge(request: HttpRequest, keep: RegisterModel, gone: RegisterModel) -> HttpResponse | None:
    """Merge the two; None when the chosen values do not go together, which is said."""
    taken = {item.name for item in open_questions(keep, gone) if request.POST.get(f"take-{item.name}") == "gone"}
    try:
        merging.merge(keep, gone, taken=taken, by=acting(request), seen=version_token.seen_in(request))
    except version_token.ChangedSince as changed:
        text = _("Nothing is merged yet: look again at what stays.")
        messages.warning(request, f"{presence.saved_by(changed.last)} {text}")
        return None
    except type(keep).DoesNotExist:  # deleted since the page was asked for
        messages.error(request, _("There is no such other one."))
        return HttpResponseRedirect(link(keep, "merge"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        keep.refresh_from_db()
        return None
    text = _("Merged: “%(gone)s” went into “%(kept)s”. The bin keeps it, and parts them again if need be.")
    messages.success(request, quoting(text, gone=gone, kept=keep))
    return HttpResponseRedirect(link(keep))


pages: Final = (("<path:object_id>/merge/", "merge", merge_view),)
