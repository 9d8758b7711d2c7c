"""The demo tells no more than its source: claims beyond it stay out, and everybody has their own part."""

import re
from collections.abc import Iterator

import pytest

from partnerships.demo import loading
from partnerships.models import Part, ParticipantRole
from partnerships.models.participant import PART_OF

#: What no text of the demo may say, and what the source says instead.
BANNED = {
    r"шесть лет|six years": "visits between 2014 and 2019, not that each year saw one",
    r"наметили|outlined|identified": "prospects were discussed, nothing was laid down",
    r"решили развивать|agreed to": "the meeting wished for cooperation and decided nothing",
    r"регулярно|regularly": "several times",
    r"соглаш\w+ (пока )?нет|без подписанного|no agreement (yet|between)|without a signed": "it is silent on agreements",
    r"больниц|поликлиник|hospital|clinic": "medical institutions",
    r"присылали|entered creative video": "videos of the laureates were shown; what others entered is not told",
    r"А\. ?А\. ?Кадыров|A\. ?A\. ?Kadyrov": "A.H. Kadyrov",
    r"на празднике и привез|привезли Гран-при|омск\w+ конкурс|Omsk's contest": "where the contest was held is not told",
    r"перечень городов-побратимов|list of sister cities": "an exhibition named them; there is no list",
    r"окрепли|ties grew": "ties were developed further",
    r"определены приоритеты|priorities named": "priorities were discussed",
    r"хозяева представили|the hosts presented": "who told of the projects is not said",
    r"Столица Республики (Крым|Абхазия)|Capital of the Republic of (Crimea|Abkhazia)": "nothing on their status",
    r"вместе с Днём города|beside the City Day": "that the two days are kept together is not told",
    r"интересы сходятся|interests meet": "prospects of cooperation were discussed",
    r"Ставрополь поздравил|Stavropol congratulated": "representatives took part",
    r"муниципально-частн": "public-private partnership, of whatever level",
    r"многолетней дружбе|long friendship": "long-term sister-city relations",
}

#: Who did something else at a visit than travel; everybody else named there travelled.
PARTS = {
    ("del-omsk-mutual-2014-2019", "per-head-of-stavropol"): Part.RECEIVED,
    ("del-omsk-mutual-2014-2019", "per-mayor-of-omsk"): Part.RECEIVED,
    ("del-stavropol-to-omsk-2019", "per-mayor-of-omsk"): Part.INVITED,
    ("del-stavropol-to-omsk-2019", "per-head-of-stavropol"): Part.GREETED,
    ("del-stavropol-to-feodosia-2019", "per-head-of-feodosia"): Part.INVITED,
    ("del-stavropol-to-feodosia-2019", "per-head-of-stavropol"): Part.GREETED,
    ("del-vladikavkaz-to-stavropol-2015", "per-head-of-stavropol-administration"): Part.RECEIVED,
    ("del-stavropol-to-vladikavkaz-2022", "per-head-of-vladikavkaz-administration"): Part.INVITED,
    ("del-stavropol-to-magas-246", "per-head-of-stavropol-administration"): Part.GREETED,
    ("del-stavropol-to-southern-capitals", "per-heads-of-southern-capitals"): Part.INVITED,
    ("del-stavropol-to-giugliano-invitation", "per-mayor-of-giugliano"): Part.INVITED,
}
#: Bodies whose work guests were shown, or who were only told of: they took no part themselves.
SHOWN = {
    "org-omsk-one-window",
    "org-omsk-entrepreneurship-center",
    "org-makhachkala-medical-institutions",
    "org-situation-centre",
    "org-psap",
    "org-central-dispatch",
    "org-rescue-service",
    "org-russian-center-rome",
    "org-stavropol-educational-organizations",
}


def texts() -> Iterator[tuple[str, str]]:
    """Yield the id of each entry with every text that readers see of it."""
    for name in loading.FILES:
        for entry in loading.entries(name):
            for row in (entry, *(row for key in loading.ROWS for row in entry.get(key, []) if isinstance(row, dict))):
                for key, value in row.items():
                    if key.endswith(("_ru", "_en")):
                        yield f"{entry['id']}.{key}", value


@pytest.mark.parametrize("claim", BANNED)
def test_no_text_says_more_than_the_source(claim: str) -> None:
    said = [where for where, text in texts() if re.search(claim, text, re.IGNORECASE)]
    assert not said, BANNED[claim]


def test_everybody_at_a_visit_has_the_part_the_source_gives() -> None:
    told = {
        (entry["id"], row["person"]): PART_OF[ParticipantRole(row["role"])]
        for entry in loading.entries("delegations")
        for row in entry.get("participants", [])
    }
    assert {key: part for key, part in told.items() if part != Part.TRAVELLED} == PARTS
    assert len(told) > len(PARTS), "somebody travelled too"


def test_everybody_at_a_visit_stands_on_a_side() -> None:
    ours = {entry["id"] for entry in loading.entries("organizations") if entry.get("is_home")}
    theirs = {entry["id"] for entry in loading.entries("organizations") if "city" in entry}
    sideless = {
        (entry["id"], row["person"])
        for entry in loading.entries("delegations")
        for row in entry.get("participants", [])
        if "side" not in row and row.get("organization") not in ours | theirs
    }
    assert sideless == {("del-city-day-guests", "per-association-leaders")}, "associations are on neither side"


def test_whose_work_was_only_shown_took_no_part() -> None:
    named = {
        (entry["id"], row["organization"], row["role"])
        for name in ("delegations", "events")
        for entry in loading.entries(name)
        for row in entry.get("organizations", [])
        if row["organization"] in SHOWN
    }
    assert {role for _record, _body, role in named} == {"other"}


def test_a_visit_carries_out_no_agreement_that_the_source_does_not_name() -> None:
    carried = {entry["id"] for entry in loading.entries("delegations") if "carries_out" in entry}
    makhachkala = {f"del-{name}" for name in ("stavropol-to-makhachkala-visits", "makhachkala-to-stavropol-visits")}
    assert carried == {"del-stavropol-to-omsk-2019", "del-makhachkala-to-stavropol-2018", *makhachkala}


def test_a_visit_takes_place_where_the_guests_came() -> None:
    """What is received at home does not take place in the partner's city, and an invitation takes place nowhere."""
    for entry in loading.entries("delegations"):
        if entry["direction"] == "incoming":
            assert entry["place_en"] == "Stavropol", entry["id"]
        elif entry["direction"] == "outgoing":
            assert entry.get("place_en") != "Stavropol", entry["id"]
        if entry["status"] == "invited":
            assert "place_en" not in entry, entry["id"]
