"""A city or an organisation made from the very field in which it is missing."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.admin.base import RegisterAdmin, acting
from partnerships.admin.forms.widget_language import carry_all
from partnerships.delivery.namesakes import told_apart
from partnerships.history import revisions
from partnerships.history.revision_steps import Edit
from partnerships.models import RegisterModel
from partnerships.models.base import Published, alphabetical
from partnerships.staff.addresses import link
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column, text_columns


def _told(row: Any) -> str:
    """Return what stands beside the field until the form is left: a draft is no part of any page; "" for the rest."""
    if not isinstance(row, Published) or row.is_public():
        return ""
    words = quoting(_("“%(name)s” is a draft: the page leaves it out until it is published."), name=row)
    return format_html('{} <a href="{}" target="_blank">{}</a>', words, link(row), _("Publish it in a new tab"))


class QuickAdmin[M: RegisterModel](RegisterAdmin[M]):
    """A screen with a short form of its own, shown in a dialog over the form that needs the new row."""

    #: What must be known at least; the rest can be added on the full form later.
    quick_fields: tuple[str, ...] = tuple(text_columns("name"))

    def get_urls(self) -> list[URLPattern]:
        """Add the short form."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_quick"
        return [path("quick/", self.admin_site.admin_view(self.quick_view), name=name), *super().get_urls()]

    def quick_form(self, request: HttpRequest, **options: Any) -> forms.ModelForm:
        """Return the short form; the page address, where there is one, makes itself from the name."""
        fields = [*self.quick_fields, *(field.name for field in self.opts.fields if field.name == "slug")]
        form: Any = modelform_factory(self.model, form=self.form, fields=fields)(request.POST or None, **options)
        form.fields[text_column("name", settings.LANGUAGE_CODE)].required = True
        form.required_css_class = "required"
        carry_all(form, self.model)
        for field in form.fields.values():
            if isinstance(field, forms.BooleanField):
                field.label_suffix = ""
            if isinstance(field, forms.ModelChoiceField):
                cast("Any", field).label_from_instance = told_apart
                field.empty_label = "—"
                rows: Any = field.queryset
                field.queryset = rows.order_by(alphabetical("name"), "pk")
        return form

    def quick_view(self, request: HttpRequest) -> HttpResponse:
        """Show the short form, the typed words in it; or save it as one revision and name the new row."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        typed = {text_column("name", get_language() or settings.LANGUAGE_CODE): request.GET.get("name", "")[:120]}
        form = self.quick_form(request, initial=typed, auto_id="id_quick_%s")
        if request.method == "POST" and form.is_valid():
            with revisions.revision(by=acting(request)):
                row: Any = form.save()
                revisions.explain(Edit(action="added"))
            return JsonResponse({"id": row.pk, "text": str(row), "told": _told(row)})
        shown = [form[name] for name in self.quick_fields]
        context = {"form": form, "shown": shown, "opts": self.opts, "is_draft": "state" in form.instance.__dict__}
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/partnerships/screens/quick.html", context, status=status)
