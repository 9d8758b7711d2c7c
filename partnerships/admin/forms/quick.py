"""A city or an organisation made from the very field in which it is missing."""

from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.admin.access import acting, screens_of
from partnerships.admin.forms.widget_language import carry_all
from partnerships.admin.screen import Screen, address_of_screen
from partnerships.delivery.namesakes import told_apart
from partnerships.history import revisions
from partnerships.history.revision_steps import Edit
from partnerships.models.base import Published, alphabetical
from partnerships.staff.addresses import link
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column


def _told(row: object) -> str:
    """Return what stands beside the field until the form is left: a draft is no part of any page; "" for the rest."""
    if not isinstance(row, Published) or row.is_public():
        return ""
    words = quoting(_("“%(name)s” is a draft: the page leaves it out until it is published."), name=row)
    return format_html('{} <a href="{}" target="_blank">{}</a>', words, link(row), _("Publish it in a new tab"))


def quick_form(screen: Screen, request: HttpRequest, **options: Any) -> forms.ModelForm:
    """Return the short form of `screen`; the page address, where there is one, makes itself from the name."""
    fields = [*screen.quick_fields, *(field.name for field in screen.opts.fields if field.name == "slug")]
    form: Any = modelform_factory(screen.model, form=screen.form, fields=fields)(request.POST or None, **options)
    form.fields[text_column("name", settings.LANGUAGE_CODE)].required = True
    form.required_css_class = "required"
    carry_all(form, screen.model)
    for field in form.fields.values():
        if isinstance(field, forms.BooleanField):
            field.label_suffix = ""
        if isinstance(field, forms.ModelChoiceField):
            cast("Any", field).label_from_instance = told_apart
            field.empty_label = "—"
            rows: Any = field.queryset
            field.queryset = rows.order_by(alphabetical("name"), "pk")
    return form


def quick_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show the short form, the typed words in it; or save it as one revision and name the new row."""
    if not screen.has_add_permission(request):
        raise PermissionDenied
    typed = {text_column("name", get_language() or settings.LANGUAGE_CODE): request.GET.get("name", "")[:120]}
    form = quick_form(screen, request, initial=typed, auto_id="id_quick_%s")
    if request.method == "POST" and form.is_valid():
        with revisions.revision(by=acting(request)):
            row = form.save()
            revisions.explain(Edit(action="added"))
        return JsonResponse({"id": row.pk, "text": str(row), "told": _told(row)})
    shown = [form[name] for name in screen.quick_fields]
    context = {"form": form, "shown": shown, "opts": screen.opts, "is_draft": "state" in form.instance.__dict__}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/partnerships/forms/quick.html", context, status=status)


def creatable(request: HttpRequest, site: AdminSite) -> dict[str, str]:
    """Return where rows can be made from the field that misses them, by model, for this user."""
    screens = (screen for screen in screens_of(site).values() if isinstance(screen, Screen) and screen.quick_fields)
    return {
        str(screen.opts.model_name): address_of_screen(screen, "quick")
        for screen in screens
        if screen.has_add_permission(request)
    }


pages: Final = (("quick/", "quick", quick_view),)
