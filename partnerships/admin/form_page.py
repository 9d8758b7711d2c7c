"""The page of a form: opened, saved as one revision, or shown as the page that it would make."""

from functools import partial
from typing import Any, Protocol, cast

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.forms import arrangement, translation_marks
from partnerships.admin.forms.sections import Outline, plain_problems
from partnerships.admin.history import deleting, merging, uses
from partnerships.admin.home import readers
from partnerships.admin.publishing import action_bar, gaps, preview, typed_page
from partnerships.admin.screen import Screen
from partnerships.admin.writing import conflict, saving, unsaved
from partnerships.admin.writing.open_form import Opened, from_screen, open_in
from partnerships.history import revisions
from partnerships.models import RegisterModel
from partnerships.models.base import Entry, Published


class ShowForm(Protocol):
    """Django's own view of a form, with what our template needs besides."""

    def __call__(self, *, extra_context: dict[str, object]) -> HttpResponse:
        """Show or save the form."""


def may_write(screen: Screen, request: HttpRequest, record: RegisterModel | None) -> bool:
    """Say whether the form of `record`, or of a new one, is there to be filled in, and not only to be read."""
    return screen.has_change_permission(request, record) if record else screen.has_add_permission(request)


def open_or_save(
    screen: Screen, request: HttpRequest, object_id: str | None, show: ShowForm, outline: Outline
) -> HttpResponse:
    """Open the form, save it, or show the page that it would make; look in the bin for a record that is gone."""
    record = screen.get_object(request, unquote(object_id)) if object_id else None
    is_sent, is_published = request.method == "POST", issubclass(screen.model, Published)
    may = partial(may_write, screen, request, record)
    if is_sent:
        saving.take_what_was_sent(request)
    if is_sent and issubclass(screen.model, arrangement.IN_SECTIONS):
        arrangement.add_rows(request, may_write=may)
    if is_sent and (away := saving.turn_away(screen, request, object_id, record)):
        return away
    if object_id and record is None:
        return deleting.lead_to_bin(screen, request, object_id) or show(extra_context={})
    if is_sent and is_published and "_preview" in request.POST:
        return typed_page.page_of_typed(screen, request, record, outline)
    if is_sent:
        page = _save(screen, request, record, show)
    else:
        opened = open_in(request, from_screen(screen, request, record) if may() else None)
        page = show(extra_context={"opened": opened})
    return preview.with_frames(page) if is_published else page


def _save(screen: Screen, request: HttpRequest, record: RegisterModel | None, show: ShowForm) -> HttpResponse:
    """Save what was sent as one revision; what cannot be saved is kept and comes back."""
    saving.accept_uploads(screen, request, record)
    with revisions.revision(by=acting(request)):
        opened = saving.from_post(screen, request, str(record.pk) if record else "")
        open_in(request, opened)
        answer = opened.told or _answer_early(screen, request, opened)
        if isinstance(answer, HttpResponse):
            return answer
        if opened.told:
            saving.ask_again(request, opened)
        response = show(extra_context={"opened": opened})
    if isinstance(response, TemplateResponse) and response.context_data and "adminform" in response.context_data:
        saving.keep_all(request, opened, saving.forms_of(response.context_data))
    return response


def _answer_early(screen: Screen, request: HttpRequest, opened: Opened) -> HttpResponse | None:
    """Return the answer to a form that is not to be saved now: saved already, or older than the record."""
    answer = saving.answered_before(screen, request, opened)
    record = screen.get_object(request, opened.object_id) if opened.object_id else None
    if record is None and opened.object_id:  # deleted meanwhile: the text waits for it to come back from the bin
        unsaved.keep(opened.key, opened.user.pk, opened.model, opened.object_id, request.POST)
        return deleting.lead_to_bin(screen, request, opened.object_id)
    if answer is None and not opened.told and record and screen.has_change_permission(request, record):
        answer = conflict.stopped(screen, request, record, opened)
    return answer


def form_context(
    screen: Screen, request: HttpRequest, context: dict[str, Any], record: RegisterModel | None, outline: Outline
) -> dict[str, object]:
    """Return what a form shows: how it is arranged, where its record stands, what may be done with it."""
    name, form = str(screen.opts.verbose_name), context["adminform"].form
    shown: dict[str, Any] = {"title": capfirst(name) if record else _("New record: %(name)s") % {"name": name}}
    if issubclass(screen.model, arrangement.IN_SECTIONS):
        shown |= arrangement.arranged(screen, request, context, outline)
    else:
        shown["problems"] = plain_problems(form)
    if isinstance(record, Entry):
        shown |= {"readers_line": readers.readers_line(record), "readers_url": readers.readers_address(record)}
    if issubclass(screen.model, Published):
        shown |= action_bar.bar_context(screen, request, cast("Published | None", record))
        shown |= {"gaps": gaps.gaps_for(record) if record else []}
        beside = action_bar.bar_problems(form)  # what stands beside the buttons is of no section
        shown["problems"] = [problem for problem in shown["problems"] if problem not in beside] + beside
    translation_marks.mark_texts(form, record)  # after the list of mistakes, which names a field without its mark
    translation_marks.mark_rows(context["inline_admin_formsets"])
    shown["used_line"] = uses.used_line(record, acting(request)) if record else ""
    shown["may_merge"] = record is not None and merging.may_merge(screen, request, record)
    return shown
