from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from partnerships.admin.history.sentences import sentences_of
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.models import (
    ActionPlan,
    Agreement,
    ChecklistItem,
    City,
    Delegation,
    Document,
    Event,
    Exhibition,
    Figure,
    Participant,
    Photo,
    PlanItem,
    ProgrammeItem,
    User,
)
from partnerships.period import Period
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(omsk: City) -> Delegation:
    visit = Delegation(slug="vizit-2025", title_ru="Визит Омска на День города 2025", title_en="Omsk in 2025")
    visit.direction, visit.purpose_ru, visit.result_ru, visit.order_number = "incoming", "Учёба", "Подписали", "17-р"
    visit.report_sent, visit.head_count = date(2025, 9, 10), 5
    visit.period = Period.of((2025, 9, 3), (2025, 9, 4))
    save(visit, cities=[omsk])
    save(Participant(record=visit, name_ru="Иванов И. И.", role="head", is_public=True, contact="+7 900 000-00-00"))
    save(Participant(record=visit, name_ru="Петров П. П.", is_public=True, consent="от 01.09.2025"))
    save(Figure(record=visit, what="visitors", value=30))
    save(Document(record=visit, file="documents/x/document", name="a.pdf", title_ru="Приказ"))
    for day, hour in ((3, 9), (4, 10)):
        item = ProgrammeItem(delegation=visit, day=date(2025, 9, day), starts=time(hour), activity_ru="Встреча")
        item.state = "held"
        save(item, public=False)
    photo: Any = Photo(record=visit, alt_ru="Гости у стола")
    photo.file = accept_photo(picture())
    save(photo)
    return visit


def path(record: Any) -> str:
    return f"/admin/partnerships/{record.kind}/{record.pk}/copy/"


def filled(client: Client, record: Any, period: str) -> dict[str, str]:
    """Return what the page of the copy would send."""
    return {**client.get(path(record)).context["hidden"], "period": period}


def press(client: Client, record: Any, period: str) -> Any:
    return client.post(path(record), filled(client, record, period))


def test_a_visit_is_copied_to_a_new_date_as_one_revision(office: Client, visit: Delegation) -> None:
    before = revisions.register_version()

    answer = press(office, visit, "10–11 сентября 2026")

    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert answer.headers["Location"] == f"/admin/partnerships/delegation/{twin.pk}/change/"
    assert (twin.title_ru, twin.title_en, twin.slug) == (
        "Визит Омска на День города 2026",
        "Omsk in 2026",
        "vizit-omska-na-den-goroda-2026",
    )
    assert (twin.state, twin.publish_at, twin.status) == ("draft", None, "planned")
    assert (twin.period.edtf(), twin.purpose_ru, twin.head_count) == ("2026-09-10/2026-09-11", "Учёба", 5)
    assert [city.slug for city in twin.cities.all()] == ["omsk"]
    items = twin.programme_items.values_list("day", "starts", "state")
    assert list(items) == [(date(2026, 9, 10), time(9), "planned"), (date(2026, 9, 11), time(10), "planned")]
    assert revisions.register_version() == before + 1
    assert "Скопировано с" in sentences_of(revisions.history(twin).get().revision.comment)


def test_what_belongs_to_the_old_occasion_stays_there(office: Client, visit: Delegation) -> None:
    press(office, visit, "2026")
    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert (twin.result_ru or "", twin.order_number, twin.report_sent) == ("", "", None)
    assert (twin.photos.count(), twin.documents.count(), twin.figures.count()) == (0, 0, 0)
    people = twin.participants.values_list("name_ru", "role", "is_public", "consent", "contact")
    assert list(people) == [
        ("Иванов И. И.", "head", True, "", "+7 900 000-00-00"),
        ("Петров П. П.", "member", False, "", ""),
    ]
    assert set(twin.programme_items.values_list("day", flat=True)) == {None}
    visit.refresh_from_db()
    assert (visit.photos.count(), visit.programme_items.count(), visit.result_ru) == (1, 2, "Подписали")


@pytest.mark.parametrize(
    "record",
    [
        Event(slug="e", title_ru="День города", form="city_day", outcome_ru="Итог", venue_ru="Площадь"),
        Exhibition(slug="x", title_ru="Выставка", venue_ru="Музей"),
        Agreement(slug="a", title_ru="Соглашение", form="memorandum", number="5", original_place="Сейф"),
    ],
    ids=lambda record: record.KIND,
)
def test_other_kinds_are_copied_too(office: Client, record: Any) -> None:
    original = save(type(record)(**{name: value for name, value in record.__dict__.items() if name[0] != "_"}))
    press(office, original, "май 2026")
    twin = type(record).objects.exclude(pk=original.pk).get()
    assert (twin.state, twin.period.edtf(), twin.title_ru) == ("draft", "2026-05", original.title_ru)
    for name in ("outcome_ru", "number", "original_place"):
        assert not getattr(twin, name, "")
    assert twin.status == ("draft" if record.KIND == "agreement" else "planned")
    assert (twin.slug, getattr(twin, "venue_ru", "")) != (original.slug, None)


