"""Two people on one record: nothing is overwritten unseen, no row is lost or doubled."""

import random
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from partnerships.admin.writing import unsaved
from partnerships.history import revisions
from partnerships.models import City, CityOccasion, Event, Participant, User
from tests.admin.forms.filled_form import bring_back, errors, filled
from tests.conftest import save

pytestmark = pytest.mark.django_db
EVENTS = "/admin/partnerships/event/"


@pytest.fixture
def event(omsk: City) -> Event:
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting", summary_ru="Кратко"), cities=[omsk])
    save(Participant(record=event, name_ru="Иванов", role="speaker"))
    return event


@pytest.fixture
def other(db: None) -> Client:
    """The browser of a second editor."""
    client = Client()
    client.force_login(User.objects.create_superuser("petrova", first_name="Анна", last_name="Петрова"))
    return client


def change(event: Event) -> str:
    return f"{EVENTS}{event.pk}/change/"


def decided(page: Any, **choices: str) -> dict[str, Any]:
    """Return what the comparison would send: what it carries along, and a choice for each line."""
    data: dict[str, Any] = {}
    for name, value in page.context["sent"]:
        data.setdefault(name, []).append(value)
    data["_compared"] = page.context["compared"]
    for line in page.context["lines"]:
        data[f"_choice-{line.key}"] = choices.get(line.key, line.choice)
    return data


def test_a_save_of_an_older_version_stops_and_shows_both_texts(office: Client, other: Client, event: Event) -> None:
    mine = filled(office, change(event), title_ru="Моё", summary_ru="Мой набранный текст")
    theirs = filled(other, change(event), title_ru="Их", place_ru="Зал")
    other.post(change(event), theirs)

    page = office.post(change(event), mine)

    text = page.content.decode()
    assert Event.objects.get().title_ru == "Их"
    for words in ("Анна Петрова", "Моё", "Их", "Было", "Мой набранный текст", "Зал"):
        assert words in text
    by_key = {line.key: line.choice for line in page.context["lines"]}
    assert by_key == {"::title_ru": "", "::summary_ru": "mine", "::place_ru": "theirs"}


def test_conflicts_must_be_chosen_and_the_chosen_is_saved(office: Client, other: Client, event: Event) -> None:
    mine = filled(office, change(event), title_ru="Моё", summary_ru="Мой текст")
    other.post(change(event), filled(other, change(event), title_ru="Их", place_ru="Зал"))
    page = office.post(change(event), mine)

    again = office.post(change(event), decided(page))
    assert again.context["missing"]
    assert Event.objects.get().title_ru == "Их"

    done = office.post(change(event), decided(again, **{"::title_ru": "mine"}), follow=True)
    assert errors(done.content) == []
    saved = Event.objects.get()
    assert (saved.title_ru, saved.summary_ru, saved.place_ru) == ("Моё", "Мой текст", "Зал")
    assert revisions.history(saved).count() == 4


def test_a_third_save_during_the_comparison_is_compared_again(office: Client, other: Client, event: Event) -> None:
    mine = filled(office, change(event), title_ru="Моё")
    other.post(change(event), filled(other, change(event), title_ru="Их"))
    page = office.post(change(event), mine)
    other.post(change(event), filled(other, change(event), title_ru="Снова их"))

    again = office.post(change(event), decided(page, **{"::title_ru": "mine"}))

    assert "Снова их" in again.content.decode()
    assert Event.objects.get().title_ru == "Снова их"


def test_a_form_without_its_version_overwrites_nothing(office: Client, event: Event) -> None:
    data = filled(office, change(event), title_ru="Моё")
    for wrong in ("", "0", "abc", "999999999"):
        office.post(change(event), data | {"_opened": wrong})
        assert Event.objects.get().title_ru == "Было"


