"""Organisations."""

from django.contrib import admin
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms import quick
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.likeness import LikenessForm
from partnerships.admin.history import merging
from partnerships.admin.lists import tables
from partnerships.models import Organization
from partnerships.models.base import alphabetical
from partnerships.text.translated import text_columns


@admin.register(Organization)
class OrganizationAdmin(RegisterAdmin[Organization]):
    """Bodies that take part in records."""

    form = LikenessForm
    pages = (*quick.pages, *merging.pages, *tables.pages, *RegisterAdmin.pages)
    fieldsets = (
        (None, {"fields": (*pairs("name"), "kind", ("city", "is_home"))}),
        (
            _("Details"),
            {
                "fields": (*pairs("short_name", "memberships"), "founded", "site", "public_contact"),
                "classes": ("collapse",),
            },
        ),
        (_("For the department only"), {"fields": ("other_names", "contact_persons"), "classes": ("collapse",)}),
    )
    quick_fields = (*text_columns("name"), "kind", "city", "is_home")
    autocomplete_fields = ["city"]
    search_fields = [*text_columns("name", "short_name"), "other_names"]
    list_display = ["name", "kind", "city", "is_home"]
    list_filter = ["kind", "is_home"]
    list_select_related = ["city"]

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        """Return the order of the reader's language."""
        return [alphabetical("name"), "pk"]
