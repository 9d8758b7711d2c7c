"""docs/assurance.md says of every demand what holds it, the same in both languages; test_docs looks for the files."""

import re
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parent.parent / "docs"
#: The demands on a running site, by their numbers in the plan of tests.
DEMANDS: Final = (
    [1, 2, 3, 4, 7, 8, 9, 11, 13, 14, 16, 18, 19, 21, 22, 23, 24, 25, 27, 29, 30, 32, 33, 34, 35, 36, 38, 39, 41, 42]
    + [43, 44, 46, 47, 48, 50, 51, 52, 54, 55, 56, 57, 58, 59, 61, 62, 64, 65, 66, 68, 69, 70, 71, 72, 73, 74, 76, 77]
    + [78, 79, 80]
)
STATES: Final = {"pass": "да", "partly": "частично", "not shown": "не показано"}


def lines(name: str) -> list[tuple[int, str, list[str]]]:
    """Return number, result and named tests of each line of the table."""
    text = (DOCS / name).read_text(encoding="utf-8")
    found = re.findall(r"^\| T(\d+) \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    return [(int(number), state.strip(), re.findall(r"`([^`]+)`", where)) for number, state, where in found]


def test_every_demand_has_its_line() -> None:
    assert [number for number, _state, _where in lines("assurance.md")] == DEMANDS


def test_both_languages_say_the_same() -> None:
    english = [(number, STATES[state], where) for number, state, where in lines("assurance.md")]
    assert english == lines("assurance.ru.md")


def test_what_passes_names_its_tests() -> None:
    assert [number for number, state, where in lines("assurance.md") if state == "pass" and not where] == []
    assert {path for _number, _state, where in lines("assurance.md") for path in where if "test" not in path} == set()
