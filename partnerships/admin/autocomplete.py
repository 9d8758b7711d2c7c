"""Choosing by the first letters; a colleague can be named by whoever edits a record."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest

from partnerships.models import User


class Autocomplete(AutocompleteJsonView):
    """Django's own, which asks for the right to see what is chosen; names of the staff ask for the record's."""

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow the names of colleagues to those who may change the record that names one."""
        if self.model_admin.model is not User:
            return super().has_perm(request, obj)
        # The field may stand in a parent's table: what counts is the record whose form asks.
        model = apps.get_model(request.GET["app_label"], request.GET["model_name"])
        screen = admin.site._registry.get(model)
        return screen is not None and screen.has_change_permission(request)

    def process_request(self, request: HttpRequest) -> Any:
        """Read what is asked; no name holds a NUL, and PostgreSQL takes none."""
        term, *source = super().process_request(request)
        return term.replace("\x00", ""), *source

    def get_queryset(self) -> Any:
        """Leave out those who no longer work here."""
        rows = super().get_queryset()
        return rows.filter(is_active=True, is_staff=True) if rows.model is User else rows
