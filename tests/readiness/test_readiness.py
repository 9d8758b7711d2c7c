"""What the public will not see of a record or will see wrongly: every kind of gap, its words, its place, its price."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    AgreementAction,
    Award,
    City,
    CityOccasion,
    Delegation,
    Document,
    Event,
    Figure,
    Involvement,
    LinkPlace,
    Organization,
    OutsideLink,
    Participant,
    PartnerRequest,
    Photo,
    ProgrammeItem,
    Theme,
)
from partnerships.period import Period
from partnerships.readiness import Gap, gaps_of
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db


def told(record: Any) -> dict[str, Gap]:
    """Return the list of one record by the names of its lines, in English."""
    with translation.override("en"):
        (found,) = gaps_of([record]).values()
    return {gap.slug: gap for gap in found}


def words(record: Any) -> list[str]:
    return [str(gap) for gap in told(record).values()]


def anchors(record: Any) -> dict[str, list[str]]:
    return {slug: [place.anchor for place in gap.places] for slug, gap in told(record).items()}


@pytest.fixture
def visit(omsk: City) -> Delegation:
    """A visit of which there is nothing to say."""
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming")
    visit.period = Period.of((2024, 9, 20), (2024, 9, 22))
    return save(visit, public=False, cities=[omsk])


@pytest.fixture
def agreement(omsk: City) -> Agreement:
    agreement = Agreement(slug="a", title_ru="Договор", title_en="Treaty")
    agreement.period = Period.of((2020, 5, 1))
    return save(agreement, public=False, cities=[omsk])


def test_of_a_whole_record_there_is_nothing_to_say(visit: Delegation) -> None:
    save(Participant(record=visit, name_ru="Анна", name_en="Anna", is_public=True))
    save(Photo(record=visit, file="photos/x/original.jpg", alt_ru="Мост", alt_en="Bridge"))
    save(Photo(record=visit, file="photos/y/original.jpg", is_decorative=True))
    save(Figure(record=visit, what="visitors", value=120))
    save(Award(record=visit, degree="first", count=3))
    save(Document(record=visit, file="d", title_ru="Отчёт", title_en="Report", access="public"))
    save(ProgrammeItem(delegation=visit, day=date(2024, 9, 21), activity_ru="Обед", activity_en="Lunch"), public=False)
    assert words(visit) == []


def test_the_sentence_of_the_issue(visit: Delegation) -> None:
    with at_once():
        for number in range(5):
            Participant(record=visit, name_ru=f"Гость {number}", order=number).save()
        for number in range(6):
            Photo(record=visit, file=f"photos/{number}/original.jpg", order=number).save()
        for number in range(12):
            item = ProgrammeItem(delegation=visit, day=date(2024, 9, 20), activity_ru=f"Дело {number}", order=number)
            item.save()
        Figure(record=visit, what="visitors", value=120).save()
    revisions.update([visit], by=None, reason="x", start=None, end=None, precision="", remark_ru="осенью")
    revisions.update([visit], by=None, reason="x", remark_en="in autumn")

    assert words(visit)[:2] == ["5 people not shown", "6 photos without a description"]
    assert "12 programme items without English" in words(visit)
    assert "1 figure without a year" in words(visit)
    found = anchors(visit)
    assert found["people-hidden"] == [f"id_participants-{number}-is_public" for number in range(5)]
    assert found["photos-undescribed"][5] == "id_photos-5-alt_ru"
    assert found["programme_items-untranslated-en"][11] == "id_programme_items-11-activity_en"
    assert found["figures-undated"] == ["id_period"]


def test_texts_of_the_record_itself(visit: Delegation) -> None:
    revisions.update([visit], by=None, reason="x", title_en="", purpose_ru="Цель", place_en="Park")
    assert words(visit) == ["Not in Russian: place", "Not in English: title, purpose"]
    assert anchors(visit)["no-translation-en"] == ["id_title_en", "id_purpose_en"]
    revisions.update([visit], by=None, reason="x", title_en="Visit", purpose_ru="", place_en="")
    revisions.update([visit], by=None, reason="x", title_ru="Иной визит")
    assert words(visit) == ["Translation older than the original (English): title"]
    assert anchors(visit) == {"stale-translation-en": ["id_title_en"]}


def test_rows_that_the_public_does_not_see_need_no_translation(visit: Delegation) -> None:
    save(Participant(record=visit, name_ru="Скрыт"))
    save(ProgrammeItem(delegation=visit, day=date(2024, 9, 21), activity_ru="Сверка", is_public=False), public=False)
    save(Document(record=visit, file="d", title_ru="Приказ"))
    save(Photo(record=visit, file="photos/x/original.jpg", caption_ru="Мост"))
    assert words(visit) == [
        "1 person not shown",
        "1 photo without a description",
        "1 document for the department only",
        "1 programme item for the department only",
    ]
    assert all(gap.hides for gap in told(visit).values())


def test_every_kind_of_row_is_looked_through_for_its_languages(visit: Delegation, omsk: City) -> None:
    save(Participant(record=visit, name_ru="Анна", office_en="Mayor", is_public=True))
    save(Figure(record=visit, what="other", value=3, note_ru="концерта"))
    save(Award(record=visit, degree="first", recipient_ru="Хор"))
    save(Photo(record=visit, file="photos/x/original.jpg", alt_ru="Мост", alt_en="Bridge", caption_ru="Мост"))
    save(Document(record=visit, file="d", title_ru="Отчёт", access="public"))
    save(ProgrammeItem(delegation=visit, day=date(2024, 9, 21), activity_ru="Обед"), public=False)
    assert words(visit) == [
        "1 person without Russian",
        "1 person without English",
        "1 programme item without English",
        "1 figure without English",
        "1 award without English",
        "1 photo not wholly in English",
        "1 document without English",
    ]
    save(CityOccasion(city=omsk, name_ru="День города", month=9, day=3))
    assert "1 day of the city without English" in words(omsk)


def test_photos_that_only_some_can_follow_and_those_no_page_shows(visit: Delegation) -> None:
    save(Photo(record=visit, file="photos/x/original.jpg", alt_ru="Мост"))
    save(Photo(record=visit, file="photos/y/original.jpg", alt_en="Bridge", order=1))
    save(Photo(record=visit, file="photos/z/original.jpg", is_decorative=True, use="emblem", order=2))
    assert words(visit) == [
        "1 emblem: no page shows it",
        "1 photo not wholly in Russian",
        "1 photo not wholly in English",
    ]
    assert anchors(visit)["photos-untranslated-en"] == ["id_photos-0-alt_en"]


def test_a_programme_that_does_not_fit(visit: Delegation) -> None:
    texts = {"activity_ru": "Обед", "activity_en": "Lunch"}
    save(ProgrammeItem(delegation=visit, **texts), public=False)
    save(ProgrammeItem(delegation=visit, day=date(2024, 10, 1), **texts), public=False)
    save(ProgrammeItem(delegation=visit, day=date(2024, 9, 20), state="cancelled", **texts), public=False)
    assert words(visit) == [
        "1 programme item without a day",
        "1 programme item on a day outside the stay",
        "1 programme item cancelled or moved, as the page says",
    ]
    assert anchors(visit)["programme-undated"] == ["id_programme_items-2-day"]  # the form puts it last


def test_numbers_without_words(visit: Delegation) -> None:
    save(Figure(record=visit, what="other", value=7))
    save(Award(record=visit, degree="first"))
    assert words(visit) == [
        "1 figure that does not say what it counts",
        "1 award without a recipient or a number",
    ]


def test_cities_and_records_that_the_page_leaves_out(visit: Delegation, omsk: City) -> None:
    host = save(Event(slug="h", title_ru="Форум", title_en="Forum", form="forum"), public=False)
    later = save(Event(slug="l", title_ru="Ярмарка", title_en="Fair", form="forum"))
    revisions.update([later], by=None, reason="x", publish_at=timezone.now() + timedelta(days=3))
    revisions.update([omsk], by=None, reason="x", state="draft")
    with at_once():
        visit.host_event = host
        visit.save()
        visit.related.add(later.record_ptr)

    assert words(visit) == ["Not on the site, so not on the page: Forum, Omsk, Fair"]
    assert anchors(visit)["named-hidden"] == ["id_host_event", "id_cities", "id_related"]
    with at_once():
        visit.cities.clear()
    assert "No partner city" in words(visit)


def test_what_is_named_in_another_language(visit: Delegation, omsk: City) -> None:
    revisions.update([omsk], by=None, reason="x", name_en="")
    school = save(Organization(name_ru="Школа", kind="museum"))
    save(Involvement(record=visit, organization=school))
    save(visit, public=False, themes=[save(Theme(slug="t", name_ru="Спорт"))])
    assert words(visit) == ["Without a name in English: Омск, Спорт, Школа"]
    assert anchors(visit)["named-untranslated-en"] == ["id_cities", "id_themes", "id_involvements-0-organization"]


def test_a_visit_whose_state_its_days_belie(visit: Delegation) -> None:
    def says(**fields: Any) -> list[str]:
        revisions.update([visit], by=None, reason="x", **fields)
        return words(visit)

    assert says(status="planned") == ["The page says that it was planned and that nobody confirmed it"]
    assert says(status="postponed") == says(status="invited") == []
    assert says(status="cancelled") == ["The page says that it is cancelled"]
    assert says(period=Period.of((2999, 1, 1)), status="planned") == []
    assert says(status="held") == ["The status is “Done”, but its days are to come"]
    assert says(period=Period()) == ["No date"]
    assert says(remark_ru="ежегодно", remark_en="annually") == []


def test_who_travelled_is_counted_and_stands_on_the_side_that_came(visit: Delegation) -> None:
    texts = {"name_ru": "Анна", "name_en": "Anna", "is_public": True}
    with at_once():
        visit.head_count = 1
        visit.save()
        for role, side in (("head", "partner"), ("member", "partner"), ("host", "home"), ("greeter", "home")):
            Participant(record=visit, role=role, side=side, **texts).save()
    assert words(visit) == ["The number of people is less than the 2 people in the list of those who travelled"]
    assert anchors(visit) == {"head-count": ["id_head_count"]}

    ours = save(Organization(name_ru="Дума", name_en="Duma", kind="representative_body", is_home=True))
    save(Participant(record=visit, role="interpreter", organization=ours, order=9, consent="№ 7", **texts))
    revisions.update([visit], by=None, reason="x", head_count=3)
    assert words(visit) == ["1 person of the receiving side among those who travelled"]
    assert anchors(visit) == {"people-of-hosts": ["id_participants-4-role"]}

    revisions.update([visit], by=None, reason="x", direction="mutual")
    assert words(visit) == []


def test_an_agreement_without_what_makes_it_one(agreement: Agreement, omsk: City) -> None:
    def says(**fields: Any) -> list[str]:
        revisions.update([agreement], by=None, reason="x", **fields)
        return words(agreement)

    assert says() == ["No parties"]
    ours, theirs = (save(Organization(name_ru=name, name_en=name, kind="administration")) for name in ("A", "B"))
    save(Involvement(record=agreement, organization=ours, role="party", side="home"))
    assert says() == ["Parties of one side only"]
    save(Involvement(record=agreement, organization=theirs, role="party", side="partner"))
    assert says() == []
    assert says(status="draft") == ["The page says that the agreement is not signed yet"]
    assert says(status="signed", in_force_until=date(2021, 1, 1)) == [
        "The term is over, and nobody wrote what became of the agreement"
    ]
    save(AgreementAction(agreement=agreement, kind="prolonged", date="2021", until="2031"))
    assert says() == []
    assert says(in_force_until=None, period=Period()) == ["No date of signing"]


def test_a_city_and_a_request(omsk: City) -> None:
    assert words(omsk) == ["Not on the map: no coordinates", "No date"]
    wanted = PartnerRequest(title_ru="Хор", organization=save(Organization(name_ru="Ш", name_en="S", kind="museum")))
    wanted.contact, wanted.city, wanted.opened_on, wanted.open_until = "x", omsk, date(2020, 1, 1), date(2020, 2, 1)
    save(wanted, public=False)
    assert words(wanted) == ["Its last day is past", "Not in English: whom you look for"]
    revisions.update([wanted], by=None, reason="x", state="returned", return_comment="Чей хор?")
    assert "Returned: “Чей хор?”" in words(wanted)


def test_links_that_do_not_open(visit: Delegation) -> None:
    address = "https://gone.example.org/"
    revisions.update([visit], by=None, reason="x", body_ru=f'<p><a href="{address}">там</a></p>', body_en="x")
    now = timezone.now()
    link = OutsideLink.objects.create(
        address=address, digest="1", checked_at=now, fault="gone", failed_since=now - timedelta(days=2)
    )
    LinkPlace.objects.create(link=link, record=visit.record_ptr, column="body_ru", quoted=f'"{address}"')
    assert told(visit)["dead-links"].text == "1 outside link that does not open"
    assert anchors(visit)["dead-links"] == ["id_body_ru"]


def test_the_list_costs_the_same_for_one_and_for_thirty(omsk: City, django_assert_num_queries: Any) -> None:
    with at_once():
        visits = [
            Delegation(slug=f"v{number}", title_ru="Визит", direction="incoming", status="planned")
            for number in range(30)
        ]
        for visit in visits:
            visit.save()
            visit.cities.add(omsk)
            Participant(record=visit, name_ru="Анна").save()
            Photo(record=visit, file=f"photos/{visit.pk}/original.jpg").save()
            ProgrammeItem(delegation=visit, activity_ru="Обед").save()

    for number in (1, 30):
        with django_assert_num_queries(12):
            found = gaps_of(visits[:number])
        assert len(found) == number
        assert all(len(gaps) == 6 for gaps in found.values())
    with django_assert_num_queries(12):  # and as lines of a list of all kinds
        gaps_of([visit.record_ptr for visit in visits])
