"""Lists that arrange the register: countries, their groups, fields of cooperation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin.base import RegisterAdmin, pairs
from partnerships.admin.forms.likeness import LikenessForm
from partnerships.models import Country, CountryGroup, Theme
from partnerships.models.base import alphabetical
from partnerships.text.translated import LATIN, text_column, text_columns


@admin.register(CountryGroup)
class CountryGroupAdmin(RegisterAdmin[CountryGroup]):
    """Headings of the list of cities."""

    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": [text_column("name", LATIN)]}
    search_fields = text_columns("name")
    list_display = ["name", "order"]


@admin.register(Country)
class CountryAdmin(RegisterAdmin[Country]):
    """Countries and territories."""

    form = LikenessForm
    fields = (*pairs("name"), ("iso_code", "group"))
    autocomplete_fields = ["group"]
    search_fields = [*text_columns("name"), "iso_code"]
    list_display = ["name", "iso_code", "group"]
    list_filter = ["group"]
    list_select_related = ["group"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Return the order of the reader's language."""
        return [alphabetical("name"), "pk"]


@admin.register(Theme)
class ThemeAdmin(RegisterAdmin[Theme]):
    """Fields of cooperation."""

    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": [text_column("name", LATIN)]}
    search_fields = text_columns("name")
    list_display = ["name", "order"]
