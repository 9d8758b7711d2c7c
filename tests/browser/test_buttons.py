"""Every button of every form of the office: pressed with the mouse it does something that a person notices.

The buttons are those that the page shows, so that a new one is pressed without a word here; one that does nothing, or
that cannot be pressed, fails. The long run (make test LONG=1) presses those of every form, each run those named below.
"""

from itertools import product
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as Unanswered

from tests.browser import hands, ledger, sight
from tests.browser.offices import ACTIONS, MODELS, NOBODY, SUPERUSER, fresh, path_of
from tests.browser.test_writing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("fields")]

#: Forms whose buttons every run presses.
PRESSED: Final = {("partnerrequest", "add")}
#: Buttons that answer nothing on the form of the test, by what they are called here, and why.
EXCUSED: Final[dict[str, str]] = {}

#: Says of each button in sight what it is called here: its name, else what its script knows it by, else its words.
BUTTONS: Final = """(form) => {
  const seen = [...form.querySelectorAll("button, input[type=submit], [role=button], .add-row a")].filter(
    (one) => !one.disabled && one.ariaDisabled !== "true"
      && one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width,
  );
  const part = (one) => one.closest("[data-section]")?.dataset.section ?? "";
  const known = (one) => Object.keys(one.dataset).join(" ") || one.textContent.trim();
  const names = seen.map((one) => (one.name && one.type !== "button" ? one.name : `${part(one)}: ${known(one)}`));
  seen.forEach((one, at) => names.indexOf(names[at]) === at && one.setAttribute("data-pressed-as", names[at]));
  return [...new Set(names)];
}"""
#: Marks the page when a person could notice something: it changes, the focus goes elsewhere, it scrolls.
NOTICE: Final = """() => {
  document.documentElement.dataset.noticed = "no";
  const count = () => { document.documentElement.dataset.noticed = "yes"; };
  // what was kept is told by itself
  const byItself = (node) => (node.closest ? node : node.parentElement).closest(".action-strip, .writing");
  new MutationObserver((changes) => changes.some(({ target }) => !byItself(target)) && count()).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: ["open", "hidden", "value", "class"],
  });
  addEventListener("scroll", count, true);
  document.addEventListener("focusin", ({ target }) => target.matches("button, [role=button], .add-row a") || count());
}"""


def forms() -> list[Any]:
    found = [(model, action, (str(model._meta.model_name), action)) for model, action in product(MODELS, ACTIONS)]
    return [
        pytest.param(model, action, id="-".join(form), marks=() if form in PRESSED else pytest.mark.long)
        for model, action, form in found
        if form not in NOBODY
    ]


def opened(page: Page, address: str) -> list[str]:
    """Open the form with all its sections and a row of each kind; return its buttons."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    hands.open_all(page)
    names: list[str] = page.locator(hands.FORM).evaluate(BUTTONS)
    return names


def answers(page: Page, name: str) -> bool:
    """Press the button called `name`; say whether anything was noticed."""
    files: list[Any] = []
    page.once("filechooser", lambda chooser: files.append(chooser))
    page.evaluate(NOTICE)
    page.locator(f'[data-pressed-as="{name}"]').click()
    try:
        # or another page has come, which nobody has marked
        page.locator("html:not([data-noticed=no])").wait_for(state="attached", timeout=20_000)
    except Unanswered:
        return bool(files)
    return True


@pytest.mark.parametrize(("model", "action"), forms())
def test_every_button_answers(
    context: BrowserContext, page: Page, live_server: Any, everything: Any, model: Any, action: str
) -> None:
    fresh(model, action)
    sign_in(context, live_server.url.replace("127.0.0.1", "localhost"), SUPERUSER)
    touched = ledger.keep(context)
    address = live_server.url.replace("127.0.0.1", "localhost") + path_of(model, action, everything[model])
    page.set_viewport_size(sight.SIZES[0])
    names, silent = opened(page, address), []
    for name in names:
        fresh_page = context.new_page()  # the step that the last button began ends in a page of its own
        fresh_page.set_viewport_size(sight.SIZES[0])
        fresh_page.on("dialog", lambda dialog: dialog.accept())
        assert name in opened(fresh_page, address)
        if not answers(fresh_page, name):
            silent.append(name)
        fresh_page.close()
    assert set(silent) == set(EXCUSED) & set(names)
    assert touched, "pressed, but by no hand that the browser trusts"
