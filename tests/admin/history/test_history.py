"""The memory of the back office: history, comparison, uses, deletion, the bin."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from partnerships.history import restoring, revisions, version_token
from partnerships.history.revision_steps import Edit
from partnerships.models import City, Country, Delegation, Event, Involvement, Organization, Participant, Theme, User
from tests.admin.forms.filled_form import bring_back, delete, filled
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
OFFICE = "/admin/partnerships/"


@pytest.fixture
def event(omsk: City) -> Event:
    return save(Event(slug="e", title_ru="Было так", title_en="Was", form="meeting"), cities=[omsk])


def of(record: Any, page: str) -> str:
    return f"{OFFICE}{record._meta.model_name}/{record.pk}/{page}/"


def text(client: Client, path: str, **query: Any) -> str:
    """Return the words of a page as they are read, without the marks."""
    page = client.get(path, query)
    assert page.status_code == 200, page.status_code
    found = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def signed_in(role: str) -> Client:
    user = User.objects.create_user(role, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def test_the_history_compares_any_two_states(office: Client, clerk: User, event: Event) -> None:
    first = revisions.history(event).first()
    office.post(of(event, "change"), filled(office, of(event, "change"), title_ru="Стало так"))
    save(Participant(record=event, name_ru="Иванов", role="speaker", contact="8-800"))
    second = revisions.history(event)[1]

    assert "clerk" in text(office, of(event, "history"))
    between = office.get(of(event, "history/compare"), {"old": first.pk, "new": second.pk}).content.decode()
    assert re.search(r"<del>.*Было.*</del><ins>.*Стало.*</ins> так", between, re.DOTALL)
    assert "Иванов" not in between
    assert "Участник: Иванов добавлено" in text(office, of(event, "history/compare"), old=first.pk)
    assert "8-800" in text(office, of(event, "history/compare"), old=first.pk)
    assert "8-800" not in text(signed_in("viewer"), of(event, "history/compare"), old=first.pk)


@pytest.mark.parametrize("wrong", ["old=x", "new=999999999", "old=99999999999999999999999", "new=now&old=-1"])
def test_a_state_that_is_not_there_is_not_found(office: Client, event: Event, wrong: str) -> None:
    assert office.get(f"{of(event, 'history/compare')}?{wrong}").status_code == 404


def test_what_a_restore_changes_is_shown_before_it_is_done(office: Client, event: Event) -> None:
    first = revisions.history(event).first()
    office.post(of(event, "change"), filled(office, of(event, "change"), title_ru="Стало так"))
    path = f"{OFFICE}event/restore/{first.pk}/"

    assert "[удалено: Стало ] [добавлено: Было ] так" in text(office, path)
    assert Event.objects.get().title_ru == "Стало так"
    assert signed_in("viewer").get(path).status_code == 403
    bring_back(office, path)
    assert Event.objects.get().title_ru == "Было так"


def test_a_restore_stops_where_somebody_saved_after_the_comparison_was_shown(office: Client, event: Event) -> None:
    first = revisions.history(event).first()
    office.post(of(event, "change"), filled(office, of(event, "change"), title_ru="Стало так"))
    path = f"{OFFICE}event/restore/{first.pk}/"
    shown = {"seen": office.get(path).context["seen"]}
    revisions.update([Event.objects.get()], by=None, reason="x", summary_ru="Слово коллеги")

    page = office.post(path, shown, follow=True)

    assert Event.objects.get().title_ru == "Стало так"
    assert "Запись пока не возвращена" in page.content.decode()
    assert "Слово коллеги" in page.content.decode()
    bring_back(office, path)
    assert Event.objects.get().title_ru == "Было так"


def test_the_page_of_what_an_editor_brings_back_is_said_to_be_off_the_site(office: Client, event: Event) -> None:
    delete(office, of(event, "delete"))
    path = f"{OFFICE}event/restore/{restoring.deleted(Event).get().pk}/"
    assert "На сайте" in text(office, path)

    editor = signed_in("editor")
    page = text(editor, path)
    assert "Снято с сайта" in page
    assert "На сайте" not in page
    back = bring_back(editor, path, follow=True)
    assert Event.objects.get().state == "withdrawn"
    assert "Страницы нет на сайте" in back.content.decode()


def test_what_came_back_from_the_bin_meanwhile_is_not_overwritten(office: Client, event: Event) -> None:
    revisions.delete([event], by=None, reason="x")
    path = f"{OFFICE}event/restore/{restoring.deleted(Event).get().pk}/"
    shown = {"seen": office.get(path).context["seen"]}
    bring_back(office, path)
    revisions.update([Event.objects.get()], by=None, reason="x", title_ru="Слово коллеги")

    office.post(path, shown)

    assert Event.objects.get().title_ru == "Слово коллеги"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_of_memory_do_not_ask_more_with_rows(
    office: Client, django_assert_num_queries: Any, omsk: City, rows: int
) -> None:
    for number in range(rows):
        visit = save(Event(slug=f"v{number}", title_ru="Визит", form="meeting"), cities=[omsk])
        save(visit)
        revisions.delete([save(Theme(slug=f"t{number}", name_ru="Тема"))], by=None, reason="x")
        save(omsk)
    office.get(OFFICE)
    for path, queries in ((of(omsk, "history"), 6), (of(omsk, "uses"), 13), ("/admin/recent/", 7), ("/admin/bin/", 5)):
        office.get(path)
        with django_assert_num_queries(queries):
            assert office.get(path).status_code == 200


def test_uses_are_counted_and_listed_with_links(office: Client, event: Event, omsk: City) -> None:
    body = save(Organization(name_ru="Вуз", kind="university", city=omsk))
    save(Involvement(record=event, organization=body, role="host"))

    assert "Использований: 2" in text(office, of(omsk, "change"))
    page = office.get(of(omsk, "uses")).content.decode()
    assert f'<a href="{of(event, "change")}">Было так</a>' in page
    assert f'<a href="{of(body, "change")}">Вуз</a>' in page
    assert "мероприятие: 1" in page
    assert f'<a href="{of(event, "change")}">Было так — Вуз (Host)</a>' in office.get(
        of(body, "uses"), {"of": "involvement.organization"}
    ).content.decode().replace("Принимающая сторона", "Host")
    assert office.get(of(omsk, "uses"), {"of": "nothing"}).status_code == 404


def test_what_is_used_stays_and_says_where(office: Client, event: Event, omsk: City, country: Country) -> None:
    for path in (of(omsk, "delete"), of(country, "delete")):
        assert "Удалить нельзя: запись используется" in text(office, path)
        delete(office, path)
    assert f'<a href="{of(event, "change")}">' in office.get(of(omsk, "delete")).content.decode()
    office.post(f"{OFFICE}city/", {"action": "delete_selected", "_selected_action": [omsk.pk], "post": "yes"})

    assert (City.objects.count(), Country.objects.count(), Event.objects.get().cities.count()) == (1, 1, 1)


def test_a_deletion_lists_what_goes_and_what_loses_its_link(office: Client, event: Event) -> None:
    save(Participant(record=event, name_ru="Иванов", role="speaker"))
    save(Delegation(slug="v", title_ru="Приезжали на день", direction="incoming", host_event=event))

    page = text(office, of(event, "delete"))

    assert "Участники: 1" in page
    assert "потеряет ссылку" in page
    assert "Приезжали на день" in page
    delete(office, of(event, "delete"))
    assert not Event.objects.exists()
    assert Delegation.objects.get().host_event is None


def test_one_bin_holds_every_kind_a_person_may_see(office: Client, event: Event) -> None:
    theme = save(Theme(slug="t", name_ru="Культура"))
    revisions.delete([event, theme], by=None, reason="Убрано")

    page = text(office, "/admin/bin/")

    for word in ("Было так", "Мероприятие", "Культура", "Направление", "Убрано"):
        assert word in page
    last = restoring.deleted(Theme).get()
    assert "Культура" in text(office, f"{OFFICE}theme/restore/{last.pk}/")
    bring_back(office, f"{OFFICE}theme/restore/{last.pk}/")
    assert Theme.objects.get().name_ru == "Культура"
    stranger = User.objects.create_user("stranger", password="x", is_staff=True)
    client = Client()
    client.force_login(stranger)
    assert "Было так" not in client.get("/admin/bin/").content.decode()


def test_the_whole_history_is_paged_and_narrowed(office: Client, clerk: User, event: Event) -> None:
    for number in range(40):
        event.place_ru = f"Место {number}"
        save(event)
    revisions.update([event], by=clerk, reason="Рукой", place_ru="Омск")

    assert "clerk Было так Рукой." in text(office, "/admin/recent/")
    assert "страница 2 из 2" in text(office, "/admin/recent/", page=2)
    assert "система" not in text(office, "/admin/recent/", who=clerk.pk)
    assert office.get("/admin/recent/", {"who": "x", "kind": "y", "page": "z"}).status_code == 200


def test_the_history_lists_only_who_is_in_it_and_no_superuser_to_others(
    office: Client, clerk: User, event: Event
) -> None:
    viewer = signed_in("viewer")
    for name in ("anna", "boris"):
        User.objects.create_user(name, is_active=False)
    revisions.update([event], by=User.objects.get(username="anna"), reason="Рукой", place_ru="Омск")
    revisions.update([event], by=clerk, reason="Рукой", place_ru="Томск")

    def offered(client: Client) -> list[str]:
        return [label for _key, label in client.get("/admin/recent/").context["form"]["who"].field.choices]

    assert offered(viewer) == ["Все", "anna"]
    assert offered(office) == ["Все", "anna", "clerk"]


def test_a_revision_of_many_names_a_few(office: Client, country: Country) -> None:
    with revisions.revision(by=None, reason="Загрузка"):
        for number in range(10):
            City(slug=f"c{number}", name_ru=f"Город {number}", country=country, tie="contact").save()
    assert "Город 3 и ещё 6" in text(office, "/admin/recent/")


def test_many_rows_of_one_kind_are_told_in_one_sentence(office: Client, event: Event) -> None:
    added = [Edit(action="added", kind="participant", name=name) for name in ("Иванов", "Петров", "Сидоров")]
    changed = Edit(action="changed", kind="participant", name="Ким", fields=["name"])
    revisions.update([event], by=None, reason=[Edit(action="changed"), *added, changed], place_ru="Омск")
    page = text(office, "/admin/recent/")
    assert "Добавлено: участник «Иванов» и ещё 2." in page
    assert "Петров" not in page
    assert "участник «Ким»" in page


def test_nobody_can_change_or_delete_what_the_history_holds(office: Client) -> None:
    for table in ("reversion/version/", "reversion/revision/", "admin/logentry/"):
        assert office.get(f"/admin/{table}").status_code == 404


def test_a_record_that_a_colleague_deleted_after_the_comparison_stays_deleted(office: Client, event: Event) -> None:
    path = f"{OFFICE}event/restore/{version_token.last_change(event)}/"
    shown = {"seen": office.get(path).context["seen"]}
    revisions.delete([event], by=None, reason="x")

    page = office.post(path, shown, follow=True).content.decode()

    assert not Event.objects.exists()
    assert "Запись пока не возвращена" in page
