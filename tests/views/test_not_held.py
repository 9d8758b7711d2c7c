"""The page of a visit that has not taken place says of nobody that they came, and of no number that it travelled."""

import pytest
from django.test import Client

from partnerships.models import Delegation, Participant
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.mark.parametrize("status", ["held", "planned", "cancelled", "postponed", "invited"])
def test_who_came_is_said_of_what_took_place(client: Client, status: str) -> None:
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming", status=status, head_count=5)
    visit.period = Period.of((2019, 5, 8) if status != "planned" else (2998, 5, 8))
    save(visit)
    with at_once():
        for role, name in (("member", "Anna"), ("host", "Boris")):
            Participant(record=visit, role=role, name_en=name, name_ru=name, is_public=True).save()
    page = client.get("/en/delegations/v/").content.decode()
    happened = status == "held"
    for said, otherwise in (
        ("Who came", "Members of the delegation"),
        ("Who received them", "Receiving side"),
        ("People who travelled", "Number of people"),
    ):
        assert (said in page) == happened
        assert (otherwise in page) == (not happened)
