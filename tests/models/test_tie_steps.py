"""The history of a tie: its steps are kept, told and counted, and none can be taken that could not have been."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from partnerships.history import restoring, revisions
from partnerships.models import City, CityOccasion, TieStep
from partnerships.models.tie_step import step_faults
from partnerships.period import Period
from partnerships.standing import TieStanding
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save
from tests.database.earlier import at
from tests.spreadsheets.tables import opened, send, streamed, take

CITIES = "/admin/partnerships/city/"


@pytest.fixture
def told(omsk: City) -> City:
    """A tie that began in 1993, was on hold from 2022 to May 2024, and ended."""
    omsk.period = Period.of((1993,))
    save(omsk)
    save(TieStep(city=omsk, kind="ended", date="2025-03-01", office_reason="ZXQ internal", order=2))
    hold = TieStep(city=omsk, kind="on_hold", date="2022", reason_ru="Ремонт границы", reason_en="Border works")
    save(hold)
    save(TieStep(city=omsk, kind="resumed", date="2024-05", order=1))
    return omsk


@pytest.mark.django_db
def test_on_each_day_the_tie_stands_as_the_last_step_said(told: City) -> None:
    days = {
        date(2021, 12, 31): TieStanding.ALIVE,
        date(2022, 1, 1): TieStanding.ON_HOLD,
        date(2024, 4, 30): TieStanding.ON_HOLD,
        date(2024, 5, 1): TieStanding.ALIVE,
        date(2025, 3, 1): TieStanding.ENDED,
        date(1992, 1, 1): TieStanding.NOT_YET,
    }
    for day, standing in days.items():
        assert told.standing_on(day) == standing, day
        assert list(City.objects.standing_in(standing, day=day)) == [told], day


@pytest.mark.parametrize(
    ("steps", "faulty", "words"),
    [
        ([("ended", "1990")], 0, "The tie began later (1993)"),
        ([("resumed", "2000")], 0, "there is nothing to resume"),
        ([("on_hold", "2000"), ("resumed", "2001"), ("resumed", "2002")], 2, "there is nothing to resume"),
        ([("on_hold", "2000"), ("on_hold", "2001")], 1, "two equal steps"),
        ([("ended", "2000"), ("on_hold", "2001")], 1, "had ended before this"),
        ([("on_hold", "2000/2003")], 0, "as two rows"),
        ([("ended", "2015"), ("resumed", "")], 1, "Give its date"),
        ([("on_hold", ""), ("on_hold", ""), ("resumed", "2015")], 1, "Give its date"),
        ([("resumed", "")], 0, "there is nothing to resume"),
        ([("ended", "1990/..")], 0, "The tie began later (1993)"),
        ([("resumed", "2000"), ("on_hold", "2001")], 0, "there is nothing to resume"),
        ([("on_hold", ""), ("resumed", "2001"), ("dormant", "2002"), ("ended", "2003"), ("resumed", "2004")], None, ""),
    ],
)
def test_a_step_that_cannot_follow_is_said_so(steps: list[tuple[str, str]], faulty: int | None, words: str) -> None:
    rows = [TieStep(kind=kind, date=when, order=order) for order, (kind, when) in enumerate(steps)]
    with translation.override("en"):
        found = list(step_faults(Period.of((1993,)), rows))
    assert [rows.index(step) for step, _words in found] == ([] if faulty is None else [faulty])
    assert all(words in text for _step, text in found)


@pytest.mark.django_db
def test_the_page_tells_the_story_in_both_languages(client: Client, told: City) -> None:
    for code, pieces in {
        "ru": ("1993", "начало связи", "2022", "приостановка", "Ремонт границы", "май 2024", "возобновление"),
        "en": ("1993", "beginning of the tie", "2022", "put on hold", "Border works", "May 2024", "brought to an end"),
    }.items():
        page = client.get(f"/{code}/cities/omsk/").content.decode()
        story = page.partition('id="tie"')[2].partition("</section>")[0].replace("\xa0", " ")
        places = [story.find(piece) for piece in pieces]
        assert -1 not in places, (code, pieces[places.index(-1)])
        assert places == sorted(places)
        assert "ZXQ" not in page


@pytest.mark.django_db
def test_a_step_still_to_come_is_said_to_be_so(client: Client, told: City) -> None:
    def story(query: str = "") -> str:
        page = client.get(f"/en/cities/omsk/{query}").content.decode()
        return page.partition('id="tie"')[2].partition("</section>")[0]

    save(TieStep(city=told, kind="resumed", date="2130", order=3))
    assert "taken up again (to come)" in story()
    assert story().count("(to come)") == 1
    assert "beginning of the tie (to come)" in story("?on=1990-01-01")
    assert "(to come)" not in story("?on=2130-01-01")


@pytest.mark.django_db
def test_the_steps_leave_as_data_without_what_the_department_keeps(client: Client, told: City) -> None:
    answer = client.get("/api/v1/cities/omsk?lang=all")
    rows = answer.json()["tie_steps"]
    assert [row["kind"] for row in rows] == ["on_hold", "resumed", "ended"]
    assert rows[0]["reason"] == {"ru": "Ремонт границы", "en": "Border works"}
    assert (answer.json()["standing"], answer.json()["status"]) == ("ended", "ended")
    assert "ZXQ" not in answer.content.decode()
    assert "/ru/cities/omsk/" in client.get("/ru/search/?q=ремонт границы").content.decode()
    assert "/ru/cities/omsk/" not in client.get("/ru/search/?q=ZXQ").content.decode()


@pytest.mark.django_db
def test_the_form_tells_a_fault_at_the_date_of_its_step(office: Client, told: City) -> None:
    path = f"{CITIES}{told.pk}/change/"
    rows = {
        "tie_steps-TOTAL_FORMS": "4",
        "tie_steps-3-kind": "on_hold",
        "tie_steps-3-date": "2026",
        "tie_steps-3-order": "3",
    }
    told_back = office.post(path, filled(office, path, **rows))
    steps = next(
        shown.formset for shown in told_back.context["inline_admin_formsets"] if shown.formset.prefix == "tie_steps"
    )
    assert [list(form.errors) for form in steps.forms] == [[], [], [], ["date"]]
    assert TieStep.objects.count() == 3

    rows |= {"tie_steps-3-kind": "resumed"}
    assert office.post(path, filled(office, path, **rows)).status_code == 302
    assert City.objects.get().standing == TieStanding.ALIVE
    later = office.post(path, filled(office, path, period="2023"))
    errors = [
        form.errors
        for shown in later.context["inline_admin_formsets"]
        if shown.formset.prefix == "tie_steps"
        for form in shown.formset.forms
    ]
    assert [list(found) for found in errors] == [["date"], [], [], []]


@pytest.mark.django_db
def test_the_steps_survive_a_table_and_a_wrong_one_is_refused(office: Client, told: City) -> None:
    export = office.get(f"{CITIES}export/")
    table = opened(streamed(export))
    head, row = table[0], table[1]
    at = head.index("Этапы связи")
    assert row[at].replace("\xa0", " ") == "приостановка (2022); возобновление (май 2024); прекращение (1 марта 2025)"
    before = revisions.register_version()
    send(office, table, path=CITIES)
    assert revisions.register_version() == before

    row[at] = "приостановка (2022); возобновление (май 2024); прекращение (2030)"
    take(office, table, path=CITIES)
    assert [(step.kind, step.date.edtf()) for step in City.objects.get().steps] == [
        ("on_hold", "2022"),
        ("resumed", "2024-05"),
        ("ended", "2030"),
    ]
    assert TieStep.objects.get(kind="on_hold").reason_ru == "Ремонт границы", "what stays keeps its reason"

    for wrong in ("прекращение (1990)", "возобновление (2000)", "ссора (2000)"):
        answer = send(
            office, [["Название", "Страна или территория", "Этапы связи"], ["Омск", "Россия", wrong]], path=CITIES
        )
        assert not answer.context["token"], wrong


@pytest.mark.django_db
def test_a_step_is_a_change_of_its_city_that_comes_back(told: City) -> None:
    whole = revisions.history(told).first()
    revisions.delete([told.steps[-1]], by=None, reason="x")
    assert City.objects.get().standing == TieStanding.ALIVE
    restoring.restore(whole, by=None, reason="back")
    assert City.objects.get().standing == TieStanding.ENDED


#: Literal, and the same for one city and for thirty: of the page after a change.
QUERIES = {"/ru/calendar.ics": 4, "/admin/": 89, CITIES: 9, "/api/v1/cities": 12, "/ru/cities/": 12}


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("more", [1, 30])
def test_the_steps_cost_the_same_for_one_city_and_for_thirty(office: Client, told: City, more: int) -> None:
    month = timezone.localdate().month
    with at_once():
        save(CityOccasion(city=told, name_ru="День", month=month, day=28))
        for number in range(more):
            city = save(City(slug=f"c{number}", name_ru=f"Город {number}", country=told.country, tie="contact"))
            save(TieStep(city=city, kind="on_hold", date="2020"))
            save(CityOccasion(city=city, name_ru="День", month=month, day=28))
    asked = {}
    for address in QUERIES:
        office.get(address)
        revisions.update([told], by=None, reason="x", region_ru=address)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address).status_code == 200
        asked[address] = len(queries)
    assert asked == QUERIES


BEFORE, AFTER = "0029_tie_steps", "0031_ties_without_status"


@pytest.mark.long  # there and back over all that came since; those migrations themselves change no more
@pytest.mark.django_db(transaction=True)
def test_a_status_becomes_a_step_and_a_status_again() -> None:
    try:
        old = at(BEFORE)
        group = old.get_model("partnerships", "CountryGroup").objects.create(slug="g", name="Г")
        country = old.get_model("partnerships", "Country").objects.create(name="С", group=group)
        cities = old.get_model("partnerships", "City").objects
        for status, reason in (("ended", "так решили"), ("suspended", ""), ("active", "пометка")):
            cities.create(slug=status, name=status, country=country, tie="contact", status=status, status_reason=reason)

        new = at(AFTER)
        steps = new.get_model("partnerships", "TieStep").objects.order_by("city__slug")
        assert list(steps.values_list("city__slug", "kind", "office_reason")) == [
            ("ended", "ended", "так решили"),
            ("suspended", "on_hold", ""),
        ]
        assert new.get_model("partnerships", "City").objects.get(slug="active").internal_note == "пометка"

        back = at(BEFORE).get_model("partnerships", "City").objects
        assert dict(back.values_list("slug", "status")) == {slug: slug for slug in ("ended", "suspended", "active")}
        again = at(AFTER).get_model("partnerships", "TieStep").objects
        assert again.count() == 2, "there and back and there makes no step twice"
        back = at(BEFORE).get_model("partnerships", "City").objects
        back.all().delete()
        at(BEFORE).get_model("partnerships", "Country").objects.all().delete()
        at(BEFORE).get_model("partnerships", "CountryGroup").objects.all().delete()
    finally:
        call_command("migrate", "partnerships", verbosity=0)
