"""The step that a button or a moment of the form asks for: taken with the save, in the same revision, and told."""

import logging
from typing import Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from partnerships.admin.access import acting, go_on_with
from partnerships.admin.publishing import action_bar, gaps, next_waiting
from partnerships.admin.publishing.publication import PublicationForm
from partnerships.approval import steps
from partnerships.history import revisions
from partnerships.history.revision_steps import ApprovalStep
from partnerships.models.base import Published
from partnerships.models.publication import State
from partnerships.models.visibility import is_internal
from partnerships.staff import rights

log = logging.getLogger(__name__)

#: Name of the button → the step it takes.
BUTTONS: Final = {
    "_publish": steps.PUBLISH,
    "_withdraw": steps.WITHDRAW,
    "_review": steps.SEND,
    "_recall": steps.RECALL,
    "_return": steps.RETURN,
}


def take_pressed_step(request: HttpRequest, record: Published, form: PublicationForm) -> None:
    """Take the step that `form` asks for, before its record is saved."""
    step = form.step = _asked_step(request, record, form)
    if step:
        steps.take_step(step, record, by=acting(request), comment=form.cleaned_data.get("return_comment") or "")
        # A moment that is past as well: whoever publishes says since when.
        if step == steps.PUBLISH and "publish_at" in form.changed_data:
            record.publish_at = form.cleaned_data["publish_at"] or record.publish_at
    record.off_page = not step and all(is_internal(type(record), name) for name in form.changed_data)


def _asked_step(request: HttpRequest, record: Published, form: PublicationForm) -> str | None:
    """Return the step to take: of the pressed button, else of a moment that was set or taken away."""
    may = rights.may_publish(acting(request), type(record))
    pressed = next((step for name, step in BUTTONS.items() if name in request.POST), None)
    if pressed and steps.STEPS[pressed].publishes and not may:
        log.warning("%s pressed “%s” on %s without the right", request.user, pressed, record)
        messages.error(request, _("Saved, but you may not publish or withdraw."))
        return None
    if pressed == steps.RECALL and not action_bar.may_recall(record, acting(request)):
        messages.error(request, _("Saved, but whoever sent a record takes it back."))
        return None
    scheduled = record.state == State.PUBLISHED and not form.was_public
    if pressed == steps.WITHDRAW and scheduled:
        return steps.UNSCHEDULE
    if pressed and (steps.possible(pressed, record) or (pressed == steps.PUBLISH and scheduled)):
        return pressed
    if not may:
        return None
    if scheduled:
        return None if record.publish_at else steps.UNSCHEDULE
    chosen = "publish_at" in form.changed_data and record.publish_at and not (pressed or form.was_public)
    return steps.PUBLISH if chosen else None


def say_pressed_step(request: HttpRequest, form: PublicationForm) -> None:
    """Say what the step has done, once its record is saved."""
    if form.step:
        messages.success(request, action_bar.step_done(form.step, form.instance))


def tell_pressed_step(request: HttpRequest, form: PublicationForm) -> None:
    """Tell the step to those it concerns, and say what of it the public will not see, and what waits next."""
    record = form.instance
    if form.step:
        steps.tell_of_step(form.step, [record], by=acting(request))
    if form.step in (steps.SEND, steps.PUBLISH):
        gaps.tell_gaps(request, record)
    if form.step in (steps.PUBLISH, steps.RETURN) and (following := next_waiting.next_line(request, record)):
        messages.info(request, following)


def note_pressed_step(form: PublicationForm) -> None:
    """Say in the history which step was taken, after what was changed."""
    if form.step:
        comment = form.cleaned_data.get("return_comment") or ""
        revisions.also(ApprovalStep(name=steps.taken(form.step, form.instance), comment=comment))


def stay_on_record(request: HttpRequest) -> None:
    """After a step stay on the record: what it says now is the answer."""
    if any(name in request.POST for name in BUTTONS):
        stay = request.POST.copy()
        stay["_continue"] = "1"
        go_on_with(request, stay)
