"""What a page says of the day as at which it shows the register."""

from typing import Any

from django.http import HttpResponse


def as_at_of(form: Any) -> dict[str, object]:
    """Return the day for the page of a list, and the query string that leads back to today."""
    return {"as_at": form.day, "today_query": form.query(on="", page="")} if form.is_valid() and form.day else {}


def answered(page: HttpResponse, wrong: str) -> HttpResponse:
    """Return `page`, as the answer to a wrong request where the day was none."""
    page.status_code = 400 if wrong else page.status_code
    return page
