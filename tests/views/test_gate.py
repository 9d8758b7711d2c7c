"""Every public address, with something to leak behind the gate."""

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from partnerships.history import revisions
from partnerships.models import (
    ActionPlan,
    Agreement,
    Award,
    Birthday,
    ChecklistItem,
    City,
    CityOccasion,
    Commitment,
    Country,
    Delegation,
    Document,
    EstimateLine,
    Event,
    Exhibition,
    Figure,
    Gift,
    Greeting,
    HomeCity,
    Involvement,
    LearnedAs,
    LearnedWord,
    Letter,
    NationalDay,
    OpenForm,
    Organization,
    Participant,
    PartnerRequest,
    Photo,
    PlanItem,
    ProgrammeItem,
    Record,
    Service,
    Theme,
)
from partnerships.models.base import Entry
from partnerships.models.publication import State
from partnerships.models.visibility import INTERNAL, PERSONAL
from partnerships.opendata.formats import FORMATS
from partnerships.opendata.row_tables import TABLES
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
KINDS = (Agreement, Delegation, Event, Exhibition, ActionPlan)
REQUIRED = {Delegation: {"direction": "incoming"}, Event: {"form": "meeting"}}


def fill(record: Any, mark: str, *, only: set[str] | None = None) -> Any:
    """Write `mark` into every text of `record`, or only into the fields named."""
    for field in record._meta.fields:
        name = field.name.removesuffix("_ru").removesuffix("_en")
        textual = isinstance(field, models.CharField | models.TextField) and not field.choices and field.editable
        if textual and (only is None or name in only) and field.name not in {"slug", "email", "site", "file"}:
            setattr(record, field.attname, f"{mark}-{field.name}"[: field.max_length])
    return record


def declared(model: type) -> set[str]:
    names = [model.__name__, "Entry"] if issubclass(model, Entry) else [model.__name__]
    return {field for table in (INTERNAL, PERSONAL) for name in names for field in table.get(name, ())}


def rows(record: Record, mark: str, **public: Any) -> None:
    for row in (
        Participant(record=record, role="member", **public),
        Figure(record=record, what="works", value=1),
        Award(record=record, degree="first"),
        Photo(record=record, file=f"photos/{'a' * 32}/original.jpg"),
        Document(record=record, file="documents/x/document", name="scan.pdf", access="public"),
    ):
        save(fill(row, mark))


