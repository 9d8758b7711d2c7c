"""Every kind of page of the back office by axe's rules: on a phone in Russian; the long run adds wide and English."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from partnerships.approval import steps
from partnerships.files.intake import accept_photo
from partnerships.history import revisions
from partnerships.models import (
    Award,
    City,
    Delegation,
    Event,
    Exhibition,
    Figure,
    Greeting,
    OpenForm,
    Participant,
    Photo,
    PreviewLink,
    ProgrammeItem,
    User,
)
from tests.admin.test_rights_matrix import address, addresses, model_of
from tests.browser.dropping import drop
from tests.browser.test_access import RULES, SAME_COLOURS
from tests.browser.test_state import sign_in
from tests.browser.test_visit import PASTE, PEOPLE
from tests.conftest import picture, save
from tests.spreadsheets.tables import xlsx
from tests.staff.test_rights import person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("axe"),
]

WIDE, NARROW = 1280, 360
OFFICE = "/admin/partnerships"
RUN = "([context, rules]) => axe.run(context, { ...rules, iframes: false })"
#: What stands under the bar of buttons is scrolled out from there, which axe does not do.
UNSTUCK = "document.querySelector('.action-bar')?.style.setProperty('position', 'static')"
#: Around every page, and looked at with the first one behind the sign-in.
FRAME = [["#header"], ["#nav-sidebar"]]
#: Answers that are no page of their own: files, redirects, data and fragments for the scripts of a page.
NO_PAGE = {
    *("logout", "autocomplete", "jsi18n", "view_on_site", "redirect", "search-suggestions", "translations-right"),
    *("upload", "kept", "unsaved", "check", "paste", "quick", "template", "export", "pictures", "page"),
    *("link", "unlink", "end_sessions", "gaps", "document-upload"),
    *("paper_file", "list_paper_file", "shipped", "delegations_file", "frozen_file", "prose-keep"),
    *("journal_file", "first-run"),
}
#: The screens that differ from model to model; of the others one is enough.
OWN = {"changelist", "add", "change"}
#: The fullest forms are looked at in both languages, those of the other models in Russian alone.
FULLEST = (Delegation, City)


class Walk:
    """A browser that looks at each page it comes by, and remembers what is wrong with it."""

    def __init__(self, page: Page, site: str, widths: tuple[int, ...]) -> None:
        self.page, self.site, self.widths, self.axe = page, site, widths, Axe().axe_script
        self.wrong: dict[tuple[str, str], str] = {}
        self.asked: set[str] = set()
        self.known: list[list[str]] = []
        page.on("request", lambda request: self.asked.add(request.url.partition("//")[2].partition(":")[0]))
        page.on("console", lambda message: self._blame(message.text, "") if "Security" in message.text else None)
        page.on("dialog", lambda dialog: dialog.accept())

    def _blame(self, what: str, where: str) -> None:
        self.wrong.setdefault((what, where), f"{self.page.url} {self.page.viewport_size}")

    def open(self, path: str) -> int:
        """Go to `path` and return what the server answers."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.status

    def see(self, path: str) -> None:
        """Look at the page at `path`."""
        assert self.open(path) == 200, path
        self.look()

    def look(self, part: str = "html") -> None:
        """Unfold `part` of the page and check it on each screen."""
        self.page.evaluate(self.axe)
        self.page.evaluate(UNSTUCK)
        self.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        rules, context = RULES, {"include": [[part]], "exclude": self.known}
        for width in self.widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            for rule in self.page.evaluate(RUN, [context, rules])["violations"]:
                for node in rule["nodes"]:
                    self._blame(rule["id"], node["html"][:200] + (node["any"][0]["message"] if node["any"] else ""))
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self._blame("wider than the screen", f"{self.page.title()}: {wide}")
            rules = RULES | SAME_COLOURS

    def press(self, selector: str) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()


