"""Screens of what is published: the state in words, the steps in buttons, each step one revision."""

import logging
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import go_on_with
from partnerships.admin.base import RegisterAdmin, acting
from partnerships.admin.forms import translation_marks
from partnerships.admin.publishing import action_bar, bulk, gaps, next_waiting, preview
from partnerships.admin.publishing.bulk import BulkAdmin
from partnerships.approval import steps
from partnerships.history import revisions
from partnerships.history.revision_steps import ApprovalStep
from partnerships.models.base import Published
from partnerships.models.publication import SCHEDULED, State
from partnerships.models.visibility import is_internal
from partnerships.staff import rights

log = logging.getLogger(__name__)

#: Name of the button → the step it takes.
BUTTONS: Final = {
    "_publish": steps.PUBLISH,
    "_withdraw": steps.WITHDRAW,
    "_review": steps.SEND,
    "_return": steps.RETURN,
}


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
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

    def clean(self) -> dict[str, Any] | None:
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

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer every state in the order of the work."""
        choices = list(State.choices)
        return [*choices[:3], (SCHEDULED, _("Will appear by itself")), *choices[3:]]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list to the chosen state."""
        return queryset.in_state(self.value())


class PublicationAdmin[P: Published](BulkAdmin[P], RegisterAdmin[P]):
    """A record that goes from draft to the site and back, each step one revision."""

    form = PublicationForm
    change_form_template = "admin/partnerships/screens/entry_form.html"
    actions = bulk.STATE_STEPS

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, entry: P) -> str:
        """The state in words; below it who waits or what was answered."""
        note = action_bar.handed_on(entry)
        below = format_html('<br><span class="state-note">{}</span>', note) if note else ""
        return format_html(
            '<span class="state state-{}">{}</span>{}', action_bar.kind(entry), action_bar.state_words(entry), below
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return records with the people whom the state names."""
        return super().get_queryset(request).select_related("sent_by", "returned_by")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Say whether this user may publish and withdraw."""
        return rights.may_publish(acting(request), self.model)

    def has_change_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        """Ask of a record as it is now: where every change is approved, a live page is not for everyone."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_change(acting(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: P | None = None) -> bool:
        """What is on the site goes only by those who may withdraw it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_delete(acting(request), obj))

    def get_urls(self) -> list[URLPattern]:
        """Add the preview, the decision about it, its secret links, and what the public will not see."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_gaps"
        return [
            path("gaps/", self.admin_site.admin_view(self.gaps_view), name=name),
            *preview.urls(self),
            *super().get_urls(),
        ]

    def gaps_view(self, request: HttpRequest) -> HttpResponse:
        """Say what the public would not see of what is typed."""
        return gaps.view(self, request)

    def get_form(self, request: HttpRequest, obj: P | None = None, change: bool = False, **options: Any) -> Any:
        """Return the form; the moment of what is published is for those who may publish."""
        form = super().get_form(request, obj, change=change, **options)
        if obj is not None and obj.state == State.PUBLISHED and not self.has_publish_permission(request):
            form.base_fields.pop("publish_at", None)
        return form

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any) -> Any:
        """Open or save the form, or show the page it would make; the preview stands in a frame of our own."""
        response: HttpResponse
        if request.method == "POST" and "_preview" in request.POST:
            away = self._turned_away(request, object_id)
            return away or preview.unsaved(
                request, lambda: super(PublicationAdmin, self).changeform_view(request, object_id)
            )
        response = super().changeform_view(request, object_id, *args, **options)
        return preview.with_frames(response)

    def save_model(self, request: HttpRequest, obj: P, form: Any, change: bool) -> None:
        """Save, and in the same revision take the step that the button or the moment asks for."""
        step = form.step = self._step(request, obj, form)
        if step:
            steps.take_step(step, obj, by=acting(request), comment=form.cleaned_data.get("return_comment") or "")
            # A moment that is past as well: whoever publishes says since when.
            if step == steps.PUBLISH and "publish_at" in form.changed_data:
                obj.publish_at = form.cleaned_data["publish_at"] or obj.publish_at
        obj.off_page = not step and all(is_internal(self.model, name) for name in form.changed_data)
        super().save_model(request, obj, form, change)
        if step:
            self.message_user(request, action_bar.step_done(step, obj), messages.SUCCESS)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows, and after a step say what of them the public will not see, and what waits next."""
        super().save_related(request, form, formsets, change)
        if form.step:
            steps.tell_of_step(form.step, [form.instance], by=acting(request))
        if form.step in (steps.SEND, steps.PUBLISH):
            gaps.tell_gaps(self, request, form.instance)
        decided = form.step in (steps.PUBLISH, steps.RETURN)
        if decided and (following := next_waiting.next_line(request, form.instance)):
            self.message_user(request, following, messages.INFO)

    def _step(self, request: HttpRequest, obj: P, form: Any) -> str | None:
        """Return the step to take: of the pressed button, else of a moment that was set or taken away."""
        may = self.has_publish_permission(request)
        pressed = next((step for name, step in BUTTONS.items() if name in request.POST), None)
        if pressed and steps.STEPS[pressed].publishes and not may:
            log.warning("%s pressed “%s” on %s without the right", request.user, pressed, obj)
            self.message_user(request, _("Saved, but you may not publish or withdraw."), messages.ERROR)
            return None
        scheduled = obj.state == State.PUBLISHED and not form.was_public
        if pressed == steps.WITHDRAW and scheduled:
            return steps.UNSCHEDULE
        if pressed and (steps.possible(pressed, obj) or (pressed == steps.PUBLISH and scheduled)):
            return pressed
        if not may:
            return None
        if scheduled:
            return None if obj.publish_at else steps.UNSCHEDULE
        chosen = "publish_at" in form.changed_data and obj.publish_at and not (pressed or form.was_public)
        return steps.PUBLISH if chosen else None

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Say in the history which step was taken, after what was changed."""
        message = super().construct_change_message(request, form, formsets, add)
        if form.step:
            comment = form.cleaned_data.get("return_comment") or ""
            revisions.also(ApprovalStep(name=steps.taken(form.step, form.instance), comment=comment))
        return message

    def _stay(self, request: HttpRequest) -> None:
        """After a step stay on the record: what it says now is the answer."""
        if any(name in request.POST for name in BUTTONS):
            stay = request.POST.copy()
            stay["_continue"] = "1"
            go_on_with(request, stay)

    def response_add(self, request: HttpRequest, obj: P, post_url_continue: str | None = None) -> HttpResponse:
        """Show the page the form would make, or go on."""
        if "_preview" in request.POST:
            return preview.of_unsaved(request, obj)
        self._stay(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: P) -> HttpResponse:
        """Show the page the form would make, or go on."""
        if "_preview" in request.POST:
            return preview.of_unsaved(request, obj)
        self._stay(request)
        return super().response_change(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Offer only the steps that make sense from here and that this user may take."""
        entry = options.get("obj")
        context |= action_bar.bar_context(self, request, entry)
        context["gaps"] = gaps.gaps_for(entry) if entry else []
        context["problems"] = [*context.get("problems", []), *action_bar.bar_problems(context["adminform"].form)]
        return super().render_change_form(request, context, *args, **options)

    @admin.action(description=gettext_lazy("Publish the chosen"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Publish the chosen records as one revision."""
        return self.run(request, queryset, bulk.PUBLISH, right="publish")

    @admin.action(description=gettext_lazy("Withdraw the chosen"), permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Withdraw the chosen records as one revision."""
        return self.run(request, queryset, bulk.WITHDRAW, right="publish")

    @admin.action(description=gettext_lazy("Send the chosen to the head"), permissions=["change"])
    def review_chosen(self, request: HttpRequest, queryset: QuerySet[P]) -> Any:
        """Send the chosen drafts to the head as one revision; what is published stays so."""
        return self.run(request, queryset, bulk.REVIEW)
