"""The form by which anybody writes to the department. What is sent waits in the office and is never published."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.delivery.client_address import client_network
from partnerships.models import CountedPurpose, CountedRequest
from partnerships.participation.message_form import MessageForm
from partnerships.participation.named_page import NamedPage, named_page
from partnerships.participation.stamped_form import StampedForm

#: The parameter, and the field, that names the page somebody writes from.
ABOUT: Final = "about"


# No token of Django's: it would need a cookie for everyone. The form is signed, and sent for nobody who is signed in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def take_part(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it; with a mistake it comes back as it was typed."""
    if request.method != "POST":
        return _form_page(request, MessageForm(), named_page(request.GET.get(ABOUT, "")))
    form, page = MessageForm(request.POST), named_page(request.POST.get(ABOUT, ""))
    if not form.is_valid():
        return _form_page(request, form, page, status=400)
    if not form.is_kept():
        wait = CountedRequest.objects.note(
            CountedPurpose.MESSAGE, form.cleaned_data["mailbox"], client_network(request)
        )
        if wait:
            return refused_for_now(_form_page(request, say_pause(form, wait), page, status=429), wait)
        form.keep(page)
    return HttpResponseRedirect(reverse("take-part-sent"))


def _form_page(request: HttpRequest, form: MessageForm, page: NamedPage | None, status: int = 200) -> HttpResponse:
    context = {"message_form": form, "page": page, "days": settings.MESSAGES_DAYS}
    return not_shared(render(request, "partnerships/participation/message.html", context, status=status))


def not_shared(response: HttpResponse) -> HttpResponse:
    """Let the browser keep a form, so that going back finds what was typed, and nobody else keep it."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def say_pause[F: StampedForm](form: F, seconds: int) -> F:
    """Return `form` with what there is to wait for."""
    minutes = max(1, -(-seconds // 60))
    text = ngettext(
        "Too many forms came from your network. Nothing is lost: send it again in %(count)d minute.",
        "Too many forms came from your network. Nothing is lost: send it again in %(count)d minutes.",
        minutes,
    )
    form.add_error(None, text % {"count": minutes})
    return form


def refused_for_now(response: HttpResponse, seconds: int) -> HttpResponse:
    """Say to programs when to come back."""
    response.headers["Retry-After"] = str(seconds)
    return response


@require_safe
def take_part_sent(request: HttpRequest) -> HttpResponse:
    """Say that the message has arrived, and what happens to it."""
    context = {"days": settings.MESSAGES_DAYS}
    return not_shared(render(request, "partnerships/participation/message_sent.html", context))