@pytest.fixture
def register(samples: dict[Any, Any], clerk: User) -> dict[Any, Any]:
    """A record of every kind; the visit has rows, a photo, a secret link, a past, and waits for the head."""
    visit, omsk, editor, today = samples[Delegation], samples[City], person("editor"), timezone.localdate()
    save(
        Participant(
            record=visit, name_ru="Иванов Иван", office_ru="мэр", role="head", contact="+7 900 000-00-00, a@b.ru"
        )
    )
    save(ProgrammeItem(delegation=visit, day=today, activity_ru="Приём в мэрии"), public=False)
    save(ProgrammeItem(delegation=visit, activity_ru="Прощание"), public=False)
    save(Figure(record=visit, what="visitors", value=120))
    save(Award(record=samples[Exhibition], degree="first", recipient_ru="Школа"))
    for owner in ({"record": visit}, {"city": omsk}):
        save(Photo(**owner, file=accept_photo(picture((60, 40))), alt_ru="Гости у входа в мэрию"))
    steps.act(steps.SEND, [visit], by=editor)
    steps.act(steps.RETURN, [visit], by=clerk, comment="Нет даты")
    steps.act(steps.SEND, [visit], by=editor)
    PreviewLink.objects.make(visit, by=clerk, days=1)
    revisions.update([samples[Greeting]], by=clerk, reason="written", text_ru="Поздравляем с праздником!")
    gone = save(Event(slug="gone", title_ru="Отменённая встреча", form="meeting"), public=False)
    revisions.delete([gone], by=clerk, reason="x")
    kept = {"data": "title_ru=Отменённая+встреча&place_ru=Мэрия", "typed_at": timezone.now()}
    OpenForm.objects.create(user=clerk, model="event", object_id=str(gone.pk or 0), **kept)
    return samples


@pytest.mark.parametrize(
    ("language", "scheme", "widths"),
    [
        pytest.param("ru", "light", (NARROW,), id="ru"),
        *(
            pytest.param(language, scheme, (WIDE, NARROW), marks=pytest.mark.long, id=f"all {language}")
            for language, scheme in (("ru", "light"), ("en", "dark"))
        ),
    ],
)
def test_axe_finds_nothing_in_the_back_office(
    page: Page,
    live_server: Any,
    clerk: User,
    register: dict[Any, Any],
    tmp_path: Path,
    settings: Any,
    language: str,
    scheme: Any,
    widths: tuple[int, ...],
) -> None:
    page.emulate_media(color_scheme=scheme)
    settings.OFFICE_MAIL_FROM = "office@city.example"  # greetings leave by mail
    User.objects.filter(pk=clerk.pk).update(language=language)
    walk = Walk(page, live_server.url.replace("127.0.0.1", "localhost"), widths)
    signing_in(walk)
    every_address(walk, register, every_model=language == "ru")
    words_and_filters(walk, register)
    a_form_in_work(walk)
    two_editors(walk, register[Delegation])
    many_at_once(walk)
    a_table(walk, tmp_path / "table.xlsx")
    only_to_read(walk, register[Delegation])

    assert [f"{what} {where} {at}" for (what, where), at in walk.wrong.items()] == []
    assert walk.asked == {"localhost"}


def signing_in(walk: Walk) -> None:
    walk.see("/admin/")
    for password in ("wrong", "a-long-password-1"):
        walk.page.locator("#id_username").fill("clerk")
        walk.page.locator("#id_password").fill(password)
        walk.press("main [type=submit]")
        walk.look()
    walk.known = FRAME


def kinds() -> Iterator[tuple[str, str, Any]]:
    """Yield path, kind of screen and model of every address, those of the fullest forms first."""

    def place(path: str) -> int:
        model = model_of(path)
        return FULLEST.index(model) if model in FULLEST else len(FULLEST)

    for path, name in sorted(addresses(), key=lambda found: place(found[0])):
        model = model_of(path)
        yield path, name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_") if model else name, model


def every_address(walk: Walk, register: dict[Any, Any], every_model: bool) -> None:
    seen, refused = set(NO_PAGE), set()
    for path, kind, model in kinds():
        if kind in seen and not (kind in OWN and model and (every_model or model in FULLEST)):
            continue
        status = walk.open(address(path, model, register))
        if status == 200:
            seen.add(kind)
        if status == 200 or status not in refused:
            walk.look()
        if status != 200:
            refused.add(status)
    assert {kind for _path, kind, _model in kinds()} - seen == {
        "elsewhere",
        "typed",
        "reset_second_factor",
    }
    assert 404 in refused


