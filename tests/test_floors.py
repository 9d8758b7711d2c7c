"""The rooms of `partnerships/` stand on floors, imports run one way: down, and a name means one thing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
#: From the ground up: a room may use what stands on lower floors, and its own modules.
FLOORS: Final = (
    ("text",),
    ("period", "days", "files", "workbook", "database", "kinds"),
    ("standing",),
    ("models",),
    ("staff", "delivery", "pasting", "linkcheck", "vocabulary"),
    ("history", "browsing", "opendata"),
    ("readiness", "privacy", "preparation", "greetings", "participation", "letters"),
    ("approval", "spreadsheets", "search", "api", "papers"),
    ("views", "demo", "prose", "backup"),
    ("admin",),
)
FLOOR_OF: Final = {room: number for number, floor in enumerate(FLOORS) for room in floor}
#: Where Django and django-modeltranslation look, and what starts all rooms: no rooms of ours.
OUTSIDE: Final = ("migrations", "management", "templatetags", "locale", "apps.py", "urls.py", "translation.py")
#: Names that mean the same wherever they stand, and why more than one module has them.
SAME_MEANING: Final = {
    "Command": "Django looks for it",
    "View": "any view, of the API and of pages that other sites embed",
    "chronology": "the page and the list of the API",
    "city": "the list of the API and what schema.org says of it",
    "connect": "attaches a room at the start of the program",
    "moment": "a moment in the city's time, and the filter that writes it",
    "not_found": "the answer for what does not exist, of the site and of the API",
    "page": "what a reader gets at one address, of the site and of the API",
    "rows": "reads one format of tables",
}
ALLOWED: Final = 0.01
#: How often a thousand lines may say `Any`; the figure of today, to be lowered and never raised.
ANY_IN_THOUSAND: Final = 15


def modules() -> Iterator[Path]:
    for path in sorted((ROOT / "partnerships").rglob("*.py")):
        if path.relative_to(ROOT / "partnerships").parts[0] not in (*OUTSIDE, "__init__.py"):
            yield path


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the room of each import of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "partnerships":
            whole = [node.module] if "." in node.module else [f"partnerships.{name.name}" for name in node.names]
            yield from ((node.lineno, name.split(".")[1]) for name in whole)
        elif isinstance(node, ast.Import):
            own = (name.name for name in node.names if name.name.startswith("partnerships."))
            yield from ((node.lineno, name.split(".")[1]) for name in own)


def climbing(room: str, tree: ast.AST) -> list[int]:
    """Return the lines with imports of a floor that is not below that of `room`."""
    return [line for line, other in imported(tree) if other != room and FLOOR_OF[other] >= FLOOR_OF[room]]


def hidden(source: str) -> list[int]:
    """Return the lines with an import inside a function and without a reason."""
    lines = source.splitlines()
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.Lambda))
    found = (node for function in functions for node in ast.walk(function))
    inside = {node.lineno for node in found if isinstance(node, ast.Import | ast.ImportFrom)}
    return [line for line in sorted(inside) if not re.search(r"  # \w+", lines[line - 1])]


def test_every_room_stands_on_a_floor() -> None:
    rooms = {path.relative_to(ROOT / "partnerships").parts[0] for path in modules()}
    assert rooms == set(FLOOR_OF)


def test_imports_run_down_the_floors() -> None:
    wrong = {}
    for path in modules():
        room = path.relative_to(ROOT / "partnerships").parts[0]
        if lines := climbing(room, ast.parse(path.read_text(encoding="utf-8"))):
            wrong[str(path.relative_to(ROOT))] = lines
    assert wrong == {}


def test_no_import_hides_in_a_function_without_its_reason() -> None:
    wrong = {str(path.relative_to(ROOT)): hidden(path.read_text(encoding="utf-8")) for path in modules()}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("from partnerships.views import city", [1]),
        ("import partnerships.admin.site", [1]),
        ("from partnerships import approval", [1]),
        ("from partnerships.models import City\nfrom partnerships.history import versions", []),
    ],
)
def test_an_import_that_climbs_is_found(source: str, wrong: list[int]) -> None:
    assert climbing("history", ast.parse(source)) == wrong


def test_an_import_that_hides_is_found() -> None:
    source = (
        "def name():\n    from partnerships import text\n    from partnerships import period  # before the models\n"
    )
    assert hidden(source) == [2]


def defined() -> dict[str, set[str]]:
    """Return the modules that define each public name of `partnerships`."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "partnerships").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found[node.name].add(str(path.relative_to(ROOT)))
            elif isinstance(node, ast.TypeAlias):
                found[node.name.id].add(str(path.relative_to(ROOT)))
    return {name: modules for name, modules in found.items() if not name.startswith("_")}


def test_a_name_means_one_thing() -> None:
    names = defined()
    shared = {name: modules for name, modules in names.items() if len(modules) > 1}
    clashing = {name: sorted(modules) for name, modules in shared.items() if name not in SAME_MEANING}
    assert clashing == {}, "give each its own name, or say in SAME_MEANING why one name is right"
    assert len(SAME_MEANING) < ALLOWED * len(names)


def test_every_excuse_is_needed() -> None:
    shared = {name for name, modules in defined().items() if len(modules) > 1}
    assert set(SAME_MEANING) <= shared


def test_types_are_waved_through_for_a_reason_and_seldom() -> None:
    lines = [
        line
        for path in (ROOT / "partnerships").rglob("*.py")
        if "migrations" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if "# type: ignore" in line
    ]
    assert [line for line in lines if not re.search(r"# type: ignore\[[\w-]+\]  # \w", line)] == []
    assert len(lines) < 20


def test_types_are_named() -> None:
    paths = [path for path in (ROOT / "partnerships").rglob("*.py") if "migrations" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    names = (node for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name))
    assert sum(node.id == "Any" for node in names) * 1000 <= ANY_IN_THOUSAND * sum(
        len(text.splitlines()) for text in texts
    )
