"""What somebody asked to be removed is gone from pages, files, search and history; that it was done stays."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from reversion.models import Revision, Version

from partnerships.history import restoring, revisions, snapshots
from partnerships.models import (
    AnnualReport,
    City,
    Delegation,
    Erasure,
    Event,
    FrozenReport,
    OpenForm,
    Participant,
    ProgrammeItem,
    User,
)
from partnerships.period import Period
from partnerships.privacy import old_contacts
from partnerships.privacy.erasing import erase, withdraw_consent
from partnerships.privacy.finding import NamedAt, mentions, people_called
from partnerships.privacy.old_contacts import erase_old_contacts
from tests.admin.screens.test_user import browser
from tests.conftest import save
from tests.privacy.conftest import NAME
from tests.staff.test_rights import person

pytestmark = [pytest.mark.django_db]
PAGE = "/admin/personal-data/"


def anywhere(word: str) -> list[str]:
    """Return where the database still holds `word`: rows, history, texts of search apart."""
    rows = [f"row {row.pk}" for row in Participant.objects.all() if word in f"{row.name_ru}{row.name_en}{row.contact}"]
    kept = Version.objects.filter(serialized_data__contains=word) | Version.objects.filter(object_repr__contains=word)
    comments = Revision.objects.filter(comment__contains=word)
    return [*rows, *(f"version {version.pk}" for version in kept), *(f"revision {row.pk}" for row in comments)]


def test_a_withdrawn_consent_takes_somebody_off_the_page(client: Client, anna: Participant, clerk: User) -> None:
    assert NAME in client.get("/ru/events/meeting/").content.decode()

    withdraw_consent([anna.pk], by=clerk)

    assert NAME not in client.get("/ru/events/meeting/").content.decode()
    anna.refresh_from_db()
    assert anna.consent_withdrawn_on == timezone.localdate()
    anna.consent_withdrawn_on = timezone.localdate() - timedelta(days=2)
    anna.consent_on = timezone.localdate() - timedelta(days=1)
    anna.is_public = True
    anna.clean()  # a new consent
    anna.consent_on = timezone.localdate() - timedelta(days=3)
    with pytest.raises(ValidationError, match="отозвано|withdrawn"):
        anna.clean()


def test_who_is_erased_is_nowhere_and_that_it_was_done_is_kept(
    client: Client, meeting: Event, anna: Participant, clerk: User
) -> None:
    with revisions.revision(by=clerk, reason=f"{NAME} записана по просьбе"):
        anna.order = 3
        anna.save()
    OpenForm.objects.create(user=clerk, model="event", data=f"title_ru={NAME}", typed_at=timezone.now())
    assert len(anywhere("Петрова")) > 3

    done = erase([anna.pk], [], by=clerk, basis="Заявление № 14")

    assert anywhere("Петрова") == anywhere("Petrova") == anywhere("900 000") == anywhere("Лист 7") == []
    assert not Participant.objects.exists()
    assert not OpenForm.objects.exists()
    assert client.get("/ru/search/?q=Петрова").content.decode().count("Встреча мастеров") == 0
    assert (done.people, done.versions > 0, done.by, done.basis) == (1, True, clerk, "Заявление № 14")
    whole = revisions.history(meeting)
    assert len(whole) == 4
    assert {version.object_repr for version in whole} == {"Встреча мастеров"}


def test_a_spelling_is_struck_out_of_texts_of_before_in_any_case_and_with_any_sign(meeting: Event, clerk: User) -> None:
    def written(words: str) -> None:
        with revisions.revision(by=clerk, reason=f"Записано: {words}"):
            meeting.body_ru = f"<p>{words}</p>"
            meeting.save()

    written('Доклад прочла ПЕТРОВА&nbsp;Анна «Ань"ка» <strong>Ивановна</strong>')
    written("Доклад прочла Петрова Анна «Ань\u00a0ка» Ивановнатова")
    written("Доклад прочла сотрудница музея")
    erase([], ['Петрова Анна «Ань"ка» Ивановна'], by=clerk, basis="письмо")
    kept = [version.serialized_data for version in Version.objects.filter(serialized_data__contains="Доклад прочла")]
    assert any("Доклад прочла […]</strong>" in text or "Доклад прочла […]" in text for text in kept)
    assert any("Ивановнатова" in text for text in kept)  # another word
    assert not any("ПЕТРОВА" in text for text in kept)
    assert not Revision.objects.filter(comment__contains="<strong>Ивановна</strong>").exists()


def test_what_is_no_text_is_struck_nowhere(client: Client, omsk: City, meeting: Event, clerk: User) -> None:
    somebody = save(Participant(record=meeting, name_ru="Head Ward", name_en="event 2024", role="head"))
    with revisions.revision(by=clerk):
        somebody.order = 1
        somebody.save()

    erase([somebody.pk], ["meeting speaker", "partnerships event"], by=clerk, basis="письмо")

    assert all(snapshots.of_version(version).record.form == "meeting" for version in revisions.history(meeting))


def test_the_history_is_read_and_brought_back_after_somebody_was_erased(
    office: Client, meeting: Event, anna: Participant, clerk: User
) -> None:
    with revisions.revision(by=clerk):
        anna.consent_on, anna.office_ru = date(2024, 5, 1), "директор музея"
        anna.save()
    withdraw_consent([anna.pk], by=clerk)
    erase([anna.pk], [], by=clerk, basis="письмо")

    for version in revisions.history(meeting):
        snapshots.of_version(version)
    first = revisions.history(meeting).filter(object_repr="Встреча мастеров").last()
    assert first is not None
    restoring.restore(first, by=clerk, reason="x")
    assert not Participant.objects.filter(name_ru__gt="").exists()


def test_an_earlier_state_shows_nobody_again_whose_consent_was_withdrawn(
    client: Client, meeting: Event, anna: Participant, clerk: User
) -> None:
    before = revisions.history(meeting).first()
    assert before is not None
    withdraw_consent([anna.pk], by=clerk)

    notes = restoring.restore(before, by=clerk, reason="x")

    assert NAME not in client.get("/ru/events/meeting/").content.decode()
    assert any(NAME in note for note in notes)


def test_who_was_deleted_before_is_forgotten_by_the_history_too(meeting: Event, anna: Participant, clerk: User) -> None:
    with revisions.revision(by=clerk):
        anna.delete()
    assert anywhere("900 000") != []
    erase([], [NAME], by=clerk, basis="письмо")
    assert anywhere("900 000") == anywhere("Лист 7") == []


def test_every_text_that_holds_the_name_is_found_in_any_form(meeting: Event, anna: Participant, clerk: User) -> None:
    with revisions.revision(by=clerk):
        meeting.internal_note = "Звонила Анна Петрова"
        meeting.body_ru = "<p>Встретились с Анной Петровой</p>"
        meeting.body_en = "<p>A talk by Anna Petrova</p>"
        meeting.slug = "vstrecha-s-petrovoy"
        meeting.save()
    assert list(people_called("петрова")) == list(people_called("Петрова А. И.")) == [anna]
    columns = {
        found.column
        for found in mentions("петрова")
        if isinstance(found, NamedAt) and found.record == meeting.record_ptr
    }
    assert columns == {"internal_note", "body_ru", "body_en", "slug"}
    assert list(people_called("А.")) == list(people_called("Петровский")) == []


def test_contacts_of_past_visits_go_from_rows_and_history(meeting: Event, anna: Participant) -> None:
    later = Event(slug="later", title_ru="Позже", form="meeting")
    later.period = Period.of((2026, 11, 1))
    save(later)
    save(Participant(record=later, name_ru="Иванов", role="speaker", contact="+7 900 000-00-02"))
    gone = save(Participant(record=meeting, name_ru="Сидоров", role="speaker", contact="+7 900 000-00-03"))
    with revisions.revision(by=None):
        gone.delete()

    assert erase_old_contacts(365) == 1
    assert anywhere("00-01") == []
    assert anywhere("00-02") != []
    assert anywhere("00-03") != []  # from the bin it comes back with all it had
    Revision.objects.update(date_created=timezone.now() - timedelta(days=400))
    assert erase_old_contacts(365) == 0
    assert anywhere("00-03") == []
    assert anywhere("00-02") != []


def test_whom_guests_called_goes_too_and_versions_of_before_the_column_are_not_read(
    meeting: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Delegation(
        slug="omsk", title_ru="Делегация", direction="incoming", guest_contact="Анна", guest_phone="+7 04"
    )
    visit.period = meeting.period
    save(visit)
    item = save(ProgrammeItem(delegation=visit, day=date(2024, 5, 20), activity_ru="Приём"))
    kept = Version.objects.get_for_object(item).get()
    (content,) = json.loads(kept.serialized_data)
    del content["fields"]["phone"]
    Version.objects.filter(pk=kept.pk).update(serialized_data=json.dumps([content], ensure_ascii=False))
    asked: dict[tuple[object, ...], set[str]] = {}
    whole = old_contacts.empty_columns
    monkeypatch.setattr(
        old_contacts,
        "empty_columns",
        lambda model, keys, columns: whole(model, asked.setdefault((model, *columns), keys), columns),
    )

    assert erase_old_contacts(365) == 2

    visit.refresh_from_db()
    assert (visit.guest_contact, visit.guest_phone) == ("", "")
    assert anywhere("+7 04") == anywhere('"Анна"') == []
    assert asked[ProgrammeItem, "phone"] == set()


def test_the_page_finds_hides_and_erases(anna: Participant) -> None:
    head = browser(person("head"))
    found = head.post(PAGE, {"name": "петрова"}).content.decode()
    assert NAME in found
    assert "Встреча мастеров" in found

    assert "Отметьте строку" in head.post(PAGE, {"name": "петрова", "hide": "1"}).content.decode()
    head.post(PAGE, {"name": "петрова", "hide": "1", "people": [anna.pk]})
    anna.refresh_from_db()
    assert not anna.is_public

    unsure = {"name": "петрова", "erase": "1", "people": [anna.pk], "spellings": NAME, "basis": "Заявление № 14"}
    refused = head.post(PAGE, unsure).content.decode()
    assert 'class="errorlist"' in refused
    assert "Заявление № 14" in refused
    assert f'value="{anna.pk}" id="id_people_{anna.pk}" checked' in refused
    assert NAME in Participant.objects.get().name_ru

    named = head.post(PAGE, {**unsure, "is_sure": "on", "basis": "Заявление: Петрова"}).content.decode()
    assert "Уберите имя" in named
    done = head.post(PAGE, {**unsure, "is_sure": "on"}, follow=True).content.decode()
    assert "Заявление № 14" in done
    assert Erasure.objects.count() == 1
    assert anywhere("Петрова") == []


def test_a_frozen_report_is_found_and_said_to_stay_as_it_was_signed(anna: Participant) -> None:
    report = save(AnnualReport(begins=date(2024, 1, 1), ends=date(2024, 12, 31)))
    visits = {"ru": {"sections": [{"visits": [{"who": "Петрова Анна, мастер"}]}]}}
    FrozenReport.objects.create(report=report, frozen_at=timezone.now(), content={"languages": visits})
    head = browser(person("head"))
    asked = {"name": "петровой", "erase": "1", "people": [anna.pk], "basis": "№ 14", "is_sure": "on"}
    assert "<q>Петрова Анна, мастер</q>" in head.post(PAGE, {"name": "петровой"}).content.decode()
    assert "остаются такими, какими подписаны" in head.post(PAGE, asked, follow=True).content.decode()
    assert not Participant.objects.exists()


def test_only_heads_and_administrators_look_for_people(client: Client) -> None:
    assert browser(person("editor")).get(PAGE).status_code == 403
    assert PAGE not in browser(person("editor", "second")).get("/admin/").content.decode()
    assert PAGE in browser(person("head")).get("/admin/").content.decode()
    assert client.get(PAGE).status_code == 302
