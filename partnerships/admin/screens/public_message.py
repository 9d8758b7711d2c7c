"""Messages from the site: read, answered by a letter of one's own, and marked as answered or closed."""

from typing import Any, Final
from urllib.parse import quote

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from partnerships.admin.access import acting
from partnerships.admin.forms.sections import plain_problems
from partnerships.admin.lists.lists import BoundedPaginator
from partnerships.admin.screen import Screen
from partnerships.admin.writing.shared_form import SharedForm
from partnerships.models import PublicMessage
from partnerships.period.days import moment, written_day
from partnerships.staff.addresses import link
from partnerships.text.languages import language_name
from partnerships.text.translated import CODES

#: A mail program takes no longer address.
QUOTED: Final = 800


class MessageStateForm(SharedForm):
    """What became of a message, and a note; what the reader wrote stays as it came."""


@admin.register(PublicMessage)
class PublicMessageAdmin(Screen[PublicMessage]):
    """The department's inbox."""

    form = MessageStateForm
    change_form_template = "admin/partnerships/screens/public_message_form.html"
    has_bin = False
    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    fields = ("who", ("answer_to", "spoken"), "text", ("about", "received_at"), ("state", "settled"), "note")
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 60})}}
    readonly_fields = ("received_at", "who", "answer_to", "spoken", "about", "text", "settled")
    list_display = ("received_at", "sender", "organization", "about_title", "state")
    list_filter = ("state", "kind")
    search_fields = ("sender", "organization", "mailbox", "text", "about_title")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write messages, and nobody here."""
        return False

    @admin.display(description=gettext_lazy("who writes"))
    def who(self, message: PublicMessage) -> str:
        """Return the name, the organisation and what kind it is."""
        parts = (message.sender, message.organization, str(message.get_kind_display()).lower())
        return ", ".join(filter(None, parts))

    @admin.display(description=gettext_lazy("e-mail"))
    def answer_to(self, message: PublicMessage) -> SafeString:
        """Return the address, which opens a letter in one's own mail program with what it answers."""
        with override(message.language if message.language in CODES else None):
            day = written_day(localtime(message.received_at))
            subject = _("Your message of %(day)s") % {"day": day}
        quoted = "\n".join(f"> {line}" for line in message.text[:QUOTED].splitlines())
        where = f"mailto:{quote(message.mailbox, safe='@')}?subject={quote(subject)}&body={quote(chr(10) * 2 + quoted)}"
        return format_html('<a href="{}">{}</a>', where, message.mailbox)

    @admin.display(description=gettext_lazy("language of the page"))
    def spoken(self, message: PublicMessage) -> str:
        """Return the language in which the site was read: the answer is best in it."""
        return language_name(message.language) if message.language in CODES else message.language or "—"

    @admin.display(description=gettext_lazy("about the page"), empty_value="—")
    def about(self, message: PublicMessage) -> str | SafeString | None:
        """Return the page it was written from, with the way to its form while it is there."""
        row = self._row_of(message)
        address = link(row)
        title = message.about_title or None
        return format_html('<a href="{}">{}</a>', address, title) if address else title

    def _row_of(self, message: PublicMessage) -> Any:
        if not message.about_key:
            return None
        model: Any = apps.get_model("partnerships", message.about_model)
        return model._base_manager.filter(pk=message.about_key).first()

    @admin.display(description=gettext_lazy("answered or closed"), empty_value="—")
    def settled(self, message: PublicMessage) -> str | None:
        """Return who answered or closed it, and when."""
        if message.settled_at is None:
            return None
        return ", ".join(filter(None, (moment(message.settled_at), str(message.settled_by or ""))))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Say what is wrong above the form."""
        context["problems"] = plain_problems(context["adminform"].form)
        return super().render_change_form(request, context, *args, **options)

    def save_model(self, request: HttpRequest, obj: PublicMessage, form: Any, change: bool) -> None:
        """Save what was changed, with who and when where its state was."""
        if obj.state != form.initial.get("state"):  # who was first stays, where two mark it alike
            obj.settle(acting(request))
        if form.changed_data:
            super().save_model(request, obj, form, change)
