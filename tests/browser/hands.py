"""What a person does at a form of the office, with mouse and keyboard only: opens, types, chooses, saves, reads again.

The fields are asked of the server's own forms and found on the page by their names, so that a new field is filled
without a word here. Only what a field refuses by a rule of its own has a line in TEXTS or EMPTY.
"""

import re
from contextlib import suppress
from typing import Any, Final

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from partnerships.admin.forms.richtext import RichTextarea
from partnerships.admin.publishing.publication import MomentInput
from tests.browser.controls import PDF, Control, controls, server_form
from tests.conftest import picture

__all__ = ["PDF", "Control", "controls", "server_form"]

#: The form itself: what stands above it (offers of unsaved text, tools) has forms of its own.
FORM: Final = "#content-main > form"
#: How long, in thousandths of a second, a save of a whole form may take on a busy machine.
SAVED: Final = 30_000


# --- Opening ---------------------------------------------------------------------------------------


def unfold(page: Page) -> None:
    """Press on every closed fold of the form, those inside others too; those of the buttons close by themselves."""
    closed = page.locator(f"{FORM} details:not([open], .action-bar *) > summary:visible")
    for _press in range(400):
        if not closed.count():
            return
        closed.first.click()
    raise AssertionError(f"a fold that does not open: {closed.first.inner_text()}")


def add_rows(page: Page) -> None:
    """Press every "add a row" once."""
    for button in page.locator(f"{FORM} .add-row a:visible").all():
        button.click()


def open_all(page: Page) -> None:
    """Open every section, add one row of each kind, and open the rows."""
    unfold(page)
    add_rows(page)
    unfold(page)


# --- Filling ---------------------------------------------------------------------------------------


def at(page: Page, control: Control) -> Locator:
    """Return what the browser sends the field with."""
    return page.locator(f'{FORM} [name="{control.name}"]:not([type=hidden])')


def editor_of(area: Locator) -> Locator:
    """Return the editor that stands for a text area."""
    return area.locator("xpath=ancestor::div[contains(@class, 'prose-editor')]").locator(".ProseMirror")


def type_into(page: Page, place: Locator, text: str) -> None:
    """Click, mark what stands there, and type over it."""
    place.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def open_choice(page: Page, box: Locator) -> None:
    """Open a list of choices; one that a note moved from under the hand is clicked again, as a person does."""
    letters = page.locator(".select2-search__field:focus")
    box.click()
    with suppress(TookTooLong):
        letters.wait_for(timeout=5_000)
    if not letters.count():
        box.click()
    expect(letters).to_be_visible()


def take(page: Page, select: Locator, words: str) -> None:
    """Open a choice by first letters, type and take what is offered under exactly these words."""
    open_choice(page, select.locator("xpath=following-sibling::span[1]").locator(".select2-selection"))
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=re.compile(f"^{re.escape(words)}$")).first.click()


def _text(page: Page, control: Control, turn: int) -> None:
    type_into(page, at(page, control), control.text(turn))


def _rich_text(page: Page, control: Control, turn: int) -> None:
    type_into(page, editor_of(at(page, control)), control.text(turn))


def _moment(page: Page, control: Control, turn: int) -> None:
    at(page, control).press("Home")
    page.keyboard.type(("03042099", "05062099")[turn])
    page.keyboard.press("ArrowRight")  # a year may have more than four digits
    page.keyboard.type(("1030AM", "1145AM")[turn])


def _box(page: Page, control: Control, turn: int) -> None:
    box = at(page, control)
    if box.is_checked() or not control.is_empty(turn):
        box.click()


def _one_of_boxes(page: Page, control: Control, turn: int) -> None:
    at(page, control).nth(turn).click()


def _radio(page: Page, control: Control, turn: int) -> None:
    at(page, control).last.click()
    at(page, control).first.click()


