"""One field checked when the clerk leaves it, by the rules of the save; a date is said as it was read."""

import re
from typing import Final

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse

from partnerships.admin.screen import Screen
from partnerships.period import Period, format_period

_ROW: Final = re.compile(r"(?P<prefix>\w+)-\d+-(?P<name>\w+)")


def _field(screen: Screen, request: HttpRequest, name: str) -> forms.Field | None:
    """Return the field called `name` of the form of `screen` or of one of its rows."""
    row = _ROW.fullmatch(name)
    if not row:
        return screen.get_form(request)().fields.get(name)
    for inline in screen.get_inline_instances(request):
        formset = inline.get_formset(request)
        if formset.get_default_prefix() == row["prefix"]:
            return formset.form().fields.get(row["name"])
    return None


def check_value(screen: Screen, request: HttpRequest) -> JsonResponse:
    """Answer with what is wrong with one value, and how a date was read; nothing is written."""
    if request.method != "POST" or not (screen.has_add_permission(request) or screen.has_change_permission(request)):
        raise PermissionDenied
    name, value = request.POST.get("field", "")[:100], request.POST.get("value", "")
    field = _field(screen, request, name)
    if field is None or isinstance(field, forms.MultiValueField | forms.FileField):
        return JsonResponse({"error": ""})
    if not value and _ROW.fullmatch(name):
        return JsonResponse({"error": ""})  # a row just begun is no mistake yet
    many = isinstance(field, forms.ModelMultipleChoiceField)
    try:
        cleaned = field.clean(request.POST.getlist("value") if many else value)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)})
    return JsonResponse({"error": "", "read": format_period(cleaned) if isinstance(cleaned, Period) else ""})


pages: Final = (("check/", "check", check_value),)
