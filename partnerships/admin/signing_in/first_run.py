"""The first run: whoever reads the log of the server names the home city and makes the first account.

The page is there as long as nobody has an account; `manage.py setup` does the same without a browser.
"""

import base64
import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language_info, gettext_noop
from django.utils.translation import gettext_lazy as _

from partnerships.days.country import currency_of, time_zone_of
from partnerships.delivery.client_address import client_address
from partnerships.history import revisions
from partnerships.history.revision_steps import Fact
from partnerships.models import HomeCity, User
from partnerships.staff import rights
from partnerships.text.translated import CODES, text_column
from partnerships.vocabulary import checklist, country_groups, sets

log = logging.getLogger(__name__)

#: A code is taken in the hour in which it was written to the log, and in the next one.
HOUR: Final = timedelta(hours=1)
#: So many letters has a code, in groups of four.
LETTERS: Final = 12
SET_NAMES: Final = {
    "russian": _("Russian municipality"),
    "german": _("German municipality"),
    "french": _("French commune"),
    sets.PLAIN: _("Plain words"),
}


def is_awaited() -> bool:
    """Say whether nobody has an account yet."""
    return not User.objects.filter(is_staff=True).exists()


def code_of_hour(moment: datetime) -> str:
    """Return the code that the log tells in the hour of `moment`; every process of the installation has the same."""
    hour = int(moment.timestamp() // HOUR.total_seconds())
    digest = salted_hmac("partnerships.first-run", str(hour), algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[:LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


class RunCodeForm(forms.Form):
    """The code that the log of the server tells."""

    code = forms.CharField(
        label=_("Code from the log of the server"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        help_text=_("Twelve letters and digits. The log tells a new one each hour, whenever this page is opened."),
    )

    def clean_code(self) -> str:
        """Take the code of this hour and of the one before, however it is spaced."""
        typed = "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())
        now = timezone.now()
        codes = (code_of_hour(moment).replace("-", "") for moment in (now, now - HOUR))
        if not any(constant_time_compare(typed, code) for code in codes):
            raise forms.ValidationError(_("This is not the code of the log. Open this page anew and look at the log."))
        return typed


class FoundingForm(forms.ModelForm):
    """What a register cannot be without: the city, its country, its clock, and the words to begin with."""

    words = forms.ChoiceField(
        label=_("Words to begin with"),
        choices=[(name, SET_NAMES[name]) for name in sets.SETS],
        help_text=_("Kinds of ties, agreements, events and organisations. Each can be changed in the office later."),
    )

    class Meta:
        model = HomeCity
        fields = [*(text_column("name", code) for code in CODES), "country_code", "time_zone"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in CODES:
            field = self.fields[text_column("name", code)]
            field.label = _("Name of the city: %(language)s") % {"language": get_language_info(code)["name_translated"]}
            field.widget.attrs["lang"] = code
            field.required = code == CODES[0]
        self.fields["words"].initial = sets.own_set()
        self.fields["time_zone"].required = False
        self.fields["time_zone"].initial = ""
        self.fields["time_zone"].help_text = _("For example Europe/Berlin. May stay empty where the country has one.")

    def clean_country_code(self) -> str:
        """Take the letters of the code in either case."""
        code: str = self.cleaned_data["country_code"].strip().upper()
        return code

    def clean(self) -> dict[str, Any]:
        """Take the clock of the country where none is named."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.currency = currency_of(told.get("country_code", ""))
        if "time_zone" not in self.errors and not told.get("time_zone"):
            told["time_zone"] = time_zone_of(told.get("country_code", "")) or ""
            if not told["time_zone"]:
                self.add_error("time_zone", _("Write the time zone: it does not follow from the country."))
        return told


class FirstAccountForm(UserCreationForm[User]):
    """The first account, with a password of its owner's choice."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "email")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["username"].widget.attrs["autofocus"]


def first_run(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the form and tell the log the code; take what is sent, and lead to the sign-in."""
    if not is_awaited():
        raise Http404
    is_founded = HomeCity.objects.exists()
    forms_of_page: list[Any] = [RunCodeForm(request.POST or None)]
    if not is_founded:
        forms_of_page.append(FoundingForm(request.POST or None))
    forms_of_page.append(FirstAccountForm(request.POST or None))
    is_refused = any(form.errors for form in forms_of_page)
    if request.method == "POST" and not is_refused:
        try:
            _begin(forms_of_page)
        except ValidationError as error:
            forms_of_page[-1].add_error("password1", error)
            is_refused = True
        else:
            messages.success(request, _("The register is ready. Sign in with the account you have just made."))
            return HttpResponseRedirect(reverse("admin:login"))
    if request.method == "GET":
        log.warning(
            "First run, asked for from %s: the code is %s", client_address(request), code_of_hour(timezone.now())
        )
    context = {**site.each_context(request), "title": _("First run"), "forms": forms_of_page, "is_refused": is_refused}
    return TemplateResponse(request, "admin/partnerships/signing_in/first_run.html", context)


@transaction.atomic
def _begin(filled: list[Any]) -> None:
    """Write down the city with its words, then the account; nothing is half done where something is wrong.

    Raises ValidationError where the password is made of what has just been typed as the name of the city.
    """
    *_code, account = filled
    head = Group.objects.select_for_update().get(name=rights.ADMINISTRATOR)  # whoever comes second waits here
    if not is_awaited():
        raise Http404
    for form in filled:
        if isinstance(form, FoundingForm):
            with revisions.revision(by=None, reason=Fact(text=gettext_noop("Installation made ready"))):
                form.save()
                country_groups.begin_first_group()
            sets.begin_with(form.cleaned_data["words"])
            checklist.begin_in_first_language()
    user = account.save(commit=False)
    validate_password(account.cleaned_data["password1"], user)
    user.is_staff = True
    user.save()
    user.groups.add(head)
