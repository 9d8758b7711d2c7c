"""The small address that an open form talks to: keeps what is typed, says who else is here and who has saved."""

from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, address_of_screen
from partnerships.admin.writing import presence, unsaved, unsent
from partnerships.models import RegisterModel, User
from partnerships.text.numbers import whole


class Closed(Exception):
    """The form cannot be saved by whoever is signed in now; says why in words."""


def _record(screen: Screen, request: HttpRequest, object_id: str, *, typed: bool) -> RegisterModel | None:
    """Return the record of the form, None for a new one; refuse whoever may not write it.

    Raises Closed instead where something is `typed`: then it is worth an answer in words.
    """
    record: RegisterModel | None = screen.get_object(request, object_id) if object_id else None
    gone = bool(object_id) and record is None
    if not gone and (screen.has_change_permission(request, record) if record else screen.has_add_permission(request)):
        return record
    if typed:
        told = _("The record is deleted, or you may not change it now. What you typed is kept: see the home page.")
        raise Closed(told)
    raise PermissionDenied


def answer_beat(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Answer one beat of an open form, or the button that throws unsaved text away."""
    user = acting(request)
    if request.method == "GET":  # asked for after signing in again in another tab: the form's token is out of date
        return JsonResponse({"csrf": get_token(request)})
    object_id = str(whole(request.POST.get("_object")) or "")
    if request.POST.get("_object") and not object_id:
        raise Http404
    model = str(screen.opts.model_name)
    read = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    try:
        if read is not None and read[1] != user.pk:
            kept = _("Somebody else signed in. What you typed is kept for you.")
            raise Closed(kept if "_typed" in request.POST else _("Somebody else signed in."))
        record = _record(screen, request, object_id, typed=read is not None and "_typed" in request.POST)
    except Closed as closed:
        if read is not None and "_typed" in request.POST:  # for its author, who signed for it
            return _keep_apart(request, (*read, model, object_id), str(closed))
        return JsonResponse({"error": str(closed)}, status=409)
    if "_discard" in request.POST:
        unsaved.discard(user, request.POST["_discard"], model, object_id)
        back = address_of_screen(screen, "change", object_id) if object_id else address_of_screen(screen, "add")
        return HttpResponseRedirect(back)
    if read is None:
        return JsonResponse(
            {"error": _("This form was sent in part: nothing is saved yet. Check it and save.")}, status=409
        )
    if unsent.UNSENT in request.POST:
        return unsent.answer_unsent(screen, request, unsent.Unsent.of(request.POST, *read, model, object_id), record)
    if "_leave" in request.POST:
        unsaved.leave(*read)
        return JsonResponse({})
    return _beat(request, user, model, object_id, record, read[0])


def _keep_apart(request: HttpRequest, whose: tuple[UUID, int, str, str], told: str) -> JsonResponse:
    """Keep the text of a form that whoever is signed in cannot save, for the author of the form."""
    if unsent.UNSENT in request.POST:
        unsent.deliver(unsent.Unsent.of(request.POST, *whose), None)
    else:
        unsaved.keep(*whose, request.POST)
    return JsonResponse({"error": told, "arrived": True}, status=409)


def _beat(
    request: HttpRequest, user: User, model: str, object_id: str, record: RegisterModel | None, key: Any
) -> JsonResponse:
    typed = "_typed" in request.POST
    if typed and unsaved.is_too_long(request.POST):
        return JsonResponse({"error": _("This is too long to be kept before saving. Save it now.")}, status=413)
    if typed:
        form = unsaved.keep(key, user.pk, model, object_id, request.POST)
    else:
        form = unsaved.see(key, user.pk, model, object_id)
    told = {
        "csrf": get_token(request),
        "present": presence.others_in_words(presence.others_here(user, model, object_id)),
        "newer": presence.told_newer(record, whole(request.POST.get(unsaved.OPENED))) if record and form else "",
    }
    if typed and form and form.typed_at:
        told["kept"] = _("Unsaved text kept at %(time)s") % {"time": time_format(localtime(form.typed_at))}
    return JsonResponse(told)


pages: Final = (("unsaved/", "unsaved", answer_beat),)
