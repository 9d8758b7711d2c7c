"""Templates of the department: each mistake is named by its tag, its paragraph and its reason."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement

from partnerships.papers.checking import mistakes_in
from partnerships.papers.contexts.delegations import DelegationTags
from partnerships.papers.declared import PAPERS
from partnerships.papers.making import shipped_template


def template(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Return a DOCX with these paragraphs, and a table with these rows."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def found(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    return [str(mistake) for mistake in mistakes_in(template(*paragraphs, rows=rows), DelegationTags)]


@pytest.mark.django_db
def test_shipped_templates_have_no_mistake() -> None:
    for paper in PAPERS:
        assert mistakes_in(shipped_template(paper, "ru"), paper.tags) == [], paper.slug


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{{ title }}", "{{ office.city|upper }}"),
        ("{%p for line in people %}", "{{ loop.index }}. {{ line.name }}", "{%p endfor %}"),
        ("{%p if size == “12” %}", "{{ size }}", "{%p else %}", "—", "{%p endif %}"),
        (
            "{%p for day in days %}",
            "{%p for line in day.entries %}",
            "{{ line.time }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        ("{% if head %}{{ head }}{% else %}—{% endif %}",),
    ],
)
def test_what_papers_need_is_accepted(paragraphs: tuple[str, ...]) -> None:
    assert found(*paragraphs) == []


def test_rows_of_a_table_are_accepted() -> None:
    rows = (("{%tr for line in people %}", ""), ("{{ line.name }}", "{{ line.office }}"), ("{%tr endfor %}", ""))
    assert found(rows=rows) == []


def test_a_tag_cut_by_formatting_is_one_tag() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ti", "tle ", "}}"):
        paragraph.add_run(piece).bold = piece == "{ ti"
    out = BytesIO()
    document.save(out)
    assert mistakes_in(out.getvalue(), DelegationTags) == []


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("Глава: {{ haed }}",), "haed, абзац «Глава: {{ haed }}»: Такой метки нет."),
        (("{{ office.mayor }}",), "office.mayor, абзац «{{ office.mayor }}»: Такой метки нет."),
        (("{{ people.name }}",), "people.name, абзац «{{ people.name }}»: Такой метки нет."),
        (("{%p for x in persons %}", "{%p endfor %}"), "persons, абзац «{%p for x in persons %}»: Такого списка нет."),
        (("Дата {{ dates",), "{{, абзац «Дата {{ dates»: Метка не закрыта в своём абзаце: допишите }}."),
        (
            ("{%p for line in people %}", "{{ line.name }}"),
            (
                "{%p for line in people %}, абзац «{%p for line in people %}»: Нет конца: "
                "напишите ниже {% endfor %} или {% endif %}."
            ),
        ),
        (("{%p endfor %}",), "{%p endfor %}, абзац «{%p endfor %}»: Здесь нечего закрывать."),
        (
            ("Гости: {%p if head %}", "{%p endif %}"),
            (
                "{%p if head %}, абзац «Гости: {%p if head %}»: То, что стоит рядом с этой меткой, пропадёт: "
                "дайте метке отдельную строку или отдельный абзац."
            ),
        ),
        (
            ("{%p include 'x' %}",),
            (
                "{%p include 'x' %}, абзац «{%p include 'x' %}»: Здесь известны только for, if, else, "
                "elif, endfor и endif."
            ),
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_reason(paragraphs: tuple[str, ...], said: str) -> None:
    assert found(*paragraphs) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title.upper() }}",
        "{{ title|attr('__class__') }}",
        "{{ 'a' * 999999999 }}",
        "{{ people[0].name }}",
        "{{ self }}",
        "{{ config }}",
        "{% set x = title %}",
        "{{ range(10) }}",
    ],
)
def test_a_template_reaches_nothing_beyond_its_texts(text: str) -> None:
    assert len(found(text)) == 1


def test_what_stands_across_paragraphs_needs_the_sign_for_it() -> None:
    (said,) = found("{% if head %}", "{{ head }}", "{% endif %}")
    assert "{%p … %}" in said


def test_another_file_is_no_template() -> None:
    (mistake,) = mistakes_in(b"PK no docx", DelegationTags)
    assert mistake.reason == "Это не документ DOCX."


def test_a_tag_that_nobody_sees_is_refused_and_its_place_is_named() -> None:
    document = Document()
    struck, run = OxmlElement("w:del"), OxmlElement("w:r")
    for sign in ("{", "{ old }}"):
        text = OxmlElement("w:delText")
        text.text = sign
        run.append(text)
    struck.append(run)
    document.add_paragraph("{{ title }}")._p.append(struck)
    document.core_properties.title = "{{ haed }}"
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_footer.is_linked_to_previous = False
    document.sections[0].even_page_footer.paragraphs[0].text = "{{ foot }}"
    out = BytesIO()
    document.save(out)
    said = [str(mistake) for mistake in mistakes_in(out.getvalue(), DelegationTags)]
    assert len(said) == 3
    assert "foot" in said[0]
    assert "{{ old }}" in "".join(said)
    assert "{{ haed }}" in "".join(said)
    assert "свойства документа" in "".join(said)


@pytest.mark.parametrize("text", ["{{ people|first }}", "{{ size > 3 }}"])
def test_what_cannot_be_printed_is_refused_when_it_is_given(text: str) -> None:
    (said,) = found(text)
    assert said.startswith(": Шаблон не заполняется")
