"""Steps on many records: only what was meant, only what is allowed, and counts that are true."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.admin.lists import chosen as choice
from partnerships.history import revisions
from partnerships.models import City, Event, Photo, Theme, User
from partnerships.models.publication import State
from partnerships.period import Period
from tests.conftest import save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def events(omsk: City) -> list[Event]:
    rows = [Event(slug=f"e{n}", title_ru=f"Событие {n}", title_en=f"Event {n}", form="meeting") for n in range(60)]
    with revisions.revision(by=None, reason="test"):
        for row in rows:
            row.save()
    return rows


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def chosen(response: Any) -> list[str]:
    return [str(key) for key in response.context["keys"]]


def test_all_pages_are_published_after_the_page_that_says_so(office: Client, events: list[Event]) -> None:
    first = {"action": "publish_chosen", "select_across": "1", "_selected_action": [events[0].pk]}
    page = office.post(EVENTS + "?state__exact=draft", first)
    assert "Будет изменено 60 записей." in page.content.decode()
    assert not Event.objects.filter(state=State.PUBLISHED).exists()
    before = revisions.register_version()

    second = {"action": "publish_chosen", "confirmed": "1", "_selected_action": chosen(page)}
    done = office.post(EVENTS, second, follow=True)

    assert "Опубликовано 60 записей." in said(done)
    assert Event.objects.filter(state=State.PUBLISHED).count() == 60
    assert revisions.register_version() == before + 1


def test_publishing_many_always_asks_and_marks_what_wants_a_look(
    office: Client, omsk: City, events: list[Event]
) -> None:
    returned, half, plain = events[:3]
    for event in events[:3]:
        save(event, public=False, cities=[omsk])
    revisions.update([plain], by=None, reason="x", period=Period.of((2024, 1, 1)))
    revisions.update([returned], by=None, reason="x", state=State.RETURNED, return_comment="Уточните дату")
    revisions.update([half], by=None, reason="x", title_en="")
    save(Photo(record=half, file=f"photos/{0:032x}/original.jpg"))
    save(Photo(record=half, file=f"photos/{1:032x}/original.jpg", alt_ru="Мост"))
    ids = {"_selected_action": [event.pk for event in events[:3]]}

    page = office.post(EVENTS, {"action": "publish_chosen", **ids})

    shown = page.content.decode()
    assert "Будут изменены 3 записи." in shown
    path = f"{EVENTS}{half.pk}/change/"
    lines = {str(row): [str(gap) for gap in gaps] for row, gaps in page.context["unready"]}
    assert lines["Событие 0"][0] == "возвращено с замечанием: «Уточните дату»"
    assert lines["Событие 1"][:2] == ["1 фотография без описания", "нет перевода (английский): название"]
    assert f'href="{path}#id_photos-0-alt_ru" target="_blank">1 фотография без описания</a>' in shown
    assert f'href="{path}#id_title_en" target="_blank">нет перевода (английский): название</a>' in shown
    assert "Событие 2" not in lines
    assert not Event.objects.filter(state=State.PUBLISHED).exists()
    office.post(EVENTS, {"action": "publish_chosen", "confirmed": "1", "seen": page.context["seen"], **ids})
    assert Event.objects.filter(state=State.PUBLISHED).count() == 3


def test_the_question_asks_no_more_with_rows(office: Client, events: list[Event]) -> None:
    counts = []
    for number in (1, 30):
        ids = {"_selected_action": [event.pk for event in events[:number]]}
        office.post(EVENTS, {"action": "publish_chosen", **ids})
        with CaptureQueriesContext(connection) as queries:
            office.post(EVENTS, {"action": "publish_chosen", **ids})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_sending_many_asks_only_where_there_is_something_to_tell(
    office: Client, omsk: City, events: list[Event]
) -> None:
    ready, half = events[:2]
    for event in (ready, half):
        save(event, public=False, cities=[omsk])
    revisions.update([ready], by=None, reason="x", period=Period.of((2024, 1, 1)))

    sent = {"action": "review_chosen", "_selected_action": [ready.pk, half.pk]}
    page = office.post(EVENTS, sent)
    assert "не указана дата" in page.content.decode()
    assert not Event.objects.filter(state=State.IN_REVIEW).exists()
    office.post(EVENTS, {**sent, "_selected_action": [ready.pk]})
    assert Event.objects.get(state=State.IN_REVIEW).pk == ready.pk
    assert "Передана руководителю 1 запись. Менять нечего: 1." in said(
        office.post(EVENTS, {**sent, "confirmed": "1"}, follow=True)
    )
    assert Event.objects.filter(state=State.IN_REVIEW).count() == 2


def test_pages_are_not_taken_off_the_site_without_a_question(office: Client, events: list[Event]) -> None:
    first, second = events[:2]
    for event in (first, second):
        save(event)
    revisions.update([second], by=None, reason="x", publish_at=timezone.now() + timedelta(days=1))
    ids = {"_selected_action": [first.pk, second.pk]}

    page = office.post(EVENTS, {"action": "withdraw_chosen", **ids})
    assert "Снять выбранные записи с сайта?" in page.content.decode()
    assert Event.objects.filter(state=State.PUBLISHED).count() == 2
    done = office.post(EVENTS, {"action": "withdraw_chosen", "confirmed": "1", **ids}, follow=True)
    assert "Снята с сайта 1 запись." in said(done)
    assert "1 запись снова черновик и сама не появится." in said(done), "each is told by what became of it"

    assert Event.objects.get(pk=first.pk).state == State.WITHDRAWN
    assert Event.objects.get(pk=second.pk).state == State.DRAFT
    assert "Публикация в срок отменена." in office.get(f"{EVENTS}{second.pk}/history/").content.decode()


def test_what_came_or_went_between_question_and_answer_is_left_and_counted(office: Client, events: list[Event]) -> None:
    drafts = EVENTS + "?state__exact=draft"
    page = office.post(drafts, {"action": "publish_chosen", "select_across": "1", "_selected_action": "1"})
    revisions.update([events[0]], by=None, reason="x", state=State.WITHDRAWN)
    late = save(Event(slug="late", title_ru="Позднее", title_en="Later", form="meeting"), public=False)

    answer = {"action": "publish_chosen", "confirmed": "1", "_selected_action": chosen(page)}
    done = office.post(drafts, answer, follow=True)

    assert "Опубликовано 59 записей. Больше нет в этом списке: 1." in said(done)
    assert Event.objects.get(pk=events[0].pk).state == State.WITHDRAWN
    assert Event.objects.get(pk=late.pk).state == State.DRAFT


def test_what_is_published_already_is_not_written_again(office: Client, events: list[Event]) -> None:
    for event in events[:2]:
        save(event)
    before = revisions.history(events[0]).count()

    ids = [event.pk for event in events[:3]]
    done = office.post(EVENTS, {"action": "publish_chosen", "confirmed": "1", "_selected_action": ids}, follow=True)

    assert "Опубликована 1 запись. Менять нечего: 2." in said(done)
    assert revisions.history(events[0]).count() == before
    before = revisions.register_version()
    office.post(EVENTS, {"action": "publish_chosen", "confirmed": "1", "_selected_action": ids})
    assert revisions.register_version() == before


def test_forbidden_rows_and_rows_of_another_kind_stay(office: Client, events: list[Event], monkeypatch: Any) -> None:
    from django.contrib import admin

    screen = admin.site._registry[Event]
    right = type(screen).has_change_permission
    monkeypatch.setattr(
        type(screen),
        "has_change_permission",
        lambda self, request, obj=None: right(self, request, obj) and (obj is None or obj.pk != events[0].pk),
    )
    ids = [events[0].pk, events[1].pk, 999_999]
    done = office.post(EVENTS, {"action": "publish_chosen", "confirmed": "1", "_selected_action": ids}, follow=True)

    assert "Опубликована 1 запись. Вам нельзя менять: 1. Больше нет в этом списке: 1." in said(done)
    assert Event.objects.get(pk=events[0].pk).state == State.DRAFT


def test_a_field_of_cooperation_is_added_and_removed(office: Client, events: list[Event]) -> None:
    sport, other = (save(Theme(slug=slug, name_ru=slug, name_en=slug)) for slug in ("sport", "music"))
    save(events[0], public=False, themes=[sport, other])
    ids = {"_selected_action": [event.pk for event in events[:3]]}

    page = office.post(EVENTS, {"action": "add_theme", **ids})
    assert "sport" in page.content.decode()
    again = office.post(EVENTS, {"action": "add_theme", "confirmed": "1", "theme": "7x", **ids})
    assert "Выберите направление сотрудничества." in again.content.decode()
    version = Event.objects.get(pk=events[1].pk).version
    done = office.post(EVENTS, {"action": "add_theme", "confirmed": "1", "theme": sport.pk, **ids}, follow=True)
    assert "Изменены 2 записи. Менять нечего: 1." in said(done)
    assert Event.objects.filter(themes=sport).count() == 3
    assert Event.objects.get(pk=events[1].pk).version > version

    office.post(EVENTS, {"action": "remove_theme", "confirmed": "1", "theme": sport.pk, **ids})
    assert list(Event.objects.filter(themes__isnull=False)) == [events[0]]


def test_too_many_at_once_are_refused_in_words(office: Client, events: list[Event], monkeypatch: Any) -> None:
    monkeypatch.setattr(choice, "LIMIT", 50)
    done = office.post(
        EVENTS, {"action": "withdraw_chosen", "select_across": "1", "_selected_action": "1"}, follow=True
    )
    assert "Не больше 50 записей за раз" in said(done)


def test_a_viewer_is_offered_no_steps(events: list[Event]) -> None:
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_event"))
    client = Client()
    client.force_login(viewer)
    assert "publish_chosen" not in client.get(EVENTS).content.decode()
    for action in ("publish_chosen", "add_theme"):
        client.post(EVENTS, {"action": action, "confirmed": "1", "_selected_action": [events[0].pk]})
    assert Event.objects.get(pk=events[0].pk).state == State.DRAFT


def test_what_somebody_changed_after_the_list_was_shown_is_not_published(
    office: Client, clerk: User, events: list[Event]
) -> None:
    first, second, third = events[-3:]  # of a list that begins with the latest
    page = office.get(EVENTS)
    listed = {"action": "publish_chosen", "confirmed": "1", "_selected_action": [first.pk, second.pk, third.pk]}
    listed["seen"] = page.context["seen"]
    assert f'name="seen" value="{page.context["seen"]}"' in page.content.decode()
    boss = User.objects.create_superuser("boss", first_name="Анна", last_name="Петрова")
    revisions.update([first], by=boss, reason="x", title_ru="Чужое слово")
    revisions.update([second], by=clerk, reason="x", title_ru="Моё слово")

    done = said(office.post(EVENTS, listed, follow=True))

    assert "Опубликованы 2 записи. Не тронуто, так как за это время запись изменил кто-то другой: 1." in done
    assert "Чужое слово: Анна Петрова: запись сохранена в" in done
    assert {event.pk for event in Event.objects.filter(state=State.PUBLISHED)} == {second.pk, third.pk}
    listed["seen"] = office.get(EVENTS).context["seen"]
    office.post(EVENTS, listed)
    assert Event.objects.get(pk=first.pk).state == State.PUBLISHED


def test_the_page_that_asks_remembers_what_it_named(office: Client, events: list[Event]) -> None:
    first = {"action": "publish_chosen", "select_across": "1", "_selected_action": [events[0].pk], "seen": "x:1 1:y 5"}
    page = office.post(EVENTS + "?state__exact=draft", first)
    boss = User.objects.create_superuser("boss")
    revisions.update([events[40]], by=boss, reason="x", title_ru="Чужое слово")

    second = {"action": "publish_chosen", "confirmed": "1", "_selected_action": chosen(page)}
    done = office.post(EVENTS, {**second, "seen": page.context["seen"]}, follow=True)

    assert "Опубликовано 59 записей." in said(done)
    assert Event.objects.get(pk=events[40].pk).state == State.DRAFT


def test_a_change_of_my_own_does_not_hide_that_of_a_colleague(office: Client, clerk: User, events: list[Event]) -> None:
    event = events[-1]
    listed = {
        "action": "publish_chosen",
        "confirmed": "1",
        "_selected_action": [event.pk],
        "seen": office.get(EVENTS).context["seen"],
    }
    revisions.update([event], by=User.objects.create_superuser("boss"), reason="x", title_ru="Чужое слово")
    revisions.update([event], by=clerk, reason="x", place_ru="Парк")

    assert "кто-то другой: 1." in said(office.post(EVENTS, listed, follow=True))
    assert Event.objects.get(pk=event.pk).state == State.DRAFT
