"""Preview in the back office: the true page of what is kept, the decision, secret links."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from partnerships.admin.access import acting
from partnerships.admin.forms import translation_marks
from partnerships.admin.publishing import action_bar, gaps, next_waiting
from partnerships.admin.screen import Screen, address_of_screen, record_of
from partnerships.approval import steps
from partnerships.history import revisions, version_token
from partnerships.models import PreviewLink
from partnerships.models.base import Entry
from partnerships.staff import mail, rights
from partnerships.staff.addresses import link
from partnerships.views.preview import show

_BAR: Final = "admin/partnerships/publishing/reading_bar.html"
FRAMED: Any = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
FRAMING: Any = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


def with_frames(response: HttpResponse) -> HttpResponse:
    """Let the page of the back office show pages of this site in a frame."""
    allowed: HttpResponse = csp_override(FRAMING)(lambda _request: response)(None)
    return allowed


def framed(response: HttpResponse) -> HttpResponse:
    """Let our own pages, and no others, show this one in a frame."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    allowed: HttpResponse = csp_override(FRAMED)(lambda _request: response)(None)
    return allowed


def page(screen: Screen, request: HttpRequest, object_id: str, language: str) -> HttpResponse:
    """Show the page of a record as the public will get it."""
    entry = record_of(screen, request, object_id)

    def addresses(code: str) -> str:
        return address_of_screen(screen, "page", entry.pk, code)

    return framed(show(request, entry, language, addresses))


def reading(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the page whole, with the decision of the head, what the public will not see, and the secret links."""
    entry = record_of(screen, request, object_id)
    if request.method == "POST":
        return _decide(screen, request, entry)
    return _reading(screen, request, entry)


def _reading(screen: Screen, request: HttpRequest, entry: Entry, **more: object) -> HttpResponse:
    """Return the public page itself in one language, with a bar of the office below it."""
    codes = dict(settings.LANGUAGES)
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in codes:
        raise Http404
    here = link(entry, "reading")

    def address(code: str) -> str:
        return f"{here}?language={code}"

    form: Any = screen.form
    following = next_waiting.next_waiting(request, entry)
    context = {
        **action_bar.bar_context(screen, request, entry),
        "opts": screen.opts,
        "original": entry,
        version_token.NAME: version_token.token_of({entry.pk: version_token.last_change(entry)}),
        "unnamed": translation_marks.unnamed(form.NAME, entry),
        "gaps": gaps.gaps_for(entry),
        "pages": [{"code": code, "name": label, "url": address(code)} for code, label in settings.LANGUAGES],
        "language": language,
        "phone": address_of_screen(screen, "page", entry.pk, language),
        "may_change": screen.has_change_permission(request, entry),
        "following": following,
        "following_url": link(following, "reading"),
        "return_comment": "",
        **more,
    }
    # In the language of whoever reads, before the page takes its own.
    bar = render_to_string(_BAR, context, request)
    told = render_to_string(f"{_BAR}#told", context, request)
    response = with_frames(show(request, entry, language, address, office_bar=bar, office_told=told))
    response.headers["Referrer-Policy"] = "same-origin"  # without it a browser names no origin for the decision
    return response


def _decide(screen: Screen, request: HttpRequest, entry: Entry) -> HttpResponse:
    """Publish exactly what was on the screen, or return it with words."""
    if not rights.may_publish(acting(request), screen.model) or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    step = steps.RETURN if "_return" in request.POST else steps.PUBLISH
    comment = request.POST.get("return_comment", "").replace("\0", "").strip()[:4000]
    if step == steps.RETURN and not comment:
        messages.error(request, _("Write what has to be changed: the record goes back with your words."))
        return _reading(screen, request, entry, comment_missing=True)
    with revisions.revision(by=acting(request)):
        # Held against other writers from here on, so that nothing changes between the look and the step.
        entry = screen.model._base_manager.select_for_update().get(pk=entry.pk)
        try:
            version_token.expect(screen.model, {entry.pk: version_token.seen_in(request).get(entry.pk, 0)})
        except version_token.ChangedSince:
            text = _("The record was changed after you opened it, so nothing was done. Read what is new and decide.")
            messages.error(request, text)
            return _reading(screen, request, entry, return_comment=comment)
        done = steps.act(step, [entry], by=acting(request), comment=comment)
    if done:
        screen.message_user(request, action_bar.step_done(step, entry), messages.SUCCESS)
    return HttpResponseRedirect(link(entry, "reading"))


def make_link(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Make a secret link and show its address, this once."""
    entry = record_of(screen, request, object_id)
    if request.method != "POST" or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    days = request.POST.get("days", "")
    purpose = request.POST.get("purpose", "").replace("\0", "").strip()[:150]
    number = int(days) if days in {"1", "3", "7"} else 1
    link, token = PreviewLink.objects.make(entry, by=acting(request), days=number, purpose=purpose)
    address = mail.whole_address(reverse("preview-link", args=[token]))
    return _reading(screen, request, entry, new_link=link, new_address=address)


def revoke_link(screen: Screen, request: HttpRequest, object_id: str, link_id: int) -> HttpResponse:
    """End a secret link at once."""
    entry = record_of(screen, request, object_id)
    if request.method != "POST" or not screen.has_change_permission(request, entry):
        raise PermissionDenied
    get_object_or_404(PreviewLink.objects.of(entry), pk=link_id).revoke(acting(request))
    messages.success(request, _("The link leads nowhere from now on."))
    return HttpResponseRedirect(link(entry, "reading"))


pages: Final = (
    ("<path:object_id>/reading/", "reading", reading),
    ("<path:object_id>/page/<slug:language>/", "page", page),
)
#: Of what is shown by a secret link to people outside.
link_pages: Final = (
    ("<path:object_id>/link/", "link", make_link),
    ("<path:object_id>/link/<int:link_id>/revoke/", "unlink", revoke_link),
)
