"""The page on which somebody's "remove me" is answered, and which tells what is kept about people and why."""

import logging
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.admin.access import acting
from partnerships.history.redaction import whole_name
from partnerships.models import Birthday, Erasure, Participant, PublicMessage, Subscription
from partnerships.privacy.beside import NamedBeside
from partnerships.privacy.erasing import erase, withdraw_consent
from partnerships.privacy.finding import (
    MOST,
    NAME,
    SHORTEST,
    birthdays_called,
    frozen_with,
    mentions,
    messages_with,
    name_parts,
    people_called,
    subscriptions_of,
    versions_with,
)
from partnerships.privacy.purposes import PURPOSES
from partnerships.staff.addresses import link
from partnerships.text.characters import clean_characters
from partnerships.text.quotes import quoting

LOG: Final = logging.getLogger("partnerships.privacy")
#: Erasures shown.
LAST: Final = 20
ERASE, HIDE = "erase", "hide"


type Birthdays = forms.ModelMultipleChoiceField[Birthday]
type Messages = forms.ModelMultipleChoiceField[PublicMessage]
type People = forms.ModelMultipleChoiceField[Participant]
type Subscriptions = forms.ModelMultipleChoiceField[Subscription]
#: The rows that can be ticked, by the name of their field.
TICKED: Final = ("people", "birthdays", "written", "subscriptions", "lines")


