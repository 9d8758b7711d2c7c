"""A form sent after its session had ended: what was typed waits for its author behind the sign-in."""

import re
from typing import Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from partnerships.admin.writing import unsaved
from partnerships.text.numbers import whole
from partnerships.views import errors

#: The name of the address of a form of the register.
FORM_NAME: Final = re.compile(r"partnerships_(?P<model>[a-z]+)_(?:add|change)")

#: Pages that stand open for long, or twice, before somebody sends them: they come again, with a word.
SIGNING_IN: Final = (
    *("login", "first-run", "second-step", "second-factor"),
    *("admin_password_reset", "password_reset_confirm"),
)


def keep_sent_form(request: HttpRequest) -> HttpResponse | None:
    """Keep the sent form for the user who signed for it, and lead back to it; None if it is no form of ours.

    The signed key says whose form it is and that it left this server, so it needs neither session nor CSRF token.
    """
    read = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    found = resolve(request.path_info)
    form = FORM_NAME.fullmatch(str(found.url_name))
    number = str(found.kwargs.get("object_id", ""))
    model = form["model"] if form else unsaved.PROSE if found.url_name == unsaved.PROSE else ""
    if read is None or not model or (number and not whole(number)):
        return None
    key, user_id = read
    typed = request.POST.copy()
    typed.setlist(unsaved.FILES, [str(getattr(upload, "name", "")) for upload in request.FILES.values()])
    unsaved.keep(key, user_id, model, number, typed)
    query = request.GET.copy()
    query[unsaved.BACK] = key.hex
    back = f"{request.path}?{query.urlencode()}"
    if request.user.is_authenticated:
        if request.user.pk != user_id:
            text = _("This form was opened by somebody else, who finds what was typed in it on the home page.")
            messages.warning(request, text)
        return HttpResponseRedirect(back)
    messages.info(request, _("The session has ended. What you typed is kept: sign in, and go on."))
    return redirect_to_login(back, reverse("admin:login"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is out of date, as after signing in again in another tab."""
    is_office = request.path.startswith(reverse("admin:index"))
    kept = keep_sent_form(request) if is_office else None
    if kept is None and resolve(request.path_info).url_name in SIGNING_IN:
        messages.warning(request, _("This page was out of date. Try again."))
        kept = HttpResponseRedirect(request.get_full_path())
    return kept or errors.permission_denied(request, PermissionError(reason))
