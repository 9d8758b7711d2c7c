"""The whole visit as a clerk enters it, in both languages, and as the head publishes it: counted in clicks."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Locator, Page, expect

from partnerships.models import City, Delegation, HomeCity, User
from tests.conftest import picture, save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

PASSWORD = "a-long-password-1"  # noqa: S105 - of a test
PEOPLE = "\n".join(
    "\t".join(cells)
    for cells in (
        ("ФИО", "Full name", "Должность", "Office"),
        ("Иванов И. И.", "Ivanov I. I.", "мэр, глава делегации", "mayor"),
        ("Петров П. П.", "Petrov P. P.", "врач", "doctor"),
        ("Сидорова А. А.", "Sidorova A. A.", "ректор", "rector"),
        ("Ким О. Н.", "Kim O. N.", "тренер", "coach"),
        ("Ли В. В.", "Li V. V.", "консультант", "consultant"),
    )
)
TIMES = ("9.00", "10.30", "12.00", "15.00")
ITEMS = [
    (f"{day} сентября", time, f"Встреча {day}-{at}", f"Meeting {day}-{at}")
    for day in (3, 4, 5)
    for at, time in enumerate(TIMES)
]
PROGRAMME = "\n".join("\t".join(cells) for cells in (("Дата", "Время", "Мероприятие", "Activity"), *ITEMS))
#: Of six photos: what is seen, in both languages.
ALTS = [(f"Гости у стола, место {n}", f"Guests at the table, seat {n}") for n in range(1, 7)]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


class Hand:
    """A person at a screen: presses are counted, typing and pasting are free."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> Locator:
        """Press the mouse where `target` is."""
        self.clicks += 1
        target.click()
        return target

    def choose(self, target: Locator, *files: Any) -> None:
        """Press the button that asks for files, and choose them in the window of the system."""
        with self.page.expect_file_chooser() as chooser:
            self.click(target)
        chooser.value.set_files(list(files))

    def type(self, *words: str) -> None:
        """Type words, each into the next field; a step down stands for the next choice of a list."""
        for number, word in enumerate(words):
            if number:
                self.page.keyboard.press("Tab")
            if word.startswith("↓"):
                for _step in word:
                    self.page.keyboard.press("ArrowDown")
            elif word:
                self.page.keyboard.insert_text(word)

    def paste(self, text: str) -> None:
        """Paste what was copied in another program."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+V")


def sign_in(browser: Browser, site: str, name: str) -> Hand:
    context = browser.new_context(locale="ru", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Имя для входа").fill(name)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    return Hand(page)


@pytest.fixture
def site(live_server: Any, omsk: City) -> str:
    """The office of a city with an editor and a head."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    for role in ("editor", "head"):
        User.objects.create_user(role, password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name=role))
    return str(live_server.url.replace("127.0.0.1", "localhost"))


def files(number: int) -> list[Any]:
    content = picture((300, 200)).read()
    return [{"name": f"IMG_{at}.jpg", "mimeType": "image/jpeg", "buffer": content} for at in range(1, number + 1)]


def the_visit(hand: Hand) -> None:
    page = hand.page
    hand.click(page.get_by_role("link", name="Добавить: Делегации"))
    page.wait_for_url("**/add/**")  # and for its scripts
    hand.click(page.locator("#id_title_ru"))
    hand.type("Визит Омска", "Visit of Omsk", "↓", "", "3–5 сентября 2026", "омс")
    expect(page.get_by_role("option", name="Омск", exact=True)).to_be_visible()
    page.keyboard.press("Enter")


def the_people_and_the_programme(hand: Hand) -> None:
    page = hand.page
    people = page.locator("#participants-group")
    hand.click(page.locator("#paste-participants"))
    hand.paste(PEOPLE)
    hand.click(people.get_by_role("button", name="Добавить 5 строк"))
    hand.click(people.get_by_label("Все должностные лица"))
    hand.click(page.locator("#section-programme_items > summary"))
    hand.click(page.locator("#paste-programme_items"))
    hand.paste(PROGRAMME)
    hand.click(page.locator("#programme_items-group").get_by_role("button", name="Добавить 12 строк"))


