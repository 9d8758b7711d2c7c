"""Invitations and letters of thanks: begun for many at once, marked as sent, by mail, and in the journal."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from partnerships.letters.journal import last_number
from partnerships.models import (
    City,
    Country,
    Delegation,
    Event,
    Greeting,
    HomeCity,
    Involvement,
    Letter,
    Organization,
    Participant,
    SentLetter,
    User,
)
from partnerships.papers.declared import paper_of_letter
from partnerships.papers.paper import PaperWish
from partnerships.period import parse
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.papers.docx_text import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_july")]
JOURNAL = "/admin/partnerships/letter/journal/"


@pytest.fixture
def festival(omsk: City, country: Country) -> Event:
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", department_ru="Отдел связей"))
    save(Greeting(city=omsk, title_ru="День города", due_on=date(2026, 1, 1), sender_ru="Глава города И. И. Иванов"))
    tula = save(City(slug="tula", name_ru="Тула", country=country, tie="contact"))
    event = Event(slug="fest", title_ru="Праздник «Весна»", title_en="Spring", form="festival", place_ru="Площадь")
    event.period = parse("10–12 августа 2026")
    save(event, cities=[omsk, tula])
    with at_once():
        choir = Organization(name_ru="Хор", kind="culture", city=omsk)
        choir.save()
        Involvement(record=event, organization=choir, role="participant").save()
        words = {"name_ru": "Пётр Первый", "office_ru": "Директор", "name_en": "Peter", "organization": choir}
        Participant(record=event, role="guest", **words).save()
    return event


def page_of(row: Any, page: str) -> str:
    return f"/admin/partnerships/{row._meta.model_name}/{row.pk}/{page}/"


def was_held(event: Event) -> None:
    event.period = parse("10–12 июля 2026")
    save(event)


def begin(office: Client, owner: Any, kind: str, *whom: str) -> list[Letter]:
    office.post(page_of(owner, "letters"), {kind: "1", "whom": list(whom)})
    return list(Letter.objects.order_by("pk"))


def test_all_cities_of_an_event_are_invited_at_once(office: Client, festival: Event, clerk: User) -> None:
    offered = office.get(page_of(festival, "letters")).context["addressees"]
    assert [name for _key, name, _kinds in offered] == ["Омск", "Тула", "Хор", "Пётр Первый, Директор"]
    page = office.get(page_of(festival, "letters")).content.decode()
    assert re.findall(r'value="(\w+-\d+)" checked', page) == [key for key, _name, _kinds in offered[:2]]
    keys = [key for key, _name, _kinds in offered[:2]]
    first, second = begin(office, festival, "invitation", *keys)
    assert [str(first.city), str(second.city), first.record_id] == ["Омск", "Тула", festival.pk]
    assert first.title_ru == "Приглашение: «Праздник „Весна“»"
    assert "«Праздник „Весна“»" in first.text_ru
    assert "10–12 августа 2026" in first.text_ru
    assert "Площадь" in first.text_ru
    assert "10–12 August 2026" in first.text_en
    assert (first.sender_ru, first.responsible) == ("Глава города И. И. Иванов", clerk)
    offered = office.get(page_of(festival, "letters")).context["addressees"]
    assert [bool(kinds) for _key, _name, kinds in offered] == [True, True, False, False]


@pytest.mark.parametrize(
    ("direction", "kind", "russian", "english"),
    [
        ("incoming", "invitation", "Приглашаем вашу делегацию посетить наш город.", "We invite your delegation"),
        ("incoming", "thanks", "Благодарим вашу делегацию за посещение нашего города.", "We thank your delegation"),
        ("outgoing", "thanks", "Благодарим вас за приём нашей делегации.", "for receiving our delegation."),
        (
            "online",
            "invitation",
            "Приглашаем вас принять участие в онлайн-встрече.",
            "We invite you to meet us online.",
        ),
        ("mutual", "thanks", "Благодарим вас за обмен делегациями.", "for the exchange of our delegations."),
    ],
)
def test_a_visit_is_written_of_by_who_comes_to_whom(
    office: Client, omsk: City, direction: str, kind: str, russian: str, english: str
) -> None:
    visit = Delegation(slug="v", title_ru="Делегация Омска", direction=direction, place_ru="Дума", place_en="Duma")
    save(visit, cities=[omsk])
    head = save(Participant(record=visit, name_ru="Анна", role="head"))
    save(Participant(record=visit, name_ru="Пьер", role="interpreter"))

    page = office.get(page_of(visit, "letters")).content.decode()
    assert re.findall(r'value="(\w+-\d+)" checked', page) == [f"city-{omsk.pk}"]
    assert ('name="invitation"' in page) is (direction != "outgoing")
    untranslated = "Английский: в письме останутся слова без перевода (название). Сначала переведите их."
    assert untranslated in page
    sent = office.post(page_of(visit, "letters"), {kind: "1", "whom": f"participant-{head.pk}"}, follow=True)
    assert untranslated in sent.content.decode()

    (letter,) = Letter.objects.all()
    assert russian in letter.text_ru
    assert "Делегация Омска" not in letter.text_ru
    assert english in letter.text_en
    page = office.get(page_of(visit, "letters")).content.decode()
    assert f">{letter.title_ru}, Анна</a>" in page


def test_nobody_is_invited_to_where_one_goes_oneself(office: Client, omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Поездка", direction="outgoing"), cities=[omsk])
    assert begin(office, visit, "invitation", f"city-{omsk.pk}") == []


def test_before_one_goes_there_is_nothing_to_write(office: Client, omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Поездка", direction="outgoing", status="planned"), cities=[omsk])
    page = office.get(page_of(visit, "letters")).content.decode()
    assert "Писать пока рано" in page
    assert "letters-new" not in page


def test_an_invitation_to_who_is_invited_needs_no_check(office: Client, omsk: City) -> None:
    visit = save(Delegation(slug="v", title_ru="Приём", direction="incoming", status="invited"), cities=[omsk])
    assert "errornote" not in office.get(page_of(visit, "letters")).content.decode()


def test_without_a_city_the_head_is_ticked(office: Client) -> None:
    visit = save(Delegation(slug="v", title_ru="Приём", direction="incoming"))
    guest, head = (save(Participant(record=visit, name_ru="Анна", role=role)) for role in ("member", "head"))
    page = office.get(page_of(visit, "letters")).content.decode()
    assert f'value="participant-{guest.pk}">' in page
    assert f'value="participant-{head.pk}" checked>' in page


def test_two_presses_make_a_letter_once_and_who_has_one_is_not_ticked_again(
    office: Client, festival: Event, omsk: City
) -> None:
    (letter,) = begin(office, festival, "invitation", f"city-{omsk.pk}")
    letter.addressee_ru = "Главе города"
    save(letter)
    assert begin(office, festival, "invitation", f"city-{omsk.pk}") == [letter]
    page = office.get(page_of(festival, "letters")).content.decode()
    assert f'value="city-{omsk.pk}" checked' not in page
    was_held(festival)
    assert len(begin(office, festival, "thanks", f"city-{omsk.pk}")) == 2


def test_the_paper_of_another_kind_is_not_made(office: Client, festival: Event, omsk: City) -> None:
    (letter,) = begin(office, festival, "invitation", f"city-{omsk.pk}")
    assert office.get(f"/admin/partnerships/letter/{letter.pk}/papers/letter-of-thanks/docx/").status_code == 404


def test_the_words_of_the_first_letter_go_on_to_the_others(office: Client, festival: Event) -> None:
    keys = [key for key, _name, _kinds in office.get(page_of(festival, "letters")).context["addressees"]]
    was_held(festival)
    (first,) = begin(office, festival, "thanks", keys[0])
    assert first.title_ru == "Благодарственное письмо: «Праздник „Весна“»"
    first.text_ru, first.sender_ru = "Спасибо за песни!", "Мэр"
    save(first)
    *_first, body, man = begin(office, festival, "thanks", *keys[2:])
    assert {body.text_ru, man.text_ru} == {"Спасибо за песни!"}
    assert (str(body.organization), str(body.city), body.addressee_ru) == ("Хор", "Омск", None)
    assert (man.addressee_ru, str(man.organization), man.sender_ru) == ("Директор, Пётр Первый", "Хор", "Мэр")
    assert begin(office, festival, "invitation") == [first, body, man]  # nobody was ticked
    assert begin(office, festival, "nonsense", keys[0]) == [first, body, man]


@pytest.mark.parametrize(("status", "said"), [("cancelled", "Отменено"), ("postponed", "Отложено")])
def test_what_was_called_off_is_said_and_has_no_date(
    office: Client, festival: Event, omsk: City, status: str, said: str
) -> None:
    festival.status = status
    save(festival)
    page = office.get(page_of(festival, "letters"))
    assert f"Состояние записи: {said}. Проверьте, нужно ли письмо." in page.content.decode()
    assert [kind for kind, _label in page.context["kinds"]] == ["invitation"]
    assert begin(office, festival, "thanks", f"city-{omsk.pk}") == []
    (letter,) = begin(office, festival, "invitation", f"city-{omsk.pk}")
    assert "Дата" not in letter.text_ru
    assert "Площадь" in letter.text_ru
    paper = paper_of_letter(letter)
    assert paper.fill(letter, PaperWish()).dates == ""
    assert [gap.text for gap in paper.missing(letter, PaperWish()) if gap.slug == "occasion"] == [
        f"Состояние записи, о которой письмо: {said}"
    ]


def test_nobody_is_thanked_before_it_was_held(office: Client, festival: Event) -> None:
    certificate = page_of(festival, "papers/certificate")

    def offered() -> tuple[list[str], bool]:
        kinds = [kind for kind, _label in office.get(page_of(festival, "letters")).context["kinds"]]
        return kinds, certificate in office.get(page_of(festival, "papers")).content.decode()

    assert offered() == (["invitation"], False)
    assert office.get(certificate).status_code == 404
    was_held(festival)
    assert offered() == (["invitation", "thanks"], True)
    festival.status = "cancelled"
    save(festival)
    assert offered() == (["invitation"], False)


def test_a_letter_to_a_city_alone(office: Client, omsk: City) -> None:
    (letter,) = begin(office, omsk, "thanks", f"city-{omsk.pk}")
    assert (letter.record, letter.city, letter.title_en) == (None, omsk, "Letter of thanks")
    assert "None" not in letter.text_ru


def test_from_begun_to_answered_with_its_paper(office: Client, festival: Event, omsk: City) -> None:
    (letter,) = begin(office, festival, "invitation", f"city-{omsk.pk}")
    paper = office.get(f"/admin/partnerships/letter/{letter.pk}/papers/invitation/docx/?language=ru")
    words = words_of(paper.content)
    for said in ("Отдел связей", "Омск (", "Приглашение: «Праздник „Весна“»", "Глава города И. И. Иванов"):
        assert said in words, said
    papers = office.get(page_of(letter, "papers")).context["papers"]
    assert [line["paper"].slug for line in papers] == ["invitation"]

    office.post(page_of(letter, "letter"), {"sent": "1", "sent_on": "", "sent_how": "post"})
    letter.refresh_from_db()
    assert letter.is_open
    sent = {"sent": "1", "sent_on": "20.07.2026", "sent_how": "post", "number": "01-17/5"}
    office.post(page_of(letter, "letter"), sent)
    office.post(page_of(letter, "letter"), {"answer": "1", "reply_on": "20.07.2026", "reply": "Приедем."})
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.reply) == ("answered", "01-17/5", "Приедем.")
    assert last_number(2026) == "01-17/5"
    other = save(Letter(kind="thanks", city=omsk, title_ru="Второе"))
    assert "01-17/5" in office.get(page_of(other, "letter")).content.decode()  # by which the next is counted


def test_by_mail_as_a_greeting(office: Client, festival: Event, omsk: City, settings: Any) -> None:
    settings.OFFICE_MAIL_FROM = "office@city.example"
    (letter,) = begin(office, festival, "invitation", f"city-{omsk.pk}")
    to = {"mailbox": "mayor@omsk.example", "language": "ru", "subject": "Приглашение", "attach": "on"}
    address = page_of(letter, "mail")
    shown = office.post(address, {**to, "look": "1"}).context
    for _twice in range(2):
        seen = {**to, "digest": shown["letter"].digest, "form_key": shown["form_key"], "send": "1"}
        office.post(address, seen)
    (left,) = mail.outbox
    assert left.body.startswith("Уважаемые")
    assert left.attachments[0][0].startswith("Приглашение")
    line = SentLetter.objects.get()
    assert (line.letter, line.greeting, line.has_left) == (letter, None, True)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_how, letter.mailbox) == ("sent", "mail", "mayor@omsk.example")

    letter.sent_on = date(2026, 1, 9)
    save(letter)
    shown = office.post(address, {**to, "look": "1"}).context
    office.post(address, {**to, "digest": shown["letter"].digest, "form_key": shown["form_key"], "again": "1"})
    letter.refresh_from_db()
    assert len(mail.outbox) == 2
    assert letter.sent_on == date(2026, 1, 9), "sent once more, it keeps its place in the journal"


def test_a_letter_goes_to_somebody(office: Client, clerk: User) -> None:
    path = "/admin/partnerships/letter/add/"
    page = office.post(path, filled(office, path, kind="thanks", title_ru="Кому?"))
    assert "Укажите, кому оно направлено" in page.content.decode()
    assert not Letter.objects.exists()
