"""What a page that is read before it is published shows, beside the page on the site."""

import re
from typing import Any


def main_of(response: Any) -> str:
    """Return what stands in the middle of a page."""
    found: str = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return found


def unpublished(live: str) -> str:
    """Return the middle of a live page as it reads before it is published: without the line that says since when."""
    found, lines = re.subn(r'<p class="muted">(Опубликовано|Published) .*?</p>', "", live)
    assert lines == 1
    return found
