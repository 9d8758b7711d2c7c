"""The small address that an open form talks to: keeps what is typed, says who else is here and who has saved."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from partnerships.admin import presence, unsaved
from partnerships.models import RegisterModel, User


def _record(screen: Any, request: HttpRequest, object_id: str) -> RegisterModel | None:
    """Return the record of the form, None for a new one; refuse whoever may not write it."""
    if not object_id:
        if not screen.has_add_permission(request):
            raise PermissionDenied
        return None
    record: RegisterModel | None = screen.get_object(request, object_id)
    if record is None or not screen.has_change_permission(request, record):
        raise PermissionDenied
    return record


def answer(screen: Any, request: HttpRequest, user: User) -> HttpResponse:
    """Answer one beat of an open form, or the button that throws unsaved text away."""
    if request.method == "GET":  # asked for after signing in again in another tab: the form's token is out of date
        if not (screen.has_add_permission(request) or screen.has_change_permission(request)):
            raise PermissionDenied
        return JsonResponse({"csrf": get_token(request)})
    object_id = request.POST.get("_object", "")[:40]
    record = _record(screen, request, object_id)
    model = str(screen.opts.model_name)
    if "_discard" in request.POST:
        unsaved.discard(user, request.POST["_discard"], model, object_id)
        name = f"admin:partnerships_{model}_{'change' if object_id else 'add'}"
        return HttpResponseRedirect(reverse(name, args=[object_id] if object_id else []))
    read = unsaved.read_token(request.POST.get(unsaved.FORM, ""))
    if read is None or read[1] != user.pk:
        return JsonResponse({"error": _("Somebody else signed in. What you typed is kept for you.")}, status=409)
    if "_leave" in request.POST:
        unsaved.leave(*read)
        return JsonResponse({})
    return _beat(request, user, model, object_id, record, read[0])


def _beat(
    request: HttpRequest, user: User, model: str, object_id: str, record: RegisterModel | None, key: Any
) -> JsonResponse:
    typed = "_typed" in request.POST
    try:
        if typed:
            form = unsaved.keep(key, user.pk, model, object_id, request.POST)
        else:
            form = unsaved.see(key, user.pk, model, object_id)
    except unsaved.TooLong:
        return JsonResponse({"error": _("This is too long to be kept before saving. Save it now.")}, status=413)
    told: dict[str, Any] = {
        "csrf": get_token(request),
        "present": presence.told(presence.others(user, model, object_id)),
        "newer": presence.told_newer(record, request.POST.get(unsaved.OPENED, "")) if record and form else "",
    }
    if typed and form and form.typed_at:
        told["kept"] = _("Unsaved text kept at %(time)s") % {"time": f"{localtime(form.typed_at):%H:%M}"}
    return JsonResponse(told)
