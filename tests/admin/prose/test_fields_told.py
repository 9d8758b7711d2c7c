"""Drafts name the register's fields of cooperation and organisations, and learn what is corrected twice."""

import pytest
from django.test import Client

from partnerships.models import (
    Agreement,
    City,
    Event,
    HomeCity,
    LearnedAs,
    LearnedWord,
    Organization,
    Record,
    Theme,
)
from tests.admin.prose.test_screen import hidden
from tests.admin.prose.test_screen import home as home  # the fixture
from tests.admin.test_rights_matrix import signed_in
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
AGREEMENT = (
    "12 мая 2020 года Дума Омска и Ставропольская городская Дума подписали соглашение о культурном сотрудничестве."
)


def theme(slug: str, name: str) -> Theme:
    found: Theme = save(Theme(slug=slug, name_ru=name))
    return found


def body(name: str, city: City | None = None) -> Organization:
    found: Organization = save(Organization(name_ru=name, kind="administration", city=city, is_home=city is None))
    return found


def look(office: Client, text: str) -> dict[str, str]:
    page = office.post("/admin/prose/", {"text": text})
    assert page.status_code == 200
    return hidden(page)


def drafts_in(office: Client, text: str) -> list[dict[str, object]]:
    page = office.post("/admin/prose/", {"text": text})
    return [
        {"kind": draft.find.kind, "form": draft.form_code, "themes": draft.themes, "bodies": draft.bodies}
        for draft in page.context["drafts"]
    ]


def save_one(office: Client, text: str, number: int = 1, **fields: object) -> None:
    sent = {**look(office, text), "text": text, f"d{number}-take": "on", f"d{number}-title": "Запись"}
    before = Record.objects.count()
    office.post("/admin/prose/", {**sent, f"d{number}-period": "2020", **fields})
    assert Record.objects.count() == before + 1


def test_a_draft_has_the_fields_and_parties_that_its_sentences_name(office: Client, home: HomeCity, omsk: City) -> None:
    culture, sport = theme("culture", "Культура и искусство"), theme("sport", "Спорт")
    ours, theirs = body("Ставропольская городская Дума"), body("Дума Омска", omsk)
    body("Дума Плевена", save(City(name_ru="Плевен", slug="pleven", country=omsk.country, tie=omsk.tie)))
    found = drafts_in(office, AGREEMENT.replace("культурном", "спортивном и культурном"))[0]
    assert found["bodies"] == [str(theirs.pk), str(ours.pk)]
    assert str(sport.pk) in found["themes"]  # type: ignore[operator]  # a list
    fields = {"d1-themes": [str(culture.pk)], "d1-bodies": [str(ours.pk)]}
    save_one(office, AGREEMENT, **fields)
    record = Agreement.objects.get()
    assert list(record.themes.all()) == [culture]
    assert [(row.organization, row.role) for row in record.involvements.all()] == [(ours, "party")]


@pytest.mark.parametrize("times", [1, 2])
def test_a_form_corrected_twice_is_offered_the_third_time(
    office: Client, home: HomeCity, omsk: City, times: int
) -> None:
    texts = [f"{day} мая 2020 года в Омске прошёл фестиваль с участием Ставрополя." for day in (3, 4, 5)]
    number = next(at for at, one in enumerate(drafts_in(office, texts[0]), 1) if one["kind"] == "event")
    for text in texts[:times]:
        save_one(office, text, number, **{f"d{number}-form": "contest"})
    assert drafts_in(office, texts[2])[number - 1]["form"] == ("contest" if times > 1 else "festival")
    assert Event.objects.filter(form="contest").count() == times


def test_words_of_a_field_are_learned_and_those_told_without_it_are_not(
    office: Client, home: HomeCity, omsk: City
) -> None:
    nature = theme("nature", "Экология")
    texts = [
        f"{day} мая 2020 года делегация Омска побывала в питомнике Ставрополя, встретил Иван Львов." for day in (3, 4)
    ]
    for text in texts:
        save_one(office, text, **{"d1-themes": [str(nature.pk)], "d1-form": "incoming"})
    assert drafts_in(office, texts[0].replace("3 мая", "7 июня"))[0]["themes"] == [str(nature.pk)]
    save_one(office, "5 июля 2020 года делегация Омска побывала в Ставрополе.", **{"d1-form": "incoming"})
    learned = set(LearnedWord.objects.values_list("word", flat=True))
    assert learned
    assert not {word for word in learned if word.startswith(("делегац", "побыва", "львов", "иван"))}
    assert drafts_in(office, "Делегация Омска 9 июля 2021 года побывала в Ставрополе.")[0]["themes"] == []


def test_a_kind_that_drafts_were_turned_into_twice_is_theirs(office: Client, home: HomeCity, omsk: City) -> None:
    texts = [f"{day} мая 2020 года в Омске открылась выставка «Ставрополь {day}»." for day in (3, 4, 5)]
    for text in texts[:2]:
        turned = office.post("/admin/prose/", {**look(office, text), "text": text, "_kind": "1-event"})
        sent = {**hidden(turned), "text": text, "d1-take": "on", "d1-title": "Показ", "d1-period": "2020"}
        office.post("/admin/prose/", {**sent, "d1-form": "meeting"})
    assert Event.objects.count() == 2
    assert drafts_in(office, texts[2])[0]["kind"] == "event"


def test_the_table_of_words_is_seen_and_emptied_by_rights(client: Client) -> None:
    editor, head = signed_in(person("editor")), signed_in(person("head"))
    for word in ("питомник", "завод"):
        LearnedWord.objects.create(word=word, what=LearnedAs.KIND, meaning="event", times=2)
    assert "питомник" in editor.get("/admin/prose/words/").content.decode()
    assert editor.post("/admin/prose/words/").status_code == 403
    assert signed_in(person("viewer")).get("/admin/prose/words/").status_code == 403
    one = LearnedWord.objects.get(word="завод")
    head.post("/admin/prose/words/", {"word": str(one.pk)})
    assert list(LearnedWord.objects.values_list("word", flat=True)) == ["питомник"]
    head.post("/admin/prose/words/", {"word": "x"})
    assert LearnedWord.objects.exists()
    head.post("/admin/prose/words/")
    assert not LearnedWord.objects.exists()
    assert "питомник" not in head.get("/admin/prose/words/").content.decode()
