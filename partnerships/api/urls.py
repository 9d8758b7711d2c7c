"""Addresses of the API, all behind one door."""

from typing import Any

from django.urls import path

from partnerships.api import description, problems
from partnerships.api.door import door
from partnerships.api.v1 import api


def _behind_the_door(pattern: Any) -> object:
    pattern.callback = door(pattern.callback)
    return pattern


app_name = "api"
urlpatterns = [
    path("openapi.json", door(description.openapi), name="openapi"),
    path("docs", door(description.documentation), name="docs"),
    *[_behind_the_door(pattern) for pattern in api.urls[0]],
    path("<path:path>", door(problems.not_found), name="unknown"),
]
