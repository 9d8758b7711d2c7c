"""Drops files on the page of a test as a hand does."""

from playwright.sync_api import Page

from tests.conftest import picture

DROP = """(names) => {
  const data = new DataTransfer();
  const kind = (name) => ({ jpg: "image/jpeg", pdf: "application/pdf" })[name.split(".").at(-1)] ?? "";
  for (const [name, bytes] of names) data.items.add(new File([new Uint8Array(bytes)], name, { type: kind(name) }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, number: int, *bad: str, **more: bytes) -> None:
    page.wait_for_load_state()  # what takes the files is there with the last of the page
    content = list(picture((300, 200)).read())
    files = [[f"IMG_{at}.jpg", content] for at in range(number)] + [[name, [1, 2]] for name in bad]
    page.evaluate(DROP, files + [[name, list(sent)] for name, sent in more.items()])