def the_photos_and_the_paper(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator("#section-photos > summary"))
    hand.choose(page.get_by_text("Выбрать фотографии"), *files(6))
    expect(page.locator(".photo-row:not(.empty-form)")).to_have_count(6)
    hand.click(page.locator(".photo-row:not(.empty-form) [name$=-alt_ru]").first)
    for words in ALTS:
        hand.type(*words)
        page.keyboard.press("Enter")
    hand.click(page.locator("#section-documents > summary"))
    hand.click(page.locator("#documents-group .add-row a"))
    hand.choose(
        page.locator("#id_documents-0-file"), {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("#id_documents-0-file").press("Tab")
    hand.type("", "↓", "План визита", "Plan of the visit")


def the_figure_and_the_award(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator("#section-figures > summary"))
    hand.click(page.locator("#figures-group .add-row a"))
    hand.type("↓", "", "120", "гостей концерта", "guests of the concert")
    hand.click(page.locator("#section-awards > summary"))
    hand.click(page.locator("#awards-group .add-row a"))
    hand.type("↓", "1", "Хор Омска", "Choir of Omsk")


def looked_at_and_sent(hand: Hand) -> None:
    page = hand.page
    frame = page.frame_locator("iframe[name=preview]")
    hand.click(page.get_by_role("button", name="Просмотр", exact=True))
    expect(frame.get_by_role("heading", level=1)).to_have_text("Визит Омска")
    hand.click(page.locator("dialog.preview-panel").locator("[name=_preview][value=en]"))
    expect(frame.get_by_role("heading", level=1)).to_have_text("Visit of Omsk")
    hand.click(page.get_by_role("button", name="Закрыть просмотр"))
    hand.click(page.get_by_role("button", name="Передать руководителю"))
    expect(page.get_by_text("Передано руководителю").first).to_be_visible(timeout=15_000)


@pytest.mark.every_browser
def test_a_whole_visit_in_both_languages_takes_25_clicks_and_its_publication_three(
    browser: Browser, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = sign_in(browser, site, "editor")
    for part in (the_visit, the_people_and_the_programme, the_photos_and_the_paper, the_figure_and_the_award):
        part(editor)
    looked_at_and_sent(editor)

    head = sign_in(browser, site, "head")
    head.click(head.page.get_by_role("link", name="Визит Омска").first)
    head.click(head.page.get_by_role("button", name="Опубликовать"))
    expect(head.page.get_by_text("Опубликовано").first).to_be_visible(timeout=15_000)

    with capsys.disabled():
        print(f"\nclicks: {editor.clicks} for the visit, {head.clicks} for its publication")  # noqa: T201 - the figure this test is for
    assert editor.clicks <= 25
    assert head.clicks <= 3
    _is_told(head.page, site)


def _is_told(page: Page, site: str) -> None:
    """Look at the public page in both languages: everything is there, in its own language."""
    visit = Delegation.objects.get()
    assert [city.slug for city in visit.cities.all()] == ["omsk"]
    assert [person.role for person in visit.participants.all()] == ["head", *["member"] * 4]
    for code, at in (("ru", 0), ("en", 1)):
        page.goto(f"{site}/{code}/delegations/{visit.slug}/")
        text = page.locator("main").inner_text()
        names = [line.split("\t")[at] for line in PEOPLE.splitlines()[1:]]
        titles = (
            ("План визита", "гостей концерта", "Хор Омска"),
            ("Plan of the visit", "guests of the concert", "Choir of Omsk"),
        )
        for word in (*names, *(item[2 + at] for item in ITEMS), *titles[at]):
            assert word in text
        expect(page.locator("main [lang]:not(.to-form)")).to_have_count(
            0
        )  # nothing had to be shown in the other language
        shown = [image.get_attribute("alt") for image in page.locator(".gallery img").all()]
        assert set(shown) == {alt[at] for alt in ALTS}
