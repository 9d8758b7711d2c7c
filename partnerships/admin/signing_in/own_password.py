"""A password of one's own: set by a letter or with the old one, and nothing else of the account is written."""

from typing import TYPE_CHECKING

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from partnerships.admin.signing_in import guesses
from partnerships.models import User

_Form = SetPasswordForm[User] if TYPE_CHECKING else object


class PasswordAlone(_Form):
    """Saves the password, and leaves what an administrator has changed of the account meanwhile as it is."""

    def set_password_and_save(self, user: User, password_field_name: str = "password1", commit: bool = True) -> User:  # noqa: S107 - a name
        """Give `user` the password that was typed."""
        super().set_password_and_save(user, password_field_name, commit=False)
        if commit:
            user.save(update_fields=["password", "password_is_initial"])
        return user


class ForgottenPasswordForm(PasswordAlone, SetPasswordForm):
    """A new password for whoever has the letter."""


class OwnPasswordForm(PasswordAlone, AdminPasswordChangeForm):
    """A new password for whoever knows the old one; wrong ones are counted as at the sign-in."""

    request: HttpRequest

    def clean_old_password(self) -> str:
        """Return the old password if it is right."""
        old: str = self.cleaned_data["old_password"]
        if not guesses.is_password(self.request, self.user, old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class OwnPassword(PasswordChangeView):
    """Django's page, whose form knows who asks from where."""

    form_class = OwnPasswordForm

    def get_form(self, form_class: type | None = None) -> OwnPasswordForm:
        """Return the form."""
        form: OwnPasswordForm = super().get_form(form_class)
        form.request = self.request
        return form


def change_password(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the form and take what is sent."""
    done, context = reverse("admin:password_change_done"), site.each_context(request)
    response: HttpResponse = OwnPassword.as_view(success_url=done, extra_context=context)(request)
    return response