def _list(page: Page, control: Control, turn: int) -> None:
    """Choose with the arrow keys: the empty line, or one of the last two, whichever is not chosen yet."""
    place, is_empty = at(page, control), control.is_empty(turn)
    if control.choice(turn):
        values = [option.get_attribute("value") for option in place.locator("option").all()]
        place.press("Home")
        for _step in range(values.index(control.choice(turn))):
            place.press("ArrowDown")
        return
    place.press("Home" if is_empty else "End")
    if not is_empty and place.evaluate("list => list.options[list.options.length - 1].defaultSelected"):
        page.keyboard.press("ArrowUp")


def _long_list(page: Page, control: Control, turn: int) -> None:
    at(page, control).locator("option").nth(turn).click(modifiers=["Control"])


def _by_letters(page: Page, control: Control, turn: int) -> None:
    """Take one of the rows there are, each time another one; press the cross where it is to stay empty."""
    place, rows = at(page, control), control.field
    if not control.is_empty(turn):
        names = dict.fromkeys(str(row) for row in rows.queryset.order_by("pk"))  # type: ignore[attr-defined]
        take(page, place, list(names)[turn])
        return
    cross = place.locator("xpath=following-sibling::span[1]").locator(".select2-selection__clear")
    if cross.count():
        cross.click()
        page.keyboard.press("Escape")  # the list opens with it


def _file(page: Page, control: Control, turn: int) -> None:
    """Choose a file in the window of the system: a picture, or a document."""
    file = {"name": f"document-{turn}.pdf", "mimeType": "application/pdf", "buffer": PDF}
    if control.form.startswith("photo"):
        file = {"name": f"IMG-{turn}.jpg", "mimeType": "image/jpeg", "buffer": picture((300 + turn, 200)).read()}
    with page.expect_file_chooser() as opened:
        at(page, control).click()
    opened.value.set_files(file)


#: Kind of widget → how a person fills it; the first that fits.
WAYS: Final = (
    (forms.CheckboxSelectMultiple, _one_of_boxes),
    (forms.RadioSelect, _radio),
    (forms.CheckboxInput, _box),
    (AutocompleteMixin, _by_letters),
    (forms.SelectMultiple, _long_list),
    (forms.Select, _list),
    (forms.FileInput, _file),
    (RichTextarea, _rich_text),
    (MomentInput, _moment),
    (forms.Widget, _text),
)


def reveal(place: Locator) -> None:
    """Press on the closed folds around a field, the outermost first."""
    place.first.wait_for(state="attached")
    place.page.wait_for_load_state()  # the scripts open what was open before: a press must not meet theirs
    closed = place.first.locator("xpath=ancestor::details[not(@open)]/summary")
    for _depth in range(closed.count()):
        closed.first.click()


def fill(page: Page, control: Control, turn: int) -> None:
    """Fill one field as a person would."""
    reveal(at(page, control))
    next(way for kind, way in WAYS if isinstance(control.widget, kind))(page, control, turn)


# --- Reading ---------------------------------------------------------------------------------------


def chosen(select: Locator) -> list[str]:
    """Return the words of the chosen options."""
    found: list[str] = select.evaluate("list => [...list.selectedOptions].map((option) => option.text.trim())")
    return found


def read(page: Page, control: Control) -> Any:
    """Return what a person reads in a field."""
    place, widget = at(page, control), control.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return [box.is_checked() for box in place.all()]
    if isinstance(widget, forms.CheckboxInput):
        return place.is_checked()
    if isinstance(widget, forms.Select):
        return sorted(chosen(place))
    if isinstance(widget, forms.FileInput):
        link = place.locator("xpath=ancestor::*[contains(@class, 'file-upload')][1]").locator("a")
        return place.input_value() or "".join(link.all_text_contents())
    if isinstance(widget, RichTextarea):
        return editor_of(place).inner_text().strip()
    if isinstance(control.field, forms.DecimalField):
        typed = place.input_value()
        return float(typed) if typed else None  # 45.04 is shown as 45.04000
    return place.input_value()


def save(page: Page) -> None:
    """Press "save", and wait for the answer."""
    page.locator(f"{FORM} .action-save").click()
    answer = page.locator(".messagelist .success, .problems, .errornote").first
    expect(answer).to_be_attached(timeout=SAVED)
    wrong = page.locator(".problems li, .errorlist li").all_inner_texts()
    assert wrong == [], wrong
