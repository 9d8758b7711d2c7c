"""Numbers that no key can be: in addresses, filters and forged forms."""

import pytest
from django.test import Client

from partnerships.models import City, Event
from partnerships.numbers import whole
from tests.admin.forms import filled
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


@pytest.mark.parametrize("query", ["event/export/?page=1", "city/export/?foo=1"])
def test_an_export_with_an_unknown_filter_leads_to_the_list(office: Client, query: str) -> None:
    assert office.get(ROOT + query, follow=True).status_code == 200


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
    office.post(f"{ROOT}city/", {"action": "withdraw_chosen", "_selected_action": [omsk.pk, "²"]})

    assert City.objects.get().state == "withdrawn"
