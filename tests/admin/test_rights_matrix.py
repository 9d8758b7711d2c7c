"""docs/rights.md against the back office itself: every address, choice and action, in every role."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from partnerships.admin.writing import kept_files
from partnerships.files.intake import accept_photo
from partnerships.history import revisions, version_token
from partnerships.models import (
    ActionPlan,
    Agreement,
    AnnualReport,
    ChecklistStep,
    City,
    Country,
    Delegation,
    EstimateNorm,
    Event,
    Exhibition,
    HomeCity,
    OpenForm,
    Organization,
    PaperTemplate,
    PartnerRequest,
    Photo,
    PreviewLink,
    Readership,
    Record,
    ReportSection,
    Theme,
    User,
    VocabularyTerm,
)
from partnerships.papers.declared import papers_about
from partnerships.staff import rights
from tests.conftest import picture, save
from tests.greetings.rows import greeting_rows, letter_rows
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db

TABLE = Path(settings.BASE_DIR, "docs", "rights.md")
ROLES = tuple(rights.ROLES)
#: Checked by tests of their own: the choices, and signing out, which would end the walk.
APART = {"autocomplete", "logout"}
ANSWERS = {"no": (False, False), "read": (True, False), "send": (False, True), "both": (True, True)}


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under `heading` of docs/rights.md."""
    part = TABLE.read_text().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def words(cell: str) -> list[str]:
    return [word.split("(")[0].strip().strip("`") for word in cell.split(",") if word.strip()]


def groups_of(model: Any) -> set[str]:
    """Return what docs/rights.md calls a model."""
    if model is None:
        return set()
    if model is Record:
        return {"any record"}
    if model in (User, Group):
        return {"staff" if model is User else "groups"}
    if model in {*rights.PERSONAL_RECORDS, *rights.INBOX}:
        return {"birthdays" if model in rights.PERSONAL_RECORDS else "messages"}
    own = {HomeCity: {"home city"}, Photo: {"photos"}}.get(model, set())
    return {"settings" if model in rights.SETTINGS else "records"} | own


def line_for(table: list[list[str]], name: str, model: Any) -> list[str] | None:
    """Return the first line that fits."""
    for line in table:
        fits = any(fnmatch(name, pattern) for pattern in words(line[0]))
        if fits and (not line[1] or set(words(line[1])) & groups_of(model)):
            return line
    return None


def missing(table: list[list[str]], found: Iterable[tuple[str, str]]) -> list[str]:
    """Say which addresses have no line in `table`."""
    text = "/{} ({}) has no line in docs/rights.md: add one to the table “Every address”"
    return [text.format(path, name) for path, name in found if not line_for(table, name, model_of(path))]


