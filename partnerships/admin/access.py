"""Who acts, and where a record is edited: small answers that every part of the back office needs."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from partnerships.history.versions import FOLLOWED
from partnerships.models import Record, RegisterModel, User


def acting(request: HttpRequest) -> User:
    """Return who acts; only staff reach the back office."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def screen_name(row: RegisterModel) -> str:
    """Return the name of the screen of `row`: a record of any kind has that of its kind."""
    return row.kind if type(row) is Record else str(row._meta.model_name)


def link(row: RegisterModel | None, action: str = "change") -> str:
    """Return the address where `row` is edited, or another of its pages; "" for a row without a screen."""
    if row is None:
        return ""
    try:
        return reverse(f"admin:{row._meta.app_label}_{screen_name(row)}_{action}", args=[row.pk])
    except NoReverseMatch:
        return ""


def seen_by(request: HttpRequest) -> dict[int, Any]:
    """Return the screens that this user may look at, by the key of their model's type: records kept by people."""
    shown = {
        model: screen
        for model, screen in admin.site._registry.items()
        if model in FOLLOWED and model is not Record and screen.has_view_permission(request)
    }
    types = ContentType.objects.get_for_models(*shown) if shown else {}
    return {types[model].pk: screen for model, screen in shown.items()}
