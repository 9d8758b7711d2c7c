"""What the answer to an import leads to."""

import pytest
from django.test import Client

from partnerships.models import Event
from tests.spreadsheets.tables import send, take

pytestmark = pytest.mark.django_db


def test_each_row_that_was_taken_leads_to_its_record(office: Client) -> None:
    done = take(office, [["Название", "Форма"], ["Ярмарка", "festival"]])
    event = Event.objects.get()
    form = f"/admin/partnerships/event/{event.pk}/change/"
    assert f'<a href="{form}">Ярмарка</a>' in done.content.decode()
    preview = send(office, [["Название", "Форма"], ["Новая", "forum"]])
    assert [line.url for line in preview.context["outcome"].lines] == [""], "what is not saved yet leads nowhere"
