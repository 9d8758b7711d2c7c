"""Two dates that cannot be in that order are told so at a field; of ends that nobody knows surely nothing is said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from partnerships.models import (
    Agreement,
    City,
    CityOccasion,
    Delegation,
    Event,
    Participant,
    PartnerRequest,
    Photo,
)
from partnerships.models.agreement_action import ActionKind, AgreementAction
from partnerships.period import Period, read_edtf
from tests.conftest import save

pytestmark = [pytest.mark.django_db]

MAY, JUNE = date(2019, 5, 7), date(2019, 6, 7)
AHEAD = date(2900, 1, 1)


def dated(record: Any, when: str) -> Any:
    record.period = read_edtf(when)
    return record


def signature(day: date, when: str = "2019-06") -> Participant:
    record = dated(Agreement(title="Accord"), when)
    return Participant(record=record, name="Anna", office="Mayor", role="signatory", signed_on=day)


def terms() -> Iterator[tuple[models.Model, str]]:
    """Yield dates that hold an end for which there is a place of its own: nothing would ever run out by them."""
    for when in ("1992/2014", "../2014", "1992~/2014~", "2014-05-01/2014-05-03"):
        yield dated(City(), when), "period"
    for when in ("1992", "1992/..", "1992~", "[..2014]", "[2014..]", "1990-24", "199X"):
        yield dated(City(), when), ""
    for when in ("2014/2019", "2014-05-05/2019-05-05", "2010/..", "../2019", "2010~/..", "2014-05/2014-12"):
        yield dated(Agreement(), when), "period"
    for when in ("2014", "2014-05-05/2014-05-07", "{2014-05-05,2014-12-09}", "2010~", "[..2014]", "2014-05/2014-06"):
        yield dated(Agreement(), when), ""
    yield Agreement(in_force_from="2014/2019"), "in_force_from"
    yield Agreement(in_force_from="../2019"), "in_force_from"
    yield Agreement(in_force_from="2014/.."), ""
    yield Agreement(in_force_until="2014/.."), "in_force_until"
    yield Agreement(in_force_until="../2019"), ""


def pairs() -> tuple[tuple[models.Model, str], ...]:
    """Return what may be written, and the field at which it is refused, "" where it may be so."""
    return (
        (dated(Delegation(report_due=MAY), "2019-06"), "report_due"),
        (dated(Delegation(report_due=JUNE), "2019-06"), ""),
        (dated(Delegation(report_due=MAY), "2019-06~"), ""),
        (dated(Delegation(report_sent=MAY), "2019-06"), "report_sent"),
        (Delegation(report_sent=AHEAD), "report_sent"),
        (dated(Delegation(host_event=dated(Event(title="Fair"), "2019-05")), "2019-06"), "host_event"),
        (dated(Delegation(host_event=dated(Event(title="Fair"), "2019-05")), "2019-05-30"), ""),
        (PartnerRequest(opened_on=JUNE, open_until=MAY), "open_until"),
        (Photo(taken_on="2900"), "taken_on"),
        (CityOccasion(founding_year="2900"), "founding_year"),
        (signature(MAY), "signed_on"),
        (signature(date(2019, 7, 1)), "signed_on"),
        (signature(MAY, "2019-06~"), ""),
        (Participant(record=Event(), name="Anna", office="Mayor", consent_on=AHEAD), "consent_on"),
        (Participant(record=Event(), name="Anna", office="Mayor", consent_withdrawn_on=AHEAD), "consent_withdrawn_on"),
        (dated(Agreement(in_force_until="2018"), "2019"), "in_force_until"),
        (Agreement(in_force_from="2020", in_force_until="2019"), "in_force_until"),
        (Agreement(in_force_from="2020", in_force_until="[2015..]"), ""),
        (Agreement(in_force_from="2020", in_force_until="2019~"), ""),
        (AgreementAction(kind=ActionKind.PROLONGED, date="2020", until="2019"), "until"),
        *terms(),
    )


def refused_at(row: models.Model) -> str:
    try:
        row.clean()
    except ValidationError as error:
        return " ".join(error.message_dict)
    return ""


def test_what_cannot_be_in_that_order_is_told_at_its_field() -> None:
    wrong = [(str(row), found, field) for row, field in pairs() if (found := refused_at(row)) != field]
    assert wrong == []


@pytest.mark.parametrize(("first", "last"), [("2020", "[2015..]"), ("2020", "2019~"), ("[..2020]", "2019")])
def test_the_database_holds_what_the_form_lets_through(first: str, last: str) -> None:
    paper = Agreement(slug="a", title_ru="Соглашение", in_force_from=first, in_force_until=last)
    paper.period = Period()
    paper.full_clean()
    assert save(paper).pk
