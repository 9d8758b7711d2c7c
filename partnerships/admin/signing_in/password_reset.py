"""A forgotten password: asked for by mailbox, set by the address in the letter. It leads past no second step."""

from typing import Any

from axes.utils import reset
from django.contrib import admin
from django.contrib.auth import views
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from partnerships.admin.signing_in.own_password import PasswordForm
from partnerships.delivery.client_address import client_network
from partnerships.models import CountedPurpose, CountedRequest
from partnerships.staff import mail, passwords
from partnerships.views import errors


class ResetView(views.PasswordResetView):
    """Takes a mailbox and says the same whether anybody has it; the letter is written afterwards."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Count the request and have the letter written."""
        mailbox = form.cleaned_data["email"]
        wait = CountedRequest.objects.note(CountedPurpose.PASSWORD, mailbox, client_network(self.request))
        if wait:
            return errors.too_many_requests(self.request, wait)
        passwords.send_link(mailbox, self.request.build_absolute_uri("/")[:-1])
        return HttpResponseRedirect(self.get_success_url())


class ConfirmView(views.PasswordResetConfirmView):
    """Sets the new password, and ends the pause that wrong ones have brought to this address."""

    form_class = PasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the password and count anew."""
        reset(username=form.user.get_username(), ip=client_network(self.request))
        with mail.from_site(self.request.build_absolute_uri("/")[:-1]):
            return super().form_valid(form)


def _page(view: Any) -> Any:
    """Return `view` in the dress of the office."""

    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        response: HttpResponse = view.as_view(extra_context=admin.site.each_context(request))(request, **parts)
        return response

    return answer


def urls() -> list[URLPattern]:
    """Return the addresses by the names under which Django's admin looks for them."""
    return [
        path("password-reset/", _page(ResetView), name="admin_password_reset"),
        path("password-reset/sent/", _page(views.PasswordResetDoneView), name="password_reset_done"),
        path("password-reset/<uidb64>/<token>/", _page(ConfirmView), name="password_reset_confirm"),
        path("password-reset/done/", _page(views.PasswordResetCompleteView), name="password_reset_complete"),
    ]
