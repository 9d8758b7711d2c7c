"""The letter of a greeting: its text to read and to take along, and that it was sent and answered."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_noop
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.forms.day import DayField
from partnerships.admin.forms.wording import SpokenForm
from partnerships.admin.screen import Screen, address_of_screen, record_of, screen_page
from partnerships.greetings import mailing
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import Greeting, GreetingState, SentBy
from partnerships.staff import rights
from partnerships.text.translated import text_column


class SentForm(SpokenForm):
    """When, how and under which number a greeting left."""

    class Meta:
        model = Greeting
        fields = ("sent_on", "sent_how", "number")
        field_classes = {"sent_on": DayField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sent_on"].required = True
        self.initial["sent_on"] = self.instance.sent_on or timezone.localdate()
        self.initial["sent_how"] = self.instance.sent_how or SentBy.POST

    def clean(self) -> dict[str, Any]:
        """Let the greeting be one that has left."""
        self.instance.state = GreetingState.ANSWERED if self.instance.reply_on else GreetingState.SENT
        return super().clean() or self.cleaned_data


class AnswerForm(SpokenForm):
    """When and with which words a greeting was answered."""

    class Meta:
        model = Greeting
        fields = ("reply_on", "reply")
        field_classes = {"reply_on": DayField}
        widgets = {"reply": forms.Textarea(attrs={"rows": 4, "cols": 60})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reply_on"].required = True
        self.initial["reply_on"] = self.instance.reply_on or timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Let the greeting be an answered one."""
        self.instance.state = GreetingState.ANSWERED
        return super().clean() or self.cleaned_data


#: Button → its form, what the history says of it, what the person is told.
STEPS: Final = {
    "sent": (SentForm, gettext_noop("Greeting sent"), gettext_noop("Marked as sent.")),
    "answer": (AnswerForm, gettext_noop("Greeting answered"), gettext_noop("The answer is kept.")),
}


def letter_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the letter; or note that it was sent or answered, as one revision."""
    greeting = record_of(screen, request, object_id)
    may_change = screen.has_change_permission(request, greeting)
    sent: forms.ModelForm | None = None
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        step = next((name for name in STEPS if name in request.POST), "")
        if not step:
            return HttpResponseRedirect(request.path)
        sent = _note(request, greeting, step)
        if sent.is_valid():
            return HttpResponseRedirect(request.path)
    hidden = rights.hidden_fields(acting(request), Greeting)
    context = {
        "original": greeting,
        "letters": _letters(greeting),
        "addressee": "" if "addressee" in hidden else greeting.addressee,
        "may_change": may_change,
        "may_mail": may_change and mailing.is_allowed() and bool(greeting.texts),
        "paper_address": address_of_screen(screen, "paper", greeting.pk, "greeting") if may_change else "",
        "last": _last(greeting, request),
        "sent_form": sent if isinstance(sent, SentForm) else SentForm(instance=greeting),
        "answer_form": sent if isinstance(sent, AnswerForm) else AnswerForm(instance=greeting),
        "has_left": greeting.state in (GreetingState.SENT, GreetingState.ANSWERED),
    }
    return screen_page(screen, request, "screens/greeting_letter", str(greeting), context)


def _note(request: HttpRequest, greeting: Greeting, step: str) -> forms.ModelForm:
    """Take a step where its form is right; return the form. A second press of the same button changes nothing."""
    kind, reason, told = STEPS[step]
    with revisions.revision(by=acting(request)):
        locked = Greeting.objects.select_for_update().get(pk=greeting.pk)
        state = locked.state
        form = kind(request.POST, instance=locked)
        if form.is_valid() and (form.changed_data or locked.state != state):
            form.save()
            revisions.explain(fact(reason))
    if form.is_valid():
        messages.success(request, _(told))
    return form


def _letters(greeting: Greeting) -> list[dict[str, str]]:
    """Return the letter in each language that has a text."""
    return [
        {
            "code": code,
            "language": get_language_info(code)["name_local"],
            "text": text,
            "sender": getattr(greeting, text_column("sender", code)) or "",
        }
        for code, text in greeting.texts
    ]


def _last(greeting: Greeting, request: HttpRequest) -> Greeting | None:
    """Return the greeting of an earlier year for the same thing, or of the same title where it is for nothing else."""
    same = Greeting.objects.before_year(greeting.year, [greeting.city_id]).seen_by(acting(request)).for_list()
    return next((row for row in same if row.cause == greeting.cause), None)


pages: Final = (("<int:object_id>/letter/", "letter", letter_view),)
