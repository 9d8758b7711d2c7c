"""Importing this module registers every screen of the back office."""

from partnerships.admin.screens import (
    agreement,
    city,
    delegation,
    event,
    exhibition,
    home_city,
    organization,
    photos,
    place,
    request,
    user,
)

__all__ = [
    "agreement",
    "city",
    "delegation",
    "event",
    "exhibition",
    "home_city",
    "organization",
    "photos",
    "place",
    "request",
    "user",
]
