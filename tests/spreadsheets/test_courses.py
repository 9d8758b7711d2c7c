"""What happened to an agreement goes out in a table of the staff and comes in again."""

from typing import Any

import pytest
from django.test import Client

from partnerships.history import revisions
from partnerships.models import Agreement, AgreementAction, City
from partnerships.period import Period
from tests.conftest import save
from tests.spreadsheets.tables import faults, opened, send, streamed, take

pytestmark = pytest.mark.django_db
AGREEMENTS = "/admin/partnerships/agreement/"
HEAD = "Что было с соглашением"


@pytest.fixture
def agreement(omsk: City) -> Agreement:
    made = Agreement(slug="a", title_ru="Соглашение", in_force_until=Period.of((2014,)))
    made.period = Period.of((2012, 5, 6))
    save(made, cities=[omsk])
    for order, (kind, when, last) in enumerate(
        (("prolonged", "2014-03", "2018"), ("amended", "", ""), ("notice", "", "2017-06-30"))
    ):
        save(AgreementAction(agreement=made, kind=kind, date=when, until=last, order=order, note_ru="Пояснение"))
    return made


def kept() -> set[tuple[str, str, str, str]]:
    rows = AgreementAction.objects.all()
    return {(row.kind, row.date.edtf(), row.until.edtf(), row.note_ru or "") for row in rows}


def test_an_unedited_table_changes_nothing_and_an_edited_one_what_was_edited(office: Client, agreement: Any) -> None:
    table = opened(streamed(office.get(f"{AGREEMENTS}export/")))
    at = table[0].index(HEAD)
    assert table[1][at].replace("\xa0", " ") == (
        "изменено; уведомление о прекращении (—, последний день — 30 июня 2017); "
        "продлено (март 2014, последний день — 2018)"
    )
    before = revisions.register_version()
    send(office, table, path=AGREEMENTS)
    assert revisions.register_version() == before

    table[1][at] = "продлено (март 2014, последний день — 2018); расторгнуто (2016-05); suspended (2015)"
    take(office, table, path=AGREEMENTS)
    assert kept() == {
        ("prolonged", "2014-03", "2018", "Пояснение"),
        ("suspended", "2015", "", ""),
        ("terminated", "2016-05", "", ""),
    }
    assert Agreement.objects.get().standing == "terminated"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("расторгнуто (2011)", "подписано только позже"),
        ("расторгнуто (2015); expired (2016)", "заканчивается один раз"),
        ("расторгнуто (2015, последний день — 2016)", "Последний день бывает только"),
        ("ссора (2015)", "ссора"),
        ("продлено (когда-то)", "В дате нужен год"),
    ],
)
def test_what_cannot_have_happened_is_said_at_its_cell(office: Client, agreement: Any, cell: str, said: str) -> None:
    table = opened(streamed(office.get(f"{AGREEMENTS}export/")))
    table[1][table[0].index(HEAD)] = cell
    assert said in str(faults(send(office, table, path=AGREEMENTS)))
    assert len(kept()) == 3
