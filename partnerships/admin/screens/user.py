"""Staff accounts: each has roles, and nobody raises anyone above themselves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.forms.sections import plain_problems
from partnerships.admin.forms.wording import speak
from partnerships.admin.screen import Screen
from partnerships.admin.screens import account_buttons
from partnerships.admin.writing.shared_form import SharedForm
from partnerships.models import User
from partnerships.models.user import LETTERS
from partnerships.staff import account_letters, rights
from partnerships.staff.links_made import links_in_words, open_links, revoke_links
from partnerships.text.numbers import whole

log = logging.getLogger(__name__)

#: What only somebody with every right gives.
BEYOND: Final = ("is_superuser", "user_permissions")


def rights_of(user: object) -> QuerySet[Permission]:
    """Return the permissions that `user` has, switched off or not."""
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


def lacked_by(user: Any) -> QuerySet[Permission]:
    """Return the permissions that `user` has not."""
    if user.is_superuser:
        return Permission.objects.none()
    return Permission.objects.exclude(pk__in=rights_of(user).values("pk"))


def grantable(user: object) -> QuerySet[Group]:
    """Return the groups that `user` may give: those that may nothing `user` may not."""
    return Group.objects.exclude(permissions__in=lacked_by(user))


def within_reach(user: object, person: User) -> bool:
    """Say whether the account of `person` is within the reach of `user`: whoever may more is not theirs to change."""
    return not rights_of(person).filter(pk__in=lacked_by(user).values("pk")).exists()


@contextmanager
def held(request: HttpRequest, object_id: str | None) -> Iterator[None]:
    """Hold the account that a form is about against other writers, from before it is read until it is saved."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=whole(object_id)).first()
        yield


class PasswordState(ReadOnlyPasswordHashWidget):
    """Says whether there is a password; how it is stored is nothing to the department."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return one line about the password, and Django's button to set another."""
        context = self.get_context(name, value, attrs)
        is_set = bool(value) and is_password_usable(value)
        state = _("The password is set.") if is_set else _("There is no password: nobody can sign in with one.")
        return format_html(
            '<div{}><p>{}</p><p><a role="button" class="button" href="../password/">{}</a></p></div>',
            flatatt(context["widget"]["attrs"]),
            state,
            context["button_label"],
        )


