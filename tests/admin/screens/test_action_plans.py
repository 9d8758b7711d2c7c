"""An action plan, from a pasted table to what the agreement brought: as the department and the public meet it."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import ActionPlan, Agreement, City, Delegation, Figure, PlanItem, Theme, User
from partnerships.period import Period, parse
from partnerships.standing import PlanItemStanding
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db
PLANS = "/admin/partnerships/actionplan/"
TODAY = date(2026, 9, 7)  # a Monday, on which the whole letter is written


@pytest.fixture
def today() -> Any:
    with time_machine.travel(f"{TODAY} 12:00+03:00", tick=False):
        yield


@pytest.fixture
def agreement(omsk: City) -> Agreement:
    return save(Agreement(slug="omsk", title_ru="Соглашение с Омском", title_en="With Omsk"), cities=[omsk])


@pytest.fixture
def plan(today: None, agreement: Agreement, omsk: City) -> ActionPlan:
    plan = ActionPlan(slug="omsk-2026", title_ru="План с Омском на 2026 год", carries_out=agreement)
    plan.period = parse("2026")
    with at_once():
        save(plan, cities=[omsk])
        for order, (activity, due, state) in enumerate(
            (
                ("Обмен делегациями школьников", "март 2026", "planned"),
                ("Выставка рисунков", "сентябрь 2026", "planned"),
                ("Ярмарка", "", "planned"),
                ("Конференция", "май 2026", "done"),
                ("Марафон", "апрель 2026", "dropped"),
            )
        ):
            item = PlanItem(plan=plan, activity_ru=activity, due=parse(due), state=state, order=order)
            item.responsible_home_ru, item.funding = "Комитет образования", "бюджет 7 млн"
            item.save()
    return plan


@pytest.fixture
def visit(omsk: City) -> Delegation:
    visit = Delegation(slug="shkolniki", title_ru="Делегация школьников Омска", direction="incoming", head_count=12)
    visit.period = parse("12–14 марта 2026")
    save(visit, cities=[omsk])
    save(Figure(record=visit, what="participants", value=40))
    return visit


def item(plan: ActionPlan, activity: str) -> PlanItem:
    return PlanItem.objects.get(plan=plan, activity_ru=activity)


def test_rows_and_items_agree_on_what_is_past_its_date(plan: ActionPlan) -> None:
    told = {
        "Обмен делегациями школьников": PlanItemStanding.PAST_DUE,
        "Выставка рисунков": PlanItemStanding.PLANNED,
        "Ярмарка": PlanItemStanding.PLANNED,
        "Конференция": PlanItemStanding.DONE,
        "Марафон": PlanItemStanding.DROPPED,
    }
    for day in (TODAY, date(2026, 3, 31), date(2026, 4, 1), date(2027, 1, 1)):
        rows = PlanItem.objects.with_standing(day).select_related("plan")
        assert [row.standing for row in rows] == [row.standing_on(day) for row in PlanItem.objects.all()], day
    assert {row.activity_ru: row.standing for row in PlanItem.objects.with_standing()} == told
    assert item(plan, "Ярмарка").standing_on(date(2027, 1, 1)) == PlanItemStanding.PAST_DUE
    assert item(plan, "Обмен делегациями школьников").standing_on(date(2026, 3, 31)) == PlanItemStanding.PLANNED
    for status, standing in (("draft", PlanItemStanding.PLANNED), ("withdrawn", PlanItemStanding.DROPPED)):
        plan.status = status
        save(plan)
        assert PlanItem.objects.with_standing().first().standing == standing


def test_a_pasted_plan_is_saved_ticked_and_found_in_the_history(office: Client, today: None, omsk: City) -> None:
    theme = save(Theme(slug="culture", name_ru="Культура"))
    text = "Мероприятие\tСрок\tОтветственные\tНаправление\n" + "\n".join(
        f"Дело {number}\tмарт\tКомитет\tКультура" for number in range(12)
    )
    form = filled(office, PLANS + "add/", title_ru="План", period="2026", cities=[str(omsk.pk)], status="adopted")
    shown = office.post(PLANS + "add/", {**form, "paste-plan_items": text, "_paste": "plan_items"})
    formset = next(
        rows.formset for rows in shown.context["inline_admin_formsets"] if rows.formset.prefix == "plan_items"
    )
    assert len(formset.forms) == 12
    rows = {form.add_prefix(name): form[name].value() for form in formset.forms for name in form.fields}
    rows = {name: value for name, value in rows.items() if value not in (None, "")}

    office.post(PLANS + "add/", {**form, **rows, "plan_items-TOTAL_FORMS": "12", "_save": "1"})

    plan = ActionPlan.objects.get()
    saved = list(plan.plan_items.all())
    assert [row.activity_ru for row in saved] == [f"Дело {number}" for number in range(12)]
    assert {(str(row.due), row.theme_id, row.responsible_home_ru) for row in saved} == {
        ("март 2026", theme.pk, "Комитет")
    }
    path = f"{PLANS}{plan.pk}/change/"
    ticked = filled(office, path, **{"plan_items-0-state": "done", "plan_items-1-state": "done"})
    with CaptureQueriesContext(connection) as asked:
        office.post(path, {**ticked, "_save": "1"})
    of_one_row = '"order" FROM "partnerships_theme" WHERE "partnerships_theme"."id" = '
    assert not [query for query in asked if of_one_row in query["sql"]], "fields are read once for all rows"
    assert plan.plan_items.filter(state="done").count() == 2
    assert "Дело 0" in office.get(f"{PLANS}{plan.pk}/history/").content.decode()


def test_the_first_page_and_the_letter_name_what_is_past_and_what_is_next(
    office: Client, clerk: User, plan: ActionPlan
) -> None:
    User.objects.filter(pk=clerk.pk).update(email="clerk@example.org", wants_morning=True)

    past, soon = (office.get(f"/admin/todo/{slug}/").content.decode() for slug in ("plan-overdue", "plan-soon"))
    call_command("morning", "--site", "https://register.example.org", stdout=StringIO())
    letter = mail.outbox[-1].body

    assert "Обмен делегациями школьников — Комитет образования — март 2026: 31 марта 2026, срок прошёл" in past
    assert "Выставка рисунков — Комитет образования — сентябрь 2026: 30 сентября 2026, осталось 23 дня" in soon
    for other in ("Ярмарка", "Конференция", "Марафон"):
        assert other not in past + soon
    assert "Пункты планов, срок которых прошёл: 1" in letter
    assert "Обмен делегациями школьников" in letter
    plan.status = "draft"
    save(plan)
    assert "Обмен" not in office.get("/admin/todo/plan-overdue/").content.decode()


def test_a_record_before_the_last_day_of_an_item_is_at_its_time(
    office: Client, plan: ActionPlan, visit: Delegation
) -> None:
    with at_once():
        plan.period = parse("до 2026")  # nobody knows since when
        plan.save()
        visit.period = parse("март 2025")
        visit.save()
        PlanItem(plan=plan, activity_ru="Приём делегации", due=parse("до 1 июня 2026"), order=9).save()
    lines = office.get(f"{PLANS}{plan.pk}/found/").context["lines"]
    assert {line.activity_ru: [record.pk for record in records] for line, records in lines} == {
        "Обмен делегациями школьников": [visit.pk],
        "Приём делегации": [visit.pk],
    }


def test_a_record_of_the_same_city_time_and_words_is_offered_and_linked(
    office: Client, plan: ActionPlan, visit: Delegation, omsk: City
) -> None:
    other = City(slug="pyatigorsk", name_ru="Пятигорск", country=omsk.country, tie="contact")
    elsewhere = Delegation(slug="other", title_ru="Делегация школьников Пятигорска", direction="incoming")
    elsewhere.period = visit.period
    save(elsewhere, cities=[save(other)])
    path = f"{PLANS}{plan.pk}/found/"

    lines = office.get(path).context["lines"]
    assert [(line.activity_ru, records[0].pk, len(records)) for line, records in lines] == [
        ("Обмен делегациями школьников", visit.pk, 1)
    ]
    exchange = item(plan, "Обмен делегациями школьников")
    for _press in range(2):
        office.post(path, {"item": exchange.pk, "record": visit.pk})

    exchange.refresh_from_db()
    assert (exchange.fulfilled_by_id, exchange.state) == (visit.pk, "done")
    assert office.get(path).context["lines"] == []
    form = office.get(f"{PLANS}{plan.pk}/change/").content.decode()
    assert '<span class="grid-more-said">Делегация школьников Омска, бюджет 7 млн</span>' in form
    assert "Обмен делегациями" in office.get(f"{PLANS}{plan.pk}/history/").content.decode()
    assert office.post(path, {"item": "0", "record": visit.pk}).status_code == 404


def test_the_plan_of_the_next_year_begins_with_what_was_not_dropped(
    office: Client, plan: ActionPlan, visit: Delegation
) -> None:
    path = f"{PLANS}{plan.pk}/copy/"
    plan.title_ru, plan.period = "План с Омском на 2026–2027 годы", parse("2026–2027")
    save(plan)
    done = item(plan, "Конференция")
    done.result_ru, done.fulfilled_by = "Прошла", visit
    save(done, public=False)

    office.post(path, {**office.get(path).context["hidden"], "period": "2028–2029"})

    twin = ActionPlan.objects.exclude(pk=plan.pk).get()
    assert (twin.title_ru, twin.status, twin.carries_out_id) == (
        "План с Омском на 2028–2029 годы",
        "draft",
        plan.carries_out_id,
    )
    assert [(row.activity_ru, row.due.edtf(), row.state) for row in twin.plan_items.all()] == [
        ("Обмен делегациями школьников", "2028-03", "planned"),
        ("Выставка рисунков", "2028-09", "planned"),
        ("Ярмарка", "", "planned"),
        ("Конференция", "2028-05", "planned"),
    ]
    assert not twin.plan_items.exclude(result_ru=None, fulfilled_by=None).exists()


def test_the_public_reads_the_plan_and_what_the_agreement_brought(
    client: Client, plan: ActionPlan, visit: Delegation, agreement: Agreement
) -> None:
    exchange = item(plan, "Обмен делегациями школьников")
    exchange.fulfilled_by, exchange.state = visit, "done"
    save(exchange, public=False)

    page = client.get("/ru/plans/omsk-2026/").content.decode()
    brought = client.get("/ru/agreements/omsk/").content.decode().partition('id="brought"')[2]
    data = client.get("/api/v1/plans/omsk-2026?lang=ru").json()

    assert "2 из 4 пунктов" in page
    assert "бюджет 7 млн" not in page + brought
    assert f'href="{visit.get_absolute_url()}"' in page
    assert "Из 4 пунктов плана выполнено: 2." in brought
    assert "Человек в делегациях: 12." in brought
    assert "40 участников" in brought
    assert data["plan_items"][0]["fulfilled_by"]["id"] == visit.pk
    assert [row["standing"] for row in data["plan_items"]] == ["done", "planned", "planned", "done", "dropped"]
    later = client.get("/api/v1/plans/omsk-2026?lang=ru&on=2027-01-01").json()
    assert [row["standing"] for row in later["plan_items"]] == ["done", "past_due", "past_due", "done", "dropped"]
    with at_once():
        visit.state = plan.state = "draft"
        visit.save()
        plan.save()
    brought = client.get("/ru/agreements/omsk/").content.decode()
    assert 'id="brought"' not in brought, "a hidden plan and a hidden delegation are told of by nobody"
    assert client.get("/ru/plans/omsk-2026/").status_code == 404


def test_as_at_a_day_a_plan_and_what_it_brought_begin_with_their_dates(
    client: Client, plan: ActionPlan, visit: Delegation, agreement: Agreement
) -> None:
    undated = Delegation(slug="undated", title_ru="Делегация без даты", direction="incoming", carries_out=agreement)
    save(undated)

    def brought(day: str) -> str:
        return client.get(f"/ru/agreements/omsk/?on={day}").content.decode().partition('id="brought"')[2]

    assert "Делегация без даты" in brought("")
    assert "Делегация без даты" not in brought("2026-05-15")
    assert "Из 2 пунктов плана выполнено: 0." in brought("2026-04-15")
    assert "Из 3 пунктов плана выполнено: 1." in brought("2026-05-15")
    assert brought("2025-06-01") == ""
    listed = [client.get(f"/ru/plans/?on={day}").context["listing"].page for day in ("2025-06-01", "2026-06-01")]
    assert [len(page.object_list) for page in listed] == [0, 1]


def test_pages_ask_as_much_for_one_item_as_for_thirty(
    client: Client, plan: ActionPlan, visit: Delegation, django_assert_num_queries: Any
) -> None:
    for rows in (1, 29):
        with at_once():
            for number in range(rows):
                each = PlanItem(plan=plan, activity_ru=f"Дело {number}", order=9, fulfilled_by=visit, state="done")
                each.due = Period.of((2025, 1 + number % 12))
                each.save()
        client.get("/ru/plans/")
        with django_assert_num_queries(17):
            client.get("/ru/plans/omsk-2026/")
    assert PlanItem.objects.falling_due(TODAY + timedelta(days=45)).count() == 1
