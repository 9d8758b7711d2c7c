"""Screens of what is published: the date as one field, the state in buttons."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships import publication, revisions
from partnerships.admin.base import RegisterAdmin, acting
from partnerships.models.base import Entry
from partnerships.period import PeriodField, format_period
from partnerships.publication import State
from partnerships.transliteration import latin

#: Name of the button → what it does to the record, and what the list says afterwards.
BUTTONS = {
    "_publish": publication.publish,
    "_withdraw": publication.withdraw,
    "_review": publication.send_to_review,
}


class EntryForm(forms.ModelForm):
    """The date typed as words; the page address made from the title when left empty."""

    NAME: ClassVar[str] = "title"

    period = PeriodField(required=False, label=gettext_lazy("Date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("period", self.instance.period)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in (f"{self.NAME}_ru",):
            if name in self.fields:
                self.fields[name].required = True

    def clean_slug(self) -> str:
        """Return the page address, made from the name if none was given."""
        named = self.cleaned_data.get("slug") or slugify(latin(self.data.get(f"{self.NAME}_ru", "")))[:100].strip("-")
        return named or "record"

    def clean(self) -> dict[str, Any] | None:
        """Put the date into its columns before the model is checked."""
        cleaned = super().clean()
        if "period" in self.cleaned_data:
            self.instance.period = self.cleaned_data["period"]
        return cleaned


class YearFilter(admin.SimpleListFilter):
    """Records whose date touches a year."""

    title = gettext_lazy("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the years in which something begins."""
        years = model_admin.model.objects.dated().dates("start", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list to the chosen year."""
        value = self.value()
        return queryset.in_year(int(value)) if value and value.isdigit() and len(value) == 4 else queryset


class EntryAdmin[E: Entry](RegisterAdmin[E]):
    """A record that goes from draft to published and back, each step one revision."""

    change_form_template = "admin/partnerships/entry_form.html"
    actions = ["publish_chosen", "withdraw_chosen", "review_chosen"]

    @admin.display(description=gettext_lazy("date"), ordering="start")
    def when(self, entry: E) -> str:
        """The date exactly as known."""
        return format_period(entry.period, entry.remark) or "—"

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, entry: E) -> str:
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

    def save_model(self, request: HttpRequest, obj: E, form: Any, change: bool) -> None:
        """Save, and in the same revision do what the pressed button says."""
        button = next((name for name in BUTTONS if name in request.POST), None)
        if button == "_review" or (button and self.has_publish_permission(request)):
            BUTTONS[button](obj)
        super().save_model(request, obj, form, change)

    def _after_button(self, request: HttpRequest, obj: E) -> None:
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

    def response_add(self, request: HttpRequest, obj: E, post_url_continue: str | None = None) -> HttpResponse:
        """Say what the button did."""
        self._after_button(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: E) -> HttpResponse:
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

    def _act(self, request: HttpRequest, queryset: QuerySet[E], step: Any, reason: str) -> None:
        count = 0
        with revisions.revision(by=acting(request), reason=reason):
            for entry in queryset:
                step(entry)
                entry.save()
                count += 1
        text = ngettext("%(count)d record: done.", "%(count)d records: done.", count) % {"count": count}
        self.message_user(request, text, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Publish the chosen"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[E]) -> None:
        """Publish the chosen records as one revision."""
        self._act(request, queryset, publication.publish, _("Published from the list"))

    @admin.action(description=gettext_lazy("Withdraw the chosen"), permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[E]) -> None:
        """Withdraw the chosen records as one revision."""
        self._act(request, queryset, publication.withdraw, _("Withdrawn from the list"))

    @admin.action(description=gettext_lazy("Send the chosen to review"), permissions=["change"])
    def review_chosen(self, request: HttpRequest, queryset: QuerySet[E]) -> None:
        """Send the chosen drafts to review as one revision; what is published stays so."""
        drafts = queryset.filter(state__in=[State.DRAFT, State.WITHDRAWN])
        self._act(request, drafts, publication.send_to_review, _("Sent to review from the list"))
