"""Greetings in the office: what is due, from last year's text to a mark "sent", by mail, in one's own calendar."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from partnerships.admin.home.home import greetings as home_greetings
from partnerships.delivery import memo
from partnerships.greetings.due import due_days, kinds_seen
from partnerships.greetings.making import make_greeting
from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    Birthday,
    City,
    CityOccasion,
    Country,
    Greeting,
    HomeCity,
    LetterState,
    NationalDay,
    User,
)
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.admin.screens.conftest import NOW
from tests.conftest import at_once, save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_july")]
DUE = "/admin/partnerships/greeting/due/"
SOURCES = frozenset({"occasion", "agreement", "national_day", "birthday"})


def titles(client: Client, address: str = DUE) -> list[str]:
    return [line["title"] for line in client.get(address).context["lines"]]


def test_from_the_list_to_sent_in_two_presses(office: Client, clerk: User, last_year: Greeting) -> None:
    page = office.get(DUE)
    (line,) = page.context["lines"]
    assert (line["title"], line["due"].last) == ("День города, 310 лет", last_year)
    assert line["due"].send_by == date(2026, 7, 27)
    assert "309-летием" in page.content.decode()

    letter = office.post(DUE, {"due": line["due"].key, "how": "again"}, follow=True)
    greeting = Greeting.objects.get(year=2026)
    assert greeting.text_ru == "Поздравляем с 310-летием Омска! 2 августа 2026 года."
    assert (greeting.title_en, greeting.sender_ru, greeting.sent_on) == ("City Day, 310 years", "Глава города", None)
    assert "309-летием" in letter.content.decode()  # beside this year's

    office.post(DUE, {"due": line["due"].key, "how": "again"})
    assert Greeting.objects.filter(year=2026).count() == 1
    sent = {"sent": "1", "sent_on": "20.07.2026", "sent_how": "post", "number": "12-5"}
    office.post(f"/admin/partnerships/greeting/{greeting.pk}/letter/", sent)
    greeting.refresh_from_db()
    assert (greeting.state, greeting.number, greeting.sent_on) == ("sent", "12-5", date(2026, 7, 20))
    assert titles(office, f"{DUE}?show=open") == []
    assert titles(office, f"{DUE}?show=done") == ["День города, 310 лет"]

    answer = {"answer": "1", "reply_on": "20.07.2026", "reply": "Благодарим!"}
    office.post(f"/admin/partnerships/greeting/{greeting.pk}/letter/", answer)
    greeting.refresh_from_db()
    assert (greeting.state, greeting.reply) == ("answered", "Благодарим!")


def test_what_nobody_needs_is_told_no_more(office: Client, city_day: CityOccasion) -> None:
    (line,) = office.get(DUE).context["lines"]
    office.post(DUE, {"due": line["due"].key, "how": "unneeded"})
    assert Greeting.objects.get().state == LetterState.NOT_NEEDED
    assert titles(office, f"{DUE}?show=open") == []
    assert office.post(DUE, {"due": "occasion-1-1-99999999", "how": "new"}).status_code == 404
    assert office.post(DUE, {"due": "nonsense"}).status_code == 404


@pytest.mark.parametrize(("signed", "told"), [((2016, 8, 3), [10]), ((2019, 8, 3), []), ((2016, 8), [])])
def test_round_anniversaries_of_what_was_signed_on_a_known_day(
    omsk: City, signed: tuple[int, ...], told: list[int]
) -> None:
    save(Agreement(slug="a", title_ru="Соглашение", period=Period.of(signed)), cities=[omsk])
    found = due_days(date(2026, 7, 20), date(2026, 9, 1), HomeCity(), SOURCES)
    assert [due.years for due in found] == told


def test_leap_days_ended_ties_and_people_who_left(omsk: City, country: Country) -> None:
    save(Agreement(slug="a", title_ru="Соглашение", period=Period.of((2012, 2, 29))), cities=[omsk])
    save(NationalDay(country=country, name_ru="День страны", month=2, day=29))
    save(CityOccasion(city=omsk, name_ru="День города", month=2, day=29))
    save(Birthday(city=omsk, name_ru="Пётр Иванов", month=2, day=29, basis="Сайт города"))
    save(Birthday(city=omsk, name_ru="Ушедший", month=2, day=27, basis="x", in_office_until=date(2026, 1, 1)))

    found = due_days(date(2027, 2, 1), date(2027, 3, 1), HomeCity(), SOURCES)
    assert [(due.kind, due.day) for due in found] == [
        ("agreement", date(2027, 2, 28)),
        ("birthday", date(2027, 2, 28)),
    ]
    found = due_days(date(2028, 2, 1), date(2028, 3, 1), HomeCity(), SOURCES)
    assert {due.kind for due in found} == {"birthday", "national_day", "occasion"}


def test_birthdays_are_for_those_who_work_with_them(office: Client, omsk: City, city_day: CityOccasion) -> None:
    birthday = save(Birthday(city=omsk, name_ru="Пётр Иванов", office_ru="Мэр", month=8, day=5, basis="Сайт города"))
    key = f"birthday-{birthday.pk}-{omsk.pk}-20260805"
    office.post(DUE, {"due": key, "how": "new"})
    greeting = Greeting.objects.get(birthday=birthday)
    assert (greeting.addressee_ru, greeting.title_ru) == ("Мэр, Пётр Иванов", "День рождения")

    reader = Client()
    reader.force_login(person("viewer"))
    for address in (DUE, "/admin/", "/admin/partnerships/greeting/", "/admin/recent/"):
        assert "Пётр" not in reader.get(address).content.decode()
    assert titles(reader) == ["День города, 310 лет"]
    assert reader.get(f"/admin/partnerships/greeting/{greeting.pk}/letter/").status_code == 404
    assert reader.get("/admin/partnerships/birthday/").status_code == 403
    uses = reader.get(f"/admin/partnerships/city/{omsk.pk}/uses/")
    assert uses.context["uses"] == []
    assert len(office.get(f"/admin/partnerships/city/{omsk.pk}/uses/").context["uses"]) == 2
    assert kinds_seen(User.objects.get(username="viewer")) == SOURCES - {"birthday"}


def test_a_greeting_for_a_birthday_stays_hidden_when_that_goes(office: Client, clerk: User, omsk: City) -> None:
    birthday = save(Birthday(city=omsk, name_ru="Пётр Иванов", month=3, day=5, basis="Сайт города"))
    words = {"title_ru": "С тайным праздником", "addressee_ru": "Петру Иванову"}
    day = date(2026, 3, 5)
    greeting = save(Greeting(city=omsk, birthday=birthday, due_on=day, state="sent", sent_on=day, **words))
    open_one = save(Greeting(city=omsk, title_ru="Юбилей", due_on=day, addressee_ru="Сидорову"))
    reader = Client()
    reader.force_login(person("viewer"))
    listed = "/admin/partnerships/greeting/"

    def expect_hidden() -> None:
        tie = f"/admin/partnerships/city/{omsk.pk}/tie/"
        for address in (listed, tie, "/admin/recent/", "/admin/bin/", f"{listed}deleted/"):
            assert "тайным" not in reader.get(address).content.decode(), address

    expect_hidden()
    assert list(reader.get(f"{listed}?q=Сидорову").context["cl"].queryset) == []
    assert list(office.get(f"{listed}?q=Сидорову").context["cl"].queryset) == [open_one]
    with revisions.revision(by=clerk):
        revisions.delete([birthday], by=clerk)
    expect_hidden()
    greeting.refresh_from_db()
    assert (greeting.birthday, greeting.is_personal) == (None, True)
    with revisions.revision(by=clerk):
        revisions.delete([greeting], by=clerk)
    expect_hidden()
    assert "тайным" in office.get("/admin/bin/").content.decode()


def test_moved_across_new_year_it_is_the_greeting_of_its_feast(omsk: City) -> None:
    day = save(CityOccasion(city=omsk, name_ru="День города", month=1, day=2))
    greeting = save(Greeting(city=omsk, occasion=day, title_ru="День города", due_on=date(2027, 1, 2)))
    greeting.due_on = date(2026, 12, 29)
    save(greeting)
    for first, last in ((date(2026, 12, 20), date(2027, 1, 10)), (date(2026, 12, 20), date(2026, 12, 30))):
        (due,) = due_days(first, last, HomeCity(), SOURCES)
        assert (due.greeting, due.day) == (greeting, date(2026, 12, 29))


def test_a_long_lead_is_told_in_time(omsk: City, clerk: User) -> None:
    save(HomeCity(name_ru="Ставрополь", greeting_lead=40))
    save(CityOccasion(city=omsk, name_ru="День города", month=9, day=20))
    (row,) = home_greetings(clerk)
    assert (row["due"].send_by - NOW.date()).days == 7


def test_a_feast_ticked_beside_another_of_its_day_stays(office: Client, omsk: City, country: Country) -> None:
    country.iso_code = "FR"
    save(country)
    address = "/admin/partnerships/nationalday/choose/"
    (offered,) = office.get(address).context["offered"]
    one = next(day for day in offered[1] if day.feast.month == 7)
    twin = replace(one.feast, name="Autre fête")
    found = [one.feast, twin]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("partnerships.admin.screens.national_day.known_feasts", lambda _code, _day: found)
        for _twice in range(2):
            office.post(address, {"day": one.key})
            assert NationalDay.objects.count() == 1
        office.post(address, {"day": [one.key, f"{country.pk} Autre fête"]})
        assert NationalDay.objects.count() == 2
        office.post(address, {"day": one.key})
    assert NationalDay.objects.get().name_ru == "National Day"


def test_national_days_are_ticked_once_and_found(office: Client, omsk: City, country: Country) -> None:
    country.iso_code = "FR"
    save(country)
    (offered,) = office.get("/admin/partnerships/nationalday/choose/").context["offered"]
    bastille = next(day for day in offered[1] if day.feast.month == 7)
    for _twice in range(2):
        office.post("/admin/partnerships/nationalday/choose/", {"day": bastille.key})
    row = NationalDay.objects.get()
    assert (row.name_ru, row.name_en, row.month, row.day, row.feast) == ("National Day", "National Day", 7, 14, "")
    office.post("/admin/partnerships/nationalday/choose/", {})
    assert not NationalDay.objects.exists()


def test_ones_own_calendar_ends_with_the_account(office: Client, clerk: User, city_day: CityOccasion) -> None:
    page = office.post("/admin/account/calendar/", {"make": "1"})
    address = page.context["address"].removeprefix("http://testserver")
    assert address not in office.get("/admin/account/calendar/").content.decode()

    reader = Client()
    response = reader.get(address)
    (entry,) = Calendar.from_ical(response.content).events
    assert (str(entry["summary"]), entry["dtstart"].dt) == ("Поздравить: Омск, День города, 310 лет", date(2026, 7, 27))
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == (
        "private, no-store",
        "noindex, nofollow, noarchive",
    )
    office.post("/admin/account/calendar/", {"make": "1"})
    assert reader.get(address).status_code == 404

    address = (
        office.post("/admin/account/calendar/", {"make": "1"}).context["address"].removeprefix("http://testserver")
    )
    User.objects.update(is_active=False)
    assert reader.get(address).status_code == 404
    User.objects.update(is_active=True)
    clerk.end_sessions()
    assert reader.get(address).status_code == 404
    office.force_login(User.objects.get(pk=clerk.pk))
    address = (
        office.post("/admin/account/calendar/", {"make": "1"}).context["address"].removeprefix("http://testserver")
    )
    office.post("/admin/account/calendar/", {"revoke": "1"})
    assert reader.get(address).status_code == 404


def test_the_days_cost_the_same_queries_for_any_number(
    omsk: City, country: Country, django_assert_num_queries: Any, clerk: User
) -> None:
    def add(number: int) -> None:
        city = City(slug=f"c{number}", name_ru=f"Город {number}", country=country, tie="partner_city")
        city.save()
        CityOccasion(city=city, name_ru="День города", month=8, day=1 + number % 20).save()
        agreement = Agreement(slug=f"a{number}", title_ru="С", period=Period.of((2016, 8, 3)))
        agreement.save()
        agreement.cities.set([city])

    memo.home_city()
    for numbers in (range(1), range(1, 30)):
        with at_once():
            for number in numbers:
                add(number)
        with django_assert_num_queries(8):
            found = due_days(date(2026, 7, 20), date(2026, 9, 1), HomeCity(), SOURCES, with_last=True)
            assert [str(due.city) and due.send_by for due in found]
        assert len(found) == 2 * (numbers[-1] + 1)
    assert len(home_greetings(clerk)) == 60


def test_what_the_model_finds_in_a_field_that_the_form_lacks_is_said_of_the_whole(
    office: Client, last_year: Greeting, omsk: City, country: Country
) -> None:
    other = save(City(slug="other", name_ru="Тула", country=country, tie="contact"))
    path = f"/admin/partnerships/greeting/{last_year.pk}/change/"
    answer = office.post(path, filled(office, path, city=str(other.pk)))
    assert "Это праздник другого города." in answer.content.decode()
    assert Greeting.objects.get().city == omsk


def test_somebody_leaving_office_is_greeted_up_to_the_last_day(office: Client, omsk: City) -> None:
    for name, day, until in (("Скоро", 25, date(2026, 7, 30)), ("Поздно", 31, date(2026, 7, 30))):
        save(Birthday(city=omsk, name_ru=name, month=7, day=day, basis="Сайт", in_office_until=until))
    told = {str(due.source) for due in due_days(NOW.date(), date(2026, 9, 30), HomeCity(), ("birthday",))}
    assert {name for name in ("Скоро", "Поздно") if any(name in said for said in told)} == {"Скоро"}


def test_choices_speak_the_language_of_the_reader(office: Client, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(language="en")
    assert "the next 45 days" in office.get(DUE).content.decode()
    assert "5 years" in office.get("/admin/partnerships/city/ties/").content.decode()


def test_an_answered_greeting_that_was_never_marked_is_sent_and_answered(office: Client, last_year: Greeting) -> None:
    last_year.state, last_year.sent_on, last_year.reply_on = LetterState.TO_WRITE, None, date(2026, 7, 19)
    save(last_year)
    office.post(f"/admin/partnerships/greeting/{last_year.pk}/letter/", {"sent_on": "18.07.2026", "sent": "1"})
    assert Greeting.objects.get().state == LetterState.ANSWERED


def test_the_sender_of_the_latest_that_names_one_is_taken(omsk: City, city_day: CityOccasion, clerk: User) -> None:
    save(Greeting(city=omsk, title_ru="a", due_on=date(2026, 1, 1), sender_ru="Глава города"))
    save(Greeting(city=omsk, title_ru="b", due_on=date(2026, 12, 31)))
    (due,) = due_days(NOW.date(), date(2026, 9, 30), HomeCity(), ("occasion",))
    assert make_greeting(due, by=clerk).sender_ru == "Глава города"


def test_without_a_lead_it_leaves_on_a_working_day(omsk: City, city_day: CityOccasion) -> None:
    home = HomeCity(greeting_lead=0)
    (due,) = due_days(NOW.date(), date(2026, 9, 30), home, ("occasion",))
    assert due.day.isoweekday() > 5, "the test is of a day off"
    assert due.send_by.isoweekday() == 5
