"""The list of reports: whether each is frozen is known without a question for each; and their form."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from partnerships.models import AnnualReport, FrozenReport
from tests.admin.forms.filled_form import filled
from tests.conftest import at_once

pytestmark = pytest.mark.django_db

LIST = "/admin/partnerships/annualreport/"


def make(number: int) -> None:
    with at_once():
        for at in range(number):
            report = AnnualReport(begins=date(1990 + at, 1, 1), ends=date(1990 + at, 12, 31))
            report.save()
            if at % 2 == 0:
                FrozenReport.objects.create(report=report, frozen_at=timezone.now(), content={"figures": {}})


def test_the_list_asks_as_much_for_one_report_as_for_thirty(office: Client) -> None:
    asked = []
    for more in (1, 29):
        make(more)
        office.get(LIST)  # what is asked once
        with CaptureQueriesContext(connection) as queries:
            page = office.get(LIST).content.decode()
        asked.append(len(queries))
    assert page.count(f"{timezone.localdate():%d.%m.%Y}") >= 15
    assert asked == [5, 5]
    assert not any('"content"' in query["sql"] for query in queries)


def test_whether_a_report_is_frozen_is_known_at_once() -> None:
    make(2)
    first, second = AnnualReport.objects.order_by("begins")
    assert first.kept == FrozenReport.objects.get()
    assert second.kept is None
    assert AnnualReport().kept is None
    kept = FrozenReport.objects.create(report=second, frozen_at=timezone.now())
    assert second.kept == kept


def test_the_form_begins_with_the_year_that_is_over_and_its_rows_are_typed_through(
    office: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-12-01 09:00:00Z")
    page = office.get(f"{LIST}add/")
    form = page.content.decode()
    assert 'name="begins" value="01.01.2025"' in form
    assert 'name="ends" value="31.12.2025"' in form
    assert {section.key: section.is_open for section in page.context["sections"][1:]} == {
        "texts": True,
        "targets": True,
    }
    assert form.count(">Добавить строку</a>") == 2
    assert "Добавить еще" not in form

    wrong = filled(office, f"{LIST}add/", **{"targets-TOTAL_FORMS": 1, "targets-0-planned": "7"})
    again = office.post(f"{LIST}add/", wrong)
    assert [problem.label for problem in again.context["problems"]] == ["План по показателям, строка 1, Показатель"]
    assert not AnnualReport.objects.exists()
