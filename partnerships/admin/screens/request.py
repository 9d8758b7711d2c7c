"""Partners wanted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.lists import tables
from partnerships.admin.publishing import publication
from partnerships.admin.publishing.bulk import STATE_STEPS, THEME_STEPS
from partnerships.admin.publishing.publication import PublicationForm, StateFilter, shown_state
from partnerships.models import PartnerRequest
from partnerships.text.translated import text_columns


class RequestForm(PublicationForm, SpokenForm):
    """A request, which says with an example what is missing."""


@admin.register(PartnerRequest)
class PartnerRequestAdmin(RegisterAdmin[PartnerRequest]):
    """Requests of organisations that look for a counterpart."""

    form = RequestForm
    pages = (*tables.pages, *publication.pages, *RegisterAdmin.pages)
    change_form_template = "admin/partnerships/screens/entry_form.html"
    actions = (*STATE_STEPS, *THEME_STEPS)
    fieldsets = (
        (None, {"fields": (*pairs("title", "text"), "organization", ("contact", "open_until"))}),
        (_("Details"), {"fields": ("city", "themes", "opened_on"), "classes": ("collapse",)}),
    )
    autocomplete_fields = ["organization", "city", "themes"]
    search_fields = text_columns("title", "organization__name")
    list_display = ["title", "organization", "opened_on", "open_until", shown_state]
    list_filter = [StateFilter, "themes"]
    list_select_related = ["organization"]
