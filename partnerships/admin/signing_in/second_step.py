"""The page after the password: a code of the app, a recovery code, or a passkey."""

from django import forms
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.admin.signing_in import passkeys, pending
from partnerships.admin.signing_in.guesses import count_wrong, end_pause, may_guess
from partnerships.models import User
from partnerships.staff import second_factor


class CodeForm(forms.Form):
    """One code, as the app shows it or as it stands on paper."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )


def second_step(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Ask whoever has given the right password for the second factor."""
    user = pending.waiting(request)
    if user is None:
        return pending.begin_again(request)
    form = CodeForm(request.POST or None)
    form.fields["code"].widget.attrs["autofocus"] = True
    if request.method == "POST" and may_guess(request, user):
        if _is_right(request, user, form):
            left = user.second_factors.unused_recovery().count()
            end_pause(user)
            then = pending.complete(request, user)
            _tell_what_is_left(request, form, left)
            return HttpResponseRedirect(then)
        if form.is_valid() or "passkey" in request.POST:
            count_wrong(request, user)
            form.add_error(None, _refusal(request, form))
    context = {
        **site.each_context(request),
        "title": _("Second step"),
        "form": form,
        "question": passkeys.ask_for_known(request, user),
        "has_app": user.second_factors.lasting().filter(kind="app").exists(),
    }
    return TemplateResponse(request, "admin/partnerships/signing_in/second_step.html", context)


def _is_right(request: HttpRequest, user: User, form: CodeForm) -> bool:
    if answer := request.POST.get("passkey"):
        return passkeys.accepts_passkey(request, user, answer)
    return form.is_valid() and second_factor.accepts(user, form.cleaned_data["code"])


def _is_of_paper(form: CodeForm) -> bool:
    shown = form.cleaned_data["code"] if form.is_valid() else ""
    return bool(shown) and not "".join(shown.split()).isdecimal()


def _refusal(request: HttpRequest, form: CodeForm) -> str:
    """Return what to do next, by what was shown."""
    if "passkey" in request.POST:
        return _("This passkey was not accepted. Show it again, or type a code.")
    if _is_of_paper(form):
        return _("This recovery code is not right, or it has been used before. Take another one from the list.")
    return _("This is not right, or it has been used before. Wait for the next code.")


def _tell_what_is_left(request: HttpRequest, form: CodeForm, left: int) -> None:
    if _is_of_paper(form):
        text = ngettext(
            "You signed in with a recovery code: %(count)d is left. New ones are in “My account”.",
            "You signed in with a recovery code: %(count)d are left. New ones are in “My account”.",
            left,
        )
        messages.warning(request, text % {"count": left})
