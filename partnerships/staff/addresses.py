"""Addresses of the back office."""

from django.urls import NoReverseMatch, reverse

from partnerships.models import Record, RegisterModel


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
