"""Invitations and thanks: the list and the form; each letter and the journal of them are pages beside it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import fieldsets_without, pairs
from partnerships.admin.papers import record_papers
from partnerships.admin.screens import letter_journal, letter_mail, letter_page
from partnerships.models import Letter
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.translated import text_columns


@admin.register(Letter)
class LetterAdmin(RegisterAdmin[Letter]):
    """What was written, sent and answered."""

    pages = (
        *letter_journal.pages,
        *letter_page.pages,
        *letter_mail.pages,
        *record_papers.pages,
        *RegisterAdmin.pages,
    )
    change_form_template = "admin/partnerships/screens/letter_form.html"
    change_list_template = "admin/partnerships/screens/letter_list.html"
    fieldsets = (
        (None, {"fields": (("kind", "city", "organization"), *pairs("addressee", "title"), "state")}),
        (_("Text"), {"fields": pairs("text", "sender")}),
        (_("Sending"), {"fields": (("sent_on", "sent_how", "number"), "mailbox")}),
        (_("Answer"), {"fields": ("reply_on", "reply")}),
        (_("Details"), {"fields": ("record", "responsible", "internal_note"), "classes": ("collapse",)}),
    )
    autocomplete_fields = ["city", "organization", "record", "responsible"]
    search_fields = [*text_columns("title", "addressee", "city__name", "organization__name"), "number"]
    list_display = ["__str__", "kind", "state", "sent_on", "number", "letter"]
    list_filter = ["kind", "state", "city"]

    @admin.display(description=_("letter"))
    def letter(self, letter: Letter) -> SafeString:
        """Return the way to the letter."""
        return format_html('<a href="{}">{}</a>', link(letter, "letter"), _("Open"))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Return where a word is looked for: whom a letter goes to only by those who see it."""
        hidden = rights.hidden_fields(acting(request), Letter)
        return [name for name in self.search_fields if name not in hidden]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the letters, those still to send first."""
        return Letter.objects.for_list()

    def get_fieldsets(self, request: HttpRequest, obj: Letter | None = None) -> Any:
        """Return the form without what is about a person to those who do not see it."""
        hidden = rights.hidden_fields(acting(request), Letter)
        return fieldsets_without(hidden, super().get_fieldsets(request, obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let whoever begins a letter answer for it."""
        return {"responsible": acting(request).pk, **super().get_changeform_initial_data(request)}
