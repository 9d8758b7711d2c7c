"""Importing this module registers every screen of the back office."""

from django.contrib import admin

from partnerships.admin.papers import annual_report, templates
from partnerships.admin.screens import (
    actionplan,
    agreement,
    birthday,
    checklist_step,
    city,
    delegation,
    event,
    greeting,
    home_city,
    letter,
    national_day,
    organization,
    photos,
    place,
    public_message,
    request,
    role,
    user,
    vocabulary_term,
)
from partnerships.admin.screens.record import RecordAdmin
from partnerships.models.record import models_by_kind

__all__ = [
    "actionplan",
    "agreement",
    "checklist_step",
    "city",
    "birthday",
    "delegation",
    "event",
    "greeting",
    "national_day",
    "home_city",
    "letter",
    "organization",
    "photos",
    "place",
    "public_message",
    "request",
    "vocabulary_term",
    "user",
    "role",
    "annual_report",
    "templates",
]

for model in models_by_kind().values():  # a kind whose screen has nothing beyond its declaration
    if not admin.site.is_registered(model):
        admin.site.register(model, RecordAdmin)
