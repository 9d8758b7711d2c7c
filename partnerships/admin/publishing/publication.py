"""Screens of what is published: the state in words, the steps in buttons, each step one revision."""

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.forms import translation_marks
from partnerships.admin.publishing import action_bar, gaps, preview
from partnerships.models.base import Published
from partnerships.models.publication import SCHEDULED, State
from partnerships.staff import rights


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class PublicationForm(forms.ModelForm):
    """The moment of publication and the head's comment, which stand beside the buttons and not in the form."""

    NAME: ClassVar[str] = "title"
    #: Whether the form asks if it should go to the site with an empty language.
    asks_anyway = False

    publish_at = forms.DateTimeField(label=gettext_lazy("When to publish"), required=False, widget=MomentInput)
    return_comment = forms.CharField(
        label=gettext_lazy("What has to be changed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step: str | None = None
        self.was_public = self.instance.is_public()
        moment = self.instance.publish_at
        self.initial["publish_at"] = moment and moment.replace(second=0, microsecond=0)
        self.initial["return_comment"] = ""

    def clean(self) -> dict[str, object] | None:
        """Refuse a return without words, and a moment that would do something else than it says."""
        cleaned = super().clean()
        if "_return" in self.data and not (self.cleaned_data.get("return_comment") or "").strip():
            self.add_error("return_comment", _("Write what has to be changed: the record goes back with your words."))
        if "publish_at" in self.fields and "publish_at" in self.cleaned_data:
            self._clean_moment()
        if "_anyway" not in self.data and ("_publish" in self.data or "publish_at" in self.changed_data):
            self._ask_about_languages()
        return cleaned

    def _ask_about_languages(self) -> None:
        """Ask once before a page appears without a name in some language; the second press is the answer."""
        for column, question in translation_marks.empty_languages(self.NAME, self.cleaned_data).items():
            if column in self.fields and column not in self.errors:
                self.asks_anyway = True
                self.add_error(column, question)

    def _clean_moment(self) -> None:
        entry, moment, now = self.instance, self.cleaned_data["publish_at"], timezone.now()
        changed = "publish_at" in self.changed_data
        if entry.is_public() and moment and moment > now:
            self.add_error("publish_at", _("The page is on the site. To hide it until then, withdraw it first."))
        elif entry.is_public() and not (changed and moment):
            moment = entry.publish_at
        elif moment and moment <= now and "_publish" in self.data:
            moment = moment if changed else None
        elif moment and moment <= now and changed:
            self.add_error("publish_at", _("This moment is past. Choose a later one, or leave it empty."))
        if "publish_at" not in self.errors:
            entry.publish_at = moment


class StateFilter(admin.SimpleListFilter):
    """Records in one state, with what will appear by itself apart from what is on the site."""

    title = gettext_lazy("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        """Offer every state in the order of the work."""
        choices = list(State.choices)
        return [*choices[:3], (SCHEDULED, _("Will appear by itself")), *choices[3:]]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[models.Model]:
        """Narrow the list to the chosen state."""
        return queryset.in_state(self.value())


@admin.display(description=gettext_lazy("state"), ordering="state")
def shown_state(entry: Published) -> str:
    """The state in words; below it who waits or what was answered."""
    note = action_bar.handed_on(entry)
    below = format_html('<br><span class="state-note">{}</span>', note) if note else ""
    return format_html(
        '<span class="state state-{}">{}</span>{}', action_bar.kind(entry), action_bar.state_words(entry), below
    )


def without_moment(form: type[forms.ModelForm], request: HttpRequest, record: Any) -> None:
    """Leave the moment of what is published to those who may publish."""
    is_published = isinstance(record, Published) and record.state == State.PUBLISHED
    if is_published and not rights.may_publish(acting(request), type(record)):
        form.base_fields.pop("publish_at", None)


pages: Final = (*gaps.pages, *preview.pages)
