"""One's own account: name, e-mail, language, letters. Everyone of the staff has it, whatever the role."""

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from partnerships.admin.access import acting
from partnerships.admin.signing_in.guesses import is_password
from partnerships.models import User
from partnerships.models.user import LETTERS
from partnerships.staff import account_letters, rights


class AccountForm(forms.ModelForm):
    """What one changes about oneself: nothing here gives a right. A new e-mail asks for the password."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        help_text=gettext_lazy("Only for another e-mail: a forgotten password is set by a letter to it."),
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("last_name", "first_name", "email", "password")

    class Meta:
        model = User
        fields = ["last_name", "first_name", "email", "language", *LETTERS]
        widgets: ClassVar[dict[str, object]] = {"changes_told": forms.RadioSelect}


def _may_change(request: HttpRequest, form: AccountForm) -> bool:
    if "email" not in form.changed_data or is_password(request, acting(request), form.cleaned_data["password"]):
        return True
    form.add_error("password", _("The password is wrong: nothing was changed."))
    return False


def account(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show one's own account and save it."""
    user = User.objects.get(pk=acting(request).pk)
    before = user.email
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid() and _may_change(request, form):
        user.save(update_fields=form.Meta.fields)  # an administrator may be changing the rest at this moment
        if user.email != before:
            account_letters.tell_email(user, before)
        with override(user.spoken_language):
            messages.success(request, _("Your account has been changed."))
        return HttpResponseRedirect(reverse("admin:account"))
    context = {
        **site.each_context(request),
        "title": _("My account"),
        "form": form,
        "roles": [rights.role_label(group) for group in user.groups.all()],
    }
    return TemplateResponse(request, "admin/partnerships/home/account.html", context)
