"""Every form of the office: each field can be seen, reached with the keyboard, filled by hand, saved and read again.

The forms are those of the admin site: one that is registered tomorrow is judged tomorrow. A cell is a form (add or
change), a role that may write it, a language and a width. The long run (make test LONG=1) judges every cell, each run
the forms that are named below:

- seen and reached: each form, role, language and width, in `test_every_field_is_in_sight_and_within_reach`. Cells in
  which the server sends the same elements are looked at once for all of them, in one form Russian and in the next
  English: the same elements under the same style sheets look the same. The test counts its cells and fails when one
  is left out;
- filled, saved, read again, and found on the public page: each form, add and change, in Russian at 1366 px as a
  superuser, to whom every form shows all its fields, in `test_every_field_is_filled_saved_and_found_again`. What other
  roles send is the same request;
- covered by nothing while it has the focus: each form, add at 390 px and change at 1366 px.
"""

import re
from datetime import timedelta
from itertools import product
from typing import Any, Final

import pytest
from django.contrib.admin.widgets import AutocompleteMixin
from django.forms import CharField, FileInput, Textarea, TextInput
from django.test import Client
from django.utils import timezone
from django.utils.translation import activate, override
from playwright.sync_api import Browser, BrowserContext, Page, expect

from partnerships.history import revisions
from partnerships.models import Country, Delegation, User
from partnerships.models.base import Published
from partnerships.models.publication import State
from partnerships.staff import rights
from tests.browser import hands, ledger, sight
from tests.browser.offices import (
    ACTIONS,
    LANGUAGES,
    MODELS,
    NOBODY,
    SUPERUSER,
    WRITERS,
    alike,
    fresh,
    may_write,
    path_of,
    signed_in,
)
from tests.browser.test_writing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("fields")]

#: Fields of the server's forms that are not on the page, and why.
ABSENT: Final = {
    "password": "is said in words, beside the link to the form that changes it",
    "return_comment": "stands beside the buttons only while a record waits for whoever may return it",
}
#: Fields that cannot be read again after the save, and why.
UNREAD: Final = {
    "password1": "nobody reads a password",
    "password2": "nobody reads a password",
    "document": "is called by the title of the paper, which the same save may change",
}


#: Rows and their fields that no public page shows, and why.
NOT_PUBLIC: Final = {
    ("tie_steps", "office_reason"): "is the reason for the department",
    ("participants", "contact"): "is personal: for the department alone",
    ("participants", "consent"): "is a paper of the department",
    ("participants", "consent_on"): "is the day of that paper",
    ("participants", "consent_paper"): "is that paper, for the department alone",
    **dict.fromkeys((("commitments", name) for name in ("what", "who", "note")), "is for the department alone"),
    ("photos", "rights"): "is a note for the department: who may print the photo",
}
#: Forms that every run fills, looks at and tabs through; the others take half an hour: make test LONG=1.
FILLED: Final = {"agreement", "homecity", "user"}
LOOKED_AT: Final = {("organization", "add"), ("organization", "change")}
TABBED: Final = {("agreement", "add"), ("delegation", "change")}


def kinds(chosen: set[str]) -> list[Any]:
    """Return every kind of record as a case; those that are not among `chosen` wait for the long run."""
    names = [str(model._meta.model_name) for model in MODELS]
    return [
        pytest.param(model, id=name, marks=() if name in chosen else pytest.mark.long)
        for model, name in zip(MODELS, names, strict=True)
    ]


def forms(chosen: set[tuple[str, str]]) -> list[Any]:
    """Return every form of the office as a case; those that are not among `chosen` wait for the long run."""
    found = [(model, action, (str(model._meta.model_name), action)) for model, action in product(MODELS, ACTIONS)]
    return [
        pytest.param(model, action, id="-".join(form), marks=() if form in chosen else pytest.mark.long)
        for model, action, form in found
    ]


@pytest.fixture
def site(live_server: Any) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