class ErasureForm(forms.Form):
    """Who is meant, on whose word, and how the name is written elsewhere."""

    people: People = forms.ModelMultipleChoiceField(queryset=Participant.objects.none(), required=False)
    birthdays: Birthdays = forms.ModelMultipleChoiceField(queryset=Birthday.objects.none(), required=False)
    written: Messages = forms.ModelMultipleChoiceField(queryset=PublicMessage.objects.none(), required=False)
    subscriptions: Subscriptions = forms.ModelMultipleChoiceField(queryset=Subscription.objects.none(), required=False)
    lines = forms.MultipleChoiceField(required=False)
    spellings = forms.CharField(
        label=gettext_lazy("Other spellings to strike out of the history"),
        required=False,
        help_text=gettext_lazy("One a line, whole names as they stand in the texts. Those of ticked rows go anyway."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
    )
    basis = forms.CharField(
        label=gettext_lazy("On whose word"),
        max_length=250,
        help_text=gettext_lazy("The letter and its day, without the name: application № 14 of 12.11.2026."),
        widget=forms.TextInput(attrs={"size": 60}),
    )
    is_sure = forms.BooleanField(label=gettext_lazy("Nobody can bring it back: I have looked through the list"))

    def clean_spellings(self) -> list[str]:
        """Return the spellings; a word alone, or a number, stands for too much else."""
        found = [" ".join(line.split()) for line in clean_characters(self.cleaned_data["spellings"]).splitlines()]
        if wrong := next((text for text in found if text and not _is_whole(text)), ""):
            raise forms.ValidationError(quoting(_("“%(text)s” is no whole name: write two words or more."), text=wrong))
        return [text for text in found if text]

    def clean(self) -> dict[str, object]:
        """Ask for something to erase, and keep the name out of what stays of it."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned[name] for name in (*TICKED, "spellings")):
            raise forms.ValidationError(_("Tick a row, or write a spelling."))
        people = (*(cleaned.get("people") or ()), *(cleaned.get("birthdays") or ()))
        names = {str(getattr(person, column)) for person in people for column in NAME}
        names |= {message.sender for message in cleaned.get("written") or ()}
        words = {
            word for name in (*names, *cleaned.get("spellings", ())) for word in name.split() if len(word) > SHORTEST
        }
        if words and whole_name(words).search(cleaned.get("basis", "")):
            self.add_error("basis", _("Leave the name out: this line stays."))
        return cleaned


def _is_whole(name: str) -> bool:
    """Say whether `name` has two words at least and no digit."""
    return " " in name and not any(letter.isdigit() for letter in name)


class WithdrawalForm(forms.Form):
    """Whose consent was withdrawn."""

    people: People = forms.ModelMultipleChoiceField(
        queryset=Participant.objects.none(), error_messages={"required": gettext_lazy("Tick a row.")}
    )


def personal_data_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Look for somebody, take them off the site, or erase them; the name asked for stands in no address."""
    if not acting(request).has_perm("partnerships.change_homecity"):
        raise PermissionDenied
    name = clean_characters(request.POST.get("name", "")).strip()
    sent = _sent(request, name)
    if sent is not None and sent.is_valid() and (told := _done(sent, request, name)):
        messages.success(request, told)
        return HttpResponseRedirect(reverse("admin:personal-data"))
    people = list(people_called(name))
    if name:
        LOG.info("looked for somebody among personal data: %d rows", len(people))
    context = {
        **site.each_context(request),
        **_found(name, people),
        "title": _("Personal data"),
        "form": sent if isinstance(sent, ErasureForm) else ErasureForm(),
        "hiding": sent if isinstance(sent, WithdrawalForm) else None,
        "ticked": {field: set(sent.data.getlist(field)) if sent else set() for field in TICKED},
        "erasures": Erasure.objects.select_related("by")[:LAST],
        "purposes": PURPOSES,
    }
    return TemplateResponse(request, "admin/partnerships/privacy/personal_data.html", context)


def _done(form: Any, request: HttpRequest, name: str) -> str:
    """Do what was asked for and return it in words; "" where the form now says why not."""
    try:
        return _erase(form, request, name) if isinstance(form, ErasureForm) else _hide(form, request)
    except ValidationError as error:
        form.add_error(None, error)
        return ""


def _sent(request: HttpRequest, name: str) -> Any:
    """Return the form that was sent, None where somebody was only looked for."""
    kind = next((form for word, form in ((HIDE, WithdrawalForm), (ERASE, ErasureForm)) if word in request.POST), None)
    if kind is None:
        return None
    form = kind(request.POST)
    people: Any = form.fields["people"]
    people.queryset = people_called(name)
    if isinstance(form, ErasureForm):
        birthdays: Any = form.fields["birthdays"]
        birthdays.queryset = birthdays_called(name)
        written: Any = form.fields["written"]
        written.queryset = PublicMessage.objects.filter(pk__in=[row.pk for row in messages_with(name)])
        subscriptions: Any = form.fields["subscriptions"]
        subscriptions.queryset = subscriptions_of(name)
        lines: Any = form.fields["lines"]
        lines.choices = [(found.ticket, found.text) for found in mentions(name) if isinstance(found, NamedBeside)]
    return form


def _found(name: str, people: list[Participant]) -> dict[str, object]:
    others = list(mentions(name))
    return {
        "name": name,
        "is_short": bool(name) and not name_parts(name),
        "people": [{"row": person, "url": link(person.record)} for person in people],
        "birthdays": [{"row": row, "url": link(row)} for row in birthdays_called(name)],
        "written": [{"row": row, "url": link(row)} for row in messages_with(name)],
        "subscriptions": subscriptions_of(name),
        "mentions": [{"mention": found, "url": link(found.record) if found.record else ""} for found in others],
        "versions": versions_with(name),
        "most": MOST if max(len(people), len(others)) >= MOST else 0,
    }


def _hide(form: WithdrawalForm, request: HttpRequest) -> str:
    count = withdraw_consent([person.pk for person in form.cleaned_data["people"]], by=acting(request))
    return ngettext("%(count)d row is not shown any more.", "%(count)d rows are not shown any more.", count) % {
        "count": count
    }


def _erase(form: ErasureForm, request: HttpRequest, name: str) -> str:
    data = form.cleaned_data
    keys = [person.pk for person in data["people"]]
    born = [row.pk for row in data["birthdays"]]
    written = [*data["written"], *data["subscriptions"]]
    done = erase(
        keys,
        data["spellings"],
        by=acting(request),
        basis=data["basis"],
        birthdays=born,
        written=written,
        lines=data["lines"],
    )
    rows = ngettext("%(count)d row erased", "%(count)d rows erased", done.people) % {"count": done.people}
    versions = ngettext("%(count)d earlier version changed", "%(count)d earlier versions changed", done.versions)
    told = _("%(rows)s, %(versions)s. Backups and sets of open data made before still hold the name.") % {
        "rows": rows,
        "versions": versions % {"count": done.versions},
    }
    return f"{told} {_what_stays(name)}".rstrip()


def _what_stays(name: str) -> str:
    """Return which frozen reports hold the name still, "" where none does."""
    reports = "; ".join(str(found.record) for found in frozen_with(name))
    return (
        _("These reports stay as they were signed, with the name: %(reports)s.") % {"reports": reports}
        if reports
        else ""
    )


office_pages: Final = (("personal-data/", "personal-data", personal_data_view),)
