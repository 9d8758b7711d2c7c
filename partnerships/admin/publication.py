"""Screens of what is published: the state in buttons, each step one revision."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships import publication
from partnerships.admin import bulk
from partnerships.admin.base import RegisterAdmin
from partnerships.admin.bulk import BulkAdmin
from partnerships.models.base import Published
from partnerships.publication import State

#: Name of the button → what it does to the record.
BUTTONS = {
    "_publish": publication.publish,
    "_withdraw": publication.withdraw,
    "_review": publication.send_to_review,
}


class PublicationAdmin[P: Published](BulkAdmin[P], RegisterAdmin[P]):
    """A record that goes from draft to published and back, each step one revision."""

    change_form_template = "admin/partnerships/entry_form.html"
    actions = bulk.STATE_STEPS

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, entry: P) -> str:
        """The state in words, with the moment when it lies ahead."""
        text = entry.get_state_display()
        if entry.is_scheduled() and entry.publish_at:
            text = _("will appear on %(moment)s") % {
                "moment": date_format(localtime(entry.publish_at), "DATETIME_FORMAT")
            }
        return format_html('<span class="state state-{}">{}</span>', entry.state, text)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Say whether this user may publish and withdraw."""
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def save_model(self, request: HttpRequest, obj: P, form: Any, change: bool) -> None:
        """Save, and in the same revision do what the pressed button says."""
        button = next((name for name in BUTTONS if name in request.POST), None)
        if button == "_review" or (button and self.has_publish_permission(request)):
            BUTTONS[button](obj)
        super().save_model(request, obj, form, change)

    def _after_button(self, request: HttpRequest, obj: P) -> None:
        """After a state button stay on the record, and link to what the public sees."""
        if not any(name in request.POST for name in BUTTONS):
            return
        text = format_html("{}", _("Saved. State: %(state)s.") % {"state": obj.get_state_display().lower()})
        if obj.is_public():
            text = format_html('{} <a href="{}">{}</a>', _("Published."), obj.get_absolute_url(), _("Open the page"))
        self.message_user(request, text, messages.SUCCESS)
        stay = request.POST.copy()
        stay["_continue"] = "1"
        request.POST = stay  # type: ignore[assignment]

    def response_add(self, request: HttpRequest, obj: P, post_url_continue: str | None = None) -> HttpResponse:
        """Say what the button did."""
        self._after_button(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: P) -> HttpResponse:
        """Say what the button did."""
        self._after_button(request, obj)
        return super().response_change(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Offer only the steps that make sense from here and that this user may take."""
        entry = options.get("obj")
        state = entry.state if entry else State.DRAFT
        may = self.has_publish_permission(request)
        context.update(
            entry=entry,
            may_publish=may and not (entry and entry.is_public()),
            may_withdraw=may and state == State.PUBLISHED,
            may_send=state in {State.DRAFT, State.WITHDRAWN},
            shown_state=self.shown_state(entry) if entry else "",
        )
        return super().render_change_form(request, context, *args, **options)

    @admin.action(description=gettext_lazy("Publish the chosen"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Publish the chosen records as one revision."""
        return self.run(request, queryset, bulk.PUBLISH, right="publish")

    @admin.action(description=gettext_lazy("Withdraw the chosen"), permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Withdraw the chosen records as one revision."""
        return self.run(request, queryset, bulk.WITHDRAW, right="publish")

    @admin.action(description=gettext_lazy("Send the chosen to review"), permissions=["change"])
    def review_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Send the chosen drafts to review as one revision; what is published stays so."""
        return self.run(request, queryset, bulk.REVIEW)
