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
        ((action("suspended", "2014–2016"),), 0, "date", "двумя строками"),
        ((action("amended", "май 2014 и май 2016"),), 0, "date", "двумя строками"),
        ((action("terminated", "с 2014"), action("amended", "2015")), 1, "date", "после окончания"),
        ((action("suspended", "с 2011"),), 0, "date", "подписано только позже"),
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


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (action("suspended", "2016"), "date", "к этому времени уже истёк (2015)"),
        (action("prolonged", "2014", until="2014-12"), "until", "и так действует дольше (2015)"),
        (action("prolonged", "2016", until="2018"), "", ""),
        (action("expired", "2016"), "", ""),
    ],
)
def test_an_action_keeps_to_the_term(
    office: Client, agreement: Agreement, row: dict[str, str], field: str, words: str
) -> None:
    page = post(office, agreement, row, in_force_until="2015")
    assert page.status_code == (200 if field else 302)
    assert not field or words in " ".join(errors(page)[0][field])


def test_a_new_date_of_the_agreement_is_held_against_what_happened_to_it(office: Client, agreement: Agreement) -> None:
    assert post(office, agreement, action("amended", "2014")).status_code == 302
    path = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    page = office.post(path, {**filled(office, path), "period": "2016"})
    assert "подписано только позже: 2016" in " ".join(errors(page)[0]["date"])


@pytest.mark.parametrize(
    ("until", "rows"),
    [
        ("2015", (action("prolonged", until="2020"), action("suspended", "2018"))),
        ("2015", (action("prolonged", until="2020"), action("prolonged", "2015", until="2025"))),
        ("2015", (action("prolonged", "2015", until="2015-06"),)),
        ("после 2013", (action("amended", "2016"),)),
        ("около 2015", (action("amended", "2016"),)),
        ("2015", (action("amended", "около 2011"),)),
    ],
)
def test_what_may_have_been_so_is_not_refused(office: Client, agreement: Agreement, until: str, rows: Any) -> None:
    page = post(office, agreement, *rows, in_force_until=until)
    assert page.status_code == 302, errors(page)


@pytest.mark.parametrize(
    ("since", "rows", "words"),
    [
        ("2015", (action("suspended", "2014"),), "раньше вступления соглашения в силу (2015)"),
        (
            "2013",
            (action("suspended", "2014"), action("entered", "2015")),
            "раньше вступления соглашения в силу (2015)",
        ),
        ("2014", (action("entered", "2015"),), "в силе с другой даты (2014)"),
        ("2016", (action("entered", "с 2015"),), "в силе с другой даты (2016)"),
        ("2015", (action("entered", "2015-05"), action("suspended", "2015")), ""),
        ("2015", (action("amended", "2014"), action("terminated", "2014")), ""),
        ("около 2015", (action("suspended", "2014"),), ""),
        ("", (action("suspended", "2014"),), ""),
    ],
)
def test_an_action_keeps_to_the_beginning_in_force(
    office: Client, agreement: Agreement, since: str, rows: Any, words: str
) -> None:
    page = post(office, agreement, *rows, in_force_from=since)
    assert page.status_code == (200 if words else 302)
    assert not words or words in errors(page)[0]["date"][0]


def test_a_later_beginning_in_force_is_held_against_what_happened(office: Client, agreement: Agreement) -> None:
    assert post(office, agreement, action("suspended", "2014")).status_code == 302
    path = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    page = office.post(path, {**filled(office, path), "in_force_from": "2016"})
    assert "раньше вступления соглашения в силу (2016)" in errors(page)[0]["date"][0]


NOTICE = action("notice", "2014", until="2015-12-31")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (action("amended", "2018"), "date"),
        (action("suspended", "с 2019"), "date"),
        (action("prolonged", "2018", until="2030"), "date"),
        (action("prolonged", "2015", until="2030"), "until"),
        (action("prolonged", "2013", until="2030"), ""),
        (action("amended", "2015"), ""),
        (action("terminated", "2016-01-01"), ""),
    ],
)
def test_what_comes_after_a_notice_has_run_out_is_said_at_its_field(
    office: Client, agreement: Agreement, row: dict[str, str], field: str
) -> None:
    page = post(office, agreement, NOTICE, row)
    assert page.status_code == (200 if field else 302)
    assert not field or "По уведомлению соглашение прекращается раньше (31 декабря 2015)" in errors(page)[1][field][0]


@pytest.mark.parametrize("end", [NOTICE, action("terminated", "2014")])
def test_an_end_written_later_is_held_against_what_was_written_before(
    office: Client, agreement: Agreement, end: dict[str, str]
) -> None:
    assert post(office, agreement, action("amended", "2018")).status_code == 302
    kept = {**action("amended", "2018"), "id": str(AgreementAction.objects.get().pk)}
    page = post(office, agreement, kept, end)
    assert page.status_code == 200
    assert errors(page)[0]["date"]


@pytest.mark.parametrize("change", [{"actions-0-DELETE": "on"}, {"actions-0-until": "2016"}, {"renews_itself": ""}])
def test_a_term_made_shorter_is_held_against_what_happened_to_it(
    office: Client, agreement: Agreement, change: dict[str, str]
) -> None:
    renews = {"renews_itself": "on"} if "renews_itself" in change else {}
    rows = (
        action("amended", "2015") if renews else action("prolonged", "2015", until="2020"),
        action("amended", "2018"),
    )
    assert post(office, agreement, *rows, in_force_until="2015", **renews).status_code == 302
    path = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    sent = {**filled(office, path), **change}
    page = office.post(path, {name: value for name, value in sent.items() if value or name != "renews_itself"})
    assert page.status_code == 200
    assert "уже истёк" in " ".join(errors(page)[1]["date"])


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
