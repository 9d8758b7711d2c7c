"""The list of what the public will not see, at every button that leads to the site, and what waits after it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnerships.admin.publishing import gaps
from partnerships.approval import steps as approval
from partnerships.history import revisions, version_token
from partnerships.models import City, Event, Involvement, Organization, Participant, PartnerRequest, Photo, User
from partnerships.models.publication import State
from partnerships.period import Period
from tests.admin.forms.filled_form import filled
from tests.admin.publishing.read_pages import main_of, unpublished
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def draft(omsk: City) -> Event:
    """A record of which only two hidden people are to be told."""
    event = Event(slug="e", title_ru="Форум", title_en="Forum", form="forum")
    event.period = Period.of((2024, 9, 3))
    save(event, public=False, cities=[omsk])
    for name in ("Анна", "Борис"):
        save(Participant(record=event, name_ru=name, name_en=name))
    return event


@pytest.fixture
def editor() -> User:
    return person("editor")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def typed(user: User, path: str, **changes: Any) -> dict[str, Any]:
    client = browser(user)
    number = path.removesuffix("change/").strip("/").rpartition("/")[2]
    data = filled(client, path, **changes, _object=number if number.isdecimal() else "")
    answer: dict[str, Any] = client.post(f"{EVENTS}gaps/", data).json()
    return answer


def test_the_form_has_the_list_beside_its_buttons(draft: Event, editor: User) -> None:
    page = browser(editor).get(f"{EVENTS}{draft.pk}/change/").content.decode()
    assert 'href="#id_participants-0-is_public">2 человека не показаны</a>' in page
    assert '<a class="gap-place" href="#id_participants-1-is_public">Борис</a>' in page


def test_the_list_follows_what_is_typed_and_nothing_is_saved(draft: Event, editor: User) -> None:
    path, before = f"{EVENTS}{draft.pk}/change/", revisions.register_version()
    more: dict[str, Any] = {"participants-0-is_public": "on", "title_en": "", "period": "", "cities": []}
    more |= {"figures-TOTAL_FORMS": 1, "figures-0-what": "visitors", "figures-0-value": 7, "figures-0-order": 0}

    told = typed(editor, path, **more, **{"figures-0-qualifier": "exactly"})

    assert told["count"] == 5
    for line in (
        'href="#id_participants-1-is_public">1 человек не показан</a>',
        'href="#id_title_en">нет перевода (английский)</a>',
        'href="#id_period">не указана дата</a>',
        'href="#id_period">1 показатель без года</a>',
        'href="#id_cities">не указан город-партнёр</a>',
    ):
        assert line in told["list"]
    assert revisions.register_version() == before
    assert typed(editor, path, **{"participants-0-DELETE": "on", "participants-1-is_public": "on"})["count"] == 0


def test_a_body_that_is_deleted_while_the_form_is_read_is_no_error(
    draft: Event, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = save(Organization(name_ru="Школа", name_en="School", kind="school"))
    save(Involvement(record=draft, organization=school, role="organizer"))
    read = gaps._rows

    def read_late(forms: Any) -> Any:
        if forms and isinstance(forms[0].instance, Involvement):
            revisions.delete(list(draft.involvements.all()), by=None, reason="a colleague")
            revisions.delete(list(Organization.objects.all()), by=None, reason="a colleague")
        return read(forms)

    monkeypatch.setattr(gaps, "_rows", read_late)

    assert typed(editor, f"{EVENTS}{draft.pk}/change/")["count"] == 1
    assert not Organization.objects.exists()


def test_a_new_record_has_the_list_too(omsk: City, editor: User) -> None:
    told = typed(editor, f"{EVENTS}add/", title_ru="Новое", form="forum", period="3.9.2024", cities=[omsk.pk])
    assert told["count"] == 1
    assert 'href="#id_title_en"' in told["list"]
    assert not Event.objects.exists()


def test_who_may_not_write_gets_no_list(draft: Event) -> None:
    client = browser(person("viewer"))
    assert client.post(f"{EVENTS}gaps/", {"_object": draft.pk}).status_code == 403
    assert browser(person("editor")).post(f"{EVENTS}gaps/", {"_object": 999}).status_code == 403


@pytest.mark.parametrize(("role", "button"), [("editor", "_review"), ("head", "_publish")])
def test_a_step_repeats_the_list_and_is_not_held_up(draft: Event, role: str, button: str) -> None:
    client, path = browser(person(role)), f"{EVENTS}{draft.pk}/change/"
    save(Photo(record=draft, file=f"photos/{0:032x}/original.jpg"))
    page = client.post(path, filled(client, path, **{button: "1"}), follow=True)
    assert f'<a href="{path}#id_participants-0-is_public">2 человека не показаны</a>' in said(page)
    assert said(page).count("1 фотография без описания") == 1
    assert "Описать в списке" not in said(page)
    draft.refresh_from_db()
    assert draft.state == (State.PUBLISHED if button == "_publish" else State.IN_REVIEW)


def test_the_reading_view_is_the_public_page_with_the_decision(
    draft: Event, editor: User, client: Client, time_machine: time_machine.TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)  # the page says when it appeared and changed, to the second
    approval.act(approval.SEND, [draft], by=editor)
    head = browser(person("head"))
    shown = {code: head.get(f"{EVENTS}{draft.pk}/reading/?language={code}") for code in ("ru", "en")}
    save(draft)

    for code, response in shown.items():
        live = main_of(client.get(f"/{code}/events/e/"))
        page = response.content.decode()
        assert main_of(response) == unpublished(live).replace(" data-form>", ">")
        assert f'<html lang="{code}"' in page
        assert '<section class="office-bar" id="office-bar" tabindex="-1" lang="ru"' in page
        assert ">Опубликовать сейчас</button>" in page
        assert f'href="{EVENTS}{draft.pk}/change/#id_participants-0-is_public">2 человека не показаны</a>' in page
        assert "no-store" in response.headers["Cache-Control"]
        assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert head.get(f"{EVENTS}{draft.pk}/reading/?language=xx").status_code == 404
    assert "office-bar" not in client.get("/ru/events/e/").content.decode()


def waiting(editor: User, omsk: City) -> list[Any]:
    """Return an event, a request and a city in the order in which they were sent to the head."""
    school = save(Organization(name_ru="Школа", name_en="School", kind="museum"))
    soon = timezone.localdate() + timedelta(days=30)
    rows = [
        Event(slug="first", title_ru="Первое", form="forum"),
        PartnerRequest(title_ru="Второе", organization=school, contact="x", open_until=soon),
        City(slug="third", name_ru="Третье", country=omsk.country, tie="contact"),
    ]
    for number, row in enumerate(rows):
        row.state, row.sent_by, row.sent_at = State.IN_REVIEW, editor, timezone.now() - timedelta(days=9 - number)
        save(row, public=False)
    return rows


def test_after_a_decision_the_next_that_waits_is_one_press_away(draft: Event, editor: User, omsk: City) -> None:
    event, request, _city = waiting(editor, omsk)
    head = browser(person("head"))
    seen = f"{event.pk}:{version_token.last_change(event)}"

    page = head.post(f"{EVENTS}{event.pk}/reading/", {"_publish": "1", "seen": seen}, follow=True)

    path = f"/admin/partnerships/partnerrequest/{request.pk}/reading/"
    assert f'<a class="office-next office-main" href="{path}"><span>Ждёт следующая:</span> Второе</a>' in (
        page.content.decode()
    )
    form = f"{EVENTS}{draft.pk}/change/"
    assert f'href="{path}">Второе</a>' in said(head.post(form, filled(head, form, _publish="1"), follow=True))
    chosen = {"action": "publish_chosen", "confirmed": "1", "_selected_action": [draft.pk]}
    assert f'href="{path}">Второе</a>' in said(head.post(EVENTS, chosen, follow=True))
    assert "Ждёт следующая" not in browser(editor).get(f"{EVENTS}{draft.pk}/reading/").content.decode()


def test_after_a_return_the_step_stands_before_the_next_that_waits(draft: Event, editor: User, omsk: City) -> None:
    event, *others = waiting(editor, omsk)
    head = browser(person("head"))
    data = {"_return": "1", "return_comment": "Уточните дату", "seen": f"{event.pk}:{version_token.last_change(event)}"}

    page = head.post(f"{EVENTS}{event.pk}/reading/", data, follow=True).content.decode()

    assert page.count("office-next") == page.count('class="office-next office-main office-after"') == 1
    assert 0 < page.index('name="_publish" value="1">') < page.index("office-next")
    assert "<title>Возвращено автору с вашим замечанием." in page

    for other in others:
        revisions.update([other], by=None, reason="x", state=State.DRAFT)
    page = head.get(f"{EVENTS}{event.pk}/reading/").content.decode()
    assert 'name="_publish" value="1">' in page  # not the first thing to press, whether or not another waits
    assert "office-main" not in page


def test_a_draft_that_is_named_has_the_way_to_its_own_form(draft: Event, omsk: City, client: Client) -> None:
    revisions.update([omsk], by=None, reason="x", state="draft")
    save(draft, public=False, cities=[omsk])
    head, form = browser(person("head")), f"{EVENTS}{draft.pk}/change/"
    way = f'href="/admin/partnerships/city/{omsk.pk}/change/" target="_blank"'

    assert f'{way} aria-label="Омск: открыть в новой вкладке">' in head.get(form).content.decode()
    assert f"({way}>Омск: открыть в новой вкладке</a>)".replace("(", "(<a ") in said(
        head.post(form, filled(head, form, _publish="1"), follow=True)
    )


def test_the_last_one_leads_nowhere(draft: Event, editor: User) -> None:
    approval.act(approval.SEND, [draft], by=editor)
    head = browser(person("head"))
    seen = f"{draft.pk}:{version_token.last_change(draft)}"
    sent = {"_return": "1", "return_comment": "Кто приехал?", "seen": seen}
    assert "Ждёт следующая" not in head.post(f"{EVENTS}{draft.pk}/reading/", sent, follow=True).content.decode()