@pytest.mark.parametrize("name", ["_form", "_opened"])
def test_a_form_sent_in_part_saves_nothing_and_loses_nothing(office: Client, event: Event, name: str) -> None:
    data = filled(office, change(event), title_ru="Набранное имя")
    del data[name]

    page = office.post(change(event), data)

    assert Event.objects.get().title_ru == "Было"
    assert "Набранное имя" in page.content.decode()


def test_publishing_what_was_changed_unseen_is_stopped(office: Client, other: Client, event: Event) -> None:
    revisions.update([event], by=None, reason="x", state="draft", publish_at=None)
    approve = filled(office, change(event), _publish="1")
    other.post(change(event), filled(other, change(event), summary_ru="Незнакомый текст"))

    page = office.post(change(event), approve)

    assert "Незнакомый текст" in page.content.decode()
    assert Event.objects.get().state == "draft"


def test_a_restored_state_is_seen_by_an_open_form(office: Client, other: Client, event: Event) -> None:
    first = revisions.history(event).last()
    other.post(change(event), filled(other, change(event), summary_ru="Второе"))
    mine = filled(office, change(event), summary_ru="Моё")
    bring_back(other, f"{EVENTS}restore/{first.pk}/")

    page = office.post(change(event), mine)

    assert page.context["lines"][0].theirs == "Кратко"
    assert Event.objects.get().summary_ru == "Кратко"


def test_my_own_other_tab_does_not_stop_me_where_nothing_collides(office: Client, event: Event) -> None:
    one, two = filled(office, change(event), summary_ru="Первое"), filled(office, change(event), place_ru="Зал")
    office.post(change(event), one)

    office.post(change(event), two)

    saved = Event.objects.get()
    assert (saved.summary_ru, saved.place_ru) == ("Первое", "Зал")


def test_rows_of_both_stay_and_removed_rows_go(office: Client, other: Client, event: Event) -> None:
    save(Participant(record=event, name_ru="Уйдёт", role="guest"))
    mine = filled(office, change(event), **{"participants-TOTAL_FORMS": 3, "participants-2-name_ru": "Мой новый"})
    mine |= {"participants-2-role": "guest", "participants-2-order": 0}
    theirs = filled(other, change(event), **{"participants-TOTAL_FORMS": 3, "participants-2-name_ru": "Их новый"})
    theirs |= {"participants-2-role": "guest", "participants-2-order": 0, "participants-1-DELETE": "on"}
    other.post(change(event), theirs)

    page = office.post(change(event), mine)
    office.post(change(event), decided(page))

    assert sorted(Participant.objects.values_list("name_ru", flat=True)) == ["Иванов", "Их новый", "Мой новый"]


def test_a_row_removed_by_one_and_changed_by_the_other_is_asked(office: Client, other: Client, event: Event) -> None:
    row = Participant.objects.get()
    for choice, names in (("theirs", []), ("mine", ["Иванов-Сидоров"])):
        mine = filled(office, change(event), **{"participants-0-name_ru": "Иванов-Сидоров"})
        other.post(change(event), filled(other, change(event), **{"participants-0-DELETE": "on"}))
        page = office.post(change(event), mine)
        assert [line.key for line in page.context["lines"]] == [f"participants:{row.pk}:*"]
        office.post(change(event), decided(page, **{f"participants:{row.pk}:*": choice}))
        assert list(Participant.objects.values_list("name_ru", flat=True)) == names
        if not names:
            row = save(Participant(record=event, name_ru="Иванов", role="speaker"))


def test_the_other_end_of_a_related_record_does_not_lose_it(office: Client, other: Client, event: Event) -> None:
    second = save(Event(slug="f", title_ru="Второе", form="meeting"))
    mine = filled(office, change(second), summary_ru="Моё")
    other.post(change(event), filled(other, change(event), related=[second.pk]))

    page = office.post(change(second), mine)
    office.post(change(second), decided(page))

    assert list(second.related.values_list("slug", flat=True)) == ["e"]
    assert Event.objects.get(slug="f").summary_ru == "Моё"


