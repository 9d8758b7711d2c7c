"""Who acts, and where a record is edited: small answers that every part of the back office needs."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, QueryDict

from partnerships.history.versions import FOLLOWED
from partnerships.models import Greeting, Record, User


def acting(request: HttpRequest) -> User:
    """Return who acts; only staff reach the back office."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def go_on_with(request: HttpRequest, data: QueryDict) -> None:
    """Let the request go on with `data` in place of what was sent."""
    request.POST = data  # type: ignore[assignment]  # typed as what nobody may write into, which holds for readers


def screens_of(site: AdminSite) -> dict[type[models.Model], ModelAdmin]:
    """Return the screen of each model that has one in `site`."""
    return {model: site.get_model_admin(model) for model in apps.get_models() if site.is_registered(model)}


def seen_by(request: HttpRequest) -> dict[int, Any]:
    """Return the screens that this user may look at, by the key of their model's type: records kept by people."""
    shown = {
        model: screen
        for model, screen in screens_of(admin.site).items()
        if model in FOLLOWED and model is not Record and screen.has_view_permission(request)
    }
    types = ContentType.objects.get_for_models(*shown) if shown else {}
    return {types[model].pk: screen for model, screen in shown.items()}


def hidden_versions(request: HttpRequest) -> models.Q:
    """Return which kept versions this user may not see: of greetings for birthdays, by those who see no birthdays."""
    if acting(request).has_perm("partnerships.view_birthday"):
        return models.Q(pk__in=())
    linked = models.Q(serialized_data__contains='"birthday": ') & ~models.Q(
        serialized_data__contains='"birthday": null'
    )
    kind = ContentType.objects.get_for_model(Greeting).pk
    return models.Q(content_type=kind) & (models.Q(serialized_data__contains='"is_personal": true') | linked)
