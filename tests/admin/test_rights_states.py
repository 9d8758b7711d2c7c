"""docs/rights.md for every state of a record and every version that can be brought back, in every role."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.history import merging, restoring, revisions, version_token
from partnerships.models import City, Country, Event, HomeCity
from partnerships.models.publication import State
from partnerships.staff import rights
from tests.admin.test_rights_matrix import rows, signed_in, words
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db
OFFICE: Final = "/admin/partnerships/"
STATES: Final = {
    "draft": {"state": State.DRAFT, "publish_at": None},
    "in_review": {"state": State.IN_REVIEW, "publish_at": None},
    "withdrawn": {"state": State.WITHDRAWN, "publish_at": None},
    "scheduled": {"state": State.PUBLISHED, "ahead": timedelta(days=9)},
    "published": {"state": State.PUBLISHED, "ahead": timedelta(days=-9)},
}
TABLE: Final = rows("Every state and version")


def event_in(state: str) -> Event:
    fields = dict(STATES[state])
    if "ahead" in fields:
        fields["publish_at"] = timezone.now() + fields.pop("ahead")
    event = save(Event(slug="e", title_ru="Было", form="meeting"))
    revisions.update([event], by=None, reason="x", title_ru="Стало", **fields)
    return event


def version_address(model: str, version: int) -> str:
    return f"{OFFICE}{model}/restore/{version}/"


def change(state: str, country: Country) -> str:
    return f"{OFFICE}event/{event_in(state).pk}/change/"


def delete(state: str, country: Country) -> str:
    return f"{OFFICE}event/{event_in(state).pk}/delete/"


def restore(state: str, country: Country) -> str:
    if state.startswith("merged"):
        kept, gone = (save(City(slug=slug, name_ru=slug, country=country, tie="contact")) for slug in ("kept", "gone"))
        first = version_token.last_change(gone)
        revisions.update([gone], by=None, reason="x", name_ru="Иначе")
        merging.merge(kept, gone, taken=set(), by=None)
        return version_address("city", first if state == "merged before" else restoring.deleted(City).get().pk)
    event = event_in("draft" if state == "deleted" else state)
    if state == "deleted":
        revisions.delete([event], by=None, reason="x")
        return version_address("event", restoring.deleted(Event).get().pk)
    return version_address("event", version_token.last_change(event))


ACTS: Final[dict[str, Callable[[str, Country], str]]] = {"change": change, "delete": delete, "restore": restore}
CASES: Final = [
    *product(("change", "delete"), STATES, ("first", "every", "none")),
    *product(("restore",), (*STATES, "deleted", "merged", "merged before"), ("first", "every", "none")),
]


@pytest.mark.parametrize(("act", "state", "approval"), CASES)
def test_the_state_and_the_version_decide_as_the_table_says(
    act: str, state: str, approval: str, country: Country
) -> None:
    lines = [line for line in TABLE if line[0] == act and state in words(line[1]) and approval in words(line[2])]
    assert len(lines) == 1, "one line of docs/rights.md, “Every state and version”"
    save(HomeCity(name_ru="Ставрополь", approval=approval))
    path = ACTS[act](state, country)

    said: dict[str, Any] = {}
    for role in rights.ROLES:
        client: Client = signed_in(person(role))
        # A form that is sent empty comes back with its mistakes to whoever may write it.
        refused = (client.post(path) if act == "change" else client.get(path)).status_code == 403
        said[role] = "no" if refused else "yes"

    assert said == dict(zip(rights.ROLES, lines[0][3:], strict=True))
