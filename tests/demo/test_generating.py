import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.models import City, Delegation, Event, Record
from tests.conftest import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


def test_a_generated_register_reads_like_a_real_one(client: Client) -> None:
    call_command("generate", cities=20, records=300, seed=3, verbosity=0)

    assert (City.objects.count(), Record.objects.count()) == (20, 300)
    assert Event.objects.count() > Delegation.objects.count() > 50
    assert Record.objects.dated().count() < 300
    for path in ("/ru/", "/ru/cities/", "/en/map/", "/en/chronology/?page=3", "/ru/statistics/"):
        assert client.get(path).status_code == 200
    event = Event.objects.public().first()
    assert event is not None
    assert client.get(event.get_absolute_url()).status_code == 200
    assert save(Event(slug="next", title_ru="Следующая", form="meeting")).pk == 301


def test_a_register_with_records_is_left_alone(omsk: City) -> None:
    with pytest.raises(CommandError, match="only fills an empty one"):
        call_command("generate", cities=1, records=1)
    assert City.objects.count() == 1
