"""Preview in the back office: the true page of what is kept and of what is typed, the decision, secret links."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.csp import CSP
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from partnerships.admin.access import go_on_with
from partnerships.admin.base import acting
from partnerships.admin.forms import translation_marks
from partnerships.admin.publishing import action_bar, gaps, next_waiting
from partnerships.admin.writing.kept_files import TICKET
from partnerships.approval import steps
from partnerships.history import revisions, version_token
from partnerships.models import PreviewLink
from partnerships.models.base import Entry
from partnerships.staff import mail
from partnerships.staff.addresses import link
from partnerships.views.preview import show

FRAMED: Any = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
FRAMING: Any = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


def urls(screen: Any) -> list[URLPattern]:
    """Return the addresses of the preview of one record."""
    name, view = f"{screen.opts.app_label}_{screen.opts.model_name}", screen.admin_site.admin_view
    shown = [
        path("<path:object_id>/reading/", view(_on(screen, reading)), name=f"{name}_reading"),
        path("<path:object_id>/page/<slug:language>/", view(_on(screen, page)), name=f"{name}_page"),
    ]
    if not issubclass(screen.model, Entry):
        return shown
    return [
        *shown,
        path("<path:object_id>/link/", view(_on(screen, make_link)), name=f"{name}_link"),
        path("<path:object_id>/link/<int:link_id>/revoke/", view(_on(screen, revoke_link)), name=f"{name}_unlink"),
    ]


def _on(screen: Any, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return `view` with the screen and the record, which this user has to be allowed to read."""

    def found(request: HttpRequest, object_id: str, **options: Any) -> HttpResponse:
        entry = screen.get_object(request, unquote(object_id))
        if not screen.has_view_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            raise Http404
        return view(screen, request, entry, **options)

    return found


def with_frames(response: HttpResponse) -> HttpResponse:
    """Let the page of the back office show pages of this site in a frame."""
    allowed: HttpResponse = csp_override(FRAMING)(lambda _request: response)(None)
    return allowed


def _framed(response: HttpResponse) -> HttpResponse:
    """Let our own pages, and no others, show this one in a frame."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    allowed: HttpResponse = csp_override(FRAMED)(lambda _request: response)(None)
    return allowed


def page(screen: Any, request: HttpRequest, entry: Any, language: str) -> HttpResponse:
    """Show the page of `entry` as the public will get it."""

    def addresses(code: str) -> str:
        return reverse(f"admin:{screen.opts.app_label}_{screen.opts.model_name}_page", args=[entry.pk, code])

    return _framed(show(request, entry, language, addresses))


def unsaved(request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Show the page that saving the form would make, and take everything back: nothing is ever saved.

    Files that were just chosen are left out, with their rows: a stored file could not be taken back.
    """
    data = request.POST.copy()
    tickets = [name.removesuffix(TICKET) for name in request.POST if name.endswith(TICKET)]
    for name in (*request.FILES, *tickets):
        data.pop(name + TICKET, None)
        row = name.rpartition("-")[0]
        if not data.get(f"{row}-id"):
            data[f"{row}-DELETE"] = "on"
    go_on_with(request, data)
    carries: Any = request
    carries._files = MultiValueDict()
    told, carries._messages = carries._messages, default_storage(request)  # what the save says did not happen
    try:
        with transaction.atomic():
            response = save()
            transaction.set_rollback(True)
    finally:
        carries._messages = told
    if isinstance(response, TemplateResponse):
        context = {"problems": (response.context_data or {}).get("problems", [])}
        response = TemplateResponse(request, "admin/partnerships/publishing/preview_wrong.html", context)
    return _framed(response)


def of_unsaved(request: HttpRequest, entry: Any) -> HttpResponse:
    """Return the page of what the form has just made, in the language that was asked for."""
    return show(request, entry, request.POST["_preview"], lambda _code: "")