def expected(context: Any) -> set[str]:
    """Return the names under which the browser sends the fields of the form, its rows and one more row of each kind."""
    found = set()
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        empty = formset.empty_form
        empty.prefix = formset.add_prefix(len(formset.forms))
        forms += [*formset.forms, *([empty] if inline.has_add_permission else [])]
    for form in forms:
        for bound in form:
            is_of_new = bound.name == "DELETE" and not form.instance.pk  # a new row has a button that takes it away
            if not bound.is_hidden and bound.name not in ABSENT and not is_of_new:
                found.add(bound.html_name)
    return found


def words_of(control: hands.Control, kept: dict[str, Any]) -> str:
    """Return what a reader would look for of a row's field: its text, or the name of what was chosen."""
    if isinstance(control.widget, AutocompleteMixin):
        return next(iter(kept.get(control.name) or []), "")
    is_text = isinstance(control.field, CharField) and isinstance(control.widget, TextInput | Textarea)
    return str(kept.get(control.name, "")) if is_text else ""


def public_text(page: Page, site: str, row: Any) -> str:
    """Publish the record for as long as it takes to read its page in every language, and return what stands there."""
    row.refresh_from_db()
    before = {"state": row.state, "publish_at": row.publish_at}
    now = {"state": State.PUBLISHED, "publish_at": timezone.now()}
    revisions.update([row], by=None, reason="its day has come", **now)
    text = ""
    for code in LANGUAGES:
        with override(code):
            page.goto(site + row.get_absolute_url())
        text += page.locator("main").inner_html().replace("&nbsp;", " ")
    revisions.update([row], by=None, reason="not yet", **before)
    return text


@pytest.mark.parametrize("language", [LANGUAGES[0], pytest.param(LANGUAGES[1], marks=pytest.mark.long)])
@pytest.mark.parametrize("model", kinds(FILLED))
def test_every_field_is_filled_saved_and_found_again(
    context: BrowserContext, page: Page, site: str, office: Client, everything: Any, model: Any, language: str
) -> None:
    sign_in(context, site, SUPERUSER)
    User.objects.update(language=language)
    touched = ledger.keep(context)
    page.set_viewport_size(sight.SIZES[0])
    fresh(model, "add")
    row, kept, rows, found = everything[model], {}, set(), set()
    for turn, action in enumerate(ACTIONS):
        if (model._meta.model_name, action) in NOBODY:
            continue
        path = path_of(model, action, row)
        wanted = [control for control in hands.controls(hands.server_form(office, path)) if control.base not in ABSENT]
        activate(language)  # the names that are chosen by: the server's own answer has left another
        page.goto(site + path)
        hands.open_all(page) if action == "add" else hands.unfold(page)
        before = {control.name: hands.read(page, control) for control in wanted}
        for control in wanted:
            hands.fill(page, control, turn)
        filled = {control.name: hands.read(page, control) for control in wanted}
        excused = {control.name for control in wanted if control.is_empty(turn)}
        assert {name for name, value in filled.items() if value == before[name]} <= excused, "not filled"
        by_hand = {control.name for control in wanted if not control.is_empty(turn)}
        assert by_hand - touched == set(), "filled, but by no hand that the browser trusts"
        hands.save(page)
        page.reload()
        hands.unfold(page)
        for control in wanted:
            if control.base not in UNREAD:
                kept[control.name] = hands.read(page, control)
        files = {control.name for control in wanted if isinstance(control.widget, FileInput)}
        assert {name for name in files if kept[name] in {"", before[name]}} == set(), "another file was chosen"
        assert {name: value for name, value in kept.items() if name not in files} == {
            name: value for name, value in filled.items() if name in kept and name not in files
        }
        row = model._default_manager.order_by("pk").last()
        if issubclass(model, Published):
            words = {control: words_of(control, kept) for control in wanted if control.form != model._meta.model_name}
            rows |= {control for control, said in words.items() if said}
            text = public_text(page, site, row)
            found |= {
                control
                for control, said in words.items()
                if said and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text)
            }
    missing = {(control.form, control.base) for control in rows} - {(control.form, control.base) for control in found}
    assert sorted(missing - set(NOT_PUBLIC)) == [], "typed into a row, and not on the public page"


