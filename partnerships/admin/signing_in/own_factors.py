"""One's own second factors: an app by a picture, passkeys, recovery codes shown once."""

from typing import Final
from urllib.parse import quote

import segno
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.sites import AdminSite
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.admin.signing_in import guesses, passkeys, pending, sessions, sign_in
from partnerships.admin.signing_in.second_step import CodeForm
from partnerships.delivery import memo
from partnerships.models import SecondFactor, User
from partnerships.models.second_factor import FactorKind
from partnerships.staff import account_letters, mail, second_factor
from partnerships.staff.signed_in import VERIFIED
from partnerships.text.numbers import whole

#: The key of an app that has not shown its first code yet, in the session.
NEW_KEY: Final = "new_app_key"


def own_factors(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show one's second factors and change them; also to somebody who cannot sign in before there is one."""
    user = _whose(site, request)
    if user is None:
        return pending.begin_again(request)
    if site.has_permission(request):
        sessions.prolong(request)
        if sign_in.has_to_choose_password(request):
            return HttpResponseRedirect(reverse("admin:password_change"))
    form = CodeForm()
    if request.method == "POST":
        acts = {"app": _add_app, "passkey": _add_passkey, "remove": _remove, "recovery": _new_codes}
        act = acts.get(request.POST.get("act", ""))
        form = CodeForm(request.POST if act is _add_app else None)
        answer = act(site, request, user, form) if act else None
        if answer is not None:
            return answer
    return TemplateResponse(
        request, "admin/partnerships/signing_in/own_factors.html", _context(site, request, user, form)
    )


def _whose(site: AdminSite, request: HttpRequest) -> User | None:
    if site.has_permission(request) and isinstance(request.user, User):
        return User.objects.get(pk=request.user.pk)
    user = pending.waiting(request)  # with a second factor, the password alone does not lead here
    return user if user and not user.second_factors.lasting().exists() else None


def _context(site: AdminSite, request: HttpRequest, user: User, form: CodeForm) -> dict[str, object]:
    lasting = list(user.second_factors.lasting())
    has_app = any(factor.kind == FactorKind.APP for factor in lasting)
    key = "" if has_app else request.session.setdefault(NEW_KEY, second_factor.new_app_key())
    return {
        **site.each_context(request),
        "title": _("Second step of signing in"),
        "form": form,
        "factors": lasting,
        "has_app": has_app,
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
        "picture": _picture(user, key) if key else "",
        "question": passkeys.ask_for_new(request, user),
        "codes_left": user.second_factors.unused_recovery().count(),
        "is_required": second_factor.is_required(user),
        "due": None if lasting else second_factor.due_at(user),
        "is_signing_in": not site.has_permission(request),
    }


def _picture(user: User, key: str) -> str:
    """Return the picture that an app reads, as SVG without a style."""
    code = segno.make(second_factor.app_address(user, key, str(memo.home_city())), micro=False)
    drawn = code.svg_inline(scale=5, border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=False)
    return mark_safe(drawn)  # noqa: S308 - drawn by the library, nobody's text is in it


def _add_app(site: AdminSite, request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    """Add the app that shows the right code for the key of the picture."""
    key = request.session.get(NEW_KEY, "")
    if not form.is_valid() or not key:
        return None
    step = second_factor.step_of(key, "".join(form.cleaned_data["code"].split()))
    if step is None:
        form.add_error("code", _("This code does not fit. Check the clock of your phone and type the next code."))
        return None
    if not _may_add(site, request, user):
        return None
    second_factor.add_app(user, key, step)
    del request.session[NEW_KEY]
    return _added(site, request, user)


def _add_passkey(site: AdminSite, request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    if not _may_add(site, request, user):
        return None
    name = request.POST.get("name", "").strip()[:80]
    if passkeys.add_passkey(request, user, request.POST.get("answer", ""), name) is None:
        messages.error(request, _("The passkey was not added. Try again."))
        return HttpResponseRedirect(request.path)
    return _added(site, request, user)


def _added(site: AdminSite, request: HttpRequest, user: User) -> HttpResponse:
    """Sign in whoever waits for it; with the first factor come the recovery codes, and other sessions end."""
    note_change(request, user, "added", user.second_factors.latest("pk"))
    if user.second_factors.lasting().count() > 1:
        messages.success(request, _("Added."))
        return HttpResponseRedirect(request.path)
    user.end_sessions()
    then = reverse("admin:account")
    if site.has_permission(request):
        update_session_auth_hash(request, user)
        request.session[VERIFIED] = True
    else:
        then = pending.complete(request, user)
    return _show_codes(site, request, second_factor.new_recovery_codes(user), then)


def _remove(site: AdminSite, request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    factors = user.second_factors.lasting()
    chosen = factors.filter(pk=whole(request.POST.get("factor")) or 0).first()
    if chosen is None or not _is_password(request, user):
        return None
    if factors.count() == 1 and second_factor.is_required(user):
        messages.error(request, _("Your role needs a second step: add another before you remove the last one."))
        return HttpResponseRedirect(request.path)
    note_change(request, user, "deleted", chosen)
    chosen.delete()
    if not factors.exists():
        user.second_factors.all().delete()
    messages.success(request, _("Removed."))
    return HttpResponseRedirect(request.path)


def _new_codes(site: AdminSite, request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    if not user.second_factors.lasting().exists() or not _is_password(request, user):
        return None
    codes = second_factor.new_recovery_codes(user)
    note_change(request, user, "changed", user.second_factors.unused_recovery()[0])
    return _show_codes(site, request, codes, request.path)


def note_change(request: HttpRequest, user: User, action: str, factor: SecondFactor) -> None:
    """Write into the history of the account of `user` what became of `factor`, as Django does of rows; tell them."""
    by = request.user.pk or user.pk
    with override(None):  # in English: Django translates it for whoever reads
        kind = factor.get_kind_display()
    message = [{action: {"name": str(kind), "object": factor.name or user.get_username()}}]
    LogEntry.objects.log_actions(by, [user], CHANGE, change_message=message, single_object=True)
    with mail.from_site(request.build_absolute_uri("/")[:-1]):
        account_letters.tell_factor(user)


def _may_add(site: AdminSite, request: HttpRequest, user: User) -> bool:
    """Ask for the password again, of whoever has not just given it at the sign-in."""
    return not site.has_permission(request) or _is_password(request, user)


def _is_password(request: HttpRequest, user: User) -> bool:
    is_right = guesses.is_password(request, user, request.POST.get("password", ""))
    if not is_right:
        messages.error(request, _("The password is wrong: nothing was changed."))
    return is_right


def _show_codes(site: AdminSite, request: HttpRequest, codes: list[str], then: str) -> HttpResponse:
    title = _("Recovery codes")
    text = "\r\n".join([f"{memo.home_city()}: {title}", request.get_host(), "", *codes, ""])
    context = {
        **site.each_context(request),
        "title": title,
        "codes": codes,
        "file": f"data:text/plain;charset=utf-8,{quote(text)}",
        "then": then,
    }
    return TemplateResponse(request, "admin/partnerships/signing_in/recovery_codes.html", context)