def reading(screen: Any, request: HttpRequest, entry: Any) -> HttpResponse:
    """Show the page whole, with the decision of the head, what the public will not see, and the secret links."""
    if request.method == "POST":
        return _decide(screen, request, entry)
    return _reading(screen, request, entry)


def _reading(screen: Any, request: HttpRequest, entry: Any, **more: Any) -> HttpResponse:
    """Return the public page itself in one language, with a bar of the office below it."""
    codes = dict(settings.LANGUAGES)
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in codes:
        raise Http404
    here = link(entry, "reading")

    def address(code: str) -> str:
        return f"{here}?language={code}"

    name = f"admin:{screen.opts.app_label}_{screen.opts.model_name}"
    following = next_waiting.next_waiting(request, entry)
    context = {
        **action_bar.bar_context(screen, request, entry),
        "opts": screen.opts,
        "original": entry,
        version_token.NAME: version_token.token_of({entry.pk: version_token.last_change(entry)}),
        "unnamed": translation_marks.unnamed(screen.form.NAME, entry),
        "gaps": gaps.gaps_for(entry),
        "pages": [{"code": code, "name": label, "url": address(code)} for code, label in settings.LANGUAGES],
        "language": language,
        "phone": reverse(f"{name}_page", args=[entry.pk, language]),
        "may_change": screen.has_change_permission(request, entry),
        "following": following,
        "following_url": link(following, "reading"),
        "return_comment": "",
        **more,
    }
    # In the language of whoever reads, before the page takes its own.
    bar = render_to_string("admin/partnerships/publishing/reading_bar.html", context, request)
    response = with_frames(show(request, entry, language, address, office_bar=bar))
    response.headers["Referrer-Policy"] = "same-origin"  # without it a browser names no origin for the decision
    return response


def _decide(screen: Any, request: HttpRequest, entry: Any) -> HttpResponse:
    """Publish exactly what was on the screen, or return it with words."""
    if not screen.has_publish_permission(request) or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    step = steps.RETURN if "_return" in request.POST else steps.PUBLISH
    comment = request.POST.get("return_comment", "").replace("\0", "").strip()[:4000]
    if step == steps.RETURN and not comment:
        return _reading(screen, request, entry, comment_missing=True)
    with revisions.revision(by=acting(request)):
        # Held against other writers from here on, so that nothing changes between the look and the step.
        entry = screen.model._base_manager.select_for_update().get(pk=entry.pk)
        try:
            version_token.expect(screen.model, {entry.pk: version_token.seen_in(request).get(entry.pk, 0)})
        except version_token.ChangedSince:
            text = _("The record was changed after you opened it, so nothing was done. Read what is new and decide.")
            return _reading(screen, request, entry, changed=text, return_comment=comment)
        done = steps.act(step, [entry], by=acting(request), comment=comment)
    if done:
        screen.message_user(request, action_bar.step_done(step, entry), messages.SUCCESS)
    return HttpResponseRedirect(link(entry, "reading"))


def make_link(screen: Any, request: HttpRequest, entry: Entry) -> HttpResponse:
    """Make a secret link and show its address, this once."""
    if request.method != "POST" or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    days = request.POST.get("days", "")
    purpose = request.POST.get("purpose", "").replace("\0", "").strip()[:150]
    number = int(days) if days in {"1", "3", "7"} else 1
    link, token = PreviewLink.objects.make(entry, by=acting(request), days=number, purpose=purpose)
    address = mail.whole_address(reverse("preview-link", args=[token]))
    return _reading(screen, request, entry, new_link=link, new_address=address)


def revoke_link(screen: Any, request: HttpRequest, entry: Entry, link_id: int) -> HttpResponse:
    """End a secret link at once."""
    if request.method != "POST" or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    get_object_or_404(PreviewLink.objects.of(entry), pk=link_id).revoke(acting(request))
    screen.message_user(request, _("The link leads nowhere from now on."), messages.SUCCESS)
    return HttpResponseRedirect(link(entry, "reading"))
