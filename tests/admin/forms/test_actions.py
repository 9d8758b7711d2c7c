"""What happened to an agreement, typed as rows of its form: each kept, each checked beside the others."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import Agreement, AgreementAction, Document, Participant
from partnerships.period import read_edtf
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def agreement(db: None) -> Agreement:
    made = Agreement(slug="a", title_ru="Соглашение", title_en="Agreement")
    made.period = read_edtf("2012-05-10")
    return save(made)


def post(office: Client, agreement: Agreement, *rows: dict[str, str], **changes: str) -> Any:
    path = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    cells = {
        f"actions-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in {"order": str(number), **row}.items()
    }
    return office.post(path, {**filled(office, path), **cells, "actions-TOTAL_FORMS": str(len(rows)), **changes})


def action(kind: str, date: str = "", **more: str) -> dict[str, str]:
    return {"kind": kind, "date": date, **more}


def errors(page: Any) -> list[dict[str, list[str]]]:
    formset = next(
        rows.formset for rows in page.context["inline_admin_formsets"] if rows.formset.model is AgreementAction
    )
    return [dict(form.errors) for form in formset.forms]


def test_actions_are_kept_with_their_dates_and_notes(office: Client, agreement: Agreement) -> None:
    rows = (
        action("entered", "июнь 2012"),
        action("prolonged", "2017", until="2022", note_ru="На пять лет", note_en="For five years"),
    )
    page = post(office, agreement, *rows)
    assert page.status_code == 302, errors(page)
    kept = [(row.kind, row.date.edtf(), row.until.edtf(), row.note_en) for row in agreement.actions.all()]
    assert kept == [("entered", "2012-06", "", None), ("prolonged", "2017", "2022", "For five years")]


@pytest.mark.parametrize(
    ("rows", "number", "field", "words"),
    [
        ((action("terminated", "2011"),), 0, "date", "подписано только позже: 10 мая 2012"),
        ((action("terminated", "2014"), action("expired", "2015")), 1, "kind", "заканчивается один раз"),
        ((action("terminated", "2014"), action("terminated", "2014")), 1, "kind", "один раз"),
        ((action("terminated", "2014"), action("amended", "2015")), 1, "date", "после окончания"),
        ((action("resumed", "2014"),), 0, "kind", "не приостанавливалось"),
        ((action("suspended", "2014"), action("suspended", "2015")), 1, "kind", "уже приостановлено"),
        ((action("entered", "2014"), action("entered", "2015")), 1, "kind", "в силу один раз"),
        ((action("amended", "2014", until="2015"),), 0, "until", "Последний день бывает только"),
        ((action("prolonged", "2014", until="2013"),), 0, "until", "раньше"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    office: Client, agreement: Agreement, rows: Any, number: int, field: str, words: str
) -> None:
    page = post(office, agreement, *rows)
    assert page.status_code == 200
    assert words in " ".join(errors(page)[number][field])
    assert not AgreementAction.objects.exists()


def test_an_agreement_does_not_end_before_it_was_signed(office: Client, agreement: Agreement) -> None:
    page = post(office, agreement, in_force_until="2011")
    assert "подписано позже (10 мая 2012)" in str(page.context["adminform"].form.errors["in_force_until"])


def test_there_is_one_last_signature(office: Client, agreement: Agreement) -> None:
    signs = {"role": "signatory", "name_ru": "Иванов", "signed_on": "11.05.2012", "order": "0"}
    row = {f"participants-0-{name}": value for name, value in signs.items()}
    page = post(office, agreement, **row, **{"participants-TOTAL_FORMS": "1"})
    assert "подписания соглашения — 10 мая 2012" in page.content.decode()
    both = post(office, agreement, **row, **{"participants-TOTAL_FORMS": "1", "period": "10.05.2012, 11.05.2012"})
    assert (both.status_code, Participant.objects.get().signed_on.day) == (302, 11)


def test_the_paper_of_an_action_is_one_of_the_agreement(office: Client, agreement: Agreement) -> None:
    other = save(Agreement(slug="b", title_ru="Другое"))
    with at_once():
        own, strange = (Document(record=owner, title_ru="Письмо") for owner in (agreement, other))
        own.save()
        strange.save()
    page = office.get(f"/admin/partnerships/agreement/{agreement.pk}/change/")
    formset = next(rows.formset for rows in page.context["inline_admin_formsets"] if rows.formset.prefix == "actions")
    assert [key for key, _title in formset.empty_form.fields["document"].choices] == ["", own.pk]
    AgreementAction(agreement=agreement, kind="amended", document=own).full_clean()
    with pytest.raises(ValidationError) as refused:
        AgreementAction(agreement=agreement, kind="amended", document=strange).full_clean()
    assert list(refused.value.message_dict) == ["document"]


def test_the_form_asks_no_more_for_more_actions(office: Client, agreement: Agreement) -> None:
    asked = []
    for number in (1, 30):
        with at_once():
            for order in range(number):
                AgreementAction(agreement=agreement, kind="amended", date="2014", order=order).save()
        with CaptureQueriesContext(connection) as queries:
            office.get(f"/admin/partnerships/agreement/{agreement.pk}/change/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
