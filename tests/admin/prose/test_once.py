"""The drafts of a text are saved once, however often the button is pressed."""

import re
from typing import Any

import pytest
from django.test import Client
from reversion.models import Revision

from partnerships.admin.prose import screen
from partnerships.models import HomeCity, OpenForm, Record
from tests.admin.prose.test_screen import chosen, hidden, read
from tests.admin.prose.test_screen import home as home  # the fixture

pytestmark = pytest.mark.django_db


def test_a_second_click_leads_to_what_the_first_has_saved(office: Client, home: HomeCity) -> None:
    sent = {**chosen(1, 2), **hidden(read(office))}
    first = office.post("/admin/prose/", sent)
    saved = Record.objects.count(), Revision.objects.count()
    second = office.post("/admin/prose/", sent)
    assert second.headers["Location"] == first.headers["Location"]
    assert (Record.objects.count(), Revision.objects.count()) == saved
    assert "ещё раз" not in office.get(second.headers["Location"]).content.decode()


def test_a_second_click_that_waited_for_the_first_saves_nothing(
    office: Client, home: HomeCity, monkeypatch: Any
) -> None:
    sent = {**chosen(1, 2), **hidden(read(office))}
    first = office.post("/admin/prose/", sent)
    monkeypatch.setattr(screen, "answer_before", lambda *_given: "")
    monkeypatch.setattr(screen, "free_key", lambda key: key)
    second = office.post("/admin/prose/", sent)
    assert second.headers["Location"] == first.headers["Location"]
    assert Record.objects.count() == 2


def test_what_is_chosen_after_going_back_is_not_saved_and_that_is_said(office: Client, home: HomeCity) -> None:
    fields = hidden(read(office))
    office.post("/admin/prose/", {**chosen(1), **fields})
    page = office.post("/admin/prose/", {**chosen(1, 2), **fields}, follow=True).content.decode()
    assert [record.kind for record in Record.objects.all()] == ["delegation"]
    assert "прочитайте текст ещё раз" in page


def test_a_text_that_was_saved_is_read_on_under_a_key_of_its_own(office: Client, home: HomeCity) -> None:
    fields = hidden(read(office))
    office.post("/admin/prose/", {**chosen(1), **fields})
    page = office.post("/admin/prose/", {**chosen(2), **fields, "_sure": "1"})
    assert hidden(page)["_form"] != fields["_form"]
    assert OpenForm.objects.filter(model="prose", saved_at=None).count() == 1
    office.post("/admin/prose/", {**chosen(2), **hidden(page)})
    assert sorted(record.kind for record in Record.objects.all()) == ["delegation", "event"]
    assert not re.findall(r"\?unsaved=", office.get("/admin/").content.decode())
