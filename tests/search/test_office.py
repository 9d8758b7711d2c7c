"""Search of the back office: drafts and notes too, by right, and the key that leads to it."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from partnerships.admin.lists.search import ResultLine
from partnerships.history import revisions
from partnerships.models import Agreement, City, Delegation, Event, Organization, Participant, User
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.fixture
def register(omsk: City) -> None:
    draft = Event(slug="draft", title_ru="Черновик форума", form="forum", internal_note="Позвонить Тайнову")
    draft.period = Period.of((2019, 5))
    save(draft, public=False, cities=[omsk])
    save(Participant(record=draft, name_ru="Зритнев В.В."))
    save(Delegation(slug="visit", title_ru="Визит", direction="incoming", order_number="47-р"))
    save(Organization(name_ru="Торгово-промышленная палата", kind="chamber"))
    save(Agreement(slug="forum", title_ru="Соглашение о форуме"))


def ask(client: Client, query: str) -> str:
    response = client.get(f"/admin/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def results(client: Client, **filters: str) -> list[ResultLine]:
    return client.get("/admin/search/", {"q": "форум", **filters}).context["lines"]


def test_drafts_notes_people_and_numbers_are_found(office: Client, register: None) -> None:
    draft, visit = Event.objects.get(), Delegation.objects.get()
    for typed in ("q=форумы", "q=тайнов", "q=зритнева"):
        page = ask(office, typed)
        assert f"/admin/partnerships/event/{draft.pk}/change/" in page
        assert "Черновик" in page
    assert "Позвонить <mark>Тайнову</mark>" in ask(office, "q=тайнов")
    page = ask(office, "q=47-р")
    assert f"/admin/partnerships/delegation/{visit.pk}/change/" in page
    assert 'href="/ru/delegations/visit/"' in page
    assert "organization/" in ask(office, "q=ТПП")


def test_the_filters_narrow(office: Client, register: None) -> None:
    assert "/agreement/" not in ask(office, "q=форум&state=draft").partition("<ol")[2]
    assert "/event/" in ask(office, "q=форум&year=2019").partition("<ol")[2]
    assert "/agreement/" not in ask(office, "q=форум&kind=event").partition("<ol")[2]
    assert office.get("/admin/search/?q=форум&year=x").status_code == 400


def test_what_will_appear_by_itself_is_not_called_live(office: Client, register: None) -> None:
    agreement = Agreement.objects.get()
    revisions.update([agreement], by=None, reason="", publish_at=timezone.now() + timedelta(days=3))

    assert [line.state for line in results(office, state="scheduled")] == ["Появится само"]
    assert results(office, state="published") == []
    revisions.update([agreement], by=None, reason="", publish_at=timezone.now())
    assert [line.state for line in results(office, state="published")] == ["На сайте"]
    assert results(office, state="scheduled") == []


def test_only_what_a_person_may_see_is_found(register: None) -> None:
    helper = User.objects.create_user("helper", password="a-long-password-1", is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_agreement"))
    client = Client()
    client.force_login(helper)

    page = ask(client, "q=форум")
    assert "/agreement/" in page
    assert "/event/" not in page
    assert "Тайнов" not in ask(client, "q=тайнов").partition("<ol")[2]
    assert json.loads(client.get("/admin/search/suggestions/?q=чернов").content)[1] == []


def test_suggestions_lead_to_the_form(office: Client, register: None) -> None:
    typed, titles, kinds, addresses = json.loads(office.get("/admin/search/suggestions/?q=черновик+фо").content)
    assert (typed, titles) == ("черновик фо", ["Черновик форума"])
    assert addresses == [f"/admin/partnerships/event/{Event.objects.get().pk}/change/"]


def test_strangers_are_asked_to_sign_in(client: Client, register: None) -> None:
    for address in ("/admin/search/?q=форум", "/admin/search/suggestions/?q=форум"):
        assert client.get(address).status_code == 302
