"""What a page has shown: the number of the last change of each of its records, sent back with the step it offers."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from partnerships.text.numbers import whole

NAME: Final = "seen"


def written(numbers: Mapping[Any, int]) -> str:
    """Return the number of the last change of each record, by its key, as the page sends it back."""
    return " ".join(f"{key}:{number}" for key, number in numbers.items())


def read(request: HttpRequest) -> dict[int, int]:
    """Return what the page sent back, by key; what is no number is left out."""
    pairs = (item.partition(":")[::2] for item in request.POST.get(NAME, "").split())
    return {int(key): int(number) for key, number in pairs if whole(key) and whole(number)}
