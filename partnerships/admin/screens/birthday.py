"""Birthdays of the heads of partner cities: seen from the editor up."""

from django.contrib import admin

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.models import Birthday
from partnerships.text.translated import text_columns


class BirthdayForm(SpokenForm):
    """A birthday, which says with an example what is missing."""


@admin.register(Birthday)
class BirthdayAdmin(RegisterAdmin[Birthday]):
    """Whose birthday is greeted, and on what basis it is kept."""

    form = BirthdayForm
    fieldsets = (
        (None, {"fields": ("city", *pairs("name", "office"), ("day", "month", "year"), "basis", "in_office_until")}),
    )
    autocomplete_fields = ["city"]
    search_fields = text_columns("name", "office", "city__name")
    list_display = ["name", "city", "office", "day", "month", "in_office_until"]
    list_filter = ["city"]
    list_select_related = ["city"]
