"""The page of an agreement tells what became of it, in the order in which it happened, in each language."""

import json
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from partnerships.models import Agreement, AgreementAction, Document
from partnerships.period import read_edtf
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def agreement(slug: str, signed: str = "", **columns: Any) -> Agreement:
    made = Agreement(slug=slug, title_ru=f"Соглашение {slug}", title_en=f"Agreement {slug}", **columns)
    made.period = read_edtf(signed)
    return save(made)


def act(owner: Agreement, kind: str, date: str = "", **more: Any) -> AgreementAction:
    return save(AgreementAction(agreement=owner, kind=kind, date=date, **more))


def steps(client: Client, path: str) -> list[str]:
    text = client.get(path).content.decode()
    story = re.search(r'aria-labelledby="course".*?</section>', text, re.DOTALL)
    rows = re.findall(r"<li>(.*?)</li>", story[0], re.DOTALL) if story else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_the_page_tells_what_became_of_it(client: Client) -> None:
    made = agreement("a", "2012-05-10", place_ru="Омск", place_en="Omsk")
    act(made, "prolonged", "2017", until="2022", note_ru="На пять лет", note_en="For five years")
    act(made, "entered", "2012-06")
    act(made, "amended")
    assert steps(client, "/ru/agreements/a/") == [
        "10 мая 2012 — Подписано, Омск",
        "июнь 2012 — Вступило в силу",
        "2017 — Продлено, до 2022. На пять лет",
        "дата неизвестна — Изменено",
    ]
    assert steps(client, "/en/agreements/a/")[2] == ("2017 — Prolonged, until 2022. For five years")


def test_a_successor_and_an_amendment_are_seen_from_both_sides(client: Client) -> None:
    old = agreement("old", "2012")
    agreement("more", "2014", amends=old)
    agreement("new", "2016", supersedes=old)
    told = steps(client, "/en/agreements/old/")
    assert told == [
        "2012 — Signed",
        "2014 — Amended: Agreement more",
        "2016 — Superseded: Agreement new",
    ]
    assert 'href="/en/agreements/old/"' in client.get("/en/agreements/new/").content.decode()
    assert 'href="/en/agreements/old/"' in client.get("/en/agreements/more/").content.decode()
    assert steps(client, "/en/agreements/new/") == []


@pytest.mark.parametrize(
    "columns", [{"status": "draft"}, {"status": "under_approval"}, {"signed": "2130"}, {"in_force_from": "2130"}]
)
def test_what_is_only_to_change_or_replace_an_agreement_has_not_done_so(client: Client, columns: Any) -> None:
    old = agreement("old", "2012")
    for slug, name in (("more", "amends"), ("new", "supersedes")):
        agreement(slug, **{"signed": "2016", **columns, name: old})
    page = client.get("/en/agreements/old/").content.decode()
    assert (steps(client, "/en/agreements/old/"), "Agreement more" in page, "Agreement new" in page) == (
        [],
        False,
        False,
    )
    assert "In force<" in page


def test_a_page_of_an_earlier_day_names_no_later_successor(client: Client) -> None:
    old = agreement("old", "2012")
    agreement("new", "2016", supersedes=old)
    assert "Agreement new" in client.get("/en/agreements/old/?on=2017-01-01").content.decode()
    assert "Agreement new" not in client.get("/en/agreements/old/?on=2015-01-01").content.decode()


def test_only_an_open_paper_is_named(client: Client) -> None:
    made = agreement("a", "2012")
    with at_once():
        shut, open_ = (
            Document(
                record=made,
                title_ru=f"Письмо {access}",
                access=access,
                name="letter.pdf",
                media_type="application/pdf",
                sha256="0" * 64,
            )
            for access in ("internal", "public")
        )
        shut.save()
        open_.save()
    act(made, "suspended", "2014", document=shut)
    act(made, "resumed", "2015", document=open_)
    text = client.get("/ru/agreements/a/").content.decode()
    story = text[text.index('id="course"') : text.index("</section>", text.index('id="course"'))]
    assert ("Письмо public" in story, "Письмо internal" in text) == (True, False)
    rows = json.loads(client.get("/api/v1/agreements/a?lang=ru").content)["agreement_actions"]
    assert [row["document"] and row["document"]["id"] for row in rows] == [None, open_.pk]


