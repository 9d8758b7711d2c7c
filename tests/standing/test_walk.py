"""The demo with everything that can become of a record, read at many days: its surfaces tell the same of each day."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.browsing import statistics
from partnerships.history import revisions
from partnerships.models import Agreement, AgreementAction, City, Delegation, Event, Record, TieStep
from partnerships.period import Period, read_edtf
from partnerships.standing.choices import COUNTED
from tests.conftest import at_once, save
from tests.standing.states import days

#: As many cities are looked at on each day.
WALKED = 3

pytestmark = [pytest.mark.django_db]


def _changed(today: date) -> None:
    """Cancel, plan, let lapse, supersede, end and hold something of the demo."""
    first, second = Delegation.objects.public().order_by("pk")[:2]
    revisions.update([first], by=None, reason="test", status="cancelled")
    revisions.update([second], by=None, reason="test", status="planned", **days(today, 20, 22).columns())
    old, lapsed = Agreement.objects.public().dated().order_by("pk")[:2]
    revisions.update([lapsed], by=None, reason="test", in_force_until=Period.of((2019,)))
    with at_once():
        new = Agreement(slug="new", title_ru="Новое", title_en="New", supersedes=old)
        new.period = Period.of((2020, 2, 3))
        save(new, cities=list(old.cities.all()))
        save(AgreementAction(agreement=new, kind="suspended", date="2023"))
        ended, held = City.objects.public().dated()[:2]
        save(TieStep(city=ended, kind="ended", date="2021-05"))
        save(TieStep(city=held, kind="on_hold", date="2022-03"))
        for number, when in enumerate(("../2030", "{2019-11-01,2026-12-23}", "2018/2028", "[..2015]", "")):
            event = Event(slug=f"walk-{number}", title_ru="Дело", title_en=f"Thing {number}", form="meeting")
            event.period = read_edtf(when)
            save(event, cities=[ended, held])
        online = Delegation(slug="call", title_ru="Встреча", title_en="Call", direction="online", head_count=300)
        online.period = Period.of((2019, 3, 4))
        save(online, cities=[held])
        part = Event(slug="part", title_ru="Часть", title_en="Part", form="meeting", part_of=online)
        part.period = online.period
        save(part, cities=[ended])


def _ties(client: Client, then: str, day: date) -> list[str]:
    page = client.get(f"/en/cities/?{then}")
    rows = {city.slug for city in page.context["form"].cities()}
    drawn = {city.slug for city in client.get(f"/en/map/?{then}").context["cities"]}
    told = {row["slug"]: row for row in json.loads(client.get(f"/api/v1/cities?limit=100&{then}").content)["items"]}
    wrong = (
        [f"{day}: list, map and API differ: {rows ^ drawn} {rows ^ told.keys()}"]
        if not rows == drawn == told.keys()
        else []
    )
    stood = {city.slug: city.standing_on(day) for city in City.objects.public().prefetch_related("tie_steps")}
    wrong += [f"{day} {slug}: {row['standing']}" for slug, row in told.items() if row["standing"] != stood[slug]]
    return wrong


def _cities(client: Client, then: str, day: date) -> list[str]:
    wrong = []
    for city in City.objects.public().dated()[:WALKED]:
        answer = client.get(f"/en/cities/{city.slug}/?{then}")
        for path, number in re.findall(r'<a href="(/en/[a-z]+/\?city=[^"]+)">(\d+) [a-z]', answer.content.decode()):
            listed = client.get(path.replace("&amp;", "&")).context["listing"].page.paginator.count
            if listed != int(number):
                wrong.append(f"{day} {path}: {number}, {listed}")
        story = answer.context["story"]
        shown = {record.pk for _year, records in story.years() for record in records}
        counted = {record.pk for record in Record.objects.public().with_city(city).standing_in(*COUNTED, day=day)}
        told = {part.part_of_id for part in Record.objects.filter(pk__in=counted - shown)}
        if not told <= shown:
            wrong.append(f"{day} {city.slug}: counted and in no line: {counted - shown}")
        named = {"agreement": len(story.binding)}
        bound = client.get(f"/en/agreements/?city={city.slug}&standing=in_force&{then}").context["listing"]
        if bound.page.paginator.count != named["agreement"]:
            wrong.append(f"{day} {city.slug}: {named} binding, {bound.page.paginator.count} in the list")
    return wrong


def _records(client: Client, then: str, day: date) -> list[str]:
    wrong = []
    for kind in ("agreements", "delegations", "events", "exhibitions"):
        for row in json.loads(client.get(f"/api/v1/{kind}?limit=100&{then}").content)["items"]:
            record = Record.objects.get(slug=row["slug"], kind=kind[:-1])
            status = {"under_way": "held", "to_come": "planned", "unconfirmed": "planned"}.get(
                row["standing"], row["standing"]
            )
            if row["standing"] != record.standing_on(day) or row["status"] != status:
                wrong.append(f"{day} {row['slug']}: {row['standing']}, {row['status']}")
    for name in ("year", "country"):
        for row in client.get(f"/en/statistics/?{then}").context["tables"][list(statistics.TABLES).index(name)].rows:
            for column in (statistics.PEOPLE, "events"):
                query, number = row.query(column), row.value(column)
                if not query:
                    continue
                kind = statistics.COLUMNS[column].kind.name if column != statistics.PEOPLE else "delegation"
                listing = client.get(f"/en/{kind}s/?{query}").context["listing"]
                found = (
                    listing.people
                    if column == statistics.PEOPLE
                    else listing.delegations or listing.page.paginator.count
                )
                if found != number:
                    wrong.append(f"{day} {row.label} {column}: {number}, {found}")
    return wrong


def test_at_ten_days_nothing_contradicts_anything(client: Client, demo: None) -> None:
    today = timezone.localdate()
    _changed(today)
    wrong: list[str] = []
    asked = [
        "1950-01-01",
        "2005-06-01",
        "2011-12-31",
        "2012-06-01",
        "2015-05-05",
        "2019-09-01",
        "2020-02-03",
        "2022-03-01",
    ]
    for text in (*asked, str(today - timedelta(days=1)), ""):
        day = date.fromisoformat(text) if text else today
        for look in (_ties, _cities, _records):
            wrong += look(client, f"on={text}" if text else "", day)
    assert wrong == []
