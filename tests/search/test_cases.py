"""The judged queries of cases.yaml: the right page among the first five, in both alphabets, on either database."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation

from partnerships.demo import loading
from partnerships.search.engine import Scope
from partnerships.search.finding import find
from partnerships.search.question import Question
from partnerships.search.results import read_results

FIRST = 5
JUDGED = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def demo(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_draw", lambda entry, made: None)
    with translation.override("ru"):
        loading.load()


def first_five(typed: str) -> list[str]:
    return [f"{kind}/{row.slug}" for kind, row in read_results(find(Question.parse(typed), Scope()).keys[:FIRST])]


def test_the_right_page_is_among_the_first_five(demo: None) -> None:
    missed: dict[str, Any] = {}
    for typed, wanted in JUDGED["cases"].items():
        found = first_five(str(typed))
        if not set([wanted] if isinstance(wanted, str) else wanted) & set(found):
            missed[str(typed)] = found
    assert len(JUDGED["cases"]) >= 200
    assert missed.keys() == {str(typed) for typed in JUDGED["misses"] or ()}
    assert len(missed) <= 0.03 * len(JUDGED["cases"])
    assert all(JUDGED["misses"].values())


def test_a_visa_is_no_visit(demo: None) -> None:
    assert first_five("виза") == first_five("визы") == []
    told = {find(Question.parse(word), Scope()).total for word in ("визит", "визита", "визите", "визитами")}
    assert len(told) == 1
    assert min(told) > FIRST
