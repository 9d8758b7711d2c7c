"""Quotation marks within quotation marks."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.safestring import SafeString
from django.utils.translation import override

from partnerships.models import Organization
from partnerships.text.quotes import nested
from tests.admin.forms.filled_form import filled
from tests.conftest import save
from tests.test_repository import tracked

#: Where values stand in quotation marks as they are, and why.
EXCUSED = {
    "quotes.py": "is what turns them",
    "question.py": "writes a question as one types it",
    "languages.py": "names a setting",
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Сохранено: «Дума».", "Сохранено: «Дума»."),
        ("««Заря» Омска» и «Дума»", "«„Заря“ Омска» и «Дума»"),
        ("«Музей «Дом «Заря»»»", "«Музей „Дом „Заря““»"),
        ("лишняя» и «Заря»", "лишняя» и «Заря»"),
        ("«„Заря“ Омска»", "«„Заря“ Омска»"),
        ("“The “Dawn” of Omsk” is a draft", "“The ‘Dawn’ of Omsk” is a draft"),
        ("“Дом „Заря“” is a draft", "“Дом „Заря“” is a draft"),
    ],
)
def test_inner_marks_differ_from_the_outer_ones(written: str, shown: str) -> None:
    assert nested(written) == shown
    assert not isinstance(nested(written), SafeString)
    assert isinstance(nested(SafeString(written)), SafeString)


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("de", "„Chor „Morgenröte“ aus Omsk“ gespeichert", "„Chor ‚Morgenröte‘ aus Omsk“ gespeichert"),
        ("de", "„The “Dawn” of Omsk“ und „Rat“", "„The ‚Dawn‘ of Omsk“ und „Rat“"),
        ("de", "„Ансамбль «Заря»“ gespeichert", "„Ансамбль «Заря»“ gespeichert"),
        ("de", "„„Morgenröte““", "„‚Morgenröte‘“"),
        ("fr", "«\xa0Chœur «\xa0Aurore\xa0» d’Omsk\xa0»", "«\xa0Chœur “Aurore” d’Omsk\xa0»"),
        ("fr", "«\xa0Conseil\xa0» et «Aurore»", "«\xa0Conseil\xa0» et «Aurore»"),
        ("pl", "Zapisano: „Rada“", "Zapisano: „Rada“"),
    ],
)
def test_inner_marks_are_those_of_the_language(language: str, written: str, shown: str) -> None:
    with override(language):
        assert nested(written) == shown
        assert isinstance(nested(SafeString(written)), SafeString)


def test_whatever_quotes_a_value_lets_its_marks_be_inner_ones() -> None:
    assert [f"{path.name}: {line}" for path in tracked() if path.suffix == ".py" for line in _careless(path)] == []
    templates = [path for path in tracked() if path.suffix == ".html"]
    assert [path.name for path in templates if _careless_template(path.read_text(encoding="utf-8"))] == []


def _careless(path: Path) -> Iterator[str]:
    """Yield where a text that sets a value into quotation marks is filled in without `quoting`."""
    if "partnerships" not in path.parts or path.name in EXCUSED:
        return
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        nodes = list(ast.walk(function)) if isinstance(function, ast.FunctionDef) else []
        quoting = {ast.unparse(node) for node in nodes if isinstance(node, ast.Call) and _quotes_a_value(node)}
        given = (node for node in nodes if isinstance(node, ast.Assign) and ast.unparse(node.value) in quoting)
        quoting |= {ast.unparse(node.targets[0]) for node in given}
        for node in nodes:
            is_filled = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
            is_careless = is_filled and ast.unparse(node.left) in quoting
            if is_careless or (isinstance(node, ast.JoinedStr) and re.search(r"[“«]\{", ast.unparse(node))):
                yield ast.unparse(node)


def _quotes_a_value(call: ast.Call) -> bool:
    texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    is_translated = isinstance(call.func, ast.Name) and call.func.id in {"_", "gettext", "ngettext"}
    return is_translated and any(re.search(r"“%\(", str(text)) for text in texts)


def _careless_template(html: str) -> list[str]:
    """Return the texts that set a value into quotation marks outside the filter; "{1}" is filled by a script."""
    texts = re.findall(r"({% filter nested %})?({% blocktranslate.*?{% endblocktranslate %})", html, re.DOTALL)
    return [text for is_careful, text in texts if re.search("[“«]{{", text) and not is_careful and '="{1}"' not in text]


@pytest.mark.django_db
def test_what_is_said_of_a_name_with_marks_of_its_own(office: Client) -> None:
    body = save(Organization(name_ru="Ансамбль", kind="museum"))
    form = f"/admin/partnerships/organization/{body.pk}/change/"
    page = office.post(form, filled(office, form, name_ru="«Заря» Омска", _save="1"), follow=True)

    message = re.search(r'<ul class="messagelist">(.*?)</ul>', page.content.decode(), re.DOTALL)
    assert message
    assert "«„Заря“ Омска»" in re.sub("<[^>]+>", "", unescape(message[1]))
    assert "«„Заря“ Омска»" in office.get(form.replace("change", "merge")).content.decode()
