"""A text in a language that nobody taught the reader is told as such, and not read as another one."""

from pathlib import Path
from typing import Any

import pytest

from partnerships.admin.prose import drafts
from partnerships.prose.words import is_in_a_language_read

ROOT = Path(__file__).parents[2]
PORTUGUESE = (
    "Em 12 de maio de 2023 uma delegação da Câmara Municipal visitou a cidade de Béziers para assinar o acordo de "
    "geminação. O presidente da câmara foi recebido pelo presidente do município das festas, e no dia seguinte os "
    "alunos das escolas apresentaram os trabalhos das suas turmas numa exposição aberta ao público na biblioteca."
)
UKRAINIAN = (
    "У травні 2023 року делегація міської ради відвідала місто Безьє, щоб підписати угоду про співпрацю. Її прийняв "
    "міський голова, а наступного дня учні шкіл показали свої роботи на виставці, відкритій для всіх у бібліотеці, "
    "де також пройшла зустріч із письменниками та музикантами обох міст, які давно знають одне одного."
)


@pytest.mark.parametrize("text", [PORTUGUESE, UKRAINIAN, (ROOT / "docs" / "guide.fr.md").read_text(encoding="utf-8")])
def test_other_languages_are_told(text: str) -> None:
    assert not is_in_a_language_read(text)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "prose" / "pages").glob("*.txt")), ids=lambda path: path.name)
def test_every_page_that_is_read_is_in_a_language_that_is(path: Path) -> None:
    assert is_in_a_language_read(path.read_text(encoding="utf-8"))


def test_a_table_of_journeys_is_read() -> None:
    line = "12.05.2018 – 14.05.2018 | Омск | визит делегации администрации города | 7 человек\n"
    assert is_in_a_language_read(line * 20)


def test_a_few_words_are_not_judged() -> None:
    assert is_in_a_language_read("12.05.2023 Béziers, 3.06.2024 Lisboa")


def test_the_reader_is_offered_where_the_site_speaks_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "may_add", lambda request, model: True)
    request: Any = None
    for codes, is_offered in ((("ru", "en"), True), (("fr", "de-at"), True), (("fr", "pt"), False)):
        monkeypatch.setattr(drafts, "CODES", codes)
        assert drafts.may_read_prose(request) is is_offered
