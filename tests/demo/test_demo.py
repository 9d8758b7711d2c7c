"""The first adopter's content: complete, loaded once, shown as the source knows it."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from partnerships.demo import loading
from partnerships.files import renditions
from partnerships.history import revisions
from partnerships.models import Agreement, City, Delegation, Event, Exhibition, Organization, Record
from partnerships.models.visibility import INTERNAL

FACTS = set((Path(__file__).parent / "fact_ids.txt").read_text().split())


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Load the demo once for the whole module, and take it away afterwards."""
    from django.db import transaction

    patch = pytest.MonkeyPatch()
    patch.setattr(renditions, "WIDTHS", (480,))
    patch.setattr(renditions, "FORMATS", {"jpg": renditions.FORMATS["jpg"]})
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield loading.load()
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
    patch.undo()


@pytest.fixture
def demo(made: Any, db: None) -> Any:
    return made


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " "))


def titles(client: Client, path: str) -> list[str]:
    return [record.slug for record in client.get(path).context["listing"].page]


def test_every_fact_is_told() -> None:
    assert loading.fact_ids() >= FACTS


def test_every_visible_text_has_both_languages() -> None:
    lonely = []
    for name in (*loading.FILES, "photos"):
        for entry in loading.entries(name):
            for row in (entry, *(row for key in loading.ROWS for row in entry.get(key, []))):
                if isinstance(row, dict):
                    lonely += [
                        (entry.get("id"), key) for key in row if key[-3:] == "_ru" and not row.get(key[:-3] + "_en")
                    ]
    assert lonely == []


def test_the_counts_of_the_source(demo: Any) -> None:
    models = (City, Agreement, Delegation, Event, Exhibition, Organization)
    assert [model.objects.count() for model in models] == [23, 6, 26, 53, 2, 45]
    assert City.objects.public().count() == 23
    assert Record.objects.public().count() == 87


def test_inferred_dates_stay_internal(demo: Any) -> None:
    assert "internal_note" in INTERNAL["Entry"]
    inferred = Record.objects.filter(internal_note__contains="источник даты не называет")
    assert inferred.count() == 14
    assert not inferred.filter(start__isnull=False).exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_omsk_tells_its_story_in_either_order(client: Client, demo: Any, language: str) -> None:
    page = f"/{language}/cities/omsk/"
    newest = text(client, page)
    for slug in ("omsk-2013", "omsk-mutual-visits-2014-2019", "omsk-city-day-2019", "my-russia-2023"):
        assert f"/{slug}/" in newest
    oldest = text(client, page + "?order=oldest")
    assert newest.index("/my-russia-2023/") < newest.rindex("/omsk-2013/")
    assert oldest.rindex("/omsk-2013/") < oldest.rindex("/my-russia-2023/")


def test_the_contest_of_2023_counts_its_prizes(client: Client, demo: Any) -> None:
    page = text(client, "/ru/events/my-russia-2023/")
    assert "более</small> 30</strong> заявок из Ставрополя" in page
    for prize in ("<strong>Гран-при</strong> × 1", "<strong>I степень</strong> × 4", "<strong>II степень</strong> × 3"):
        assert prize in page


def test_the_filters_of_the_chronology(client: Client, demo: Any) -> None:
    assert titles(client, "/ru/chronology/?year=2022&city=grozny") == ["grozny-204"]
    visits = {"omsk-city-day-2019", "feodosia-city-day-2019", "omsk-mutual-visits-2014-2019"}
    assert set(titles(client, "/ru/chronology/?year=2019&kind=delegation")) == visits
    assert set(titles(client, "/ru/chronology/?kind=exhibition")) == {
        "sister-cities-relations",
        "children-of-one-planet",
    }


def test_the_figures_of_the_exhibition(client: Client, demo: Any) -> None:
    russian = text(client, "/ru/exhibitions/sister-cities-relations/")
    assert "более</small> 2 500</strong> посетителей" in russian
    english = text(client, "/en/exhibitions/sister-cities-relations/")
    for figure in ("more than</small> 2,500</strong>", "more than</small> 1,000</strong>", "<strong>12</strong>"):
        assert figure in english


def test_the_ceremony_has_its_day(client: Client, demo: Any) -> None:
    assert "28 октября 2020" in text(client, "/ru/events/peace-on-the-planet-ceremony-2020/")
    assert "/peace-on-the-planet-ceremony-2020/" in text(client, "/ru/events/peace-on-the-planet/")


def test_loading_again_changes_nothing(demo: Any) -> None:
    before = revisions.register_version()
    out = StringIO()
    call_command("demo", stdout=out)
    assert "nothing was changed" in out.getvalue()
    assert revisions.register_version() == before