class StaffForm(SharedForm, UserChangeForm):
    """An account: what a colleague has switched off or taken away meanwhile stays so."""

    password = ReadOnlyPasswordHashField(
        label=gettext_lazy("Password"),
        widget=PasswordState,
        help_text=gettext_lazy("Nobody can see it; a new one can be set."),
    )
    revoke_links = forms.BooleanField(
        label=gettext_lazy("Revoke them when the account is switched off"), required=False, initial=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = links_in_words(open_links(self.instance)) if self.instance.pk else []
        if found:
            lines = format_html_join("", "<li>{}</li>", ([line] for line in found))
            self.fields["revoke_links"].help_text = format_html("<ul>{}</ul>", lines)
        else:
            self.fields.pop("revoke_links", None)


class NewAccountForm(UserCreationForm):
    """A new account whole: who it is, in which role, and the first password; where something is missing it says so."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            speak(field, "petrova" if name == "username" else "")


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password, and nothing else of the account."""

    def save(self, commit: bool = True) -> User:
        """Save the password alone: the rest may have been changed while it was made."""
        person = super().save(commit=False)
        person.password_is_initial = True
        person.save(update_fields=["password", "password_is_initial"])
        return person


class RoleField(forms.ModelMultipleChoiceField):
    """Groups by what the department calls them, with what each may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group: Group) -> str:
        """Return the role and what it is for."""
        about = rights.ROLES[group.name][1] if group.name in rights.ROLES else ""
        return format_html('{} <span class="help">{}</span>', rights.role_label(group), about)


class RoleFilter(admin.SimpleListFilter):
    """Staff in one role, by what the office calls it."""

    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Offer every group there is."""
        return [(str(group.pk), rights.role_label(group)) for group in Group.objects.order_by("pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """Narrow the list to the chosen role."""
        return queryset.filter(groups=whole(self.value())) if self.value() else queryset


@admin.register(User)
class StaffAdmin(Screen[User], UserAdmin):
    """Who works here, in which role; superusers are seen and changed by superusers alone."""

    pages = account_buttons.pages
    form = StaffForm
    change_password_form = NewPasswordForm
    change_form_template = add_form_template = "admin/partnerships/screens/user_form.html"
    add_form = NewAccountForm
    add_fieldsets = (
        (None, {"fields": ("username", ("last_name", "first_name"), "email", "groups")}),
        (gettext_lazy("Password"), {"fields": ("password1", "password2")}),
    )
    list_display = ["username", "last_name", "first_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", RoleFilter]
    filter_horizontal = ()  # its hints stand where no screen reader finds them; the browser's own list needs none
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Person"), {"fields": ("last_name", "first_name", "email")}),
        (
            gettext_lazy("Back office"),
            {"fields": ("is_active", "is_staff", "groups")},
        ),
        (
            gettext_lazy("Details"),
            {"fields": ("language", *LETTERS), "classes": ("collapse",)},
        ),
    )
    links: Any = (gettext_lazy("Open secret links"), {"fields": ("revoke_links",)})
    every_right = ((gettext_lazy("Every right"), {"fields": BEYOND, "classes": ("collapse",)}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the staff this user may see, with their roles."""
        staff = super().get_queryset(request).prefetch_related("groups")
        return staff if request.user.is_superuser else staff.filter(is_superuser=False)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let nobody change the account, the password or the sessions of somebody who may more than they may."""
        return super().has_change_permission(request, obj) and (obj is None or within_reach(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let nobody delete somebody who may more than they may."""
        return super().has_delete_permission(request, obj) and (obj is None or within_reach(request.user, obj))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any
    ) -> HttpResponse:
        """Show the account, or save it while nobody else writes it."""
        with held(request, object_id):
            return super().changeform_view(request, object_id, *args, **options)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """Offer to reset the second step of somebody else where there is one."""
        person = context.get("original")
        is_other = person is not None and person != request.user
        context["problems"] = plain_problems(context["adminform"].form)
        context["has_second_factor"] = is_other and person.second_factors.lasting().exists()
        return super().render_change_form(request, context, *args, **options)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Set the password of somebody else, who then chooses another; one's own asks for the old one."""
        if self.get_object(request, unquote(id)) == request.user:
            return HttpResponseRedirect(reverse("admin:password_change"))
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        return answer

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Let one's own e-mail be changed in "My account" alone, with the password: new passwords are sent there."""
        shown = super().get_readonly_fields(request, obj)
        return (*shown, "email") if obj == request.user else shown

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Offer the flag of a superuser and single permissions to superusers only."""
        shown = super().get_fieldsets(request, obj)
        if obj is not None and open_links(obj):
            shown = (*shown, self.links)
        return (*shown, *self.every_right) if obj is not None and request.user.is_superuser else shown

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer the roles this user may give."""
        if db_field.name == "groups":
            return RoleField(grantable(request.user), required=False, label=_("Roles"))
        return super().formfield_for_manytomany(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """Save the account; a new one is for somebody who works in the back office."""
        obj.is_staff = obj.is_staff or not change
        obj.password_is_initial = obj.password_is_initial or not change
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            account_letters.tell_email(obj, form.initial["email"])
        if change and not obj.is_active and form.cleaned_data.get("revoke_links"):
            self._revoke(request, obj)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete the account, and end the links that nobody would answer for any more."""
        self._revoke(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete the accounts, each with its links."""
        for person in queryset:
            self._revoke(request, person)
        super().delete_queryset(request, queryset)

    def _revoke(self, request: HttpRequest, person: User) -> None:
        if revoked := revoke_links(person, by=acting(request)):
            self.message_user(request, _("Links revoked: %(links)s.") % {"links": "; ".join(revoked)})

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: object, change: bool) -> None:
        """Save the roles, and note who has forged what."""
        super().save_related(request, form, formsets, change)
        tried = [name for name in BEYOND if name in request.POST]
        if tried and not request.user.is_superuser:
            log.warning("%s tried to set %s of %s", request.user, ", ".join(tried), form.instance)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, person: User) -> str:
        """What this member of staff may do, in the words of the office."""
        names = [rights.role_label(group) for group in person.groups.all()]
        return ", ".join([_("Every right")] if person.is_superuser else names) or "—"
