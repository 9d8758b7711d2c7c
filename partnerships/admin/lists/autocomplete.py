"""Choosing by the first letters; a colleague can be named by whoever edits a record."""

from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import HttpRequest

from partnerships.admin.access import screens_of
from partnerships.delivery.namesakes import told_apart
from partnerships.models import Organization, Side, User

#: How near a name is to what was typed: the name itself, its beginning, a part of it, or only something like it.
NEAR: Final = 3
#: Side of an agreement → the order that puts its own bodies first.
SIDES: Final[dict[str, tuple[str, ...]]] = {Side.HOME: ("-is_home",), Side.PARTNER: ("is_home",)}


def _called(fields: Iterable[str], lookup: str, text: str) -> Q:
    return Q(*((f"{field}__{lookup}", text) for field in fields), _connector=Q.OR)


def distance(fields: Iterable[str], typed: str) -> Case:
    """Return how far the names in `fields` are from what was `typed`; NEAR where they do not hold it at all."""
    names = list(fields)
    held = Q(*(_called(names, "icontains", word) for word in typed.split()))
    return Case(
        When(_called(names, "iexact", typed), then=Value(0)),
        When(_called(names, "istartswith", typed), then=Value(1)),
        When(held, then=Value(2)),
        default=Value(NEAR),
    )


class Autocomplete(AutocompleteJsonView):
    """Django's own, which asks for the right to see what is chosen; names of the staff ask for the record's."""

    def has_perm(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Allow the names of colleagues to those who may change the record that names one."""
        if self.model_admin.model is not User:
            return super().has_perm(request, obj)
        # The form names the model whose table holds the field, for records of every kind their common one.
        model = apps.get_model(request.GET["app_label"], request.GET["model_name"])
        screens = [screen for kind, screen in screens_of(admin.site).items() if issubclass(kind, model)]
        return any(screen.has_change_permission(request) for screen in screens)

    def process_request(self, request: HttpRequest) -> Any:
        """Read what is asked; no name holds a NUL, and PostgreSQL takes none."""
        term, *source = super().process_request(request)
        return term.replace("\x00", ""), *source

    def get_queryset(self) -> QuerySet[models.Model]:
        """Return what is called so before what is only like it; without those who no longer work here."""
        rows = super().get_queryset()
        if rows.model is User:
            rows = rows.filter(is_active=True, is_staff=True)
        typed, order = self.term.strip(), rows.query.order_by
        side = SIDES.get(self.request.GET.get("side", ""), ()) if rows.model is Organization else ()
        if not typed:
            return rows.order_by(*side, *order)
        nearest = distance(self.model_admin.get_search_fields(self.request), typed)
        is_near = Case(When(distance=NEAR, then=Value(1)), default=Value(0))
        return rows.annotate(distance=nearest).order_by(is_near, *side, "distance", *order)

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, Any]:
        """Tell namesakes apart, and mark what the index takes for a slip of the pen: no form chooses it by itself."""
        row = {**super().serialize_result(obj, to_field_name), "text": told_apart(obj)}
        return {**row, "isNear": True} if getattr(obj, "distance", 0) == NEAR else row
