"""Exhibitions."""

from django.contrib import admin

from partnerships.admin.base import pairs
from partnerships.admin.record import RecordAdmin, fieldsets
from partnerships.models import Exhibition


@admin.register(Exhibition)
class ExhibitionAdmin(RecordAdmin[Exhibition]):
    """Exhibitions, with what was shown and where."""

    fieldsets = fieldsets(pairs("venue"), pairs("opening_hours", "exhibits", "curators"))
