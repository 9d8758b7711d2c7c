"""Search rows follow every write, and nothing internal is in the public ones."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from partnerships.files.intake import accept_photo
from partnerships.history import restoring, revisions
from partnerships.models import (
    Agreement,
    City,
    Country,
    Delegation,
    Document,
    Event,
    Organization,
    Participant,
    PartnerRequest,
    Photo,
    PublicSpelling,
    SearchRow,
)
from partnerships.models.involvement import Involvement
from partnerships.models.publication import State
from partnerships.period import Period
from partnerships.search import rows
from partnerships.search.engine import Scope, object_of
from partnerships.search.finding import find
from partnerships.search.question import Question
from tests.conftest import picture, save
from tests.views.test_gate import register  # noqa: F401 - the register full of marks

pytestmark = pytest.mark.django_db


def hits(typed: str, *, internal: bool = False) -> list[tuple[str, int]]:
    return [object_of(key) for key in find(Question.parse(typed), Scope(internal=internal)).keys]


def meeting(**values: Any) -> Event:
    return Event(slug="meeting", title_ru="Встреча в Омске", form="meeting", **values)


def test_a_record_is_found_once_published_and_gone_once_withdrawn(omsk: City) -> None:
    event = save(meeting(), public=False)
    assert hits("встреча") == []
    assert hits("встреча", internal=True) == [("event", event.pk)]

    with revisions.revision(by=None, reason="publish"):
        event.state, event.publish_at = State.PUBLISHED, timezone.now()
        event.save()
    assert hits("встречи") == [("event", event.pk)]

    with revisions.revision(by=None, reason="withdraw"):
        event.state, event.publish_at = State.WITHDRAWN, None
        event.save()
    assert hits("встреча") == []
    assert hits("встреча", internal=True) == [("event", event.pk)]


def test_a_scheduled_record_is_found_from_its_moment(omsk: City) -> None:
    moment = timezone.now() + timedelta(hours=2)
    event = save(meeting(state=State.PUBLISHED, publish_at=moment), public=False)

    assert hits("встреча") == []
    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        assert hits("встреча") == [("event", event.pk)]


def test_a_request_is_found_until_its_last_day(omsk: City) -> None:
    school = save(Organization(name_ru="Школа № 7", kind="institution"))
    today = timezone.localdate()
    request = save(PartnerRequest(title_ru="Ищем хор", organization=school, contact="Школа", open_until=today))

    assert hits("хоры") == [("request", request.pk)]
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert hits("хор") == []


def test_nothing_is_written_when_the_revision_fails(omsk: City) -> None:
    with pytest.raises(RuntimeError), revisions.revision(by=None, reason="test"):
        meeting(state=State.PUBLISHED, publish_at=timezone.now()).save()
        raise RuntimeError

    assert hits("встреча") == []


def test_a_deleted_record_is_not_found_and_a_restored_one_is(omsk: City) -> None:
    event = save(meeting())
    revisions.delete([event], by=None, reason="test")
    assert hits("встреча", internal=True) == hits("встреча") == []

    version = restoring.deleted(Event).get()
    restoring.restore(version, by=None, reason="test")
    assert len(hits("встреча")) == 1


def test_a_row_of_a_record_is_found_through_it(omsk: City) -> None:
    event = save(meeting(), cities=[omsk])
    save(Participant(record=event, name_ru="Зритнев В.В.", is_public=True))
    secret = save(Participant(record=event, name_ru="Тайнов", is_public=False))

    assert hits("Зритнева") == hits("zritnev") == [("event", event.pk)]
    assert hits("Тайнов") == []
    assert hits("Тайнову", internal=True) == [("event", event.pk)]
    with revisions.revision(by=None, reason="test"):
        secret.is_public = True
        secret.save()
    assert hits("Тайнов") == [("event", event.pk)]
    with revisions.revision(by=None, reason="test"):
        secret.delete()
    assert hits("Тайнов") == []


def test_a_new_name_is_found_everywhere(omsk: City, country: Country) -> None:
    body = save(Organization(name_ru="Палата", kind="chamber"))
    event = save(Event(slug="e", title_ru="Форум", form="forum"), cities=[omsk])
    save(Involvement(record=event, organization=body, role="host"))
    with revisions.revision(by=None, reason="rename"):
        for row, name in ((omsk, "Новоград"), (body, "Гильдия"), (country, "Руритания")):
            row.name_ru = name
            row.save()

    assert set(hits("новоградом")) == set(hits("руритании")) == {("event", event.pk), ("city", omsk.pk)}
    assert hits("гильдией") == [("event", event.pk)]
    assert hits("палата") == []
    assert ("organization", body.pk) in hits("гильдия", internal=True)


def test_a_hidden_city_is_not_found_through_its_records(omsk: City, country: Country) -> None:
    hidden = save(City(slug="h", name_ru="Китеж", country=country, tie="contact"), public=False)
    event = save(meeting(), cities=[hidden])
    assert hits("китеж") == []

    with revisions.revision(by=None, reason="publish"):
        hidden.state, hidden.publish_at = State.PUBLISHED, timezone.now()
        hidden.save()
    assert set(hits("китежа")) == {("city", hidden.pk), ("event", event.pk)}


def test_only_open_documents_are_read_to_the_public(omsk: City) -> None:
    agreement = save(Agreement(slug="a", title_ru="Соглашение"))
    for access, text in (("public", "мелиорация"), ("internal", "секретность")):
        save(Document(record=agreement, title_ru="Текст", file="documents/x/document", access=access, text=text))

    assert hits("мелиорации") == [("agreement", agreement.pk)]
    assert hits("секретность") == []
    assert hits("секретности", internal=True) == [("agreement", agreement.pk)]


def test_nothing_internal_is_in_the_public_index(register: dict[str, Any]) -> None:  # noqa: F811
    due = SearchRow.objects.filter(publish_at__lte=timezone.now()).exclude(until__lt=timezone.localdate())
    assert due.count() == 7
    shown = {row: " ".join(text for part, text in row.parts.items() if part != "internal") for row in due}
    assert [row.kind for row, text in shown.items() if "zxq" in text] == []
    assert not any("zxq" in word for word in PublicSpelling.objects.values_list("word", flat=True))
    assert "zxq" in SearchRow.objects.get(kind="city", object_id=register["city"].pk).parts["internal"]


def test_rebuilding_changes_nothing(omsk: City) -> None:
    event = meeting()
    event.period = Period.of((2019, 7))
    save(event, cities=[omsk])
    save(Delegation(slug="d", title_ru="Визит", direction="incoming"), public=False)

    def kept() -> list[Any]:
        spelled = sorted(PublicSpelling.objects.values_list("key", "word"))
        return [list(SearchRow.objects.order_by("pk").values()), spelled]

    before = kept()
    out = StringIO()
    call_command("reindex", stdout=out)
    assert kept() == before
    assert out.getvalue() == "Search rows written for 4 entries.\n"
    assert hits("встреча") == [("event", event.pk)]


def test_one_record_and_thirty_take_as_many_questions(omsk: City) -> None:
    events = [save(Event(slug=f"e-{n}", title_ru="Встреча", form="meeting"), cities=[omsk]) for n in range(30)]
    counts = []
    for some in (events[:1], events):
        with CaptureQueriesContext(connection) as queries:
            rows.refresh(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_register_without_rows_gets_them_from_migrate(omsk: City) -> None:
    event = save(meeting())
    SearchRow.objects.all().delete()
    assert hits("встреча") == []

    call_command("migrate", verbosity=0)
    assert hits("встреча") == [("event", event.pk)]


def test_rebuilding_tells_the_database_how_large_its_tables_are(omsk: City) -> None:
    for number in range(40):
        save(Event(slug=f"e{number}", title_ru=f"Встреча {number}", form="meeting"))
    sizes = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'partnerships_record'",
        "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'partnerships_record'",
    }

    rows.rebuild()

    with connection.cursor() as cursor:
        cursor.execute(sizes[connection.vendor])
        assert {str(stat).split()[0] for (stat,) in cursor.fetchall()} == {"40"}


def test_whoever_writes_the_rows_and_in_which_language_they_are_the_same(omsk: City) -> None:
    wrong = []
    for language in ("ru", "en", None):
        with translation.override(language):
            rows.rebuild()
            wrong.append(list(rows.wrong_rows()))
    assert wrong == [[], [], []]
    with translation.override("en"):
        assert list(rows.wrong_rows()) == []
    assert hits("страна россия", internal=True) == hits("country россия", internal=True) != []


def test_a_row_out_of_date_one_too_many_and_one_missing_are_told(omsk: City) -> None:
    row = SearchRow.objects.get(kind="city")
    SearchRow.objects.filter(kind="country").delete()
    SearchRow.objects.create(pk=row.pk + 1, kind="city", object_id=omsk.pk + 1, tokens=row.tokens)
    SearchRow.objects.filter(pk=row.pk).update(publish_at=None)
    wanted = [f"city {omsk.pk}", f"city {omsk.pk + 1}", f"country {omsk.country_id}"]
    assert sorted(rows.wrong_rows()) == sorted(wanted)


def test_the_caption_of_a_photo_that_the_public_does_not_see_is_found_by_the_staff_alone(omsk: City) -> None:
    event = save(meeting(), cities=[omsk])
    photo = save(Photo(record=event, file=accept_photo(picture((40, 40))), caption_ru="Кружевница"))

    assert hits("кружевница") == []
    assert hits("кружевница", internal=True) == [("event", event.pk)]

    revisions.update([photo], by=None, reason="x", alt_ru="Женщина плетёт кружево")
    assert hits("кружевница") == [("event", event.pk)]
