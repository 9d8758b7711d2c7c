"""The sign-in: the password, then for those who have one the second factor."""

from typing import Final

from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.sites import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.admin.signing_in import first_run, pending
from partnerships.models import User
from partnerships.staff import second_factor
from partnerships.staff.signed_in import has_initial_password, lacks_second_factor

#: What opens before one has a password of one's own.
OPEN: Final = ("password_change", "password_change_done", "logout", "jsi18n")


def page_after_password(user: User) -> str | None:
    """Return the name of the page that follows the password of `user`; None where they are in."""
    if user.second_factors.lasting().exists():
        return "second-step"
    second_factor.ask_for_it(user)
    return "second-factor" if second_factor.is_overdue(user) else None


def has_to_choose_password(request: HttpRequest) -> bool:
    """Say whether whoever is signed in by a password that somebody gave them first chooses their own."""
    has_to = has_initial_password(request) and getattr(request.resolver_match, "url_name", "") not in OPEN
    if has_to:
        messages.info(request, _("Choose a password of your own: the one you were given is for one sign-in."))
    return has_to


class SignIn(LoginView):
    """Django's sign-in, which does not sign in before the second factor."""

    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"

    def get_success_url(self) -> str:
        """Return the page that was asked for, or the home page of the office."""
        return self.get_redirect_url() or reverse("admin:index")

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or go on to the second factor."""
        page = page_after_password(form.get_user())
        if page is None:
            logout(self.request)  # nothing of whoever used this browser before goes on
            return super().form_valid(form)
        pending.begin(self.request, form.get_user(), self.get_success_url())
        return HttpResponseRedirect(reverse(f"admin:{page}"))


def sign_in(site: AdminSite, request: HttpRequest) -> HttpResponseBase:
    """Show the form and take what is sent; whoever is signed in goes on to the page they asked for."""
    then = LoginView().get_redirect_url(request) or reverse("admin:index")
    if request.method == "GET" and site.has_permission(request):
        return HttpResponseRedirect(then)
    if request.method == "GET" and first_run.is_awaited():
        return HttpResponseRedirect(reverse("admin:first-run"))
    if request.method == "GET" and isinstance(request.user, User) and lacks_second_factor(request):
        logout(request)  # an open session is no password: whoever finds it gets no second step of their own
        messages.info(request, _("The time to set up a second step is over: sign in, then set it up."))
    context = {
        **site.each_context(request),
        "title": _("Sign in"),
        "subtitle": None,
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
        "next": then,
    }
    return SignIn.as_view(extra_context=context)(request)
