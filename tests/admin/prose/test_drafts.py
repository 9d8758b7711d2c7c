"""Drafts are joined, added to what is there, read out of a file, kept while they are corrected, and taken back."""

import re
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from reversion.models import Revision

from partnerships.models import City, Country, Delegation, HomeCity, OpenForm, Record
from tests.admin.prose.test_screen import SENTENCE, TEXT, choose, chosen, hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.conftest import save

pytestmark = pytest.mark.django_db
PLEVEN = "В мае 2019 года делегация Ставрополя побывала в городе Плевен (Болгария). Мэр Плевена принял гостей."


def there(omsk: City) -> Delegation:
    visit = Delegation(title_ru="Приезд омичей", slug="visit", direction="incoming", source_note="Письмо")
    visit.start, visit.end, visit.precision = "2020-09-12", "2020-09-12", "day"
    found: Delegation = save(visit, cities=[omsk], public=False)
    return found


def test_two_visits_are_joined_with_one_button_and_their_corrections_stay(office: Client, home: HomeCity) -> None:
    text = f"{TEXT}\n\nВ мае 2021 года делегация Омска приехала в Ставрополь."
    first = read(office, text)
    fields = {**chosen(1), "d2-take": "", "d1-title": "Моё", "d3-title": "Ещё", "d3-period": "май 2021", "text": text}
    page = office.post("/admin/prose/", {**fields, **hidden(first), "_join": "3"}).content.decode()
    assert 'value="j3"' in page
    assert 'value="Моё"' in page
    assert 'name="d3-title"' not in page
    office.post("/admin/prose/", {**fields, **hidden(office.post("/admin/prose/", {**fields, **hidden(first)}))})
    assert Record.objects.count() == 1


def test_a_draft_is_added_to_what_is_there_and_taken_back(office: Client, home: HomeCity, omsk: City) -> None:
    visit = there(omsk)
    assert "Дополнить" in read(office).content.decode() or "дополнить" in read(office).content.decode()
    answer = choose(office, 1, 2, **{"d1-into": str(visit.pk)})
    visit.refresh_from_db()
    assert visit.source_note.startswith(f"Письмо\n{SENTENCE}")
    assert (visit.title_ru, visit.participants.count(), Delegation.objects.count()) == ("Приезд омичей", 1, 1)
    before = Revision.objects.count()
    office.post("/admin/prose/saved/", {"drafts": answer.headers["Location"].split("drafts=")[1]})
    visit.refresh_from_db()
    assert (visit.source_note, visit.participants.count()) == ("Письмо", 0)
    assert (Record.objects.count(), Revision.objects.count()) == (1, before + 1)


def test_nothing_is_added_to_a_record_that_one_may_not_change(home: HomeCity, omsk: City, office: Client) -> None:
    visit = there(omsk)
    answer = choose(office, 1, **{"d1-into": str(visit.pk + 1000)})
    assert answer.status_code == 200
    assert Record.objects.count() == 1


def test_a_city_is_added_with_its_draft_and_linked(office: Client, home: HomeCity, omsk: City) -> None:
    page = read(office, PLEVEN)
    assert 'name="c1-country"' in page.content.decode()
    sent = {**hidden(page), "text": PLEVEN, "d1-take": "on", "d1-title": "Визит", "d1-period": "май 2019"}
    sent |= {"d1-form": "outgoing", "c1-take": "on", "c1-name": "", "c1-country": str(omsk.country_id), "c1-tie": ""}
    refused = office.post("/admin/prose/", sent).content.decode()
    assert 'href="#city-1"' in refused
    assert City.objects.count() == 1
    answer = office.post("/admin/prose/", {**sent, "c1-name": "Плевен", "c1-tie": omsk.tie})
    city = City.objects.get(name_ru="Плевен")
    assert list(Delegation.objects.get().cities.all()) == [city]
    assert (city.state, city.other_names) == ("draft", "Плевена")
    office.post("/admin/prose/saved/", {"drafts": answer.headers["Location"].split("drafts=")[1]})
    assert (City.objects.count(), Record.objects.count()) == (1, 0)


def test_the_country_beside_a_city_is_chosen(office: Client, home: HomeCity, omsk: City) -> None:
    group = omsk.country.group
    save(Country(name_ru="Болгария", iso_code="BG", group=group))
    assert re.search(r'<option value="\d+" selected>Болгария', read(office, PLEVEN).content.decode())


def document() -> bytes:
    made, out = docx.Document(), BytesIO()
    for line in TEXT.split(". "):
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.txt", TEXT.encode("cp1251")),
        ("page.html", f"<html><head><title>x</title></head><body><p>{TEXT}</p><script>1</script></body>".encode()),
        ("page.docx", document()),
    ],
)
def test_a_file_is_read_like_a_pasted_text(office: Client, home: HomeCity, name: str, content: bytes) -> None:
    page = office.post("/admin/prose/", {"text": "", "file": SimpleUploadedFile(name, content)}).content.decode()
    assert page.count('<fieldset id="draft') == 2
    assert "<script>1" not in page
    assert ("Windows-1251" in page) == (name == "page.txt")


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ\x00\x01"), ("a.png", b"\x89PNG\r\n\x1a\n"), ("a.txt", b"")]
)
def test_a_file_without_text_is_answered_so(office: Client, home: HomeCity, name: str, content: bytes) -> None:
    page = office.post("/admin/prose/", {"text": "", "file": SimpleUploadedFile(name, content)}).content.decode()
    assert 'class="errorlist' in page
    assert "<fieldset" not in page


def test_what_is_corrected_survives_a_closed_tab_and_goes_with_the_save(office: Client, home: HomeCity) -> None:
    fields = hidden(read(office))
    sent = {**chosen(1), **fields, "d1-title": "Из закрытой вкладки"}
    sent.pop("text")
    assert "запомнено" in office.post("/admin/prose/keep/", sent).json()["kept"]
    (back,) = re.findall(r'href="(\?unsaved=\w+)"', office.get("/admin/prose/").content.decode())
    page = office.get(f"/admin/prose/{back}")
    assert 'value="Из закрытой вкладки"' in page.content.decode()
    assert re.findall(r'name="d\d-take" id="id_d\d-take"( checked)?', page.content.decode()) == [" checked", ""]
    office.post("/admin/prose/", {**chosen(1), **hidden(page)})
    assert not OpenForm.objects.filter(model="prose", saved_at=None).exists()


def test_a_long_text_is_read_part_by_part(office: Client, home: HomeCity) -> None:
    later = "В мае 2021 года делегация Ставрополя посетила Омск."
    text = f"{TEXT}\n\n{'Слова, слова. ' * 5000}\n\n{later}"
    page = read(office, text)
    assert "Часть 1 из 2" in page.content.decode()
    assert later not in page.content.decode().partition('id="told-text"')[2]
    choose_first = {**chosen(1), **hidden(page), "text": text, "part": "0"}
    saved = office.post("/admin/prose/", choose_first, follow=True).content.decode()
    (back,) = re.findall(r'href="(/admin/prose/\?unsaved=\w+)"', saved)
    second = office.get(back).content.decode()
    assert "Часть 2 из 2" in second
    assert later in second
