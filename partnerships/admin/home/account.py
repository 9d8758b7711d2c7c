"""One's own account: name, e-mail, language, letters. Everyone of the staff has it, whatever the role."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.admin.base import acting
from partnerships.models import User
from partnerships.models.user import LETTERS
from partnerships.staff import rights


class AccountForm(forms.ModelForm):
    """What one changes about oneself: nothing here gives a right."""

    class Meta:
        model = User
        fields = ["last_name", "first_name", "email", "language", *LETTERS]
        widgets: ClassVar[dict[str, Any]] = {"changes_told": forms.RadioSelect}


def account(site: Any, request: HttpRequest) -> HttpResponse:
    """Show one's own account and save it."""
    user = User.objects.get(pk=acting(request).pk)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.save(update_fields=list(form.fields))  # an administrator may be changing the rest at this moment
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
