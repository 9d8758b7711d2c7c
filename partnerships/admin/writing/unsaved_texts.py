"""What one has typed and not saved, wherever it was: listed at home, and readable where no form takes it any more."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.admin.access import acting, screens_of
from partnerships.admin.prose.drafts import may_read_prose
from partnerships.admin.screen import Screen
from partnerships.admin.writing import unsaved
from partnerships.admin.writing.form_values import words_of
from partnerships.models import OpenForm

SHOWN = 5
#: What a form sends besides what was typed.
MARKS = ("-order", "-id", "-focal_x", "-focal_y")
#: The number of a row in the name of its field.
_ROW = re.compile(r"(?<=-)\d+-")


def _screen(form: OpenForm) -> Any:
    found = (screen for model, screen in screens_of(admin.site).items() if model._meta.model_name == form.model)
    return next(found, None)


def _back(form: OpenForm, request: HttpRequest) -> str:
    """Return the form that takes the text back; "" where there is none any more, or not for this user."""
    if form.model == unsaved.PROSE:
        return f"{reverse('admin:prose')}?{unsaved.BACK}={form.key.hex}" if may_read_prose(request) else ""
    screen = _screen(form)
    record = screen.get_object(request, form.object_id) if screen and form.object_id else None
    if screen is None or (form.object_id and record is None):
        return ""
    may = screen.has_change_permission(request, record) if record else screen.has_add_permission(request)
    args = [record.pk] if record else []
    name = f"admin:{screen.opts.app_label}_{form.model}_{'change' if record else 'add'}"
    return f"{reverse(name, args=args)}?{unsaved.BACK}={form.key.hex}" if may else ""


def _name(form: OpenForm) -> str:
    """Return the name that was typed, else what it is."""
    if form.model == unsaved.PROSE:
        return _("Read a text")
    screen = _screen(form)
    return form.title() or (capfirst(str(screen.opts.verbose_name)) if screen else "—")


def waiting_texts(request: HttpRequest) -> list[dict[str, object]]:
    """Return the latest texts of this user that wait for a save, each with the way to it."""
    forms = OpenForm.objects.filter(user=acting(request), saved_at=None).with_text()[:SHOWN]
    return [
        {
            "name": _name(form),
            "when": form.typed_at,
            "url": _back(form, request) or reverse("admin:typed", args=[form.key]),
        }
        for form in forms
    ]


def typed_view(site: AdminSite, request: HttpRequest, typed: Any) -> HttpResponse:
    """Show what was typed as plain text, to be copied; the button throws it away."""
    form = OpenForm.objects.filter(user=acting(request), pk=typed, saved_at=None).with_text().first()
    if form is None:
        raise Http404
    if request.method == "POST":
        unsaved.discard(acting(request), typed.hex, form.model, form.object_id)
        messages.success(request, _("The unsaved text is thrown away."))
        return HttpResponseRedirect(reverse("admin:index"))
    context = {
        **site.each_context(request),
        "title": _("Unsaved text"),
        "name": form.title(),
        "when": form.typed_at,
        "lines": _words(form, request),
        "files": [str(name) for name in form.fields().getlist(unsaved.FILES)],
        "back": _back(form, request),
    }
    return TemplateResponse(request, "admin/partnerships/writing/typed.html", context)


def _words(form: OpenForm, request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed with the label of its field, as a person reads it, in the order of the form."""
    screen = _screen(form)
    fields = dict(_fields(screen, request)) if screen else {}
    found = []
    for name, values in form.fields().lists():
        field = fields.get(_ROW.sub("", name))
        if field is None or name.endswith(MARKS):
            continue
        if text := words_of(field, (tuple(str(value) for value in values if value),)):
            found.append((capfirst(str(field.label)), text))
    return found


def _fields(screen: Screen, request: HttpRequest) -> Iterator[tuple[str, Field]]:
    """Yield the fields of the form and of its rows, those under the prefix of their formset."""
    yield from screen.get_form(request).base_fields.items()
    for formset, _inline in screen.get_formsets_with_inlines(request):
        prefix = formset.get_default_prefix()
        yield from ((f"{prefix}-{name}", field) for name, field in formset.form.base_fields.items())


office_pages: Final = (("typed/<uuid:typed>/", "typed", typed_view),)
