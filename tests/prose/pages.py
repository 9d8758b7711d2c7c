"""The pages that reading is measured on, with the facts beside them: of other towns and manners than the demo's."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from partnerships.prose.facts import Score, home_of, score
from partnerships.prose.reading import Page, read_page

PAGES = Path(__file__).parent / "pages"


def facts_of(name: str) -> dict[str, Any]:
    """Return the facts beside the page `name`."""
    return dict(yaml.safe_load((PAGES / f"{name}.yaml").read_text(encoding="utf-8")))


@lru_cache
def page_of(name: str) -> Page:
    """Return the page `name` as a register reads it that knows none of its cities but the home one."""
    home = home_of(facts_of(name))
    return read_page((PAGES / f"{name}.txt").read_text(encoding="utf-8"), [home] if home else [])


def scores_of(name: str) -> dict[str, Score]:
    """Return how well the page `name` is read."""
    return {one.name: one for one in score(page_of(name), facts_of(name))}
