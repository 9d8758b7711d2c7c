"""A password of one's own: set by a letter or with the old one, and nothing else of the account is written."""

from typing import Any, cast

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from partnerships.admin.signing_in import guesses
from partnerships.models import User


class PasswordForm(SetPasswordForm[User]):
    """A new password alone: what an administrator has changed of the account meanwhile stays as it is."""

    def save(self, commit: bool = True) -> User:
        """Give the account the password that was typed."""
        user: User = super().save(commit=False)
        if commit:
            user.save(update_fields=["password", "password_is_initial"])
        return user


class OwnPasswordForm(PasswordForm, AdminPasswordChangeForm):
    """A new password for whoever knows the old one; wrong ones are counted as at the sign-in."""

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean_old_password(self) -> str:
        """Return the old password if it is right."""
        old: str = self.cleaned_data["old_password"]
        if not guesses.is_password(self.request, self.user, old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class OwnPassword(PasswordChangeView):
    """Django's page, whose form knows who asks from where."""

    form_class = OwnPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return what the form is made of."""
        return {**super().get_form_kwargs(), "request": self.request}


def change_password(site: AdminSite, request: HttpRequest) -> TemplateResponse:
    """Show the form and take what is sent."""
    done, context = reverse("admin:password_change_done"), site.each_context(request)
    return cast("TemplateResponse", OwnPassword.as_view(success_url=done, extra_context=context)(request))