def addresses(patterns: Any = None, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and name of every address below /admin/."""
    for item in patterns if patterns is not None else get_resolver().url_patterns:
        whole = path + str(item.pattern)
        if not isinstance(item, URLPattern):
            yield from addresses(item.url_patterns, whole)
        elif whole.startswith("admin/"):
            yield whole, item.name or ("elsewhere" if "<url>" in whole else "redirect")


def model_of(path: str) -> Any:
    """Return the model whose screens an address belongs to."""
    parts = [*path.split("/"), "", ""]
    return next((m for m in admin.site._registry if [m._meta.app_label, m._meta.model_name] == parts[1:3]), None)


@pytest.fixture
def samples(omsk: City, country: Country) -> dict[Any, Any]:
    """Return a record of every kind that the back office shows."""
    school = save(Organization(name_ru="Школа", kind="museum"))
    revisions.update([omsk], by=None, reason="hidden, as what an editor works on", state="draft", publish_at=None)
    made: list[Any] = [omsk, country, country.group, school, save(HomeCity(name_ru="Ставрополь"))]
    made.append(save(AnnualReport(begins=date(2025, 1, 1), ends=date(2025, 12, 31))))
    made.append(save(ReportSection.objects.first() or ReportSection(kind="highlights")))
    made.append(save(PaperTemplate(paper="programme", language="en")))
    made.append(save(Theme(slug="sport", name_ru="Спорт")))
    made.append(save(VocabularyTerm(vocabulary="tie", code="new", name_ru="Новая связь")))
    made += [save(ChecklistStep(what="Приглашение")), save(EstimateNorm(name="Обед", rate=100))]
    made += [*greeting_rows(omsk, country), *letter_rows(omsk)]
    wanted = PartnerRequest(title_ru="Ищем", organization=school, contact="x", open_until=date(2999, 1, 1))
    made.append(save(wanted, public=False))
    fields = {Agreement: {"form": "agreement"}, Delegation: {"direction": "incoming"}, Event: {"form": "meeting"}}
    kinds: tuple[Any, ...] = (ActionPlan, Agreement, Delegation, Event, Exhibition)
    made += [save(kind(slug="x", title_ru="Запись", **fields.get(kind, {})), public=False) for kind in kinds]
    made.append(save(Photo(record=made[-2], file=accept_photo(picture((40, 40))))))
    rows = {type(row): row for row in made}
    Readership.objects.create(record=rows[Event], month=date(2026, 9, 1), views=1)
    return {**rows, Record: Record.objects.first(), User: person("viewer", "someone"), Group: Group.objects.first()}


def address(path: str, model: Any, samples: dict[Any, Any]) -> str:
    """Return an address one can ask for; a new kind of part needs a sample here."""
    row = samples.get(model)
    parts = {
        "object_id": lambda: row.pk,
        "id": lambda: row.pk,
        "pk": lambda: row.pk,
        "key": lambda: kept_files.keep_file(accept_photo(picture((40, 40))), user=samples[User]).key,
        "version_id": lambda: version_token.last_change(row) or 1,
        "link_id": lambda: PreviewLink.objects.make(row, by=None, days=1)[0].pk,
        "language": lambda: "ru",
        "slug": lambda: "drafts",
        "kind": lambda: "event",
        "typed": lambda: OpenForm.objects.create(user=samples[User], model="event", typed_at=timezone.now()).pk,
        "number": lambda: samples[Event].pk,
        "app_label": lambda: "partnerships",
        "content_type_id": lambda: ContentType.objects.get_for_model(Event).pk,
        "url": lambda: "nothing",
        "paper": lambda: (
            papers_about(model, lists="<int" not in path)[0].slug if row is not samples[PaperTemplate] else "programme"
        ),
        "format": lambda: "docx",
        "figure": lambda: "incoming",
        "uidb64": lambda: "MQ",
        "token": lambda: "x",
    }
    if path == "admin/r/<path:content_type_id>/<path:object_id>/":
        row = samples[Event]
    found = re.sub(r"\^?\(\?P<(\w+)>[^)]*\)\$?", r"<\1>", path)
    for part in re.findall(r"<(?:\w+:)?(\w+)>", found):
        if part not in parts:
            pytest.fail(f"{path}: say in `address` what stands for <{part}>")
        found = re.sub(rf"<(?:\w+:)?{part}>", str(parts[part]()), found)
    return "/" + found.replace("$", "").replace("^", "")


def sent(name: str, samples: dict[Any, Any]) -> dict[str, Any]:
    """Return what an address needs to be told; most are asked to cope with nothing at all."""
    if name == "translations-right":
        return {"key": f"event-{samples[Event].pk}"}
    return {"kind": "participants"} if name.endswith("_paste") else {}


def answered(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> bool:
    """Say whether the back office did what was asked; whatever it did is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(path, data if method == "post" else None)
        transaction.set_rollback(True)
    assert response.status_code < 500, f"{method} {path} is an error: {response.status_code}"
    refused = response.status_code in (403, 404, 405) or "/admin/login/" in response.headers.get("Location", "")
    return not refused


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pages unwritten: only the answer counts here, and there are some two thousand."""

    monkeypatch.setattr(Template, "render", lambda template, context=None, request=None: "")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people() -> dict[str, Client]:
    return {role: signed_in(person(role)) for role in ROLES}


@pytest.mark.one_database
def test_every_address_answers_as_the_table_says(
    people: dict[str, Client], samples: dict[Any, Any], unrendered: None
) -> None:
    table, wrong, asked, used = rows("Every address"), [], 0, set()
    every = [(path, name) for path, name in addresses() if name not in APART]
    assert missing(table, every) == []
    for path, name in every:
        model = model_of(path)
        line = line_for(table, name, model) or []
        used.add("|".join(line))
        where = address(path, model, samples)
        for role, cell in zip(ROLES, line[2:], strict=True):
            for method, expected in zip(("get", "post"), ANSWERS[cell], strict=True):
                asked += 1
                if answered(people[role], method, where, sent(name, samples)) != expected:
                    wrong.append(f"{method} {where} as {role}: {not expected}, the table says {cell}")
    assert not wrong, "\n".join(wrong)
    assert asked > 1000
    assert ["|".join(line) for line in table if "|".join(line) not in used] == []


def test_an_address_without_a_line_is_named() -> None:
    new = [("admin/partnerships/event/<path:object_id>/burn/", "partnerships_event_burn"), ("admin/recent/", "recent")]
    (text,) = missing(rows("Every address"), new)
    assert text.startswith("/admin/partnerships/event/<path:object_id>/burn/ (partnerships_event_burn) has no line in")


@pytest.mark.parametrize("outsider", ["anonymous", "without staff", "switched off"])
def test_strangers_get_nowhere(outsider: str, samples: dict[Any, Any], unrendered: None) -> None:
    user = person("administrator", outsider)
    client = Client() if outsider == "anonymous" else signed_in(user)
    User.objects.filter(pk=user.pk).update(is_staff=outsider == "switched off", is_active=outsider != "switched off")
    open_to_all = {"login", "logout", "jsi18n", "admin_password_reset"}
    open_to_all |= {f"password_reset_{page}" for page in ("done", "confirm", "complete")}

    wrong = []
    for path, name in addresses():
        if name not in open_to_all:
            where = address(path, model_of(path), samples)
            wrong += [(method, where) for method in ("get", "post") if answered(client, method, where)]

    assert wrong == []


def test_choices_by_first_letters(people: dict[str, Client], samples: dict[Any, Any]) -> None:
    table, wrong = rows("Every choice by first letters"), []
    for model, screen in admin.site._registry.items():
        for field in screen.autocomplete_fields:
            column: Any = model._meta.get_field(field)
            remote = column.remote_field.model
            cells = next(cells for models, *cells in table if set(words(models)) & groups_of(remote))
            # As the form asks: in the name of the model whose table holds the field.
            query = {"app_label": "partnerships", "model_name": column.model._meta.model_name, "field_name": field}
            for role, cell in zip(ROLES, cells, strict=True):
                status = people[role].get("/admin/autocomplete/", {**query, "term": ""}).status_code
                if (status == 200) != (cell == "yes"):
                    wrong.append((model.__name__, field, role, status))
    assert wrong == []


def test_actions_are_offered_as_the_table_says(people: dict[str, Client], samples: dict[Any, Any]) -> None:
    table, wrong = rows("Every action of a list"), []
    for model, screen in admin.site._registry.items():
        for role in ROLES:
            request = RequestFactory().get("/admin/")
            request.user = User.objects.get(username=role)
            names = {item if isinstance(item, str) else item.__name__ for item in screen.actions or ()}
            for name in {*names, "delete_selected"}:
                line = line_for(table, name, model)
                if line is None:
                    pytest.fail(f"the action {name} of {model.__name__} has no line in docs/rights.md")
                if (name in screen.get_actions(request)) != (line[2 + ROLES.index(role)] == "yes"):
                    wrong.append((model.__name__, name, role))
    assert wrong == []


def test_an_action_that_is_not_offered_does_nothing(people: dict[str, Client], samples: dict[Any, Any]) -> None:
    before = revisions.register_version()
    for action in ("publish_chosen", "withdraw_chosen", "delete_selected"):
        post = {"action": action, "_selected_action": [samples[Event].pk], "post": "yes", "confirmed": "1"}
        people["viewer"].post("/admin/partnerships/event/", post)
    people["editor"].post("/admin/partnerships/event/", {**post, "action": "publish_chosen"})

    assert revisions.register_version() == before
    assert Event.objects.get().state == "draft"
