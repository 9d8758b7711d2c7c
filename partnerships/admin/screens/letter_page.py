"""A letter that leaves: its text to read and to take along, and that it was sent and answered."""

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
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.letters import mailing
from partnerships.letters.journal import last_number
from partnerships.models import Greeting, Letter, LetterState, OutgoingLetter, SentBy
from partnerships.papers.declared import paper_of_letter
from partnerships.staff import rights
from partnerships.staff.addresses import link
from partnerships.text.translated import text_column


class SentForm(SpokenForm):
    """When, how and under which number a letter left."""

    class Meta:
        fields = ("sent_on", "sent_how", "number")
        field_classes = {"sent_on": DayField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["sent_on"].required = True
        self.initial["sent_on"] = self.instance.sent_on or today
        self.initial["sent_how"] = self.instance.sent_how or SentBy.POST
        if last := last_number(today.year):
            self.fields["number"].help_text = _("The last one this year: %(number)s") % {"number": last}

    def clean(self) -> dict[str, Any]:
        """Let the letter be one that has left."""
        self.instance.state = LetterState.ANSWERED if self.instance.reply_on else LetterState.SENT
        return super().clean() or self.cleaned_data


class AnswerForm(SpokenForm):
    """When and with which words a letter was answered."""

    class Meta:
        fields = ("reply_on", "reply")
        field_classes = {"reply_on": DayField}
        widgets = {"reply": forms.Textarea(attrs={"rows": 4, "cols": 60})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reply_on"].required = True
        self.initial["reply_on"] = self.instance.reply_on or timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Let the letter be an answered one."""
        self.instance.state = LetterState.ANSWERED
        return super().clean() or self.cleaned_data


#: Kind of letter → the forms of its steps by their buttons.
STEPS: Final[dict[type[OutgoingLetter], dict[str, type[forms.ModelForm]]]] = {
    model: {
        "sent": forms.modelform_factory(model, form=SentForm),
        "answer": forms.modelform_factory(model, form=AnswerForm),
    }
    for model in (Greeting, Letter)
}
#: Kind of letter and button → what the history says of it.
REASONS: Final[dict[tuple[type[OutgoingLetter], str], str]] = {
    (Greeting, "sent"): gettext_noop("Greeting sent"),
    (Greeting, "answer"): gettext_noop("Greeting answered"),
    (Letter, "sent"): gettext_noop("Letter sent"),
    (Letter, "answer"): gettext_noop("Letter answered"),
}
#: Button → what the person is told.
TOLD: Final = {"sent": gettext_noop("Marked as sent."), "answer": gettext_noop("The answer is kept.")}


def letter_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the letter; or note that it was sent or answered, as one revision."""
    letter: OutgoingLetter = record_of(screen, request, object_id)
    may_change = screen.has_change_permission(request, letter)
    step, noted = "", None
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        step = next((name for name in TOLD if name in request.POST), "")
        if not step:
            return HttpResponseRedirect(request.path)
        noted = _note(request, letter, step)
        if noted.is_valid():
            return HttpResponseRedirect(request.path)
    forms_of = STEPS[type(letter)]
    hidden = rights.hidden_fields(acting(request), type(letter))
    paper = paper_of_letter(letter).slug
    context = {
        "original": letter,
        "letters": _letters(letter),
        "addressee": "" if "addressee" in hidden else letter.addressee,
        "may_change": may_change,
        "may_mail": may_change and mailing.is_allowed() and bool(letter.texts),
        "paper_address": address_of_screen(screen, "paper", letter.pk, paper) if may_change else "",
        "last": _last(letter, request),
        "sent_form": noted if noted and step == "sent" else forms_of["sent"](instance=letter),
        "answer_form": noted if noted and step == "answer" else forms_of["answer"](instance=letter),
        "has_left": letter.has_left,
        "record_address": link(letter.record, "letters") if isinstance(letter, Letter) else "",
    }
    return screen_page(screen, request, "screens/letter_page", str(letter), context)


def _note(request: HttpRequest, letter: OutgoingLetter, step: str) -> forms.ModelForm:
    """Take a step where its form is right; return the form. A second press of the same button changes nothing."""
    model = type(letter)
    with revisions.revision(by=acting(request)):
        locked = model._default_manager.select_for_update().get(pk=letter.pk)
        state = locked.state
        form = STEPS[model][step](request.POST, instance=locked)
        if form.is_valid() and (form.changed_data or locked.state != state):
            form.save()
            revisions.explain(fact(REASONS[model, step]))
    if form.is_valid():
        messages.success(request, _(TOLD[step]))
    return form


def _letters(letter: OutgoingLetter) -> list[dict[str, str]]:
    """Return the letter in each language that has a text."""
    return [
        {
            "code": code,
            "language": get_language_info(code)["name_local"],
            "text": text,
            "sender": getattr(letter, text_column("sender", code)) or "",
        }
        for code, text in letter.texts
    ]


def _last(letter: OutgoingLetter, request: HttpRequest) -> OutgoingLetter | None:
    """Return the greeting of an earlier year for the same thing, or the letter of this kind to the same city before."""
    if isinstance(letter, Greeting):
        same = Greeting.objects.before_year(letter.year, [letter.city_id]).seen_by(acting(request)).for_list()
        return next((row for row in same if row.cause == letter.cause), None)
    if not isinstance(letter, Letter) or letter.city_id is None:
        return None
    before = Letter.objects.filter(kind=letter.kind, city=letter.city_id, organization=letter.organization_id)
    return before.filter(pk__lt=letter.pk).exclude(sent_on=None).order_by("-sent_on", "-pk").first()


pages: Final = (("<int:object_id>/letter/", "letter", letter_view),)
