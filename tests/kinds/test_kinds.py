"""A kind of record is declared once, and no room names it."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind
from partnerships.models.record import models_by_kind
from partnerships.search.sources import SOURCES
from partnerships.text.translated import CODES, text_column

ROOT: Final = Path(__file__).parent.parent.parent
#: Where the kinds that there are may be named: what is theirs alone, papers and texts of them, made-up content.
OWN: Final = ("kinds", "migrations", "locale", "papers", "prose", "demo")
#: A kind that does no more than its declaration says.
PLAIN: Final = "exhibition"

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def said(path: Path) -> set[str]:
    """Return the names and the short texts of a module; a docstring may tell of any kind."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.id.lower() for node in nodes if isinstance(node, ast.Name)}
    texts = {node.value.lower() for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return names | {text for text in texts if " " not in text}


def test_no_room_names_a_kind_that_does_no_more_than_it_declares() -> None:
    rooms = [path for path in (ROOT / "partnerships").rglob("*.py") if not set(OWN) & set(path.parts)]
    naming = {path.relative_to(ROOT).as_posix() for path in rooms if {PLAIN, f"{PLAIN}s"} & said(path)}

    own = {"partnerships/models/exhibition.py", "partnerships/models/annual_report.py"}  # which names its figures
    assert naming - {"partnerships/models/__init__.py"} == own


@every_kind
def test_a_kind_has_its_model_its_page_and_its_icon(kind: Kind) -> None:
    sprite = (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")

    assert kind.name == models_by_kind()[kind.name].KIND
    assert (ROOT / "templates" / "partnerships" / kind.name / "detail.html").exists()
    assert f'id="{kind.icon}"' in sprite


@every_kind
def test_a_kind_declares_every_column_of_its_own(kind: Kind) -> None:
    model = models_by_kind()[kind.name]
    columns = {field.name for field in model._meta.local_fields if not field.primary_key}
    texts = {text_column(name, code) for name in kind.translated for code in CODES}

    assert {own.name for own in kind.fields} - set(kind.rows) == columns - texts
    assert texts <= columns


def test_a_number_is_of_one_kind_alone() -> None:
    numbers = [source.number for source in SOURCES.values()]

    assert len(set(numbers)) == len(numbers)
    assert [kind.number for kind in KINDS.values()] == sorted(kind.number for kind in KINDS.values())


@every_kind
def test_the_lines_of_the_form_are_fields_of_the_kind(kind: Kind) -> None:
    lines = [
        name for line in (*kind.first_lines, *kind.detail_lines) for name in ([line] if isinstance(line, str) else line)
    ]

    assert len(set(lines)) == len(lines)
    assert set(lines) <= {own.name for own in kind.fields}


def test_the_guide_counts_the_files_of_a_new_kind() -> None:
    text = (ROOT / "docs/new-kind.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ((?:partnerships|templates)/[^|]+) \|", text, re.MULTILINE)

    assert len(listed) + len(("de", "fr")) <= 8
