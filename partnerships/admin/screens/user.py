"""Staff accounts: roles as groups, and nobody raises anyone above themselves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms.utils import flatatt
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.lists.lists import KeyedList
from partnerships.admin.writing.shared_form import SharedForm
from partnerships.models import User
from partnerships.models.user import LETTERS
from partnerships.staff import rights
from partnerships.text.numbers import whole

log = logging.getLogger(__name__)

#: What only somebody with every right gives.
BEYOND: Final = ("is_superuser", "user_permissions")


def rights_of(user: Any) -> QuerySet[Permission]:
    """Return the permissions that `user` has, switched off or not."""
    return Permission.objects.filter(Q(group__user=user) | Q(user=user))


def lacked_by(user: Any) -> QuerySet[Permission]:
    """Return the permissions that `user` has not."""
    if user.is_superuser:
        return Permission.objects.none()
    return Permission.objects.exclude(pk__in=rights_of(user).values("pk"))


def grantable(user: Any) -> QuerySet[Group]:
    """Return the groups that `user` may give: those that may nothing `user` may not."""
    return Group.objects.exclude(permissions__in=lacked_by(user))


def within_reach(user: Any, person: User) -> bool:
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
        context: dict[str, Any] = self.get_context(name, value, attrs)
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


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password, and nothing else of the account."""

    def save(self, commit: bool = True) -> Any:
        """Save the password alone: the rest may have been changed while it was made."""
        person = super().save(commit=False)
        person.save(update_fields=["password"])
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

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every group there is."""
        return [(str(group.pk), rights.role_label(group)) for group in Group.objects.order_by("pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """Narrow the list to the chosen role."""
        return queryset.filter(groups=whole(self.value())) if self.value() else queryset


@admin.register(User)
class StaffAdmin(KeyedList[User], UserAdmin):
    """Who works here, in which role; superusers are seen and changed by superusers alone."""

    form = StaffForm
    change_password_form = NewPasswordForm
    change_form_template = "admin/partnerships/screens/user_form.html"
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
    every_right = ((gettext_lazy("Every right"), {"fields": BEYOND, "classes": ("collapse",)}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the staff this user may see, with their roles."""
        staff = super().get_queryset(request).prefetch_related("groups")
        return staff if request.user.is_superuser else staff.filter(is_superuser=False)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let nobody change the account, the password or the sessions of somebody who may more than they may."""
        return super().has_change_permission(request, obj) and (obj is None or within_reach(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let nobody delete somebody who may more than they may."""
        return super().has_delete_permission(request, obj) and (obj is None or within_reach(request.user, obj))

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any) -> Any:
        """Show the account, or save it while nobody else writes it."""
        with held(request, object_id):
            return super().changeform_view(request, object_id, *args, **options)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Offer the flag of a superuser and single permissions to superusers only."""
        shown = super().get_fieldsets(request, obj)
        return (*shown, *self.every_right) if obj is not None and request.user.is_superuser else shown

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer the roles this user may give."""
        if db_field.name == "groups":
            return RoleField(grantable(request.user), required=False, label=_("Roles"))
        return super().formfield_for_manytomany(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save the account; a new one is for somebody who works in the back office."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles, and note who has forged what."""
        super().save_related(request, form, formsets, change)
        tried = [name for name in BEYOND if name in request.POST]
        if tried and not request.user.is_superuser:
            log.warning("%s tried to set %s of %s", request.user, ", ".join(tried), form.instance)

    def get_urls(self) -> list[URLPattern]:
        """Add the end of all sessions."""
        view = self.admin_site.admin_view(self.end_sessions_view)
        return [
            path("<path:object_id>/end-sessions/", view, name="partnerships_user_end_sessions"),
            *super().get_urls(),
        ]

    def end_sessions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Sign one member of staff out everywhere."""
        person = self.get_object(request, unquote(object_id))
        if request.method != "POST" or not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            raise Http404
        person.end_sessions()
        self.log_change(request, person, "All sessions ended.")
        text = _("%(name)s is signed out everywhere.") % {"name": person}
        if person == request.user:
            return HttpResponseRedirect(reverse("admin:login"))
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:partnerships_user_change", args=[person.pk]))

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, person: User) -> str:
        """What this member of staff may do, in the words of the office."""
        names = [rights.role_label(group) for group in person.groups.all()]
        return ", ".join([_("Every right")] if person.is_superuser else names) or "—"


class RoleAdmin(KeyedList[Group], GroupAdmin):
    """Groups; the four roles are kept by the program itself."""

    list_display = ["name", "role"]
    filter_horizontal = ()

    @admin.display(description=gettext_lazy("role"))
    def role(self, group: Group) -> str:
        """What the back office calls the group."""
        return rights.role_label(group)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """The roles stay as the table of rights says."""
        return super().has_change_permission(request, obj) and (obj is None or obj.name not in rights.ROLES)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """The roles stay as the table of rights says."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.name not in rights.ROLES)


admin.site.unregister(Group)
admin.site.register(Group, RoleAdmin)
