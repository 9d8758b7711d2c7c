"""The form by which a school, a club or a firm writes to the department."""

from hashlib import sha256
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.models import PublicMessage, SenderKind
from partnerships.models.public_message import MAILBOX
from partnerships.participation.named_page import NamedPage
from partnerships.participation.stamped_form import StampedForm
from partnerships.text.characters import clean_characters, one_line

LONGEST: Final = 5000
#: What somebody types.
TYPED: Final = ("sender", "kind", "organization", "mailbox", "text")


class MessageForm(StampedForm):
    """Who writes, where the answer goes, and what."""

    sender = forms.CharField(
        label=_("Your name"),
        max_length=150,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    kind = forms.ChoiceField(
        label=_("Who writes"),
        choices=SenderKind.choices,
        error_messages={"required": _("Choose who writes."), "invalid_choice": _("Choose who writes.")},
        widget=forms.RadioSelect,
    )
    organization = forms.CharField(
        label=_("School, club or firm, and its city"),
        required=False,
        max_length=250,
        help_text=_("Leave it empty if you write for yourself."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    mailbox = forms.EmailField(
        label=_("E-mail"),
        max_length=MAILBOX,
        help_text=_("The answer goes there. Nobody outside the department sees it."),
        error_messages={
            "required": _("Write your e-mail: the answer goes there."),
            "invalid": _("Write the whole e-mail, for example anna@school.example."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST,
        help_text=_("In any language of this site: whom you look for, what you would do together, when."),
        error_messages={"required": _("Write what it is about.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    consent = forms.BooleanField(
        label=_("I agree that the department keeps this message with my name and e-mail to answer it"),
        error_messages={"required": _("Tick this: without it the department may not keep the message.")},
    )

    def clean_sender(self) -> str:
        """Return the name; signs that nobody sees are none."""
        name = one_line(self.cleaned_data["sender"])
        if not name:
            raise forms.ValidationError(self.fields["sender"].error_messages["required"])
        return name

    def clean_text(self) -> str:
        """Return the message; signs that nobody sees are none."""
        text = clean_characters(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    @property
    def sent_key(self) -> str:
        """The key of this form with these words: pressed twice it is one message, corrected it is another."""
        words = (self.form_key, *(self.cleaned_data[name] for name in TYPED))
        return sha256("\0".join(words).encode()).hexdigest()[:40]

    def is_kept(self) -> bool:
        """Say whether this very form has arrived before, as when a button is pressed twice."""
        return PublicMessage.objects.filter(form_key=self.sent_key).exists()

    def keep(self, page: NamedPage | None) -> None:
        """Put the message into the inbox, once."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in TYPED}
        if page:
            given |= {"about_model": page.row._meta.model_name, "about_key": page.row.pk, "about_title": page.title}
        given["language"] = get_language() or settings.LANGUAGE_CODE
        PublicMessage.objects.get_or_create(form_key=self.sent_key, defaults=given)