@pytest.mark.parametrize(("model", "action"), forms(LOOKED_AT))
def test_every_field_is_in_sight_and_within_reach(
    browser: Browser, site: str, everything: Any, people: dict[str, User], model: Any, action: str
) -> None:
    fresh(model, action)
    row, wrong, judged = everything[model], [], set()
    writers = [name for name in WRITERS if may_write(people[name], model, action, row)]
    assert bool(writers) == ((model._meta.model_name, action) not in NOBODY)
    turn = (MODELS.index(model) + ACTIONS.index(action)) % 2
    for cells in alike(writers, path_of(model, action, row)):
        cell = next((cell for cell in cells if cell.language == LANGUAGES[turn]), cells[0])
        User.objects.update(language=cell.language)
        page = signed_in(browser, site, cell.name, sight.SIZES[turn])
        page.goto(site + path_of(model, action, row))
        hands.open_all(page)
        for size in sight.SIZES:
            page.set_viewport_size(size)
            seen = sight.look(page, hands.FORM)
            for name in [name for name, problem in seen.items() if problem]:  # its fold closes by itself
                hands.reveal(page.locator(f'{hands.FORM} [name="{name}"]'))
                seen[name] = sight.look(page, hands.FORM)[name]
            where = f"{cell.language}, {size['width']} px, {cell.name}"
            wrong += [f"{name}: {problem} ({where})" for name, problem in seen.items() if problem]
            wrong += [f"{name}: is not on the page ({where})" for name in expected(cell.context) if name not in seen]
            judged |= {(like.name, like.language, size["width"]) for like in cells}
        page.context.close()
    assert "\n".join(wrong) == ""
    assert judged == set(product(writers, LANGUAGES, (size["width"] for size in sight.SIZES)))


@pytest.mark.parametrize(("model", "action"), forms(TABBED))
def test_nothing_covers_what_has_the_focus(
    context: BrowserContext, page: Page, site: str, everything: Any, people: dict[str, User], model: Any, action: str
) -> None:
    """WCAG 2.4.11, and stricter: not a corner of what has the focus lies under the buttons or out of the window."""
    if (model._meta.model_name, action) in NOBODY:
        return
    fresh(model, action)
    sign_in(context, site, SUPERUSER)
    page.set_viewport_size(sight.SIZES[action == "add"])
    page.goto(site + path_of(model, action, everything[model]))
    hands.open_all(page)
    stops = sight.stops(page)
    assert [f"{name} is covered by {what}" for name, what in stops if what] == []
    in_sight = {name for name, wrong in sight.look(page, hands.FORM).items() if not wrong}
    assert in_sight - {name for name, _covered in stops} == set(), "not come to with the Tab key"


@pytest.mark.parametrize("size", sight.SIZES, ids=lambda size: size["width"])
def test_a_line_that_floats_covers_nothing_that_has_the_focus(
    context: BrowserContext, page: Page, site: str, everything: Any, size: Any
) -> None:
    sign_in(context, site, SUPERUSER)
    page.set_viewport_size(size)
    page.goto(site + path_of(Country, "change", everything[Country]))
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator(f"{hands.FORM} .action-save").click()
    expect(page.locator(".action-line")).to_be_visible()
    assert [f"{name} is covered by {what}" for name, what in sight.stops(page) if what] == []


@pytest.mark.parametrize("action", ACTIONS)
def test_the_bar_of_buttons_is_low(
    browser: Browser, site: str, everything: Any, people: dict[str, User], action: str
) -> None:
    """Each role has buttons of its own: who may publish, who asks for it, who may send back what waits."""
    row = everything[Delegation]
    for name in (rights.EDITOR, rights.HEAD, SUPERUSER):
        page = signed_in(browser, site, name, sight.SIZES[0])
        if name == SUPERUSER:  # what waited for the head has its day now
            later = timezone.now() + timedelta(days=300)
            revisions.update([row], by=None, reason="x", state=State.PUBLISHED, publish_at=later)
        for language in LANGUAGES:
            User.objects.update(language=language)
            page.goto(site + path_of(Delegation, action, row))
            bar = page.locator(f"{hands.FORM} .action-bar").bounding_box()
            assert bar is not None
            assert bar["height"] <= 64, (name, language)
            assert bar["y"] + bar["height"] <= 768
        page.context.close()
