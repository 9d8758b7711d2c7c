"""What the program does where the department has deleted or retired a term: it asks, and guesses nothing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from partnerships.history import restoring, revisions
from partnerships.models import (
    BODY_ROLES,
    FIGURES,
    PERSON_ROLES,
    TIES,
    City,
    Country,
    Delegation,
    Event,
    Figure,
    Involvement,
    Organization,
    Part,
    Participant,
    VocabularyTerm,
    roles_of_bodies,
)
from partnerships.pasting import read_clipboard
from partnerships.period import Period
from partnerships.vocabulary import sets
from tests.admin.forms.filled_form import filled
from tests.conftest import save
from tests.spreadsheets.tables import opened, streamed, take

pytestmark = pytest.mark.django_db
VISITS = "/admin/partnerships/delegation/"


def gone(vocabulary: str, *codes: str) -> None:
    revisions.delete(VocabularyTerm.objects.filter(vocabulary=vocabulary, code__in=codes), by=None)


def places(office: Client, path: str) -> dict[str, Any]:
    """Return the grids of a form by their place."""
    return {grid.key: grid for section in office.get(path).context["sections"] for grid in section.grids}


def values(kind: str, text: str) -> Any:
    found = read_clipboard(kind, "", text, visit=Period())
    return [row["values"] for row in found["rows"]], found["skipped"]


def test_an_emptied_vocabulary_stays_empty() -> None:
    gone("award", *VocabularyTerm.objects.filter(vocabulary="award").values_list("code", flat=True))
    sets.begin_vocabularies()
    assert not VocabularyTerm.objects.filter(vocabulary="award").exists()


def test_a_code_is_on_offer_or_what_counts_as_it_or_nothing() -> None:
    save(VocabularyTerm(vocabulary="role_of_person", code="tongue", name_ru="Толмач", counts_as="interpreter"))
    assert PERSON_ROLES.coded("interpreter") == "interpreter"
    term = VocabularyTerm.objects.get(vocabulary="role_of_person", code="interpreter")
    term.is_retired = True
    save(term)
    assert PERSON_ROLES.coded("interpreter") == "tongue"
    gone("role_of_person", "tongue", "interpreter")
    assert (PERSON_ROLES.coded("interpreter"), PERSON_ROLES.coded("")) == ("", "")


def test_nobody_becomes_head_because_another_role_is_gone(office: Client) -> None:
    gone("role_of_person", "interpreter", "member", "participant")
    assert Participant().role == ""
    text = "Иванов И. И., мэр, глава делегации\nПетров П. П., переводчик\nСидоров С. С., врач"
    rows, _skipped = values("participants", text)
    assert [row["role"] for row in rows] == ["head", "", ""]
    assert places(office, f"{VISITS}add/")["participants"].role not in {"", "head"}


def test_a_body_without_a_role_is_asked_about() -> None:
    gone("role_of_body", "participant")
    assert Involvement().role == ""


def test_a_figure_without_a_term_keeps_its_words() -> None:
    gone("figure", "visitors")
    assert values("figures", "120 посетителей")[0] == [
        {"what": "other", "value": 120, "qualifier": "exactly", "note_ru": "посетители"}
    ]
    gone("figure", "other")
    assert values("figures", "120 посетителей, 30 студентов") == (
        [{"what": "students", "value": 30, "qualifier": "exactly"}],
        ["120 посетители"],
    )


def test_an_unknown_code_is_offered_where_it_stands_and_changes_by_no_save(office: Client, country: Country) -> None:
    city = save(City(slug="old", name_ru="Старый", country=country, tie="brotherhood"))
    assert ("brotherhood", "brotherhood") in TIES.offered("brotherhood")
    path = f"/admin/partnerships/city/{city.pk}/change/"
    assert '<option value="brotherhood" selected>brotherhood</option>' in office.get(path).content.decode()
    office.post(path, filled(office, path, name_ru="Старый!"))
    assert City.objects.get().tie == "brotherhood"


def test_an_unknown_code_is_exported(office: Client, country: Country) -> None:
    save(City(slug="old", name_ru="Старый", country=country, tie="brotherhood"))
    table = opened(streamed(office.get("/admin/partnerships/city/export/?format=xlsx")))
    assert "brotherhood" in table[1]


def test_bringing_back_says_that_a_code_has_no_term(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", form="meeting"))
    save(Figure(record=event, what="prizes", value=3))
    before = revisions.history(event).first()
    event.form = "forum"
    save(event)
    revisions.delete(Figure.objects.all(), by=None)
    gone("event_form", "meeting")
    gone("figure", "prizes")
    notes = " ".join(restoring.restore(before, by=None, reason="back"))
    assert ("«meeting»" in notes, "«prizes»" in notes) == (True, True)
    assert (Event.objects.get().form, Figure.objects.get().what) == ("meeting", "prizes")


def test_a_role_of_the_departments_own_takes_its_place_in_the_form(office: Client) -> None:
    save(VocabularyTerm(vocabulary="role_of_body", code="welcomer", name_ru="Встречающий", counts_as="host"))
    visit = save(Delegation(slug="d", title_ru="Д", direction="incoming"))
    body = save(Organization(name_ru="Школа", kind="museum"))
    save(Involvement(record=visit, organization=body, role="welcomer"))
    shown = places(office, f"{VISITS}{visit.pk}/change/")
    assert len(shown["received-involvements"].rows) == 1
    assert "welcomer" in roles_of_bodies(Part.RECEIVED)


def test_a_place_whose_role_is_gone_takes_no_rows(office: Client) -> None:
    gone("role_of_body", "host")
    visit = save(Delegation(slug="d", title_ru="Д", direction="incoming"))
    save(Involvement(record=visit, organization=save(Organization(name_ru="Школа", kind="museum")), role="venue"))
    shown = places(office, f"{VISITS}{visit.pk}/change/")
    assert (shown["received-involvements"].rows, shown["received-involvements"].empty) == ([], None)
    assert len(shown["involvements"].rows) == 1
    assert BODY_ROLES.coded("host") == ""


def test_a_second_head_is_refused_whatever_the_role_is_called(office: Client) -> None:
    save(VocabularyTerm(vocabulary="role_of_person", code="leader", name_ru="Начальник поезда", counts_as="head"))
    visit = save(Delegation(slug="d", title_ru="Д", direction="incoming"))
    save(Participant(record=visit, name_ru="Иванов", role="head"))
    save(Participant(record=visit, name_ru="Петров", role="member"))
    path = f"{VISITS}{visit.pk}/change/"
    page = office.post(path, filled(office, path, **{"participants-1-role": "leader"}))
    assert "У делегации один глава" in page.content.decode()
    assert Participant.objects.get(name_ru="Петров").role == "member"
    swapped = {"participants-0-role": "member", "participants-1-role": "leader"}
    assert office.post(path, filled(office, path, **swapped)).status_code == 302
    assert 'data-heads="head leader"' in office.get(path).content.decode()
    assert '<span class="state">Начальник поезда</span>' in office.get(f"{VISITS}{visit.pk}/today/").content.decode()


def test_setup_leaves_the_words_of_a_register_that_is_in_use(omsk: City, capsys: Any) -> None:
    call_command(
        "setup", city="Бонн", city_en="Bonn", administrator="anna", time_zone="Europe/Berlin", vocabulary="german"
    )
    assert "climate" not in TIES
    assert "The words stay as they are" in capsys.readouterr().out


def test_two_terms_of_one_name_are_refused() -> None:
    with pytest.raises(ValidationError, match="таким названием"):
        VocabularyTerm(vocabulary="tie", code="new", name_ru="контакты", name_en="New").full_clean()
    VocabularyTerm(vocabulary="award", code="new", name_ru="Контакты", name_en="New").full_clean()


def test_a_code_means_itself_even_where_another_term_is_called_so(office: Client, country: Country) -> None:
    save(VocabularyTerm(vocabulary="tie", code="new", name_ru="Новая", name_en="Project"))
    heads = ["Название (на русском)", "Страна", "Вид связи"]
    take(office, [heads, ["А", "Россия", "project"]], path="/admin/partnerships/city/")
    assert City.objects.get().tie == "project"


def test_an_empty_vocabulary_breaks_no_description(client: Client) -> None:
    for vocabulary in ("tie", "organization_kind", "award"):
        gone(vocabulary, *VocabularyTerm.objects.filter(vocabulary=vocabulary).values_list("code", flat=True))
    answer = client.get("/api/v1/openapi.json")
    assert (answer.status_code, "enum" in answer.json()["components"]["schemas"]["City"]["properties"]["tie"]) == (
        200,
        False,
    )
    assert client.get("/api/v1/cities?tie=x").status_code == 422
    assert client.get("/ru/open-data/datapackage.json").status_code == 200
    assert not FIGURES.coded("nothing")


@pytest.mark.parametrize("address", ["/en/cities/old/", "/en/cities/", "/en/map/", "/en/embed/cities/old/"])
def test_a_term_that_has_no_name_in_the_readers_language_says_in_which_it_is(
    address: str, client: Client, country: Country, settings: Any
) -> None:
    settings.EMBED_ANCESTORS = ["https://portal.example.org"]
    save(VocabularyTerm(vocabulary="tie", code="own", name_ru="Своя связь"))
    save(City(slug="old", name_ru="Старый", name_en="Old", country=country, tie="own", latitude=1, longitude=1))
    assert '<span lang="ru">Своя связь</span>' in client.get(address).content.decode()
