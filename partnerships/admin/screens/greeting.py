"""Greetings: the list and the form; their days and their letters are pages beside it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnerships.admin.access import acting
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import fieldsets_without, pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.papers import record_papers
from partnerships.admin.screens import greeting_days, letter_mail, letter_page
from partnerships.models import Greeting
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.translated import text_columns


@admin.register(Greeting)
class GreetingAdmin(RegisterAdmin[Greeting]):
    """What was written, sent and answered."""

    form = SpokenForm
    pages = (
        *greeting_days.pages,
        *letter_page.pages,
        *letter_mail.pages,
        *record_papers.pages,
        *RegisterAdmin.pages,
    )
    change_form_template = "admin/partnerships/screens/greeting_form.html"
    change_list_template = "admin/partnerships/screens/greeting_list.html"
    fieldsets = (
        (None, {"fields": (("city", "due_on"), *pairs("title", "addressee"), "state")}),
        (_("Text"), {"fields": pairs("text", "sender")}),
        (_("Sending"), {"fields": (("sent_on", "sent_how", "number"), "mailbox")}),
        (_("Answer"), {"fields": ("reply_on", "reply")}),
        (
            _("Details"),
            {
                "fields": ("organization", "cause", "responsible", "internal_note"),
                "classes": ("collapse",),
            },
        ),
    )
    autocomplete_fields = ["city", "organization", "responsible"]
    readonly_fields = ["cause"]
    search_fields = [*text_columns("title", "addressee", "city__name"), "number"]
    list_display = ["__str__", "due_on", "state", "sent_on", "number", "letter"]
    list_filter = ["state", "year", "city"]

    @admin.display(description=_("made for"))
    def cause(self, greeting: Greeting) -> str:
        """Return what it was made for, where that is a day that comes again."""
        return str(greeting.source) if greeting.source else "—"

    @admin.display(description=_("letter"))
    def letter(self, greeting: Greeting) -> SafeString:
        """Return the way to the letter."""
        return format_html('<a href="{}">{}</a>', link(greeting, "letter"), _("Open"))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Return where a word is looked for: whom a letter goes to only by those who see it."""
        hidden = rights.hidden_fields(acting(request), Greeting)
        return [name for name in self.search_fields if name not in hidden]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the greetings that this user may know of."""
        return Greeting.objects.for_list().seen_by(acting(request))

    def get_fieldsets(self, request: HttpRequest, obj: Greeting | None = None) -> Any:
        """Return the form without what is about a person to those who do not see it."""
        hidden = rights.hidden_fields(acting(request), Greeting)
        return fieldsets_without(hidden, super().get_fieldsets(request, obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let whoever begins a greeting answer for it."""
        return {"responsible": acting(request).pk, **super().get_changeform_initial_data(request)}
