"""Which fields and buttons of the office a person's own hands have touched: only events that the browser trusts."""

from typing import Any, Final

from playwright.sync_api import BrowserContext

#: Tells each trusted press, typing and choosing by the name of the field or button; what stands in for a field, as the
#: box of a choice by first letters or the editor of a long text, by the name of its field.
RECORDER: Final = """
const nameOf = (node) => {
  const list = node.closest?.(".select2-results__options")?.id.replace(/^select2-|-results$/g, "");
  const box = node.closest?.(".select2-container")?.previousElementSibling;
  const area = node.closest?.(".prose-editor")?.querySelector("textarea");
  const field = (list && document.getElementById(list)) || box || area || node.closest?.("[name], button");
  return field?.name || field?.id || field?.className || field?.textContent.trim() || "";
};
for (const kind of ["input", "change", "click", "pointerdown"]) {
  addEventListener(kind, (event) => event.isTrusted && window.touched(nameOf(event.target)), true);
}
"""


def keep(context: BrowserContext) -> set[str]:
    """Return the names of what is touched in the pages of `context` from now on."""
    touched: set[str] = set()

    def note(_source: Any, name: str) -> None:
        touched.add(name)

    context.expose_binding("touched", note)
    context.add_init_script(RECORDER)
    return touched
