"""Every shipped paper in every shipped language, made of one rich record."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.utils.translation import override
from openpyxl import load_workbook

from partnerships.models import City, Commitment, Delegation, Gift, HomeCity, ProgrammeItem, Service, VocabularyTerm
from partnerships.papers.declared import BY_SLUG, PAPERS
from partnerships.papers.making import about_whom, made_docx, made_xlsx, shipped_template
from partnerships.papers.paper import Paper, PaperWish
from partnerships.papers.printing import Unprintable
from partnerships.papers.tags import known_tags
from partnerships.period import parse
from partnerships.text.translated import CODES
from partnerships.vocabulary import sets
from tests.conftest import at_once, save
from tests.papers.docx_text import words_of
from tests.papers.rich_records import ODD, RichRecords, make_rich_records

pytestmark = pytest.mark.django_db

UNRESOLVED = re.compile(r"\{\{|\}\}|\{%|%\}")


@pytest.fixture
def rich(omsk: City) -> Iterator[RichRecords]:
    with time_machine.travel("2026-01-12 09:00+03:00", tick=False):
        yield make_rich_records(omsk)


def wish_for(paper: Paper, language: str) -> PaperWish:
    return PaperWish(language, day=date(2025, 12, 31) if paper.by_year else None)


def record_for(paper: Paper, rich: RichRecords) -> object:
    return None if paper.chosen else rich.for_model(paper.about[0])


def test_no_paper_in_any_language_has_a_tag_left_and_every_letter_arrives(rich: RichRecords) -> None:
    for paper in PAPERS:
        for language in CODES:
            text = words_of(made_docx(paper, record_for(paper, rich), wish_for(paper, language)))
            assert not UNRESOLVED.search(text), (paper.slug, language)
            assert ODD in text, (paper.slug, language)


@pytest.mark.parametrize("language", ["ru", "en", "de", "fr"])
def test_every_template_speaks_its_language(language: str) -> None:
    titles = {"ru": "Программа пребывания делегации", "en": "Programme of stay of the delegation"}
    titles |= {"de": "Aufenthaltsprogramm der Delegation", "fr": "Programme de séjour de la délégation"}
    assert titles[language] in words_of(shipped_template(BY_SLUG["programme"], language))


def test_the_forms_of_approval_and_signature_are_those_of_the_town() -> None:
    def said(slug: str, language: str = "ru") -> str:
        return words_of(shipped_template(BY_SLUG[slug], language))

    assert re.search(r"УТВЕРЖДАЮ\s+_{28}\s+_{28}\s+«____» _{14} 20____ г\.", said("programme"))
    assert "Начальник отдела  ______________  /____" in said("programme")
    assert "APPROVED" in said("programme", "en")
    assert "Отчёт составил(а)  ______________" in said("delegation-report")
    term = VocabularyTerm.objects.get(vocabulary="paper", code="signed_by")
    term.name_ru = "Начальник управления"
    save(term)
    assert "Начальник управления  ______________" in said("programme")
    for name in ("plain", "german", "french"):
        sets.replace(name)
        assert "____" not in said("programme"), name
        assert "Отчёт составил" not in said("delegation-report"), name


def test_the_same_record_makes_the_same_bytes(rich: RichRecords) -> None:
    first = made_docx(BY_SLUG["programme"], rich.visit, PaperWish())
    assert made_docx(BY_SLUG["programme"], rich.visit, PaperWish()) == first


def test_guests_see_neither_what_is_not_for_them_nor_a_telephone(rich: RichRecords) -> None:
    guests, office = (
        words_of(made_docx(BY_SLUG[slug], rich.visit, PaperWish())) for slug in ("programme", "programme-internal")
    )
    assert "Сверка сметы" not in guests
    assert "+7 900" not in guests
    assert "Сверка сметы" in office
    assert "+7 900 000-00-00" in office
    assert "3 сентября 2025, среда" in guests
    assert "9.00–10.30" in guests


def test_only_papers_for_the_office_say_a_telephone(rich: RichRecords) -> None:
    open_ones = [paper for paper in PAPERS if not paper.is_internal]
    for paper in open_ones:
        assert "+7 900" not in words_of(made_docx(paper, record_for(paper, rich), wish_for(paper, "ru"))), paper.slug


def test_a_list_in_two_languages_names_everybody_twice(rich: RichRecords) -> None:
    text = words_of(made_docx(BY_SLUG["delegation-list-two"], rich.visit, PaperWish("ru", "en")))
    assert "Ким Юлия Олеговна [ru]" in text
    assert "Ким Юлия Олеговна [en]" in text


def test_an_unknown_number_of_people_is_never_nought(rich: RichRecords) -> None:
    rich.visit.head_count = None
    text = words_of(made_docx(BY_SLUG["delegation-report"], rich.visit, PaperWish()))
    assert "н/д" in text
    with override("ru"):
        assert "12 человек" not in text


def test_an_estimate_says_its_sum_in_words(rich: RichRecords) -> None:
    home = HomeCity.objects.current()
    home.currency = "RUB"
    save(home)
    words = {
        "ru": "тринадцать тысяч четыреста два рубля 40 копеек",
        "en": "thirteen thousand four hundred and two roubles 40 kopecks",
        "de": "dreizehntausendvierhundertzwei Rubel 40 Kopeken",
        "fr": "treize mille quatre cent deux roubles 40 kopecks",
    }
    for language in CODES:
        assert words[language] in words_of(made_docx(BY_SLUG["estimate"], rich.visit, PaperWish(language)))


def test_the_joint_list_of_an_event_names_each_delegation_with_its_people(rich: RichRecords) -> None:
    other = Delegation(slug="tula", title_ru="Делегация Тулы", direction="incoming", host_event=rich.event)
    other.period = parse("2 сентября 2025")
    off = Delegation(slug="off", title_ru="Не приехали", direction="incoming", host_event=rich.event)
    off.status = "cancelled"
    for visit in (other, off):
        save(visit)
    paper = BY_SLUG["guests-list"]
    text = words_of(made_docx(paper, rich.event, PaperWish()))
    assert text.index("1. Делегация Тулы") < text.index("2. Омск (Россия)") < text.index("Петрова Анна Сергеевна")
    assert "Не приехали" not in text
    assert "+7 900" not in text
    gaps = {gap.slug: [place.name for place in gap.places] for gap in paper.missing(rich.event, PaperWish())}
    assert gaps["unnamed"] == ["Делегация Тулы"]


def test_what_is_a_table_is_one_in_excel_as_well(rich: RichRecords) -> None:
    for slug in ("register", "journal", "action-plan"):
        paper = BY_SLUG[slug]
        content = made_xlsx(paper, record_for(paper, rich), wish_for(paper, "ru"))
        rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
        assert paper.table is not None
        assert list(rows[0]) == [str(column.heading) for column in paper.table.columns]
        assert len(rows) == {"register": 2, "journal": 2, "action-plan": 4}[slug]
        assert any(ODD in str(cell) for row in rows for cell in row)


def test_an_estimate_is_summed_on_paper_and_in_excel(rich: RichRecords) -> None:
    paper = BY_SLUG["estimate"]
    text = words_of(made_docx(paper, rich.visit, PaperWish("ru")))
    assert "13\xa0402,40" in text
    assert "Израсходовано: 4\xa0800,50" in text
    assert "1 строка без суммы" in text
    rows = list(
        load_workbook(BytesIO(made_xlsx(paper, rich.visit, PaperWish("en")))).active.iter_rows(values_only=True)
    )
    assert [row[5] for row in rows[1:]] == [8402.4, 5000, "", 13402.4]
    assert [row[3:5] for row in rows[1:3]] == [(12, 2), ("", "")]
    assert [row[1] for row in rows[2:]] == ["Сувениры", "Транспорт", "Total"]
    assert [row[2] for row in rows[1:]] == [350.1, 5000, "at fact", ""]
    assert [gap.slug for gap in paper.missing(rich.visit, PaperWish())] == ["estimate-norm"]


def test_the_programme_of_the_office_says_who_answers_by_what_one_goes_and_what_to_mind(rich: RichRecords) -> None:
    guests, office = (
        words_of(made_docx(BY_SLUG[slug], rich.visit, PaperWish())) for slug in ("programme", "programme-internal")
    )
    for said in ("Смирнова О., +7 901 000-00-00", "автобус", "не для гостей, с флагом"):
        assert said in office
        assert said not in guests


def test_the_page_for_the_head_says_what_was_promised_and_given(rich: RichRecords) -> None:
    with at_once():
        Commitment(record=rich.visit, what="Прислать книги", who="Смирнова", due=parse("май 2026")).save()
        Commitment(record=rich.visit, what="Давно сделано", state="kept").save()
        Gift(delegation=rich.visit, direction="given", what="Альбом о городе").save()
    briefing, passport = (
        words_of(made_docx(BY_SLUG[slug], rich.city, PaperWish())) for slug in ("briefing", "passport")
    )
    for said in ("Прислать книги, Смирнова, срок: май 2026", "Альбом о городе"):
        assert said in briefing
        assert said not in passport
    assert "Давно сделано" not in briefing


def test_a_number_that_is_none_to_count_with_keeps_its_zeros(rich: RichRecords) -> None:
    rich.visit.order_number = "0145"
    save(rich.visit)
    content = made_xlsx(BY_SLUG["journal"], None, PaperWish("ru", day=date(2025, 12, 31)))
    (row,) = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))[1:]
    assert (row[0], row[6]) == (1, "0145")


def test_a_programme_is_in_the_order_of_its_hours_on_paper_too(rich: RichRecords) -> None:
    save(ProgrammeItem(delegation=rich.visit, day=date(2025, 9, 3), starts=time(8), activity_ru="Завтрак", order=9))
    text = words_of(made_docx(BY_SLUG["programme-internal"], rich.visit, PaperWish()))
    assert text.index("Завтрак") < text.index("Встреча в аэропорту")


def test_the_list_of_the_office_says_whom_to_call_and_what_is_ordered(rich: RichRecords) -> None:
    rich.visit.arrival = "3.09, 7:40, рейс 1273"
    save(rich.visit)
    paper = BY_SLUG["delegation-list-internal"]
    assert [gap.slug for gap in paper.missing(rich.visit, PaperWish())] == ["services"]
    save(Service(delegation=rich.visit, kind="hotel", name="Гостиница «Евроотель»", contact="+7 902", times="3–4.09"))
    text = words_of(made_docx(paper, rich.visit, PaperWish()))
    for said in ("3.09, 7:40, рейс 1273", "Гостиница «Евроотель»", "+7 902", "+7 900 000-00-01", "Ким Юлия Олеговна"):
        assert said in text
    assert "Евроотель" not in words_of(made_docx(BY_SLUG["delegation-list"], rich.visit, PaperWish()))


def test_a_greeting_stands_on_the_letterhead_in_each_language(rich: RichRecords) -> None:
    for code in CODES:
        text = words_of(made_docx(BY_SLUG["greeting"], rich.greeting, PaperWish(code)))
        for said in (f"Главе города [{code}]", f"Мира. [{code}]", f"Глава [{code}]", "№ 77-п", f"Отдел связей {ODD}"):
            assert said in text, (code, said)


def test_a_paper_says_what_it_lacks(rich: RichRecords) -> None:
    paper = BY_SLUG["programme-internal"]
    lacking = {gap.slug: gap for gap in paper.missing(rich.visit, PaperWish())}
    assert {"programme-place", "responsible"} == set(lacking)
    assert lacking["programme-place"].places[0].anchor == "id_programme_items-2-place_ru"
    register = BY_SLUG["register"]
    gaps = register.missing(about_whom(register, None, PaperWish()), PaperWish())
    assert [gap.slug for gap in gaps] == ["responsible"]
    assert gaps[0].places[0].address.endswith(f"/agreement/{rich.agreement.pk}/change/#id_responsible")


def test_a_template_that_names_what_there_is_not_is_not_printed(rich: RichRecords) -> None:
    paper = BY_SLUG["passport"]
    with pytest.raises(Unprintable, match="year"):
        made_docx(paper, rich.city, PaperWish(), shipped_template(BY_SLUG["journal"], "ru"))


def test_no_tag_is_called_as_what_every_dictionary_has() -> None:
    def names(kind: type) -> Iterator[str]:
        for name, (_sort, part) in known_tags(kind).items():
            yield name
            yield from names(part) if part else ()

    assert {name for paper in PAPERS for name in names(paper.tags)} & set(dir(dict)) == set()


@pytest.mark.long
def test_every_paper_becomes_a_pdf_with_its_letters(rich: RichRecords, tmp_path: Path) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or pdftotext is not installed: apt-get install libreoffice-writer-nogui poppler-utils")
    files = [tmp_path / f"{paper.slug}.docx" for paper in PAPERS]
    for paper, path in zip(PAPERS, files, strict=True):
        path.write_bytes(made_docx(paper, record_for(paper, rich), wish_for(paper, "ru")))
    home = {**os.environ, "HOME": str(tmp_path)}
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, env=home, capture_output=True)  # noqa: S603 - a program of the distribution
    for path in files:
        told = subprocess.run(  # noqa: S603 - the same
            ["pdftotext", "-layout", path.with_suffix(".pdf"), "-"],  # noqa: S607 - the same
            check=True,
            capture_output=True,
        ).stdout.decode()
        assert not UNRESOLVED.search(told), path.name
        assert "R&D" in told, path.name
