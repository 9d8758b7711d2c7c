"""The forms of the office as the admin site lists them: who writes which, and a register with a row of everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from typing import Any, Final

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page

from partnerships.approval import steps
from partnerships.files.intake import accept_document, accept_photo
from partnerships.history import revisions
from partnerships.models import (
    Agreement,
    Award,
    City,
    CityOccasion,
    Country,
    CountryGroup,
    Delegation,
    Document,
    Event,
    Figure,
    HomeCity,
    Involvement,
    Organization,
    Participant,
    Photo,
    ProgrammeItem,
    Record,
    Theme,
    User,
)
from partnerships.models.base import Published
from partnerships.models.publication import State
from partnerships.staff import rights
from tests.browser import hands
from tests.browser.test_writing import sign_in
from tests.conftest import picture, save
from tests.staff.test_rights import person

MODELS: Final = sorted(admin.site._registry, key=lambda model: str(model._meta.model_name))
ACTIONS: Final = ("add", "change")
LANGUAGES: Final = [code for code, _name in settings.LANGUAGES]
SUPERUSER: Final = "clerk"
WRITERS: Final = (*rights.ROLES, SUPERUSER)
#: Forms that nobody opens, not even a superuser, and why.
NOBODY: Final = {
    ("record", "add"): "a record is always of some kind, which has its own form",
    ("record", "change"): "a record is always of some kind, which has its own form",
    ("photo", "add"): "a photo belongs to a record: it is added on the record's form",
}


@pytest.fixture
def everything(samples: dict[Any, Any], clerk: User) -> dict[Any, Any]:
    """A record of every kind, a row of every kind in each, and two rows of whatever a field may choose."""
    omsk, school = samples[City], samples[Organization]
    group = save(CountryGroup(slug="europe", name_ru="Европа"))
    germany = save(Country(name_ru="Германия", name_en="Germany", group=group))
    save(City(slug="b", name_ru="Бёблинген", name_en="Boeblingen", country=germany, tie="partner_city"))
    save(Organization(name_ru="Музей города", kind="museum"))
    save(Theme(slug="culture", name_ru="Культура"))
    save(Agreement(slug="second", title_ru="Второе соглашение", form="agreement"))
    save(Event(slug="second", title_ru="Второе событие", form="meeting"))
    save(CityOccasion(city=omsk, name_ru="День города", month=8, day=3))
    save(ProgrammeItem(delegation=samples[Delegation], activity_ru="Приём в мэрии"), public=False)
    records = [{"record": samples[kind]} for kind in MODELS if issubclass(kind, Record) and kind is not Record]
    file = accept_document(SimpleUploadedFile("scan.pdf", hands.PDF))
    with revisions.revision(by=None, reason="rows"):
        for owner in records:
            Participant(**owner, name_ru="Иванов Иван").save()
            Involvement(**owner, organization=school, role="organizer").save()
            Figure(**owner, what="visitors", value=120).save()
            Award(**owner, degree="first", recipient_ru="Школа").save()
            Document(**owner, file=file, title_ru="Скан").save()
    photo = accept_photo(picture((60, 40)))
    for owner in ({"city": omsk}, *records):
        save(Photo(**owner, file=photo, alt_ru="Гости у входа"))
    samples[Group] = Group.objects.create(name="Практиканты")  # the four roles are nobody's to change
    return samples


@pytest.fixture
def people(everything: Any, clerk: User) -> dict[str, User]:
    """One member of staff of each role, and a superuser; what may go to the head waits for them."""
    found = {role: person(role) for role in rights.ROLES}
    drafts = [row for row in everything.values() if isinstance(row, Published) and row.state == State.DRAFT]
    steps.act(steps.SEND, drafts, by=found[rights.EDITOR])
    return {**found, SUPERUSER: clerk}


def path_of(model: Any, action: str, row: Any = None) -> str:
    """Return the address of a form."""
    part = "add" if action == "add" else f"{row.pk}/change"
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{part}/"


def may_write(user: User, model: Any, action: str, row: Any) -> bool:
    """Say whether the screen lets `user` write."""
    request = RequestFactory().get("/admin/")
    request.user = user
    screen = admin.site._registry[model]
    return screen.has_add_permission(request) if action == "add" else screen.has_change_permission(request, row)


def signed_in(browser: Browser, site: str, name: str, size: Any) -> Page:
    """Return a page of a new browser in which `name` is signed in."""
    context = browser.new_context(viewport=size)
    sign_in(context, site, name)
    return context.new_page()


@dataclass(frozen=True)
class Cell:
    """A form as one role has it in one language, and what the server says of it."""

    name: str
    language: str
    context: Any


#: The bars of buttons that have been looked at, on whatever form: the same buttons look the same below each.
BARS: Final[set[Any]] = set()


def alike(names: list[str], path: str) -> Iterator[list[Cell]]:
    """Yield the cells in which the form has the same elements."""
    groups: dict[tuple[Any, Any], list[Cell]] = {}
    for language, name in product(LANGUAGES, names):
        User.objects.update(language=language)
        client = Client()
        client.force_login(User.objects.get(username=name))
        answer = client.get(path)
        body, bar = (tuple(Elements(part).found) for part in parts(answer.content.decode()))
        known = (key for key in groups if key[0] == body and bar in BARS)
        groups.setdefault(next(known, (body, bar)), []).append(Cell(name, language, answer.context))
        BARS.add(bar)
    yield from groups.values()


def parts(html: str) -> tuple[str, str]:
    """Return the form without its buttons, and the buttons."""
    form, begins, bar = html[html.index('id="content"') :].partition('<div class="action-bar"')
    return form, begins + bar


class Elements(HTMLParser):
    """The elements of a page as the style sheets see them: without texts, values and addresses."""

    KEPT: Final = {"class", "id", "name", "type", "hidden", "open", "style", "disabled", "tabindex", "rows", "multiple"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[Any, ...]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, *((name, value) for name, value in attrs if name in self.KEPT)))


def fresh(model: Any, action: str) -> None:
    """Make place for a new home city: there is only one."""
    if (model, action) == (HomeCity, "add"):
        revisions.delete(list(HomeCity.objects.all()), by=None, reason="as on the first day")
