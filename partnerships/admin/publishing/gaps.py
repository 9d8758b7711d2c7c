"""The list of what the public will not see, beside every button that leads to the site: of what is typed, too."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.admin.screen import Screen
from partnerships.models.base import Entry, RegisterModel
from partnerships.readiness import Content, Gap, contents, gaps, gaps_of
from partnerships.readiness.content import many_named, one_named, row_names
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole

#: So many lines a message names; the list beside the buttons has them all.
TOLD = 5
#: Says to a form that it is only read for the list: it asks nothing of who is typing still.
LOOK: Final = "_gaps"


def gaps_for(record: object) -> list[Gap]:
    """Return the list of a saved record."""
    return [gap for content in contents([record]) for gap in gaps(content)]


def unready(rows: list[Entry]) -> list[tuple[object, list[Gap]]]:
    """Return those of `rows` that want a look, each with its list."""
    found = gaps_of(rows)
    return [(row, lines) for row in rows if (lines := found.get((type(row), row.pk)))]


def tell_gaps(request: HttpRequest, record: RegisterModel) -> None:
    """Say after a step what of the record the public does not see, or sees wrongly, each line with its place."""
    if found := gaps_for(record):
        messages.warning(request, sentence(found, link(record)))


def sentence(found: list[Gap], address: str) -> SafeString:
    """Return the list as one sentence of links into the form at `address`."""
    lines = format_html_join(
        "; ", '<a href="{}#{}">{}</a>{}', ((address, gap.anchor, str(gap), _ways(gap)) for gap in found[:TOLD])
    )
    rest = _("and %(count)d more") % {"count": len(found) - TOLD} if len(found) > TOLD else ""
    return format_html("{} {}{}", _("The public does not see, or sees wrongly:"), lines, f"; {rest}" if rest else ".")


def _ways(gap: Gap) -> SafeString:
    """Return the ways to the forms of their own on which a line is put right."""
    named = _("%(name)s: open in a new tab")
    ways = ((place.address, named % {"name": place.name}) for place in gap.few if place.address)
    return format_html_join("", ' (<a href="{}" target="_blank">{}</a>)', ways)


def gaps_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Return the list of what is typed into a form, as the form shows it; nothing is saved."""
    key = str(whole(request.POST.get("_object")) or "")
    record = screen.get_object(request, key) if key else None
    allowed = screen.has_change_permission(request, record) if key else screen.has_add_permission(request)
    if request.method != "POST" or not allowed or (key and record is None):
        raise PermissionDenied
    found = gaps(content_of_form(screen, request, record))
    shown = render_to_string("admin/partnerships/publishing/gaps.html", {"gaps": found, "address": ""}, request)
    return JsonResponse({"count": len(found), "list": shown})


def content_of_form(screen: Screen, request: HttpRequest, record: object) -> Content:
    """Return the content that saving the form would make, as far as it can be read."""
    typed = request.POST.copy()
    typed[LOOK] = "1"
    form = screen.get_form(request, record, change=record is not None)(typed, instance=copy(record))
    form.is_valid()  # puts what can be read into the instance; what is wrong the form says itself
    kept = next(contents([record]), None) if record else None
    model: Any = type(form.instance)
    content = Content(form.instance, {name: [] for name in row_names(model)}, {}, kept.dead if kept else [])
    for formset_class, inline in screen.get_formsets_with_inlines(request, record):
        prefix = formset_class.get_default_prefix()
        if prefix in content.rows:
            formset = formset_class(**screen.get_formset_kwargs(request, form.instance, inline, prefix))
            content.rows[prefix] = list(_rows(formset.forms))
    prefetch_related_objects([row for _at, row in content.rows.get("involvements", ())], "organization")
    for name in many_named(model):
        shown = name in form.fields
        content.named[name] = list(form.cleaned_data.get(name) or ()) if shown else (kept.named[name] if kept else [])
    content.named |= {name: [row] for name in one_named(model) if (row := getattr(form.instance, name, None))}
    return content


def _rows(forms: Iterable[BaseForm]) -> Iterator[tuple[int, forms.ModelForm]]:
    """Yield the rows of a formset that a save would leave, each with its number."""
    for number, form in enumerate(forms):
        form.is_valid()
        row: Any = form
        if not form.cleaned_data.get("DELETE") and (row.instance.pk or form.has_changed()):
            yield number, row.instance


pages: Final = (("gaps/", "gaps", gaps_view),)
