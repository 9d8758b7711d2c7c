"""A form in sections, as of a city or record: its sections, its scripts, and its rows where a browser runs none."""

from collections.abc import Callable
from typing import Any, Final

from django.forms.widgets import Media, Script
from django.http import HttpRequest

from partnerships.admin.access import go_on_with
from partnerships.admin.forms import pasting, photo_rows
from partnerships.admin.forms.grid import with_row
from partnerships.admin.forms.quick import creatable
from partnerships.admin.forms.sections import Outline, sections_context
from partnerships.admin.screen import Screen
from partnerships.models import PERSON_ROLES, AnnualReport, HomeCity, ParticipantRole
from partnerships.models.base import Entry

#: The kinds whose form is one in sections.
IN_SECTIONS: Final = (Entry, HomeCity, AnnualReport)
#: What such a form does in a browser; lists have no need of it.
_SCRIPTS: list[Any] = [
    Script(f"js/office/{name}.js", type="module")
    for name in ("forms/sections", "forms/create", "forms/paste", "screens/photos", "forms/grid", "forms/grid_paste")
]
SCRIPTS: Final = Media(js=_SCRIPTS)


def add_rows(request: HttpRequest, *, may_write: Callable[[], bool]) -> None:
    """Turn files and pasted text that came without scripts into rows; a pasted list is shown before it is kept."""
    if request.FILES.getlist(photo_rows.FILES) and may_write():
        photo_rows.with_uploads(request)
    kind = request.POST.get("_paste")
    if kind in pasting.PASTED_KINDS:
        go_on_with(request, pasting.with_pasted_rows(request, kind))
    elif "_row" in request.POST:
        go_on_with(request, with_row(request.POST))


def arranged(screen: Screen, request: HttpRequest, context: dict[str, Any], outline: Outline) -> dict[str, object]:
    """Return what the template of a form in sections needs: sections, mistakes, and the scripts that help to write."""
    form = context["adminform"]
    return {
        **sections_context(form, context["inline_admin_formsets"], outline, form.form.instance),
        "pasted_kinds": pasting.PASTED_KINDS,
        "head_roles": PERSON_ROLES.counting_as(ParticipantRole.HEAD),
        "media": context["media"] + SCRIPTS if context.get("opened") is not None else context["media"],
        "may_create": creatable(request, screen.admin_site),
    }