def words_and_filters(walk: Walk, register: dict[Any, Any]) -> None:
    other = save(City(slug="other", name_ru="Омск-на-Оми", country=register[City].country, tie="contact"))
    for path in ("/admin/search/?q=запись", "/admin/search/?q=zzqq", f"{OFFICE}/event/?q=zzqq"):
        walk.see(path)
    walk.see(f"{OFFICE}/city/{other.pk}/merge/?with={register[City].pk}")
    walk.see(f"/admin/typed/{OpenForm.objects.get(data__startswith='title_ru=').pk}/")


def a_form_in_work(walk: Walk) -> None:
    page = walk.page
    page.set_viewport_size({"width": WIDE, "height": 800})
    walk.open(f"{OFFICE}/delegation/add/")
    page.locator(".field-cities .add-related").click()
    expect(page.locator("dialog.quick")).to_be_visible()
    walk.look(part="dialog.quick")
    page.keyboard.press("Escape")
    page.evaluate(PASTE, ["#paste-participants", "", PEOPLE])
    page.locator("#section-participants [data-take]").click()
    page.evaluate(PASTE, ["#paste-programme_items", "", "3 сентября\n9.00 Завтрак"])
    expect(page.locator("#section-programme_items [data-take]")).to_be_visible()
    drop(page, 1)
    expect(page.locator(".photo-row:not(.empty-form)")).to_have_count(1)
    page.locator("#id_title_ru").press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(".field-title_ru .errorlist")).to_be_visible()
    for part in (".field-title_ru", "#section-participants", "#section-programme_items", "#section-photos"):
        walk.look(part=part)
    walk.press("button[name=_continue]")
    expect(page.locator(".problems")).to_be_visible()
    walk.look()
    page.locator("[data-preview]").click()
    expect(page.locator("dialog.preview-panel")).to_be_visible()
    walk.look(part="dialog.preview-panel")


def two_editors(walk: Walk, visit: Delegation) -> None:
    walk.open(f"{OFFICE}/delegation/{visit.pk}/change/")
    walk.page.locator("#id_title_ru").fill("Моё название")
    revisions.update([visit], by=person("head"), reason="x", title_ru="Их название", place_ru="Зал")
    walk.press("button[name=_continue]")
    expect(walk.page.locator(".conflict")).to_be_visible()
    walk.look()
    walk.open(f"{OFFICE}/delegation/{visit.pk}/change/")
    expect(walk.page.locator(".writing-offer")).to_be_visible()
    walk.look(part=".writing-offer")


def many_at_once(walk: Walk) -> None:
    for action in ("add_theme", "delete_selected"):
        walk.open(f"{OFFICE}/event/")
        walk.page.locator("#result_list .action-select").first.check()
        walk.page.locator("select[name=action]").select_option(action)
        walk.press(".actions [type=submit]")
        walk.look()


def a_table(walk: Walk, table: Path) -> None:
    for day in ("31.02.2022", "28.02.2022"):
        table.write_bytes(xlsx([["Название", "Дата", "Форма"], ["Форум", day, "форум"]]))
        walk.open(f"{OFFICE}/event/import/")
        walk.page.locator("#id_file").set_input_files(table)
        walk.page.locator(".exchange-form [type=submit]").click()
        expect(walk.page.locator(".exchange-result")).to_be_visible()
        walk.look()
    walk.page.locator(".exchange-confirm [type=submit]").click()
    expect(walk.page.locator(".exchange-confirm [type=submit]")).to_have_count(0)
    walk.look()


def only_to_read(walk: Walk, visit: Delegation) -> None:
    sign_in(walk.page, walk.site, person("viewer"))
    walk.see(f"{OFFICE}/delegation/{visit.pk}/change/")
    assert walk.open(f"{OFFICE}/delegation/add/") == 403
    walk.look()
