"""News by mail: asked for by a form, begun by a letter, ended by a button in every letter."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.delivery.client_address import client_network
from partnerships.models import CountedPurpose, CountedRequest, Pace, Subscription
from partnerships.participation import letters, tokens
from partnerships.participation.named_page import ALL
from partnerships.participation.subscription_form import SubscriptionForm
from partnerships.staff import mail
from partnerships.views.take_part import ABOUT, not_shared, refused_for_now, say_pause


# No token of Django's: it would need a cookie for everyone. Nothing begins before the letter's button is pressed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def news_by_mail(request: HttpRequest) -> HttpResponse:
    """Show the form, or send the letter that asks for a confirmation: to whoever gets the news already as well."""
    if not settings.NEWS_MAIL_FROM:
        raise Http404
    if request.method != "POST":
        form = SubscriptionForm()
        asked = request.GET.get(ABOUT, ALL)
        form.initial["about"] = asked if asked in form.subjects else ALL
        return _form_page(request, form)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    mailbox = form.cleaned_data["mailbox"]
    wait = CountedRequest.objects.note(CountedPurpose.NEWS, mailbox, client_network(request))
    if wait:
        return refused_for_now(_form_page(request, say_pause(form, wait), status=429), wait)
    if not CountedRequest.objects.is_flooded(CountedPurpose.NEWS, mailbox):  # from many networks at once
        with mail.from_site(request.build_absolute_uri("/")[:-1]):
            row = form.ask()
            mail.send_apart(
                [letters.confirmation(row, form.cleaned_data["pace"], request.LANGUAGE_CODE)], to_readers=True
            )
    return HttpResponseRedirect(reverse("news-sent"))


def _form_page(request: HttpRequest, form: SubscriptionForm, status: int = 200) -> HttpResponse:
    context = {"subscription_form": form}
    return not_shared(render(request, "partnerships/participation/subscribe.html", context, status=status))


@require_safe
def news_sent(request: HttpRequest) -> HttpResponse:
    """Ask to look into the mailbox; the same for every address."""
    return not_shared(render(request, "partnerships/participation/subscribe_sent.html"))


def _by_letter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever has the letter; the address of the page goes nowhere else."""

    @csrf_exempt  # a mail server presses the button for its reader (RFC 8058); the token alone allows it
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except (signing.BadSignature, ValueError):
            raise Http404 from None
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return shown


@_by_letter
def news_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to begin, and begin only when the button is pressed: programs open every address of a letter."""
    found = tokens.confirmed(token)
    context: dict[str, object] = {"is_late": found is None, "is_done": request.method == "POST"}
    if found:
        row, pace, language = found
        if request.method == "POST":
            row.confirm(pace, language)
        context |= {"about": letters.subject_of(row), "pace": Pace(pace).label, "mailbox": row.mailbox}
    return render(request, "partnerships/participation/confirm.html", context, status=200 if found else 410)


@_by_letter
def news_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop, and forget the address when the button is pressed; twice does no harm."""
    row = tokens.left(token)
    context: dict[str, object] = {"is_done": request.method == "POST" or row is None}
    if row:
        of_mailbox = Subscription.objects.filter(mailbox=row.mailbox)
        context["about"] = letters.subject_of(row)
        if request.method == "POST":
            (of_mailbox if "all" in request.POST else of_mailbox.filter(pk=row.pk)).delete()
        context["is_known"], context["others"] = True, of_mailbox.exclude(pk=row.pk).count()
    return render(request, "partnerships/participation/leave.html", context)
