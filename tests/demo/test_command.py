from io import StringIO

import pytest
from django.core.management import call_command

from partnerships.demo import loading
from partnerships.files import renditions
from partnerships.models import City, Theme, User
from tests.conftest import save


@pytest.mark.django_db
def test_a_register_in_use_is_left_alone(omsk: City) -> None:
    call_command("demo", stdout=StringIO())
    assert City.objects.count() == 1
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_theme_alone_is_use_enough() -> None:
    save(Theme(slug="t", name_ru="Т", name_en="T"))
    call_command("demo", stdout=StringIO())
    assert not City.objects.exists()


@pytest.mark.django_db
def test_an_empty_register_is_filled_and_gets_accounts_of_a_team(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "WIDTHS", ())
    monkeypatch.setattr(loading, "entries", lambda name: loading_entries(name)[:3] if name == "themes" else [])
    out = StringIO()

    call_command("demo", stdout=out)

    assert Theme.objects.count() == 3
    told = dict(line.strip().split(" / ") for line in out.getvalue().splitlines() if line.startswith("  "))
    people = {person.username: person for person in User.objects.all()}
    assert people.keys() == told.keys() == {"demo", "editor", "head"}
    assert all(people[name].check_password(password) for name, password in told.items())
    assert [person.is_superuser for person in people.values()] == [True, False, False]
    roles = {name: [group.name for group in person.groups.all()] for name, person in people.items()}
    assert roles == {"demo": [], "editor": ["editor"], "head": ["head"]}


loading_entries = loading.entries
