"""The sets that a register begins with, and what the first adopter has after the upgrade."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.models import (
    EVENT_FORMS,
    TIES,
    Agreement,
    Award,
    City,
    Delegation,
    Event,
    Figure,
    HomeCity,
    Involvement,
    Organization,
    Part,
    Participant,
    VocabularyName,
    VocabularyTerm,
    roles_of,
)
from partnerships.models.vocabulary_term import MARKED, Mark, meanings_of, term_fields
from partnerships.period import parse
from partnerships.vocabulary import sets
from tests.conftest import save
from tests.spreadsheets.tables import streamed, take

pytestmark = pytest.mark.django_db
#: Vocabularies whose terms no record holds: the program looks for their codes, and does without the missing ones.
HELD_NOWHERE = frozenset({VocabularyName.PAPER})


def test_every_register_begins_with_terms_in_its_languages() -> None:
    """What stood in the program before: no record of the first adopter has to change."""
    assert [(code, str(name)) for code, name in TIES.items()] == [
        ("sister_city", "Город-побратим"),
        ("partner_city", "Город-партнёр"),
        ("friendship_city", "Дружественный город"),
        ("contact", "Контакты"),
        ("project", "Проектное партнёрство"),
        ("prospective", "Возможный партнёр"),
    ]
    territory = EVENT_FORMS.terms["territory_day"]
    assert (territory.name_ru, territory.name_en) == ("День края", "Day of the Territory")
    assert Agreement().form == "agreement"
    assert set(VocabularyTerm.objects.values_list("vocabulary", flat=True)) == set(VocabularyName.values)


@pytest.mark.parametrize("name", sets.SETS)
@pytest.mark.parametrize("vocabulary", VocabularyName.values)
def test_a_set_is_complete_and_right(name: str, vocabulary: str) -> None:
    VocabularyTerm._base_manager.all().delete()
    sets.write_terms(name, VocabularyName.values)
    terms = list(VocabularyTerm.objects.of(vocabulary))
    codes = [term.code for term in terms]
    assert len(codes) == len(set(codes))
    assert len(codes) > 4 or vocabulary in HELD_NOWHERE
    for term in terms:
        term.full_clean()
        assert re.search("[А-Яа-яё]", term.name_ru), term.code
        assert term.name_en
    if vocabulary in MARKED:
        marks = [term.mark for term in terms]
        assert set(marks) <= set(Mark.values)
        assert len(set(marks)) == len(marks)
    assert {meaning for meaning, _label in meanings_of(vocabulary)} == {term.counts_as for term in terms} - {""}


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("name", sets.SETS)
def test_a_set_is_worded_in_the_languages_of_the_interface(name: str, language: str) -> None:
    told = sets.terms_as_written(name)
    assert [one["code"] for terms in told.values() for one in terms if not one.get(language)] == []


def test_the_set_is_that_of_the_first_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for codes, name in (("de", "en"), "german"), (("fr",), "french"), (("ru",), "russian"), (("pl", "de"), "plain"):
        monkeypatch.setattr(sets, "CODES", codes)
        assert sets.own_set() == name


def test_an_upgrade_keeps_the_codes_of_a_register_at_work(omsk: City, monkeypatch: pytest.MonkeyPatch) -> None:
    VocabularyTerm._base_manager.all().delete()
    monkeypatch.setattr(sets, "own_set", lambda: "german")
    sets.begin_vocabularies()
    assert "climate" not in TIES
    assert City.objects.get().get_tie_display() == "Город-партнёр"


def test_an_empty_register_begins_with_its_own_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    VocabularyTerm._base_manager.all().delete()
    monkeypatch.setattr(sets, "own_set", lambda: "german")
    sets.begin_vocabularies()
    sets.begin_vocabularies()
    assert list(TIES)[:2] == ["sister_city", "friendship_city"]
    assert "climate" in TIES


def test_a_later_vocabulary_begins_though_a_term_of_another_has_its_name_for_a_code() -> None:
    VocabularyTerm._base_manager.filter(vocabulary="service").delete()
    save(VocabularyTerm(vocabulary="award", code="service", name_ru="Служба", name_en="Service"))
    sets.begin_vocabularies()
    assert VocabularyTerm.objects.of("service").exists()


def test_setup_takes_the_words_of_a_country(capsys: Any) -> None:
    call_command(
        "setup", city="Бонн", city_en="Bonn", time_zone="Europe/Berlin", administrator="anna", vocabulary="german"
    )
    assert TIES.label("sister_city") == "Побратимство"
    assert EVENT_FORMS.label("pupils_exchange") == "Школьный обмен"


def test_a_set_chosen_wrongly_is_changed_while_nobody_has_filled_the_register(
    capsys: pytest.CaptureFixture[str],
) -> None:
    save(HomeCity(name_ru="Бонн"))
    call_command("setup", vocabulary="german", administrator="anna")
    assert re.search(r"Words: german; the \d+ terms that were there before are gone", capsys.readouterr().out)
    assert sets.is_begun_with("german")
    save(VocabularyTerm(vocabulary="tie", code="own", name_ru="Своё"))
    call_command("setup", vocabulary="plain", administrator="anna")
    assert "The words stay as they are: the department has changed them." in capsys.readouterr().out
    assert "own" in TIES
    save(Organization(name_ru="Общество", kind="friendship_association"))
    call_command("setup", vocabulary="plain", administrator="anna")
    assert "The words stay as they are: there are cities" in capsys.readouterr().out
    assert "own" in TIES


def test_setup_names_the_sets_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETUP_VOCABULARY", "martian")
    with pytest.raises(CommandError, match="russian, german, french, plain"):
        call_command("setup", city="Бонн", time_zone="Europe/Berlin", administrator="anna")


def test_words_of_every_kind_are_on_pages_in_files_and_tables(client: Client, office: Client, omsk: City) -> None:
    sets.replace("german")
    event = save(Event(slug="e", title_ru="Обмен", form="pupils_exchange"), cities=[omsk])
    save(Agreement(slug="a", title_ru="Договор", form="charter"), cities=[omsk])
    save(Award(record=event, degree="first"))
    save(Organization(name_ru="Общество", kind="friendship_association", city=omsk))
    page = client.get("/ru/events/e/").content.decode()
    assert "Школьный обмен" in page
    assert "Первая премия" in page
    assert "Грамота о партнёрстве" in client.get("/ru/agreements/a/").content.decode()
    assert client.get("/api/v1/agreements/a").json()["form"] == "charter"
    assert client.get("/api/v1/organizations?kind=friendship_association").json()["items"]
    assert client.get("/api/v1/organizations?kind=diaspora").status_code == 422
    assert "pupils_exchange" in streamed(client.get("/ru/events.csv")).decode()
    assert "Обмен" in client.get("/ru/search/?q=школьный").content.decode()
    take(office, [["Название (на русском)", "Форма"], ["Ещё", "School exchange"]])
    assert Event.objects.get(title_ru="Ещё").form == "pupils_exchange"


def test_an_event_is_online_where_its_form_counts_as_that(client: Client, omsk: City) -> None:
    event = Event(slug="e", title_ru="Мост", form="meeting")
    event.period = parse("2022-07-30")
    save(event, cities=[omsk])
    online = "OnlineEventAttendanceMode"
    assert online not in client.get("/ru/events/e/").content.decode()
    form = VocabularyTerm.objects.get(vocabulary="event_form", code="meeting")
    form.counts_as = "online"
    save(form)
    assert online in client.get("/ru/events/e/").content.decode()


def test_every_vocabulary_has_a_field_that_holds_its_codes() -> None:
    for vocabulary in VocabularyName:
        assert bool(term_fields(vocabulary)) == (vocabulary not in HELD_NOWHERE), vocabulary


def test_a_new_language_names_the_terms_that_are_called_as_in_a_set() -> None:
    own = VocabularyTerm.objects.get(vocabulary="tie", code="contact")
    own.name_ru = "Знакомства"
    save(own)
    VocabularyTerm._base_manager.update(name_en=None)
    sets.name_in("en")
    names = dict(VocabularyTerm.objects.filter(vocabulary="tie").values_list("code", "name_en"))
    assert (names["sister_city"], names["contact"]) == ("Sister city", None)
    assert VocabularyTerm.objects.get(vocabulary="tie", code="sister_city").translation == "ready"


@pytest.mark.parametrize(("first", "said"), [("de-at", "Partnerstadt"), ("pl", "Sister city")])
def test_a_region_and_a_language_without_a_set_have_names_too(
    monkeypatch: pytest.MonkeyPatch, first: str, said: str
) -> None:
    monkeypatch.setattr(sets, "CODES", (first,))
    monkeypatch.setattr(sets, "text_column", lambda name, code: {first: "name_ru", "en": "name_en"}[code])
    (term, *_others) = sets.terms_of("plain", "tie")
    assert (term.name_ru, sets.unworded_terms("plain") > 0) == (said, first == "pl")
    term.name_en = None
    assert [sets.told_in(one, "en") for one in sets._wordings(term)][:1] == ["Sister city"]


def test_a_figure_is_counted_in_the_forms_of_the_language_unless_the_department_has_its_own_word(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Е", form="meeting"))
    figure = save(Figure(record=event, what="visitors", value=21))
    assert figure.counted() == "посетитель"
    guests = VocabularyTerm.objects.get(vocabulary="figure", code="visitors")
    guests.name_ru = "гости ярмарки"
    save(guests)
    assert Figure.objects.get().counted() == "гости ярмарки"


def test_a_role_of_the_departments_own_has_the_part_that_it_counts_as(client: Client, omsk: City) -> None:
    save(VocabularyTerm(vocabulary="role_of_person", code="patron", name_ru="Покровитель", counts_as="host"))
    save(VocabularyTerm(vocabulary="role_of_person", code="singer", name_ru="Певец"))
    visit = save(Delegation(slug="d", title_ru="Д", direction="incoming"), cities=[omsk])
    host = save(Participant(record=visit, name_ru="Иванов", office_ru="мэр", role="patron", is_public=True))
    singer = save(Participant(record=visit, name_ru="Петров", role="singer"))
    assert (host.part, singer.part) == (Part.RECEIVED, Part.TRAVELLED)
    assert "patron" in roles_of(Part.RECEIVED)
    assert roles_of(Part.TRAVELLED)[0] == "member"
    page = client.get("/ru/delegations/d/").content.decode()
    assert "Покровитель" in page or "Иванов" in page.partition("Кто принимал")[2]
    assert (Participant().role, Involvement().role) == ("member", "participant")