def test_the_data_tell_the_actions_and_a_status_that_follows(client: Client) -> None:
    made = agreement("a", "2012")
    act(made, "terminated", "2014-05", note_ru="По соглашению сторон")
    row = json.loads(client.get("/api/v1/agreements/a?lang=ru").content)
    assert (row["status"], row["standing"]) == ("terminated", "terminated")
    assert row["agreement_actions"] == [
        {
            "kind": "terminated",
            "date": "2014-05",
            "until": None,
            "note": {"ru": "По соглашению сторон"},
            "document": None,
        }
    ]
    undated = json.loads(client.get("/api/v1/agreements/b?lang=ru").content) if agreement("b") else {}
    assert (undated["status"], undated["standing"]) == ("not_known", "not_known")


def test_the_page_asks_no_more_for_more_actions(client: Client, django_assert_num_queries: Any) -> None:
    made = agreement("a", "2012")
    act(made, "amended", "2013")
    client.get("/ru/agreements/a/")
    asked = 17
    with django_assert_num_queries(asked):
        client.get("/ru/agreements/a/")
    with at_once():
        for year in range(2014, 2043):
            AgreementAction(agreement=made, kind="amended", date=str(year)).save()
    client.get("/ru/agreements/a/")
    with django_assert_num_queries(asked):
        client.get("/ru/agreements/a/")


def test_the_term_ends_when_the_last_prolongation_or_a_notice_says(client: Client) -> None:
    def term(query: str = "") -> str:
        facts = client.get(f"/ru/agreements/a/{query}").content.decode()
        return re.findall(r"<dt>Срок[^<]*</dt><dd>(.*?)</dd>", facts, re.DOTALL)[0].strip()

    made = agreement("a", "2013", in_force_until=read_edtf("2018"))
    assert term() == "до 2018"
    act(made, "renewed", "2023", until="2028-05")
    act(made, "prolonged", "2018", until="2023")
    assert term() == "до мая 2028"
    act(made, "notice", "2024", until="2025")
    assert term() == "до 2025"
    assert [term(f"?on={year}-06-01") for year in (2017, 2019, 2023)] == ["до 2018", "до 2023", "до мая 2028"]


@time_machine.travel("2026-11-30 12:00")
def test_what_is_to_prolong_an_agreement_has_not_moved_its_last_day(client: Client) -> None:
    made = agreement("a", "2013", in_force_until=read_edtf("2026-11-01"))
    act(made, "prolonged", "2027-01-01", until="2031")
    page = re.sub(r"\s+", " ", client.get("/en/agreements/a/").content.decode())
    assert ("<dd>Expired" in page, "<dd> until 1 November 2026 </dd>" in page) == (True, True)
    assert client.get("/api/v1/agreements/a").json()["in_force_until"] == "2026-11-01"


@time_machine.travel("2026-11-30 12:00")
def test_what_is_still_to_come_is_said_to_be_so(client: Client) -> None:
    made = agreement("a", "2013")
    act(made, "amended", "2026")
    act(made, "terminated", "2027-05-01")
    assert steps(client, "/en/agreements/a/")[1:] == ["2026 — Amended", "1 May 2027 — Terminated (to come)"]
    assert steps(client, "/ru/agreements/a/")[2] == "1 мая 2027 — Расторгнуто (предстоит)"
    assert steps(client, "/en/agreements/a/?on=2020-01-01")[1] == "2026 — Amended (to come)"
    assert steps(client, "/en/agreements/a/?on=2027-05-01")[2] == "1 May 2027 — Terminated"
