"""Addresses of the back office."""

from django.conf import settings
from django.db import models
from django.urls import NoReverseMatch, reverse

from partnerships.models import Record, RegisterModel


def site_origin() -> str:
    """Return the start of every address of the site: the first host that the settings name."""
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")  # ".example.org" stands for example.org and all below it
    return f"{'https' if settings.HTTPS else 'http'}://{host}"


def screen_name(row: models.Model) -> str:
    """Return the name of the screen of `row`: a record of any kind has that of its kind."""
    return row.kind if type(row) is Record else str(row._meta.model_name)


def link(row: models.Model | None, action: str = "change") -> str:
    """Return the address where `row` is edited, or another of its pages; "" for a row without a screen."""
    if row is None:
        return ""
    return _page(row._meta.app_label, screen_name(row), action, row.pk)


def link_to(model: type[RegisterModel], key: int) -> str:
    """Return the address where the row of `model` with this number is edited; "" without a screen."""
    return _page(model._meta.app_label, str(model._meta.model_name), "change", key)


def _page(app: str, screen: str, action: str, key: int) -> str:
    try:
        return reverse(f"admin:{app}_{screen}_{action}", args=[key])
    except NoReverseMatch:
        return ""
