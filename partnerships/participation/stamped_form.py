"""A form for everybody, without a cookie and without a script: it carries the moment at which it was opened, signed.

Programs that fill in every field, or answer at once, are told from people by that; what was typed comes back in any
case, and a person who sends it once more is let through.
"""

import secrets
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SALT: Final = "partnerships.stamped_form"
#: Nobody has read and filled in a form sooner; a page may stand open over night.
SOONEST, LATEST = timedelta(seconds=2), timedelta(days=1)


def new_stamp() -> str:
    """Return what a form that is opened now carries: a key of its own and the moment."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(12))


def key_in(stamp: str, *, oldest: timedelta = LATEST) -> str:
    """Return the key of a stamp of ours; raises BadSignature for another one, and for one that is older."""
    return signing.TimestampSigner(salt=SALT).unsign(stamp, max_age=oldest)


class StampedForm(forms.Form):
    """Fields, a signed moment, and a field that people do not see."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    use_required_attribute = False  # the browser would complain in its own language instead of the page's

    def __init__(self, data: Any = None, **options: Any) -> None:
        initial = {"stamp": new_stamp(), **options.pop("initial", {})}
        super().__init__(data.copy() if data is not None else None, initial=initial, **options)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Refuse what a program has filled in; the form that comes back can be sent."""
        cleaned = super().clean() or self.cleaned_data
        data: Any = self.data
        try:
            self.form_key = key_in(cleaned.get("stamp", ""))
        except signing.BadSignature:
            data["stamp"] = new_stamp()
            self.form_key = ""
        if self.errors:
            return cleaned  # it comes back in any case; what it was filled in by is asked when the rest is right
        if not self.form_key:
            text = _("The form stood open for longer than a day. Nothing is lost: look through it and send it again.")
            raise forms.ValidationError(text)
        if cleaned.get("website") or self._is_early(cleaned["stamp"]):
            data["website"] = ""
            raise forms.ValidationError(
                _("This looked like the work of a machine. Nothing is lost: look through it and send it again.")
            )
        return cleaned

    def _is_early(self, stamp: str) -> bool:
        try:
            key_in(stamp, oldest=SOONEST)
        except signing.SignatureExpired:
            return False
        return True
