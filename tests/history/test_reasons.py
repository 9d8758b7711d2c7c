"""The history speaks the language of its reader, whatever the language of whoever saved."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.utils import translation
from reversion.models import Revision

from partnerships.admin.history.sentences import sentences_of
from partnerships.history import reasons
from partnerships.history.reasons import fact
from partnerships.history.revision_steps import write_steps
from partnerships.models import City, Delegation, Figure, ProgrammeItem, User
from partnerships.period import Period
from partnerships.templatetags.office import to_the_second
from tests.admin.forms.filled_form import filled
from tests.conftest import save


def read(comment: str) -> tuple[str, str]:
    """Return what the history says of `comment` in Russian and in English."""
    said = []
    for language in ("ru", "en"):
        with translation.override(language):
            said.append(sentences_of(comment))
    return said[0], said[1]


def last() -> str:
    return str(Revision.objects.latest("pk").comment)


@pytest.fixture
def delegation(omsk: City) -> Delegation:
    row = Delegation(slug="d", title_ru="Делегация", title_en="Delegation", direction="incoming")
    row.period = Period.of((2026, 9, 3))
    return save(row, cities=[omsk])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_figure_is_told_in_the_language_of_the_reader(
    office: Client, clerk: User, delegation: Delegation, language: str
) -> None:
    clerk.language = language
    clerk.save()
    path = f"/admin/partnerships/delegation/{delegation.pk}/change/"
    row = {"figures-0-what": "visitors", "figures-0-value": "120", "figures-0-qualifier": "exactly"}
    row |= {"figures-0-order": "0", "figures-TOTAL_FORMS": "1", "_continue": "1"}
    office.post(path, filled(office, path, **row))

    assert Figure.objects.count() == 1
    russian, english = read(last())
    assert "посетители: 120" in russian
    assert "visitors" not in russian
    assert "visitors: 120" in english


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_tick_on_the_day_is_told_in_the_language_of_the_reader(
    office: Client, clerk: User, delegation: Delegation, language: str
) -> None:
    clerk.language = language
    clerk.save()
    item = ProgrammeItem(delegation=delegation, day=date(2026, 9, 3), starts=time(9), activity_ru="Приём")
    save(item, public=False)
    office.post(f"/admin/partnerships/delegation/{delegation.pk}/today/", {"item": item.pk, "held": "1"})

    assert read(last()) == ("Состоялось: Приём.", "Done: Приём.")


def test_a_copy_stores_no_translated_sentence(office: Client, delegation: Delegation) -> None:
    path = f"/admin/partnerships/delegation/{delegation.pk}/copy/"
    office.post(path, {**office.get(path).context["hidden"], "period": "5 октября 2026"})

    assert Delegation.objects.count() == 2
    assert "Скопировано" not in last()
    assert read(last()) == ("Скопировано с «Делегация»", "Copied from “Делегация”.")


def test_no_reason_in_the_code_is_a_sentence_translated_when_it_is_kept() -> None:
    import re
    from pathlib import Path

    code = Path(reasons.__file__).parents[1]
    texts = {path: path.read_text(encoding="utf-8") for path in code.rglob("*.py")}
    assert [path for path, text in texts.items() if re.search(r"reason=_\(|explain\(_\(|reason=gettext", text)] == []


def test_a_reason_keeps_numbers_as_numbers() -> None:
    kept = fact("Imported from “%(file)s”: %(new)d new, %(changed)d changed", file="a.xlsx", new=2, changed=1)
    assert read(write_steps([kept]))[0] == "Загружено из файла «a.xlsx»: новых — 2, изменено — 1."


def test_the_history_says_seconds(office: Client, delegation: Delegation) -> None:
    assert to_the_second(datetime(2026, 9, 3, 6, 5, 7, tzinfo=UTC)) == "3 сентября 2026, 9:05:07"
    page = office.get(f"/admin/partnerships/delegation/{delegation.pk}/history/").content.decode()
    moment = Revision.objects.latest("pk").date_created
    assert to_the_second(moment) in page
