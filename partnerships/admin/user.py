"""Staff accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from partnerships.models import User


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Django's own user screen with the language of the back office."""

    fieldsets = (*UserAdmin.fieldsets, (_("Back office"), {"fields": ("language",)}))  # type: ignore[misc]
    list_display = ["username", "last_name", "first_name", "is_active", "language"]
