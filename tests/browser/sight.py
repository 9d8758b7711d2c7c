"""What the browser says of the controls of a form: which of them a person sees, and can reach with the keyboard."""

from typing import Final

from playwright.sync_api import Page

#: The computer of a clerk and a telephone.
SIZES: Final = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})

#: Every control of the form, with what is wrong with it. What stands in for a control is looked at in its stead: the
#: box of a choice by first letters, the editor of a long text, the label of a box for files that is a button.
LOOK: Final = """(form) => {
  const INSIDE = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const standIn = (control) => {
    const box = control.nextElementSibling;
    if (control.matches(".select2-hidden-accessible")) return box?.querySelector(".select2-selection");
    if (control.matches("[data-rich]")) return control.closest(".prose-editor")?.querySelector(".ProseMirror");
    return control;
  };
  const isSeen = (node, control) => {
    if (!node?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = node.getBoundingClientRect();
    if (width < 8 || height < 8) return false;
    const x = left + Math.min(width / 2, 20);
    const y = Math.min(Math.max(top, 0) + Math.min(height / 2, 20), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    return Boolean(hit) && (node.contains(hit) || hit.closest("label")?.control === control);
  };
  const isReached = (node) => {
    if (!node || node.closest("[inert]")) return false;
    return [node, ...node.querySelectorAll(INSIDE)].some((one) => one.tabIndex >= 0 && !one.disabled);
  };
  const found = [];
  for (const control of form.elements) {
    if (control.matches("fieldset, [type=hidden], .empty-form *, dialog:not([open]) *, .select2-container *")) continue;
    // Helpers come and go: a copy while there is nothing to copy, the editor's buttons of a table while there is none.
    if (control.matches("button:not([name])")) continue;
    const node = standIn(control);
    const name = control.name || control.id || control.className || JSON.stringify({ ...control.dataset });
    const isLabelled = [...(control.labels ?? [])].some((label) => isSeen(label, control) && isReached(control));
    const wrong = [];
    if (!isSeen(node, control) && !isLabelled) wrong.push("cannot be seen");
    if (!isReached(node)) wrong.push("cannot be reached with the keyboard");
    found.push([name, wrong.join(" and ")]);
  }
  return found;
}"""


def look(page: Page, form: str) -> dict[str, str]:
    """Return every control of `form` by name, with what is wrong with it; "" where nothing is."""
    found: list[list[str]] = page.locator(form).evaluate(LOOK)
    seen: dict[str, str] = {}
    for name, wrong in found:
        seen[name] = seen.get(name) or wrong  # of several under one name each has to be right
    return seen


#: What has the focus (a number of its own, its name), and what covers it: what lies on top at its corners, the middles
#: of its edges and its middle, and what is fixed or sticks over it and lets presses through.
FOCUSED: Final = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  window.stopped = window.stopped ?? new Map();
  if (!stopped.has(node)) stopped.set(node, stopped.size);
  const box = node.closest(".select2-container")?.previousElementSibling;
  const area = node.matches(".ProseMirror") ? node.closest(".prose-editor").querySelector("textarea") : null;
  const field = box ?? area ?? node;
  const name = field.name || field.id || field.className || JSON.stringify({ ...field.dataset });
  const told = (what) => [stopped.get(node), name, what];
  if (node.matches(".photos-files")) return told(""); // one pixel behind its label, which is the button to see
  const { left, top, right, bottom } = node.getBoundingClientRect();
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return told("the edge of the window");
  if (bottom > innerHeight + 1 && bottom - top < innerHeight / 2) return told("the lower edge of the window");
  const isOwn = (hit) => node.contains(hit) || hit.contains(node) || hit.closest("label")?.control === node;
  for (const x of [left + 3, (left + right) / 2, right - 3]) {
    for (const y of [top + 3, (top + bottom) / 2, bottom - 3]) {
      const [hit] = document.elementsFromPoint(x, y);
      if (hit && !isOwn(hit)) return told(hit.className || hit.tagName);
    }
  }
  const floats = (one) => /fixed|sticky/.test(getComputedStyle(one).position);
  window.floating = window.floating ?? [...document.querySelectorAll("body *")].filter(floats);
  for (const other of floating) {
    if (node.contains(other) || other.contains(node)) continue;
    const box = other.checkVisibility() ? other.getBoundingClientRect() : { width: 0 };
    const isOver = box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    if (box.width && box.height && isOver) return told(other.className);
  }
  return told("");
}"""


def stops(page: Page) -> list[tuple[str, str]]:
    """Press Tab from the heading on until the walk comes round; return each stop, with what covers it."""
    page.evaluate("() => { delete window.floating; }")  # what floats is another matter at each width
    page.locator("#content h1").first.click()
    found: list[tuple[str, str]] = []
    passed: list[int] = []
    for _press in range(900):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        # A field of several parts, as a moment is, is a stop several times in a row.
        if focused is None or (focused[0] in passed and focused[0] != passed[-1]):
            return found
        number, name, covered = focused
        passed.append(number)
        found.append((name, covered))
    raise AssertionError(f"the walk does not end: {found[-3:]}")