@pytest.fixture
@at_once()
def register(country: Country) -> dict[str, Any]:
    """One open city with open records, and beside them hidden ones of every state, all full of marks."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol", email="partners@example.org"))
    theme = save(Theme(slug="culture", name_ru="Культура", name_en="Culture"))
    later = timezone.now() + timedelta(days=3)
    states = {
        "draft": {"state": State.DRAFT},
        "review": {"state": State.IN_REVIEW},
        "withdrawn": {"state": State.WITHDRAWN},
        "scheduled": {"state": State.PUBLISHED, "publish_at": later},
    }
    place = {"country": country, "tie": "contact"}
    city = save(fill(City(slug="open", name_ru="Открытый", **place), "ZXQ", only=declared(City)))
    hidden_cities = [
        save(fill(City(slug=f"city-{name}", **place, **state), "ZXQ"), public=False) for name, state in states.items()
    ]
    today = timezone.localdate()
    for hidden in hidden_cities:
        save(fill(CityOccasion(city=hidden, month=today.month, day=today.day), "ZXQ"))
    save(fill(NationalDay(country=country, month=today.month, day=today.day), "ZXQ", only={"name"}))
    save(fill(Birthday(city=city, month=today.month, day=today.day), "ZXQ"))
    save(fill(Greeting(city=city, due_on=today), "ZXQ"))
    save(fill(Letter(kind="thanks", city=city), "ZXQ"))
    body = save(fill(Organization(name_ru="Мэрия", kind="business"), "ZXQ", only=declared(Organization)))
    for state in (*states.values(), {"state": State.PUBLISHED, "publish_at": later - timedelta(days=9)}):
        expired = {"opened_on": today - timedelta(days=9), "open_until": today - timedelta(days=1)}
        term = {"open_until": today} if state.get("publish_at", later) >= later else expired
        save(fill(PartnerRequest(organization=body, **state, **term), "ZXQ"), public=False)
    wanted = PartnerRequest(title_ru="Ищем школу", organization=body, city=hidden_cities[0], contact="Школа № 1")
    wanted.open_until = today
    save(wanted)
    opened: list[Record] = []
    for model in KINDS:
        plain = REQUIRED.get(model, {})
        hidden = [
            save(
                fill(model(slug=f"hidden-{name}", **plain, **state), "ZXQ"),
                public=False,
                cities=[city],
                themes=[theme],
            )
            for name, state in states.items()
        ]
        record = save(
            fill(model(slug="open", title_ru="Открытая запись", **plain), "ZXQ", only=declared(model)),
            cities=[city, *hidden_cities],
            themes=[theme],
            related=[*hidden, *opened],
        )
        for row in hidden:
            rows(row, "ZXQ", is_public=True)
        record.part_of = hidden[0]
        record.save()
        hidden[1].part_of = record
        hidden[1].save()
        Involvement(record=record, organization=body, role="party").save()
        Participant(record=record, name_ru="ZXQ-private", office_ru="ZXQ-private", is_public=False).save()
        fill(Participant(record=record, office_ru="Мэр", is_public=True), "ZXQ", only=declared(Participant)).save()
        Document(record=record, title_ru="ZXQ-internal", file="documents/x/document").save()
        fill(Photo(record=record, alt_ru="Вид", file=f"photos/{'b' * 32}/original.jpg"), "ZXQ", only={"rights"}).save()
        if isinstance(record, Delegation):
            record.host_event = Event.objects.filter(state=State.DRAFT).first()
            record.carries_out = Agreement.objects.filter(state=State.DRAFT).first()
            record.save()
            ProgrammeItem(delegation=record, activity_ru="ZXQ-item", is_public=False).save()
            item = ProgrammeItem(delegation=record, activity_ru="Приём")
            fill(item, "ZXQ", only=declared(ProgrammeItem)).save()
            for model_of_work in (ChecklistItem, EstimateLine, Gift, Service):
                fill(model_of_work(delegation=record), "ZXQ").save()
        fill(Commitment(record=record), "ZXQ").save()
        if isinstance(record, ActionPlan):
            record.carries_out = Agreement.objects.filter(state=State.DRAFT).first()
            record.save()
            shown = PlanItem(plan=record, activity_ru="Открытый пункт", fulfilled_by=hidden[0])
            fill(shown, "ZXQ", only=declared(PlanItem)).save()
            for each in hidden:
                fill(PlanItem(plan=each), "ZXQ").save()
            agreement = Agreement.objects.get(slug="open")
            for each in hidden:
                each.carries_out = agreement
                each.save()
        opened.append(record)
    return {"city": city, "theme": theme, "records": opened}


def patterns(urls: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in urls:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def public_paths() -> list[str]:
    """Return every address outside the back office, with each hidden and open slug in place."""
    slugs = ["open", *(f"hidden-{state}" for state in ("draft", "review", "withdrawn", "scheduled"))]
    slugs += [f"city-{state}" for state in ("draft", "review", "withdrawn", "scheduled")]
    paths = []
    for pattern, _entry in patterns(get_resolver().url_patterns):
        if pattern.startswith(("admin/", "files/", "^files/")) or "^files" in pattern:
            continue
        for language in ("ru", "en"):
            path = "/" + pattern.replace("ru/", f"{language}/").replace("en/", f"{language}/")
            path = (
                path.replace("<slug:table>", "year").replace("<slug:section>", "event").replace("<slug>", "<slug:slug>")
            )
            path = path.replace("<key>", "1").replace("<path:path>", "no-such")
            names = [path.replace("<slug:name>", name) for name in TABLES] if "<slug:name>" in path else [path]
            files = [name.replace("<slug:suffix>", suffix) for name in names for suffix in FORMATS]
            for path in sorted(set(files)):
                paths += [path.replace("<slug:slug>", slug) for slug in slugs] if "<slug:slug>" in path else [path]
    return sorted(set(paths))


def body(response: Any) -> bytes:
    """Return everything that was sent; a workbook is unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].endswith("sheet"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content


@pytest.mark.one_database
def test_no_page_shows_what_is_hidden(client: Client, register: dict[str, Any]) -> None:
    seen = 0
    for path in public_paths():
        is_file = path.rpartition(".")[2] in FORMATS
        for query in ("", "?city=open") if is_file else ("", "?order=oldest", "?theme=culture", "?city=open"):
            response = client.get(path + query)
            assert response.status_code in (200, 302, 404), path
            assert b"ZXQ" not in body(response), path + query
            assert not response.cookies, path
            seen += response.status_code == 200
    assert seen > 50


def test_the_marks_would_be_seen(client: Client, register: dict[str, Any]) -> None:
    with revisions.revision(by=None, reason="test"):
        for event in Event.objects.filter(state=State.DRAFT):
            event.state, event.publish_at = State.PUBLISHED, timezone.now()
            event.save()

    assert b"ZXQ-title" in client.get("/ru/events/hidden-draft/").content


def test_a_hidden_record_answers_as_one_that_never_was(client: Client, register: dict[str, Any]) -> None:
    never = client.get("/ru/events/never/")
    for path in ("/ru/events/hidden-draft/", "/ru/cities/city-withdrawn/", "/ru/agreements/hidden-scheduled/"):
        hidden = client.get(path)
        assert (hidden.status_code, hidden.content) == (404, never.content)
        headers = {name: value for name, value in hidden.items() if name != "Content-Security-Policy"}
        assert headers == {name: value for name, value in never.items() if name != "Content-Security-Policy"}


def test_a_hidden_city_is_not_offered_in_the_filter(client: Client, register: dict[str, Any]) -> None:
    assert client.get("/ru/chronology/?city=city-draft").status_code == 400


def test_pictures_for_sharing_ask_the_gate(client: Client, register: dict[str, Any]) -> None:
    assert client.get("/files/shared/ru/city/open.png")["Content-Type"] == "image/png"
    assert client.get("/files/shared/en/event/open.png").status_code == 200
    for page, slug in (("city", "city-draft"), ("event", "hidden-scheduled"), ("user", "1"), ("event", "never")):
        assert client.get(f"/files/shared/ru/{page}/{slug}.png").status_code == 404


@pytest.mark.one_database
def test_no_page_shows_what_was_read_out_of_a_text(client: Client, office: Client, register: dict[str, Any]) -> None:
    text = (
        "В мае 2020 года делегация города Открытый посетила Ставрополь, ZXQ-paste. "
        "На встрече обсудили ZXQ-plans, было 12 ZXQ-guests. Мэр Открытого Зиновий ZXQ."
    )
    read = office.post("/admin/prose/", {"text": text})
    sent = {name: value for name, value in read.context["typed"].items() if name != "csrfmiddlewaretoken"}
    sent |= {"text": text, "finds": read.context["mark"], "part": "0", "shape": "", "_form": read.context["token"]}
    sent |= {"d1-take": "on", "d1-title": "ZXQ-draft", "d1-form": "incoming", "d1-period": "май 2020"}
    before = Record.objects.count()
    office.post("/admin/prose/", sent)
    assert Record.objects.count() == before + 1
    assert Record.objects.filter(source_note__contains="ZXQ-paste").count() == 1
    office.post("/admin/prose/", {"text": text.replace("2020", "2021")})  # another one that waits unsaved
    assert OpenForm.objects.filter(model="prose", data__contains="ZXQ-plans").exists()
    LearnedWord.objects.create(word="ZXQ-word", what=LearnedAs.KIND, meaning="event", times=3)
    for path in public_paths():
        assert b"ZXQ" not in body(client.get(path)), path
    for path in ("/admin/prose/", "/admin/prose/saved/", "/admin/prose/keep/", "/admin/prose/words/"):
        assert b"ZXQ" not in client.get(path).content
