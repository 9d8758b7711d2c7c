"""What every public page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from partnerships.models import HomeCity


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the home city, asked for only when shown, and the same page in every language."""
    return {
        "home": SimpleLazyObject(HomeCity.objects.current),
        "languages": [
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "url": translate_url(request.get_full_path(), code),
            }
            for code, _name in settings.LANGUAGES
        ],
    }
