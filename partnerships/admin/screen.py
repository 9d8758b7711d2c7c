"""A screen of the back office: a list that asks no more than its filters offer, and pages of our own beside Django's.

A room offers its pages as a tuple of (route, name, view); a screen names the tuples in its `pages`, and a view is a
function that is called with the screen first. Each view asks for the rights itself.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from partnerships.admin.lists import lists
from partnerships.text.quotes import nested

#: Pages of a screen, each by its route below the list, the name of its address, and its view.
type ScreenPages = tuple[tuple[str, str, Callable[..., HttpResponseBase]], ...]


class Screen[M: models.Model = Any](admin.ModelAdmin[M]):
    """A list with forms and with the pages that are named in `pages`."""

    pages: ScreenPages = ()
    #: What must be known at least of a row that is made from the field that misses it; none where that is not offered.
    quick_fields: tuple[str, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        """Put the pages before Django's own: some of its routes take any text for a key."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = (
            path(route, self.admin_site.admin_view(partial(view, self)), name=f"{name}_{word}")
            for route, word, view in self.pages
        )
        return [*own, *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        """Order names as a dictionary does."""
        return lists.Alphabet

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list as its filters narrow it, for the page and for the export; refuse any other question."""
        if not lists.is_offered(self, request):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Show the list under the name of what it holds."""
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Find through the index where it knows the concept."""
        found = lists.find_in_index(queryset, search_term)
        return super().get_search_results(request, queryset, search_term) if found is None else (found, False)

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, *args: Any, **options: Any
    ) -> HttpResponse:
        """Begin a new record in its first field; the browser leaves it at that where somebody is typing already."""
        shown = context["adminform"]
        if add and not shown.form.is_bound:
            fields = (shown.form.fields.get(name) for name in flatten_fieldsets(shown.fieldsets))
            if first := next(filter(None, fields), None):
                first.widget.attrs["autofocus"] = True
        return super().render_change_form(request, context, add, *args, **options)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[M], *args: Any, **options: Any
    ) -> HttpResponse | None:
        """Do the action to the chosen rows; where none is left, Django says that nothing was chosen."""
        lists.leave_keys(request)
        return super().response_action(request, queryset, *args, **options)


def address_of_screen(screen: Screen, page: str, *keys: object) -> str:
    """Return the address of a page of `screen`."""
    return reverse(f"admin:{screen.opts.app_label}_{screen.opts.model_name}_{page}", args=keys)


def record_of(screen: Screen, request: HttpRequest, object_id: object) -> Any:
    """Return the record that an address names.

    Raises Http404 where there is none, PermissionDenied where this user may not look at it.
    """
    record = screen.get_object(request, unquote(str(object_id)))
    if record is None:
        raise Http404
    if not screen.has_view_or_change_permission(request, record):
        raise PermissionDenied
    return record


def screen_page(
    screen: Screen, request: HttpRequest, template: str, title: str, context: dict[str, object]
) -> TemplateResponse:
    """Return a page of `screen` with the frame of the back office around it."""
    shared = {**screen.admin_site.each_context(request), "opts": screen.opts, "title": nested(title)}
    return TemplateResponse(request, f"admin/partnerships/{template}.html", {**shared, **context})
