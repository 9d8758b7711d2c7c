"""Lists that arrange the register: countries, their groups, fields of cooperation."""

from django.contrib import admin
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.likeness import LikenessForm
from partnerships.admin.history import merging
from partnerships.admin.lists import tables
from partnerships.models import Country, CountryGroup, Theme
from partnerships.models.base import alphabetical
from partnerships.text.translated import LATIN, text_column, text_columns


@admin.register(CountryGroup)
class CountryGroupAdmin(RegisterAdmin[CountryGroup]):
    """Headings of the list of cities."""

    pages = (*tables.pages, *RegisterAdmin.pages)
    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": [text_column("name", LATIN)]}
    search_fields = text_columns("name")
    list_display = ["name", "order"]


@admin.register(Country)
class CountryAdmin(RegisterAdmin[Country]):
    """Countries and territories."""

    form = LikenessForm
    pages = (*merging.pages, *tables.pages, *RegisterAdmin.pages)
    fields = (*pairs("name"), ("iso_code", "group"))
    autocomplete_fields = ["group"]
    search_fields = [*text_columns("name"), "iso_code"]
    list_display = ["name", "iso_code", "group"]
    list_filter = ["group"]
    list_select_related = ["group"]

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        """Return the order of the reader's language."""
        return [alphabetical("name"), "pk"]


@admin.register(Theme)
class ThemeAdmin(RegisterAdmin[Theme]):
    """Fields of cooperation."""

    pages = (*merging.pages, *tables.pages, *RegisterAdmin.pages)
    fields = (*pairs("name"), ("slug", "order"))
    prepopulated_fields = {"slug": [text_column("name", LATIN)]}
    search_fields = text_columns("name")
    list_display = ["name", "order"]
