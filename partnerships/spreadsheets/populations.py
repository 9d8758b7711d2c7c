"""Populations without their year, as other people's tables have them: the year of them all is asked for once."""

from typing import Any, Final

from partnerships.spreadsheets.columns import VERSION

POPULATION, YEAR = "population", "population_year"
#: What is chosen instead of a year where no population is to be taken.
LEFT_OUT: Final = "out"


def is_undated(texts: dict[str, str], found: int | None) -> bool:
    """Say whether a row brings a new population without its year; not one that was exported here, or that is known."""
    return found is None and not texts.get(VERSION) and bool(texts.get(POPULATION)) and not texts.get(YEAR)


def give_year(texts: dict[str, str], values: dict[str, Any], errors: dict[str, Any], chosen: str) -> None:
    """Put the year chosen for undated populations into a row that has been read, or take its population out."""
    if chosen == LEFT_OUT:
        texts[POPULATION] = ""
        values.pop(POPULATION, None)
        errors.pop(POPULATION, None)
    elif chosen:
        texts[YEAR], values[YEAR] = chosen, int(chosen)
