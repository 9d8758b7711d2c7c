"""Populations without their year, as other people's tables have them: the year of them all is asked for once."""

from typing import Final

from partnerships.spreadsheets.columns import VERSION
from partnerships.spreadsheets.recognising import RecognisedTable

POPULATION, YEAR = "population", "population_year"
#: What is chosen instead of a year where no population is to be taken.
LEFT_OUT: Final = "out"


def count_undated(table: RecognisedTable) -> int:
    """Return how many rows give a population without its year; none of a list that was exported here."""
    if VERSION in table.places or POPULATION not in table.places:
        return 0
    return sum(_is_undated(table.cells(row)) for _number, row in table.rows)


def with_year(texts: dict[str, str], chosen: str) -> dict[str, str]:
    """Return the texts of a row with the year chosen for populations that have none, or without such a population."""
    if not chosen or not _is_undated(texts):
        return texts
    return {**texts, POPULATION: ""} if chosen == LEFT_OUT else {**texts, YEAR: chosen}


def _is_undated(texts: dict[str, str]) -> bool:
    return bool(texts.get(POPULATION)) and not texts.get(YEAR)
