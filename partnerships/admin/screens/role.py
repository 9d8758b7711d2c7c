"""Roles: groups of rights, of which the program itself keeps four."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from partnerships.admin.screen import Screen
from partnerships.staff import rights


class RoleAdmin(Screen[Group], GroupAdmin):
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
