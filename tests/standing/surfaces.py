"""How each surface is looked at: what it shows of every record and city of the grid."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any, Final
from unittest.mock import patch

import feedparser
from django.core import mail
from django.core.management import call_command
from django.test import Client
from icalendar import Calendar

from partnerships.admin.home import home as office_home
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.opendata.handout import of_page as of_handed_page
from partnerships.views import embed, home, share_picture
from tests.standing.decisions import ABSENT, ARTICLE, COUNTED, MARKED, OF_OCCURRENCES, PLAIN, UNCOUNTED

LISTS: Final = {name: kind.section for name, kind in KINDS.items()}
COLUMN: Final = {"agreement": "agreements", "delegation": "incoming", "event": "events", "exhibition": "exhibitions"}
#: Kind → the word by which its list is narrowed to what holds, where that is another one than "held".
HOLDS: Final = {"actionplan": "adopted"}


class Grid:
    """A register with one of everything; answers are asked for once."""

    def __init__(self, office: Client, rows: list[tuple[str, Any]]) -> None:
        self.office, self.rows = office, rows
        self.client, self.kept = Client(), {}

    def text(self, address: str, client: Client | None = None) -> str:
        if address not in self.kept:
            answer = (client or self.client).get(address)
            assert answer.status_code == 200, address
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.kept[address] = body.decode("utf-8-sig")
        return self.kept[address]

    def context(self, address: str) -> Any:
        if ("context", address) not in self.kept:
            memo.forget()  # the home page may be known already, with as few records as a reader sees
            with patch.multiple(home, LATEST=100, COMING=100, ADDED=100):
                self.kept["context", address] = self.client.get(address)
        return self.kept["context", address]


def in_pieces(text: str, piece: str, row: Any) -> str:
    """Say how `row` stands among the pieces of a page: with its standing in words, without, or not at all."""
    for found in re.findall(piece, text, re.DOTALL):
        if f'href="{row.get_absolute_url()}"' in found or f'embed" href="{row.get_absolute_url()}"' in found:
            return marked(found, row)
    return ABSENT


def marked(text: str, row: Any) -> str:
    if 'class="standing' not in text:
        return PLAIN
    assert row.standing_in_words in text
    return MARKED


ARTICLE_OF_LIST: Final = r"<article.*?</article>"


def of_list(grid: Grid, row: Any) -> str:
    return in_pieces(grid.text(f"/ru/{LISTS[row.kind]}/"), ARTICLE_OF_LIST, row)


def of_chronology(grid: Grid, row: Any) -> str:
    pages = grid.text("/ru/chronology/") + grid.text("/ru/chronology/?page=2")
    return in_pieces(pages, ARTICLE_OF_LIST, row)


def of_page(grid: Grid, row: Any) -> str:
    said = re.search(r"<dt>Статус</dt><dd>(.*?)</dd>", grid.text(row.get_absolute_url()), re.DOTALL)
    return MARKED if said and row.standing_in_words in said[1] else ABSENT


def of_city_chronology(grid: Grid, row: Any) -> str:
    return in_pieces(grid.text(row.own_city.get_absolute_url()), ARTICLE_OF_LIST, row)


def of_city_figures(grid: Grid, row: Any) -> str:
    story = grid.context(row.own_city.get_absolute_url()).context["story"]
    contact = {record.pk for record in (story.first, story.last) if record}
    counted = bool(story.figures.get(row.kind))
    assert (counted and bool(row.start)) == (row.pk in contact), "what counts and has a date is a contact"
    return COUNTED if counted else UNCOUNTED


def of_home_total(grid: Grid, row: Any) -> str:
    """A total names no record: the list it opens does, and both are as long."""
    if row.kind == "actionplan":
        assert 'href="/ru/plans/"' not in grid.text("/ru/"), "the home page and its menu name no plans"
        return UNCOUNTED
    word = "in_force" if row.kind == "agreement" else "held"
    assert f"/ru/{LISTS[row.kind]}/?standing={word}" in grid.text("/ru/")
    listing = grid.context(f"/ru/{LISTS[row.kind]}/?standing={word}").context["listing"]
    assert grid.context("/ru/").context["totals"][LISTS[row.kind]] == listing.page.paginator.count
    return COUNTED if row.pk in {record.pk for record in listing.page} else UNCOUNTED


def of_home(name: str, piece: str = ARTICLE_OF_LIST) -> Callable[[Grid, Any], str]:
    def look(grid: Grid, row: Any) -> str:
        answer = grid.context("/ru/")
        if row.pk not in {record.pk for record in answer.context[name]}:
            return ABSENT
        return in_pieces(answer.content.decode(), piece, row)

    return look


def of_statistics(grid: Grid, row: Any) -> str:
    rows = grid.context("/ru/statistics/").context["tables"][1].rows
    column = COLUMN.get(row.kind)  # a plan has none, so it may be in no other
    counts = {found.label: found.counts[column] if column else found.total() for found in rows}
    return COUNTED if counts.get(row.own_city.country.name) else UNCOUNTED


def of_statistics_file(grid: Grid, row: Any) -> str:
    rows = list(csv.reader(io.StringIO(grid.text("/ru/statistics/country.csv")), delimiter=";"))
    found = {name: any(int(cell or 0) for cell in cells) for name, *cells in rows[1:]}
    return COUNTED if found.get(row.own_city.country.name) else UNCOUNTED


def of_people(grid: Grid, row: Any) -> str:
    """Only of visits is it known how many came: of each other kind nobody is counted."""
    rows = grid.context("/ru/statistics/").context["tables"][1].rows
    people = next((found.people for found in rows if found.label == row.own_city.country.name), None)
    if row.kind != "delegation":
        assert people is None
        return of_statistics(grid, row) if row.kind not in ("agreement", "actionplan") else UNCOUNTED
    assert people in (None, row.head_count)
    return COUNTED if people else UNCOUNTED


def of_filter(grid: Grid, row: Any) -> str:
    listing = grid.context(f"/ru/{LISTS[row.kind]}/?standing={HOLDS.get(row.kind, 'held')}").context["listing"]
    return COUNTED if row.pk in {record.pk for record in listing.page} else UNCOUNTED


def of_api_filter(grid: Grid, row: Any) -> str:
    kind = getattr(row, "kind", "")
    name, word = (LISTS[kind], HOLDS.get(kind, "held")) if kind else ("cities", "living")
    found = json.loads(grid.text(f"/api/v1/{name}?limit=200&standing={word}"))["items"]
    return COUNTED if row.pk in {one["id"] for one in found} else UNCOUNTED


def of_search(grid: Grid, row: Any) -> str:
    kind = getattr(row, "kind", "city")
    word = "Город" if kind == "city" else "Запись"
    return in_pieces(grid.text(f"/ru/search/?q={word}&kind={kind}"), r'<li class="result.*?</li>', row)


def of_feed(grid: Grid, row: Any) -> str:
    feed = feedparser.parse(grid.text(f"/ru/{LISTS[row.kind]}/feed.atom").encode())
    title = next((entry.title for entry in feed.entries if row.title_ru in entry.title), None)
    if title is None:
        return ABSENT
    return MARKED if title.startswith(f"{row.standing_in_words}: ") else PLAIN


def status_of(text: str, uid: str) -> str:
    entries = Calendar.from_ical(text).walk("VEVENT")
    return next((str(entry["STATUS"]) for entry in entries if str(entry["UID"]).startswith(f"{uid}@")), ABSENT)


def of_calendar(grid: Grid, row: Any) -> str:
    return status_of(grid.text("/ru/calendar.ics"), f"record-{row.pk}")


def of_city_calendar(grid: Grid, row: Any) -> str:
    return status_of(grid.text(f"/ru/cities/{row.own_city.slug}/calendar.ics"), f"record-{row.pk}")


def of_list_as_calendar(grid: Grid, row: Any) -> str:
    return status_of(grid.text(f"/ru/{LISTS[row.kind]}.ics"), f"record-{row.pk}")


def _told(rows: list[dict[str, Any]], row: Any) -> str:
    found = next((one for one in rows if one["id"] == row.pk), None)
    return ABSENT if found is None else MARKED if found["standing"] == row.standing else "wrong"


def of_table(grid: Grid, row: Any) -> str:
    name = LISTS.get(getattr(row, "kind", ""), "cities")
    return _told(json.loads(grid.text(f"/ru/{name}.json")), row)


def of_csv(grid: Grid, row: Any) -> str:
    name = LISTS.get(getattr(row, "kind", ""), "cities")
    rows = csv.DictReader(io.StringIO(grid.text(f"/en/{name}.csv")))
    return _told([{"id": int(found["id"]), "standing": found["standing"]} for found in rows], row)


def of_api(grid: Grid, row: Any) -> str:
    name = LISTS.get(getattr(row, "kind", ""), "cities")
    return _told(json.loads(grid.text(f"/api/v1/{name}?limit=200"))["items"], row)


def of_structured_data(grid: Grid, row: Any) -> str:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', grid.text(row.get_absolute_url()))
    data = json.loads(blocks[0])
    word = data.get("eventStatus") or data.get("legislationLegalForce") or ARTICLE
    return word.rpartition("/")[2]


def of_embed(grid: Grid, row: Any) -> str:
    text = grid.text(f"/ru/embed/cities/{row.own_city.slug}/")
    for line in re.findall(r"<li>.*?</li>", text, re.DOTALL):
        if row.get_absolute_url() in line:
            return marked(line, row)
    return ABSENT


def of_embedded_latest(grid: Grid, row: Any) -> str:
    """Events are told there, and nothing else."""
    with patch.object(embed, "LATEST", 100):
        text = grid.text("/ru/embed/latest/")
    line = next((line for line in re.findall(r"<li>.*?</li>", text, re.DOTALL) if row.get_absolute_url() in line), "")
    if row.kind == "event":
        return marked(line, row) if line else ABSENT
    assert not line
    return OF_OCCURRENCES["embedded latest"].get(row.standing, ABSENT)


def of_picture(grid: Grid, row: Any) -> str:
    kind = getattr(row, "kind", "city")
    below = share_picture.picture_texts(kind, row.slug)[1]
    return MARKED if row.standing_mark and row.standing_mark in below else PLAIN


def of_handout(grid: Grid, row: Any) -> str:
    handed = of_handed_page(row, "ru", "русский", grid.text(row.get_absolute_url()), "http://testserver")
    return MARKED if row.standing_in_words in handed.text else PLAIN


def of_office_list(grid: Grid, row: Any) -> str:
    name = getattr(row, "kind", "city")
    text = grid.text(f"/admin/partnerships/{name}/", grid.office)
    line = next((line for line in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if str(row) in line), "")
    return MARKED if f'field-shown_standing">{row.standing_in_words}<' in line else PLAIN if line else ABSENT


def of_task(slug: str) -> Callable[[Grid, Any], str]:
    def look(grid: Grid, row: Any) -> str:
        return COUNTED if row.title_ru in grid.text(f"/admin/todo/{slug}/", grid.office) else ABSENT

    return look


def of_letter(grid: Grid, row: Any) -> str:
    if "letter" not in grid.kept:
        mail.outbox.clear()
        with patch.object(office_home, "SHOWN", 100):
            call_command("morning", "--site", "https://register.example.org", stdout=io.StringIO())
        grid.kept["letter"] = mail.outbox[0].body
    return COUNTED if row.title_ru in grid.kept["letter"] else ABSENT


RECORDS: Final[dict[str, Callable[[Grid, Any], str]]] = {
    "list": of_list,
    "chronology": of_chronology,
    "page": of_page,
    "city chronology": of_city_chronology,
    "city figures": of_city_figures,
    "home total": of_home_total,
    "home latest": of_home("latest"),
    "home added": of_home("added", r"<li>.*?</li>"),
    "home coming": of_home("coming"),
    "statistics": of_statistics,
    "statistics file": of_statistics_file,
    "people counted": of_people,
    "filter held": of_filter,
    "filter of the api": of_api_filter,
    "search": of_search,
    "feed": of_feed,
    "calendar": of_calendar,
    "city calendar": of_city_calendar,
    "list as calendar": of_list_as_calendar,
    "list as table": of_table,
    "list as csv": of_csv,
    "api": of_api,
    "structured data": of_structured_data,
    "embedded city": of_embed,
    "embedded latest": of_embedded_latest,
    "shared picture": of_picture,
    "handout": of_handout,
    "office list": of_office_list,
    "office coming": of_task("coming"),
    "office asks": of_task("unconfirmed"),
    "letter": of_letter,
}
assert set(RECORDS) == set(OF_OCCURRENCES), "a surface that nobody looks at, or nobody has decided on"
