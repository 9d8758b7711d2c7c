"""Lists that arrange the register: countries, their groups, fields of cooperation."""

from django.contrib import admin

from partnerships.admin.base import RegisterAdmin, pairs
from partnerships.models import Country, CountryGroup, Theme


@admin.register(CountryGroup)
class CountryGroupAdmin(RegisterAdmin[CountryGroup]):
    """Headings of the list of cities."""

    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": ["name_en"]}
    search_fields = ["name_ru", "name_en"]
    list_display = ["name", "order"]


@admin.register(Country)
class CountryAdmin(RegisterAdmin[Country]):
    """Countries and territories."""

    fields = (*pairs("name"), ("iso_code", "group"))
    autocomplete_fields = ["group"]
    search_fields = ["name_ru", "name_en", "iso_code"]
    list_display = ["name", "iso_code", "group"]
    list_filter = ["group"]
    list_select_related = ["group"]
    ordering = ["name_ru"]


@admin.register(Theme)
class ThemeAdmin(RegisterAdmin[Theme]):
    """Fields of cooperation."""

    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": ["name_en"]}
    search_fields = ["name_ru", "name_en"]
    list_display = ["name", "order"]
