"""Long texts in cells: the preview shows what will be kept, and names what is left out."""

import pytest
from django.test import Client

from partnerships.models import Event
from tests.spreadsheets.tables import confirm, send

pytestmark = pytest.mark.django_db

HEADS = ["Название (на русском)", "Форма", "Текст (на русском)"]


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("<p>Срок <s>5 лет</s> 3 года</p>", "<p>Срок  3 года</p>", "5 лет"),
        ("<h1>Titel</h1><div>eins</div><div>zwei</div>", "<p>Titel</p><p>eins</p><p>zwei</p>", ""),
        ("Wenn a<b und <table 3> frei, dann 5", "Wenn a<b und <table 3> frei, dann 5", ""),
    ],
)
def test_the_preview_shows_what_is_kept(office: Client, text: str, kept: str, gone: str) -> None:
    preview = send(office, [HEADS, ["Форум", "forum", text]])
    outcome = preview.context["outcome"]
    shown = {heading: value for heading, _now, value in outcome.lines[0].changes}

    assert shown["Текст (на русском)"] == kept
    assert [(cell, gone in words) for cell, words in outcome.doubts] == ([("C2", True)] if gone else [])

    confirm(office, preview)
    assert Event.objects.get().body_ru == kept
