"""What the documents name exists: files and folders, names in modules, commands of make and of the office, links."""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from django.utils import translation
from django.utils.text import capfirst

from partnerships.models import Agreement, City, Country, Delegation, Event, Exhibition, Organization, RegisterModel
from partnerships.spreadsheets.columns import columns_of

ROOT: Final = Path(__file__).parent.parent
DOCUMENTS: Final = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
#: Where a path of the documents may begin.
ROOTS: Final = (ROOT, ROOT / "partnerships")
TOP: Final = {path.name for root in ROOTS for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"}
#: Where a file lies in the package that a vendored one is taken from.
IN_PACKAGES: Final = ("dist/", "package/")
SUFFIXES: Final = (".py", ".html", ".js", ".css", ".sh", ".md", ".yaml", ".toml", ".example")

#: What the page of the first hour tells to take from files.
FIRST_FILES: Final = (Country, City, Organization, Agreement, Event, Delegation, Exhibition)


def named(text: str) -> set[str]:
    """Return what stands between backticks and looks like a path of the project."""
    found = set()
    for words in re.findall(r"`([^`\n]+)`", text):
        is_path = re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", words)
        if is_path and (words.endswith(SUFFIXES) or (words.split("/")[0] in TOP and "/" in words)):
            found.add(words)
    return found


def is_there(path: str) -> bool:
    return any((root / path).exists() for root in ROOTS)


def is_attribute(name: str) -> bool:
    """Say whether `room.module.NAME` can be imported from `partnerships`."""
    module, _dot, attribute = name.rpartition(".")
    try:
        return hasattr(import_module(f"partnerships.{module}"), attribute)
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_in_a_document_exists(document: Path) -> None:
    missing = {path for path in named(document.read_text(encoding="utf-8")) if not is_there(path)}
    assert {path for path in missing if not path.startswith(IN_PACKAGES)} == set()


def test_every_name_in_the_guide_for_developers_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`((?:[a-z_]+\.)+[A-Z][A-Z_]+)`", text))
    assert names
    assert {name for name in names if not is_attribute(name)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    own = {path.stem for path in (ROOT / "partnerships" / "management" / "commands").glob("[a-z]*.py")}
    django = {"migrate", "createsuperuser", "makemigrations", "collectstatic", "changepassword", "clearsessions"}
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) - own - django == set()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) - targets == set()


def needed_columns(model: type[RegisterModel]) -> list[str]:
    """Return what the columns are called without which no record of `model` is taken from a file."""
    columns = columns_of(model, {}).values()
    return [str(capfirst(column.texts)) if column.texts else column.heading() for column in columns if column.required]


def test_a_path_that_is_gone_is_found() -> None:
    text = "`partnerships/pages.py`, `views/city.py`, `tests/views`, `templates/none/`, `application/problem+json`"
    assert {path for path in named(text) if not is_there(path)} == {"partnerships/pages.py", "templates/none/"}


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name"), [("en", "first-hour.md"), ("ru", "first-hour.ru.md")])
def test_the_first_hour_names_every_column_that_a_file_needs(code: str, name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    guide = (ROOT / "docs" / f"guide.{code}.md").read_text(encoding="utf-8")
    assert f"]({name})" in guide
    lines = (re.findall(r"^\| ([^|]+) \| (.+)", line) for line in text.splitlines())
    told = {cells[0][0]: re.findall(r"\*\*([^*]+)\*\*", cells[0][1]) for cells in lines if cells}
    with translation.override(code):
        needed = {str(capfirst(model._meta.verbose_name_plural)): needed_columns(model) for model in FIRST_FILES}
    assert {kind: told.get(kind) for kind in needed} == needed
