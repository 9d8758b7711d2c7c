"""What a screen reader says: Orca reads five journeys of the office in Firefox, its words are printed: `make listen`.

Not a test of its own (its name keeps it out of the suite): it needs a display, Orca and Firefox ESR.
"""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from partnerships.history import revisions
from partnerships.models import City, Event, HomeCity, User
from tests.browser.conftest import browser_type_launch_args  # noqa: F401 - the browser of the tests
from tests.conftest import picture, save

pytestmark = pytest.mark.django_db(transaction=True)
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\{| |$)", re.MULTILINE)
#: Orca has said everything when it has been silent for so long.
SILENCE = 3.0
#: A voice that says nothing, on a sound card that is none: Orca speaks only where it finds a voice.
VOICE = """AudioOutputMethod "alsa"
AudioALSADevice "null"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
"""

type Listen = Callable[[str], list[str]]


@pytest.fixture
def orca(tmp_path: Path) -> Iterator[Listen]:
    """Start Orca; return what prints what it has said since the last time."""
    log, voice = tmp_path / "orca.log", tmp_path / "voice"
    log.touch()
    voice.mkdir()
    (voice / "speechd.conf").write_text(VOICE)
    programs = (
        ["openbox"],  # no window is active without somebody who manages windows
        ["speech-dispatcher", "-s", "-t", "0", "-C", str(voice)],
        ["orca", "--replace", "--debug", "--debug-file", str(log)],
    )
    for program in programs:
        if shutil.which(program[0]) is None:
            pytest.fail(f"{program[0]} is not installed")
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(program, **quiet) for program in programs]  # noqa: S603 - programs of the distribution
    heard = 0

    def listen(journey: str) -> list[str]:
        nonlocal heard
        size, since = -1, time.monotonic()
        while time.monotonic() - since < SILENCE:
            if log.stat().st_size != size:
                size, since = log.stat().st_size, time.monotonic()
            time.sleep(0.2)
        said = SPOKEN.findall(log.read_text(encoding="utf-8", errors="replace"))
        new, heard = said[heard:], len(said)
        print(f"\n== {journey}", *(f"   {words}" for words in new), sep="\n")  # noqa: T201 - this is what it is for
        return new

    listen("Orca starts")
    yield listen
    for process in reversed(running):
        process.kill()  # Orca waits for its desktop when it is asked politely
        process.wait(timeout=20)


def test_five_journeys(orca: Listen, page: Page, live_server: Any, omsk: City, clerk: User) -> None:
    site = live_server.url.replace("127.0.0.1", "localhost")
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    event = save(Event(slug="e", title_ru="Было", title_en="Was", form="meeting"), cities=[omsk], public=False)
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.keyboard.type("clerk")
    page.keyboard.press("Tab")
    page.keyboard.type("a-long-password-1")
    orca("the sign-in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    orca("the home page")

    page.goto(f"{site}/admin/partnerships/event/{event.pk}/change/")
    page.wait_for_load_state("networkidle")
    page.locator("#id_title_ru").focus()
    page.keyboard.press("Tab")
    orca("1. a form, and its fields in two languages")
    page.locator("#id_title_ru").fill("Стало")
    page.locator("#id_title_ru").press("Enter")
    page.locator(".messagelist").wait_for()
    orca("2. a save")
    page.locator("#id_title_ru").fill("")
    page.locator("#id_title_ru").press("Enter")
    page.locator(".problems").wait_for()
    orca("3. a mistake")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    orca("3. from the list of mistakes to the field")
    page.locator("#id_title_ru").fill("Моё")
    revisions.update([Event.objects.get()], by=None, reason="", title_ru="Чужое")
    page.locator("#id_title_ru").press("Enter")
    page.locator(".conflict").wait_for()
    orca("4. a conflict")
    page.keyboard.press("ArrowDown")
    orca("4. its other choice")

    page.goto(f"{site}/admin/partnerships/event/{event.pk}/change/")
    page.wait_for_load_state("networkidle")
    file: Any = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture().read()}
    page.locator("#photos-files").set_input_files(file)
    page.locator("#photos-0").wait_for()
    page.locator("#photos-files").focus()
    orca("5. the picker of photos")
    page.locator("#photos-0 [data-move='1']").focus()
    orca("5. a row of a photo")
