"""The agreements as data: what a reader looks for first, and a term that contradicts no page."""

import json
from datetime import date, datetime

import pytest
from django.test import Client
from django.utils.html import strip_tags

from partnerships.models import Agreement, AgreementAction, City, Involvement, Organization
from partnerships.papers.contexts.agreements import agreement_tags
from partnerships.period import Period
from tests.conftest import save
from tests.opendata.files_read import as_csv, as_xlsx, content

pytestmark = pytest.mark.django_db


def test_xlsx_begins_with_what_a_reader_looks_for_and_holds_no_marks(client: Client, omsk: City) -> None:
    agreement = Agreement(slug="a", title_ru="Соглашение", title_en="Agreement", in_force_from=date(2013, 5, 6))
    agreement.in_force_until = Period.of((2018, 5))
    agreement.body_ru, agreement.period = (
        '<p>Статья <b>1</b></p><ol start="2"><li>Вес &lt; 5</li></ol>',
        Period.of((2013,)),
    )
    save(agreement, cities=[omsk])
    for number, name in enumerate(("Администрация Омска", "Администрация Ставрополя")):
        body = save(Organization(name_ru=name, name_en="City of Omsk" if not number else "", kind="administration"))
        save(Involvement(record=agreement, organization=body, role="party", order=number))
    heads, row = as_xlsx(client, "/ru/agreements.xlsx")

    assert heads[0] == "название (на русском)"
    day = datetime(2013, 5, 6)  # noqa: DTZ001 - a day in a workbook
    parties = "Администрация Омска; Администрация Ставрополя"
    assert row[:6] == ["Соглашение", parties, "Омск", "2013", day, "май 2018"]
    assert heads.index("название (на английском)") > heads.index("статус")
    assert heads[-3:] == ["страница на сайте (на английском)", "опубликовано", "изменено"]
    assert "Статья 1\n\n2. Вес < 5" in row
    english, row = as_xlsx(client, "/en/agreements.xlsx")
    assert (row[0], row[1]) == ("Agreement", "City of Omsk; Администрация Ставрополя")

    told = as_csv(client, "/ru/agreements.csv")[0]
    first = [name for name in told if not name.endswith("_en") or name == "parties_en"][:6]
    assert first == ["title_ru", "parties_ru", "parties_en", "cities", "period", "period_start"]
    assert told["parties_ru"] == "Администрация Омска;Администрация Ставрополя"
    assert told["body_ru"] == "Статья 1\n\n2. Вес < 5"
    assert as_csv(client, "/en/agreements.csv") == [told]
    (data,) = json.loads(content(client.get("/ru/agreements.json")))
    assert data["body_ru"].startswith("<p>"), "what is no spreadsheet keeps the marks"


def test_the_last_day_of_a_term_is_the_one_that_the_page_tells(client: Client, omsk: City) -> None:
    agreement = Agreement(slug="a", title_ru="Соглашение", in_force_until=Period.of((2014,)))
    agreement.period = Period.of((2012, 5, 6))
    save(agreement, cities=[omsk])
    save(AgreementAction(agreement=agreement, kind="prolonged", date=Period.of((2014, 3)), until=Period.of((2099,))))

    for query, last in (("", "2099"), ("?on=2013-01-01", "2014")):
        (row,) = as_csv(client, f"/en/agreements.csv{query}")
        item = client.get(f"/api/v1/agreements/a{query}").json()
        (listed,) = client.get(f"/api/v1/agreements{query}").json()["items"]
        assert {row["in_force_until"], item["in_force_until"], listed["in_force_until"]} == {last}
        page = client.get(f"/en/agreements/a/{query}").content.decode()
        assert last in page.partition("<dt>Term</dt>")[2].partition("</dd>")[0]
        assert row["renews_itself"] == "false"
        assert item["standing"] == "in_force"
    assert client.get("/api/v1/agreements/a?on=2012-01-01").json()["standing"] == "to_be_signed"
    assert client.get("/api/v1/agreements/a?on=0").status_code == 422


def test_the_first_day_in_force_is_that_of_the_action(client: Client, omsk: City) -> None:
    agreement = Agreement(slug="a", title_ru="Соглашение", in_force_from=Period.of((2026, 2, 1)))
    agreement.period = Period.of((2026, 2, 1))
    save(agreement, cities=[omsk])
    for day in ((2026, 7, 1), (2026, 6, 15)):
        save(AgreementAction(agreement=agreement, kind="entered", date=Period.of(day)))
    save(AgreementAction(agreement=agreement, kind="entered"))
    (row,) = as_csv(client, "/en/agreements.csv")
    assert row["in_force_from"] == client.get("/api/v1/agreements/a").json()["in_force_from"] == "2026-06-15"
    page = client.get("/en/agreements/a/").content.decode()
    assert "since 15 June 2026" in strip_tags(page.partition("<dt>Term</dt>")[2].partition("</dd>")[0])
    assert client.get("/api/v1/agreements/a?on=2026-06-14").json()["standing"] == "not_yet"
    assert agreement_tags(1, agreement, date(2026, 12, 1)).in_force == "15 июня 2026"


def test_what_nobody_wrote_of_a_term_is_empty_and_not_a_no(client: Client, omsk: City) -> None:
    save(Agreement(slug="a", title_ru="Соглашение"), cities=[omsk])
    (row,) = as_csv(client, "/en/agreements.csv")
    assert (row["is_open_ended"], row["renews_itself"]) == ("", "")
    assert client.get("/api/v1/agreements/a").json()["is_open_ended"] is None
