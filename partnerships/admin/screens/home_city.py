"""The home city: one row, whose form is the settings of the register."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms import checking
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.photo_rows import PhotoInline
from partnerships.admin.screens import preparation
from partnerships.models import HomeCity
from partnerships.models.translated import CASES
from partnerships.preparation import checklist
from partnerships.text.languages import declines
from partnerships.text.translated import CODES, text_column

#: The cases of the name, in the languages that have them.
DECLINED = tuple(
    columns for name in sorted(CASES) if (columns := tuple(text_column(name, code) for code in CODES if declines(code)))
)


@admin.register(HomeCity)
class HomeCityAdmin(RegisterAdmin[HomeCity]):
    """What every page says of the city and its department."""

    fieldsets = (
        (None, {"fields": (*pairs("name"), *DECLINED, "approval")}),
        (
            _("Department"),
            {
                "fields": (*pairs("department", "address", "intro"), ("phone", "email"), "site"),
                "classes": ("collapse",),
            },
        ),
        (
            _("Details"),
            {
                "fields": (
                    *pairs("region"),
                    ("country_code", "time_zone"),
                    "working_week",
                    ("holidays", "worked_days"),
                    "currency",
                    "rests_with_country",
                    ("greeting_lead", "anniversaries"),
                    "partners_in_menu",
                    ("latitude", "longitude"),
                ),
                "classes": ("collapse",),
            },
        ),
    )

    change_form_template = "admin/partnerships/forms/in_sections.html"
    pages = (*checking.pages, *RegisterAdmin.pages)
    front = ("photos",)
    inlines = [PhotoInline]  # its cover is the lead picture of the home page

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one home city."""
        return super().has_add_permission(request) and not HomeCity.objects.exists()

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseInlineFormSet], change: bool
    ) -> None:
        """Move what is due in working days, and say so."""
        super().save_related(request, form, formsets, change)
        if moved := checklist.follow_working_days():
            messages.info(request, preparation.moved_with_working_days(moved))

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, *args: Any, **options: Any
    ) -> HttpResponse:
        """Offer no second one after the first."""
        return super().render_change_form(
            request, {**context, "show_save_and_add_another": False}, add, *args, **options
        )

    def has_delete_permission(self, request: HttpRequest, obj: HomeCity | None = None) -> bool:
        """The register always belongs to a city."""
        return False
