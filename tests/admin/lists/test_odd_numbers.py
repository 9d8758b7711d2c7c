"""Numbers that no key can be: in addresses, filters and forged forms."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from partnerships.models import City, Event, OpenForm, Theme
from partnerships.text.numbers import whole
from tests.admin.forms.filled_form import filled
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db
ROOT = "/admin/partnerships/"
LONG = "9" * 23


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("²", 0), ("٣", 0), (LONG, 0), ("-1", 0), ("\0", 0), (None, 0)]
)
def test_only_plain_digits_are_a_number(text: str | None, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("part", ["change", "delete", "history", "uses", "reading", "copy", "handout", "page/ru"])
def test_an_address_with_a_number_of_no_record_leads_nowhere(office: Client, part: str) -> None:
    assert office.get(f"{ROOT}event/{LONG}/{part}/").status_code in (302, 404)


def test_a_day_of_no_visit_is_not_there(office: Client) -> None:
    assert office.get(f"{ROOT}delegation/{LONG}/today/").status_code == 404


@pytest.mark.parametrize(
    "query", ["city/?country=", "organization/?city=", "photo/?city=", "country/?group=", "user/?groups__id__exact="]
)
def test_a_filter_by_a_number_of_no_row_shows_the_whole_list(office: Client, query: str) -> None:
    assert office.get(f"{ROOT}{query}{LONG}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "title_ru__regex=(a%2B)%2B$",
        "title_ru__regex=(",
        "title_ru__contains=a",
        f"id__in=1,{LONG}",
        "start__year=10000",
        "start__year__gte=0",
        "responsible__password__startswith=md5",
        f"part_of={LONG}",
        f"themes__id__exact=-{LONG}",
        "themes__id__exact=1&themes__id__exact=x",
        "form__exact=%00",
        "state__exact=%00",
        "city=%00",
        "q=%00",
        "page=1",
    ],
)
def test_a_list_and_its_export_ask_only_what_the_filters_offer(office: Client, omsk: City, query: str) -> None:
    save(Event(slug="e", title_ru="Встреча", title_en="Meeting", form="meeting"), cities=[omsk])
    for path in (f"{ROOT}event/", f"{ROOT}event/export/"):
        answer = office.get(f"{path}?{query}")

        assert (answer.status_code, answer["Location"]) == (302, f"{ROOT}event/?e=1")


@pytest.mark.parametrize("path", [f"{ROOT}user/", "/admin/auth/group/", f"{ROOT}photo/", f"{ROOT}record/"])
@pytest.mark.parametrize("query", ["pk__gt=0", "q=%00", "password__startswith=a"])
def test_other_lists_answer_odd_questions_with_the_whole_list(office: Client, path: str, query: str) -> None:
    assert office.get(f"{path}?{query}")["Location"] == f"{path}?e=1"


def test_what_the_filters_of_a_list_offer_is_answered(office: Client, omsk: City) -> None:
    save(Theme(slug="culture", name_ru="Культура", name_en="Culture"))
    for screen in ("event", "city", "delegation", "agreement", "organization", "country", "photo", "user"):
        page = office.get(f"{ROOT}{screen}/").content.decode()
        offered = [query.replace("&amp;", "&") for query in re.findall(r'href="(\?[^"]+=[^"]*)"', page)]
        assert [query for query in offered if office.get(f"{ROOT}{screen}/{query}").status_code != 200] == []
        assert offered


@pytest.mark.parametrize("term", ["%00", "a%00"])
@pytest.mark.parametrize("field", ["responsible", "themes", "cities"])
def test_a_choice_by_first_letters_takes_any_letters(office: Client, field: str, term: str) -> None:
    query = f"app_label=partnerships&model_name=event&field_name={field}&term={term}"

    assert office.get(f"/admin/autocomplete/?{query}").status_code == 200


@pytest.mark.parametrize(
    "forged", [{"_opened": "²"}, {"_opened": "9" * 5000}, {"_paste": "participants", "participants-TOTAL_FORMS": "²"}]
)
def test_a_forged_number_loses_nothing_typed(office: Client, omsk: City, forged: dict[str, str]) -> None:
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])
    path = f"{ROOT}event/{event.pk}/change/"

    response = office.post(path, filled(office, path, title_ru="Набрано", **forged))

    assert response.status_code in (200, 302)
    assert response.status_code == 302 or "Набрано" in response.content.decode()


def test_photos_with_a_forged_count_are_taken(office: Client, omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk])
    path = f"{ROOT}event/{event.pk}/change/"
    data = filled(office, path, **{"photos-TOTAL_FORMS": "²"})

    assert office.post(path, {**data, "photos-files": picture()}).status_code in (200, 302)


def test_the_api_answers_a_condition_that_does_not_hold(client: Client) -> None:
    answer = client.get("/api/v1/cities", headers={"If-Match": '"x"'})

    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")
    assert client.get("/api/v1/cities/nope", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("screen", ["event", "city", "delegation", "agreement", "organization", "country", "user"])
@pytest.mark.parametrize("value", ["\0", "²", LONG, "1,²"])
def test_an_address_that_fills_in_a_form_with_no_key_opens_it(office: Client, screen: str, value: str) -> None:
    path = f"{ROOT}{screen}/add/"
    fields = office.get(path).context["adminform"].form.fields

    assert office.get(path, dict.fromkeys(fields, value)).status_code == 200


@pytest.mark.parametrize("path", [f"{ROOT}city/", f"{ROOT}user/", "/admin/auth/group/"])
@pytest.mark.parametrize("action", ["publish_chosen", "add_theme", "delete_selected"])
@pytest.mark.parametrize("key", ["²", "\0", "x", LONG, "-1"])
def test_an_action_on_what_is_no_key_is_done_to_nothing_and_says_so(
    office: Client, omsk: City, path: str, action: str, key: str
) -> None:
    data = {"action": action, "_selected_action": [key], "post": "yes", "confirmed": "1"}
    page = office.post(path, data, follow=True)

    assert page.status_code == 200
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert City.objects.get().state == "published"


def test_an_action_is_done_to_what_is_chosen_beside_a_forged_key(office: Client, omsk: City) -> None:
    office.post(f"{ROOT}city/", {"action": "withdraw_chosen", "confirmed": "1", "_selected_action": [omsk.pk, "²"]})

    assert City.objects.get().state == "withdrawn"


@pytest.mark.parametrize("key", ["%00", "x" * 60, "²", "1%00"])
def test_a_form_sent_to_no_key_is_kept_nowhere_and_answered(office: Client, omsk: City, key: str) -> None:
    data = filled(office, f"{ROOT}event/add/", title_ru="Набрано", form="meeting")
    for path in (f"{ROOT}event/{key}/change/", f"{ROOT}event/{key}/change/?unsaved=1"):
        assert office.get(path).status_code == 302
        assert office.post(path, data).status_code == 302
        assert Client().post(path, data).status_code == 302
    beat = {**data, "_typed": "1", "_object": unquote(key)}
    assert office.post(f"{ROOT}event/unsaved/", beat).status_code == 404
    assert not OpenForm.objects.filter(typed_at__isnull=False).exists()


def test_a_comment_of_the_head_with_odd_signs_is_taken(office: Client) -> None:
    event = save(Event(slug="e", title_ru="Было", form="meeting", state="in_review"), public=False)
    path = f"{ROOT}event/{event.pk}/reading/"
    office.post(path, {"_return": "1", "return_comment": "Нет\0 даты", "seen": office.get(path).context["seen"]})
    assert Event.objects.get().return_comment == "Нет даты"
