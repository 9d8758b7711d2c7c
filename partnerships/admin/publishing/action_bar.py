"""The state of a record in words: what it is, whose move it is, and what each button will do."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.forms.sections import FormProblem
from partnerships.admin.screen import Screen
from partnerships.approval import steps as approval
from partnerships.models import PreviewLink, User
from partnerships.models.base import Entry, Published
from partnerships.models.publication import HIDDEN, State
from partnerships.models.register import Approval
from partnerships.period.days import moment
from partnerships.staff import rights
from partnerships.text.label import Label
from partnerships.text.quotes import quoting


@dataclass(frozen=True)
class Button:
    """One step on the bar below the form."""

    name: str
    label: Label
    look: str = ""


RECALL: Final = Button("_recall", gettext_lazy("Take back from the head"), "stop")


def kind(entry: Published) -> str:
    """Return the state for the eye: what is scheduled looks different from what is on the site."""
    return "scheduled" if entry.is_scheduled() else entry.state


def state_words(entry: Published) -> str:
    """Return the state as the clerk reads it."""
    if entry.is_scheduled() and entry.publish_at:
        return _("will appear on %(moment)s") % {"moment": moment(entry.publish_at)}
    return str(entry.get_state_display())


def handed_on(entry: Published) -> str:
    """Return who handed the record on or gave it back, and when; "" where nobody waits."""
    if entry.state == State.IN_REVIEW and entry.sent_at:
        return _("%(who)s, %(when)s") % {"who": entry.sent_by or "—", "when": moment(entry.sent_at)}
    if entry.state == State.RETURNED:
        who = entry.returned_by or "—"
        return quoting(_("%(who)s: “%(comment)s”"), who=who, comment=entry.return_comment[:120])
    return ""


def step_done(step: str, entry: Published) -> SafeString | str:
    """Return what a step has done, with the way to the page where there is one."""
    if step == approval.PUBLISH and entry.is_public():
        return format_html('{} <a href="{}">{}</a>', _("Published."), entry.get_absolute_url(), _("Open the page"))
    if step == approval.PUBLISH and entry.publish_at:
        return _("Will appear by itself on %(moment)s.") % {"moment": moment(entry.publish_at)}
    if step == approval.SEND:
        names = ", ".join(str(person) for person in rights.approvers(type(entry)))
        return _("Sent to the head: %(names)s.") % {"names": names or _("nobody may publish yet")}
    recalled = {
        State.RETURNED: _("Taken back: the comment of the head holds again."),
        State.WITHDRAWN: _("Taken back: the record is again withdrawn from the site."),
    }
    said = {
        approval.RECALL: recalled.get(State(entry.state), _("Taken back: the record is a draft again.")),
        approval.RETURN: _("Returned to the author with your comment."),
        approval.WITHDRAW: _("Withdrawn: the page is no longer on the site."),
        approval.UNSCHEDULE: _("The record will not appear by itself: it is a draft again."),
    }
    return said[step]


def may_recall(entry: Published, user: User) -> bool:
    """Say whether `user` may take `entry` back from the head: whoever has sent it, until it is answered."""
    return entry.state == State.IN_REVIEW and entry.sent_by_id == user.pk


def _buttons(entry: Published | None, may: bool, approves: bool) -> list[Button]:
    """Return the steps from the state of `entry`; `approves` says that here a head has the last word."""
    state, scheduled = entry.state if entry else State.DRAFT, bool(entry and entry.is_scheduled())
    ahead = state in (*HIDDEN, State.IN_REVIEW) or scheduled
    steps = []
    if may and ahead:
        steps.append(Button("_publish", publish_label(entry), "publish"))
    if approves and not may and state in HIDDEN:
        steps.append(Button("_review", _("Send to the head"), "publish"))
    if may and state == State.PUBLISHED:
        steps.append(
            Button("_withdraw", _("Cancel the schedule") if scheduled else _("Withdraw from the site"), "stop")
        )
    return steps


def publish_label(entry: Published | None) -> str:
    """Return what publishing would do with the moment that is kept now."""
    if entry and entry.publish_at and entry.publish_at > timezone.now():
        return _("Schedule for %(moment)s") % {"moment": moment(entry.publish_at)}
    return _("Publish now")


def bar_problems(form: forms.ModelForm) -> list[FormProblem]:
    """Return the mistakes of the fields that stand beside the buttons."""
    names = [name for name in ("publish_at", "return_comment") if name in form.fields]
    return [
        FormProblem(str(form[name].label), str(message), form[name].id_for_label)
        for name in names
        for message in form.errors.get(name, ())
    ]


def bar_context(screen: Screen, request: HttpRequest, entry: Published | None) -> dict[str, object]:
    """Return what the panel above the form and the bar below it show."""
    may = rights.may_publish(acting(request), screen.model)
    approves = may or rights.approval() != Approval.NONE
    waits = entry is not None and entry.state == State.IN_REVIEW
    recalls = entry is not None and may_recall(entry, acting(request))
    return {
        "entry": entry,
        "state_kind": kind(entry) if entry else "new",
        "state_words": state_words(entry) if entry else _("new, not saved"),
        "state_buttons": [*_buttons(entry, may, approves), *([RECALL] if recalls and not may else [])],
        "may_publish": may,
        "may_return": may and waits,
        "is_mine": entry is not None and entry.sent_by_id == request.user.pk,
        "no_approver": not may and approves and not rights.approvers(screen.model).exists(),
        "save_label": _("Save and change the page") if entry and entry.is_public() else _("Save"),
        "links": list(PreviewLink.objects.of(entry)) if isinstance(entry, Entry) else [],
        "schedule_label": _("Schedule for %(moment)s"),
        "zone": timezone.get_current_timezone_name(),
        "has_links": isinstance(entry, Entry),
        "preview_languages": settings.LANGUAGES,
        "may_save": entry is None or screen.has_change_permission(request, entry),
    }
