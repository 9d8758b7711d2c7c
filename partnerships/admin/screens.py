"""Importing this module registers every screen of the back office."""

from partnerships.admin import (  # noqa: F401 - importing registers the screens
    agreement,
    city,
    delegation,
    event,
    exhibition,
    organization,
    photos,
    place,
    register,
    request,
    user,
)
