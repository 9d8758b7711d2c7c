"""What an edited cell corrects keeps what no cell tells of it; what it takes out is named with what goes with it."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import Agreement, AgreementAction, City, Document, Event, Involvement, Organization, TieStep
from partnerships.period import Period
from partnerships.spreadsheets.pairing import paired
from tests.conftest import save
from tests.spreadsheets.tables import EVENTS, confirm, opened, send, streamed

CITIES, AGREEMENTS = "/admin/partnerships/city/", "/admin/partnerships/agreement/"


def test_a_row_belongs_to_what_is_said_of_its_kind_else_of_its_date() -> None:
    alike = [(lambda row: row[0], lambda said: said[0]), (lambda row: row[1], lambda said: said[1])]
    gone, new = [("a", "2001"), ("a", "2002"), ("b", "2003"), ("c", "")], [("a", "2005"), ("d", "2003"), ("e", "")]
    pairs, left, others = paired(gone, new, alike)
    assert pairs == [(("a", "2001"), ("a", "2005")), (("b", "2003"), ("d", "2003"))]
    assert (left, others) == ([("a", "2002"), ("c", "")], [("e", "")])


def edited(office: Client, path: str, heading: str, cell: str) -> Any:
    """Export a list of one record, change a cell of it, and return the preview."""
    table = opened(streamed(office.get(f"{path}export/")))
    table[1][table[0].index(heading)] = cell
    return send(office, table, path=path)


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), [("2022", "март 2022"), ("2024", "2025")])
def test_a_corrected_step_keeps_its_reasons(office: Client, omsk: City, before: str, after: str) -> None:
    omsk.period = Period.of((2000,))
    save(omsk)
    kept = save(TieStep(city=omsk, kind="on_hold", date="2022", reason_ru="Повод", office_reason="Записка"))
    save(TieStep(city=omsk, kind="resumed", date="2024", reason_ru="Другой", order=1))
    table = opened(streamed(office.get(f"{CITIES}export/")))
    said = table[1][table[0].index("Этапы связи")]
    preview = edited(office, CITIES, "Этапы связи", said.replace(before, after))
    told = [words for _cell, words in preview.context["outcome"].doubts]
    assert len(told) == 1
    assert all(part in told[0] for part in (before, after.partition(" ")[0], "Повод" if before == "2022" else "Другой"))
    confirm(office, preview, path=CITIES)
    kept.refresh_from_db()
    assert (kept.reason_ru, kept.office_reason) == ("Повод", "Записка")
    found = {(step.date.edtf(), step.reason_ru) for step in TieStep.objects.all()}
    assert found in ({("2022-03", "Повод"), ("2024", "Другой")}, {("2022", "Повод"), ("2025", "Другой")})


@pytest.mark.django_db
def test_a_step_that_is_taken_out_is_named_with_its_reasons(office: Client, omsk: City) -> None:
    omsk.period = Period.of((2000,))
    save(omsk)
    save(TieStep(city=omsk, kind="on_hold", date="2022", reason_ru="Повод", office_reason="Записка"))
    [(cell, words)] = edited(office, CITIES, "Этапы связи", "").context["outcome"].doubts
    assert cell.endswith("2")
    assert "Повод" in words
    assert "Записка" in words


@pytest.mark.django_db
def test_a_corrected_action_keeps_its_note_and_its_paper(office: Client, omsk: City) -> None:
    agreement = Agreement(slug="a", title_ru="Соглашение")
    agreement.period = Period.of((2012, 5, 6))
    save(agreement, cities=[omsk])
    paper = save(Document(record=agreement, title_ru="Дополнение"))
    save(AgreementAction(agreement=agreement, kind="amended", date="2015", note_ru="Пояснение", document=paper))
    for cell, kind, date in (("изменено (2016)", "amended", "2016"), ("suspended (2016)", "suspended", "2016")):
        confirm(office, edited(office, AGREEMENTS, "Что было с соглашением", cell), path=AGREEMENTS)
        action = AgreementAction.objects.get()
        assert (action.kind, action.date.edtf(), action.note_ru, action.document_id) == (
            kind,
            date,
            "Пояснение",
            paper.pk,
        )
    [(_cell, words)] = edited(office, AGREEMENTS, "Что было с соглашением", "").context["outcome"].doubts
    assert "Пояснение" in words
    assert "Дополнение" in words


@pytest.mark.django_db
def test_an_organisation_of_another_role_keeps_its_side_and_place(office: Client, omsk: City) -> None:
    body, other = (save(Organization(name_ru=name, kind="university")) for name in ("Вуз", "Школа"))
    event = save(Event(slug="e", title_ru="Форум", form="forum"))
    save(Involvement(record=event, organization=body, role="participant", side="partner", order=3))
    confirm(office, edited(office, EVENTS, "Организации", "Вуз (гость); Школа (гость)"))
    found = set(event.involvements.values_list("organization", "role", "side", "order"))
    assert found == {(body.pk, "guest", "partner", 3), (other.pk, "guest", "", 0)}
