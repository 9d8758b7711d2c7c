"""The department's own admin site."""

from django.contrib.admin import AdminSite


class BackOffice(AdminSite):
    """Temporary."""
