"""Partners wanted."""

from django.contrib import admin

from partnerships.admin.base import pairs
from partnerships.admin.bulk import STATE_STEPS, THEME_STEPS
from partnerships.admin.publication import PublicationAdmin, StateFilter
from partnerships.models import PartnerRequest


@admin.register(PartnerRequest)
class PartnerRequestAdmin(PublicationAdmin[PartnerRequest]):
    """Requests of organisations that look for a counterpart."""

    actions = (*STATE_STEPS, *THEME_STEPS)
    fields = (*pairs("title", "text"), "organization", "city", "themes", "contact", ("opened_on", "open_until"))
    autocomplete_fields = ["organization", "city", "themes"]
    search_fields = ["title_ru", "title_en", "organization__name_ru", "organization__name_en"]
    list_display = ["title", "organization", "opened_on", "open_until", "shown_state"]
    list_filter = [StateFilter, "themes"]
    list_select_related = ["organization"]
