"""Partners wanted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import pairs
from partnerships.admin.publishing.bulk import STATE_STEPS, THEME_STEPS
from partnerships.admin.publishing.publication import PublicationAdmin, StateFilter
from partnerships.models import PartnerRequest
from partnerships.text.translated import text_columns


@admin.register(PartnerRequest)
class PartnerRequestAdmin(PublicationAdmin[PartnerRequest]):
    """Requests of organisations that look for a counterpart."""

    actions = (*STATE_STEPS, *THEME_STEPS)
    fieldsets = (
        (None, {"fields": (*pairs("title", "text"), "organization", ("contact", "open_until"))}),
        (_("Details"), {"fields": ("city", "themes", "opened_on"), "classes": ("collapse",)}),
    )
    autocomplete_fields = ["organization", "city", "themes"]
    search_fields = text_columns("title", "organization__name")
    list_display = ["title", "organization", "opened_on", "open_until", "shown_state"]
    list_filter = [StateFilter, "themes"]
    list_select_related = ["organization"]