TEXTS = ("name_ru", "name_en", "summary_ru", "region_ru", "internal_note")


def edited(opened: dict[str, Any], dice: random.Random, who: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the opened form with some fields and rows changed by `who`, and what was changed."""
    data = dict(opened)
    changed = {name: f"{who} {name} {dice.randint(0, 99)}" for name in dice.sample(TEXTS, dice.randint(0, 3))}
    data |= changed
    rows = int(data["occasions-INITIAL_FORMS"])
    for number in range(rows):
        step = dice.choice(["leave", "leave", "change", "remove"])
        if step == "change":
            data[f"occasions-{number}-name_ru"] = f"{who} {dice.randint(0, 10**6)}"
        elif step == "remove":
            data[f"occasions-{number}-DELETE"] = "on"
    new = dice.randint(0, 2)
    for number in range(rows, rows + new):
        name = f"{who} new {dice.randint(0, 10**9)}"
        data |= {f"occasions-{number}-name_ru": name, f"occasions-{number}-month": 6, f"occasions-{number}-day": 12}
    data["occasions-TOTAL_FORMS"] = rows + new
    return data, changed


@pytest.mark.one_database
def test_fifty_random_rounds_of_two_editors_lose_and_double_nothing(office: Client, other: Client, omsk: City) -> None:
    dice, path = random.Random(20261125), f"/admin/partnerships/city/{omsk.pk}/change/"
    save(CityOccasion(city=omsk, name_ru="День города", month=8, day=5))
    petrova = User.objects.get(username="petrova")
    for _round in range(50):
        before = {str(row.pk): row.name_ru for row in CityOccasion.objects.all()}
        opened = filled(office, path)
        mine, my_texts = edited(opened, dice, "mine")
        theirs, their_texts = edited({**opened, "_form": unsaved.token(uuid4(), petrova)}, dice, "theirs")
        other.post(path, theirs)
        middle = City.objects.get()
        page = office.post(path, mine)
        if page.status_code == 200:
            choices = {line.key: line.choice or dice.choice(["mine", "theirs"]) for line in page.context["lines"]}
            page = office.post(path, decided(page, **choices))
        else:
            choices = {}
        assert page.status_code == 302, errors(page.content)

        after = City.objects.get()
        for name in TEXTS:
            both = name in my_texts and name in their_texts
            taken = choices.get(f"::{name}") == "mine" if both else name in my_texts
            assert getattr(after, name) == (my_texts[name] if taken else getattr(middle, name)), name
        expected = _rows(before, mine, theirs, choices)
        assert sorted(CityOccasion.objects.values_list("name_ru", flat=True)) == sorted(expected)


def _rows(before: dict[str, str], mine: dict[str, Any], theirs: dict[str, Any], choices: dict[str, str]) -> list[str]:
    """Return the names that have to be there after both saves, worked out on its own."""

    def of(data: dict[str, Any]) -> tuple[dict[str, str | None], list[str]]:
        initial, total = int(data["occasions-INITIAL_FORMS"]), int(data["occasions-TOTAL_FORMS"])
        kept = {
            str(data[f"occasions-{n}-id"]): None
            if data.get(f"occasions-{n}-DELETE")
            else re.sub(r"\s+$", "", str(data[f"occasions-{n}-name_ru"]))
            for n in range(initial)
        }
        return kept, [data[f"occasions-{n}-name_ru"] for n in range(initial, total)]

    my_rows, my_new = of(mine)
    their_rows, their_new = of(theirs)
    names = [*my_new, *their_new]
    for pk, name in before.items():
        my_name, their_name = my_rows[pk], their_rows[pk]
        if my_name == name:
            result = their_name
        elif their_name == name or my_name == their_name:
            result = my_name
        else:
            key = f"occasions:{pk}:*" if my_name is None or their_name is None else f"occasions:{pk}:name_ru"
            result = my_name if choices[key] == "mine" else their_name
        names += [result] if result is not None else []
    return names