def test_a_doubtful_date_is_explained_and_nothing_is_copied(office: Client, visit: Delegation) -> None:
    page = press(office, visit, "скоро").content.decode()
    assert "В дате нужен год" in page
    assert 'value="скоро"' in page
    assert Delegation.objects.count() == 1


def test_a_date_that_the_form_of_the_copy_would_refuse_is_refused(office: Client, omsk: City) -> None:
    paper = save(Agreement(slug="a", title_ru="Соглашение"), cities=[omsk])
    answer = press(office, paper, "2014–2019")
    assert "Похоже на срок действия" in str(answer.context["form"].errors["period"])
    assert Agreement.objects.count() == 1


def test_a_button_pressed_twice_makes_one_copy(office: Client, visit: Delegation) -> None:
    form = filled(office, visit, "2026")

    answers = [office.post(path(visit), form).headers["Location"] for _press in range(2)]

    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert answers == [f"/admin/partnerships/delegation/{twin.pk}/change/"] * 2
    office.post(path(visit), {**form, "period": "2027"})  # the date was changed: this is meant
    assert set(Delegation.objects.exclude(pk=visit.pk).values_list("start__year", flat=True)) == {2026, 2027}


def test_a_form_of_somebody_else_copies_nothing_and_says_so(office: Client, visit: Delegation) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("other"))

    page = other.post(path(visit), filled(office, visit, "2026"))

    assert "Нажмите кнопку ещё раз." in page.content.decode()
    assert Delegation.objects.count() == 1
    other.post(path(visit), {**page.context["hidden"], "period": page.context["form"]["period"].value()})
    assert Delegation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_the_same_moment_get_an_address_each() -> None:
    event = save(Event(slug="e", title_ru="День города", form="city_day"))
    clients = []
    for name in ("first", "second", "third"):
        client = Client()
        client.force_login(User.objects.create_superuser(name))
        clients.append((client, filled(client, event, "2026")))

    def send(pair: tuple[Client, dict[str, str]]) -> int:
        try:
            return pair[0].post(path(event), pair[1]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(send, clients)) == [302, 302, 302]
    assert Event.objects.exclude(pk=event.pk).values("slug").distinct().count() == 3


def test_who_may_not_add_copies_nothing(visit: Delegation) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_delegation"))
    client = Client()
    client.force_login(viewer)
    assert client.get(path(visit)).status_code == 403
    assert client.post(path(visit), {"period": "2026"}).status_code == 403
    assert Delegation.objects.count() == 1


def test_a_date_without_a_day_keeps_the_order_of_the_programme_and_says_what_is_missing(
    office: Client, visit: Delegation
) -> None:
    early = ProgrammeItem(delegation=visit, day=date(2025, 9, 4), starts=time(8, 15), activity_ru="Проводы")
    save(early, public=False)
    page = office.post(path(visit), filled(office, visit, "2028"), follow=True)

    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert [item.starts for item in twin.programme_items.all()] == [time(9), time(8, 15), time(10)]
    assert "Дни в программе не заполнены" in page.content.decode()


def test_a_shorter_visit_has_no_day_for_what_was_on_its_last(office: Client, visit: Delegation) -> None:
    page = office.post(path(visit), filled(office, visit, "10 сентября 2026"), follow=True)
    twin = Delegation.objects.exclude(pk=visit.pk).get()
    assert {item.day for item in twin.programme_items.all()} == {date(2026, 9, 10), None}
    assert "Дни в программе не заполнены" in page.content.decode()


def test_items_whose_dates_the_new_year_does_not_have_are_named(office: Client) -> None:
    plan = save(ActionPlan(slug="p", title_ru="План", period=Period.of((2028,))))
    for activity, due, state in (
        *(("Високосный бал", "2028-02-29", "planned"), ("Ярмарка", "2028-03", "planned"), ("Без даты", "", "planned")),
        ("Снято", "2028-02-29", "dropped"),
    ):
        save(PlanItem(plan=plan, activity_ru=activity, due=due, state=state))
    page = office.post(path(plan), filled(office, plan, "2029"), follow=True)
    (told,) = [str(message) for message in page.context["messages"] if "Високосный" in str(message)]
    assert told.endswith(" Високосный бал")
    twin = ActionPlan.objects.exclude(pk=plan.pk).get()
    assert {item.activity_ru: item.due.edtf() for item in twin.plan_items.all()} == {
        "Високосный бал": "",
        "Ярмарка": "2029-03",
        "Без даты": "",
    }


def test_typed_deadlines_that_the_new_date_empties_are_named(office: Client, visit: Delegation) -> None:
    save(ChecklistItem(delegation=visit, what="Заказать цветы", due=date(2025, 9, 1)))
    save(ChecklistItem(delegation=visit, what="Приглашение", due=date(2025, 8, 29), counted_from="arrival", days=3))
    page = office.post(path(visit), filled(office, visit, "сентябрь 2026"), follow=True)
    (told,) = [str(message) for message in page.context["messages"] if "цветы" in str(message)]
    assert told.endswith(" Заказать цветы")
    page = office.post(path(visit), filled(office, visit, "10–11 сентября 2026"), follow=True)
    assert not [message for message in page.context["messages"] if "цветы" in str(message)]
