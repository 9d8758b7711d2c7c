"""What stands against making two records one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from partnerships.history import merge_rules, merging, restoring, revisions
from partnerships.models import (
    City,
    Country,
    CountryGroup,
    Event,
    HomeCity,
    Involvement,
    Organization,
    Theme,
)
from partnerships.models.publication import publish
from tests.admin.forms.filled_form import bring_back
from tests.admin.history.test_history import of, signed_in, text
from tests.admin.history.test_merging import take
from tests.conftest import save
from tests.staff.test_rights import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def approve(who: str) -> None:
    save(HomeCity(name_ru="Ставрополь", approval=who))


@pytest.fixture
def twin(country: Country) -> City:
    return save(City(slug="omskk", name_ru="Омскъ", country=country, tie="contact"))


def test_a_live_page_is_not_merged_into_one_that_nobody_sees(office: Client, omsk: City, twin: City) -> None:
    revisions.update([omsk], by=None, reason="x", state="draft", publish_at=None)
    page = office.get(of(omsk, "merge"), {"with": twin.pk})

    said = "«Омскъ»: На сайте. «Омск»: Черновик. Объедините в обратную сторону"
    assert said in page.content.decode()
    assert f"{of(twin, 'merge')}?with={omsk.pk}" in page.content.decode()
    take(office, omsk, twin)
    assert City.objects.count() == 2
    with pytest.raises(ValidationError, match="Объедините в обратную сторону"):
        merging.merge(omsk, twin, taken=set(), by=None)
    assert "остаётся · На сайте" in text(office, of(twin, "merge"), **{"with": omsk.pk})
    assert "присоединяется · Черновик" in text(office, of(twin, "merge"), **{"with": omsk.pk})
    take(office, twin, omsk)
    assert City.objects.get().is_public()


def test_a_page_that_will_appear_is_not_merged_into_a_draft(omsk: City, twin: City) -> None:
    revisions.update([omsk], by=None, reason="x", state="draft", publish_at=None)
    revisions.update([twin], by=None, reason="x", publish_at=timezone.now() + timedelta(days=1))
    assert "Появится само" in merge_rules.obstacle(omsk, twin, by=None)
    assert not merge_rules.obstacle(twin, omsk, by=None)


@pytest.mark.parametrize("kind", ["theme", "organization", "country"])
def test_where_every_change_is_approved_a_merge_changes_no_live_page(kind: str, omsk: City, country: Country) -> None:
    approve("every")
    editor, head = signed_in("editor"), signed_in("head")
    live, draft = (
        save(Event(slug=slug, title_ru=slug, form="meeting"), public=slug == "live") for slug in ("live", "x")
    )
    keep, gone = _two(kind)
    _use(kind, gone, draft)
    assert "попросите руководителя" not in text(editor, of(keep, "merge"), **{"with": gone.pk})
    _use(kind, gone, omsk if kind == "country" else live)

    page = text(editor, of(keep, "merge"), **{"with": gone.pk})
    take(editor, keep, gone)

    assert "— на сайте, а там каждую правку утверждает руководитель" in page
    assert type(keep).objects.filter(pk=gone.pk).exists()
    take(head, keep, gone)
    assert not type(keep).objects.filter(pk=gone.pk).exists()
    path = f"/admin/partnerships/{kind}/restore/{restoring.deleted(type(keep)).get().pk}/"
    assert editor.get(path).status_code == 403
    assert not type(keep).objects.filter(pk=gone.pk).exists()
    bring_back(head, path)
    assert type(keep).objects.filter(pk=gone.pk).exists()


def _two(kind: str) -> list[Any]:
    if kind == "theme":
        return [save(Theme(slug=slug, name_ru=slug)) for slug in ("sport", "sports")]
    if kind == "organization":
        return [save(Organization(name_ru=name, kind="university")) for name in ("Вуз", "ВУЗ")]
    return [save(Country(name_ru=name, group=CountryGroup.objects.get())) for name in ("Беларусь", "Белоруссия")]


def _use(kind: str, gone: Any, by: Any) -> None:
    if kind == "theme":
        save(by, public=by.is_public(), themes=[gone])
    elif kind == "organization":
        save(Involvement(record=by, organization=gone, role="host"))
    elif isinstance(by, City):
        by.country = gone
        save(by)


def test_the_question_of_live_pages_is_asked_once_for_all(omsk: City, django_assert_max_num_queries: Any) -> None:
    approve("every")
    head, (keep, gone) = person("head"), _two("theme")
    with revisions.revision(by=None, reason="x"):
        for number in range(30):
            event = Event(slug=f"e{number}", title_ru="Встреча", form="meeting")
            publish(event)
            event.save()
            event.themes.set([gone])
    with django_assert_max_num_queries(20):
        assert not merge_rules.obstacle(keep, gone, by=head)


def test_more_than_one_step_may_move_is_refused_in_words(office: Client, omsk: City, monkeypatch: Any) -> None:
    keep, gone = _two("theme")
    for number in range(3):
        save(Event(slug=f"e{number}", title_ru="Встреча", form="meeting"), themes=[gone])
    monkeypatch.setattr(merge_rules, "MOST", 2)

    page = office.get(of(keep, "merge"), {"with": gone.pk}).content.decode()
    take(office, keep, gone)

    assert "перейдёт строк — 3, а за один раз можно не больше 2" in page
    assert Theme.objects.count() == 2
