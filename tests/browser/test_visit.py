"""A visit in three minutes: people and programme pasted, photos dropped, saved and previewed in one form."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from partnerships.models import City, Delegation, HomeCity, User
from tests.conftest import picture, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

CLIPBOARDS = Path(__file__).parents[1] / "pasting" / "clipboards"
PEOPLE = "\n".join(
    ("Иванов И. И., мэр, глава делегации", "Петров П. П., врач", "Сидорова А. А., ректор", "Ким О. Н., тренер")
    + ("Ли В. В., переводчик",)
)
PDF = b"%PDF-1.7 scan"
PASTE = """([area, html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(area).dispatchEvent(event);
}"""
DROP = """(names) => {
  const data = new DataTransfer();
  const kind = (name) => ({ jpg: "image/jpeg", pdf: "application/pdf" })[name.split(".").at(-1)] ?? "";
  for (const [name, bytes] of names) data.items.add(new File([new Uint8Array(bytes)], name, { type: kind(name) }));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def desk(page: Page, live_server: Any, omsk: City, clerk: User) -> Page:
    """The list of visits, open on the screen of a clerk."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/admin/login/?next=/admin/partnerships/delegation/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    return page


class Clicks:
    """Counts the presses of the mouse; typing and pasting are free."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> Locator:
        self.count += 1
        target.click()
        return target


def drop(page: Page, number: int, *bad: str, **more: bytes) -> None:
    content = list(picture((300, 200)).read())
    files = [[f"IMG_{at}.jpg", content] for at in range(number)] + [[name, [1, 2]] for name in bad]
    page.evaluate(DROP, files + [[name, list(sent)] for name, sent in more.items()])


def test_a_visit_with_people_programme_and_photos_takes_25_clicks_and_one_form(desk: Page, reports: list[str]) -> None:
    page, click = desk, Clicks()
    click(page.locator(".object-tools .addlink"))
    click(page.locator("#id_title_ru")).fill("Визит Омска")
    click(page.locator("#id_direction"))
    page.locator("#id_direction").select_option("incoming")
    click(page.locator("#id_period")).fill("3–4 сентября 2026")
    click(page.locator(".field-cities .select2-selection"))
    page.keyboard.type("омс")
    expect(page.get_by_role("option", name="Омск", exact=True)).to_be_visible()
    page.keyboard.press("Enter")

    for kind, html, text in (
        ("participants", "", PEOPLE),
        ("programme_items", (CLIPBOARDS / "word_programme_ru.htm").read_text(), ""),
    ):
        click(page.locator(f"#section-{kind} > summary"))
        click(page.locator(f"#paste-{kind}"))
        page.evaluate(PASTE, [f"#paste-{kind}", html, text])
        click(page.locator(f"#section-{kind} [data-take]"))
    expect(page.locator("#section-participants > summary")).to_contain_text("(5)")

    drop(page, 8)
    expect(page.get_by_text("Загружено: 8 из 8")).to_be_visible(timeout=30_000)
    for number in range(8):
        click(page.locator(f"#id_photos-{number}-alt_ru")).fill(f"Гости у стола, место {number + 1}")
    click(page.locator("button[name=_continue]").first)
    expect(page.locator(".messagelist .success")).to_be_visible()
    click(page.locator("[data-preview]"))
    expect(page.frame_locator("iframe[name=preview]").get_by_role("heading", level=1)).to_have_text("Визит Омска")

    visit = Delegation.objects.get()
    assert (visit.participants.count(), visit.programme_items.count(), visit.photos.count()) == (5, 5, 8)
    assert [city.slug for city in visit.cities.all()] == ["omsk"]
    assert visit.participants.get(role="head").name_ru == "Иванов И. И."
    assert click.count <= 25


def test_one_bad_file_does_not_lose_the_others_and_order_is_kept(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    drop(page, 3, "bad.jpg")
    expect(page.get_by_text("Загружено: 3 из 4")).to_be_visible(timeout=30_000)
    expect(page.locator(".photos-queue")).to_contain_text("bad.jpg Это не картинка", use_inner_text=True)

    names = page.locator(".photo-row:not(.empty-form) .row-label").all_text_contents()
    moved = page.locator(".photo-row:not(.empty-form)").nth(2)
    moved.get_by_role("button", name="Выше").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator(".photo-row:not(.empty-form) .row-label").first.text_content() == names[2]
    point = page.locator(".photo-focus").first
    point.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.locator("#id_photos-0-alt_ru").fill("Фото гостей")
    page.keyboard.press("Tab")
    expect(page.locator("#photos-0 .errorlist")).to_contain_text("Скажите, что на фотографии")
    page.locator("#id_photos-0-alt_ru").fill("Гости у стола")
    page.locator("[data-same=author]").fill("А. Петрова")
    page.get_by_role("button", name="Записать во все").click()
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    photos = list(Delegation.objects.get().photos.all())
    assert [photo.author for photo in photos] == ["А. Петрова"] * 3
    assert (photos[0].focal_x, photos[0].focal_y) == (0.45, 0.45)


@pytest.fixture
def uploads(desk: Page) -> list[Route]:
    """The photos of a new visit that are on their way; they arrive when the test lets them."""
    found: list[Route] = []
    desk.route("**/photo/upload/", lambda route: found.append(route))
    desk.locator(".object-tools .addlink").click()
    desk.locator("#section-photos > summary").click()
    return found


def under_way(page: Page, uploads: list[Route], number: int) -> None:
    """Wait until so many photos have left."""
    while len(uploads) < number:
        page.wait_for_timeout(50)


@pytest.mark.parametrize(("bad", "reason"), [("bad.jpg", "Это не картинка"), ("IMG_1.jpg", "Связь прервалась")])
def test_a_save_that_waits_for_photos_stops_when_one_does_not_arrive(
    desk: Page, uploads: list[Route], bad: str, reason: str
) -> None:
    page, told, waits = desk, desk.locator("#photos-group > .photos-told"), desk.locator("[data-kind=pressed]")
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    drop(page, 1, "bad.jpg") if bad == "bad.jpg" else drop(page, 2)
    under_way(page, uploads, 2)
    good, wrong = reversed(uploads) if bad == "bad.jpg" else uploads  # they go up in the order of their names
    page.locator("button[name=_continue]").first.click()
    expect(waits).to_contain_text("дошло 0 из 2. Отправится само")
    expect(waits).to_be_in_viewport()
    good.continue_()
    expect(page.locator(".photo-row:not(.empty-form)")).to_have_count(1)
    expect(waits).to_contain_text("дошло 1 из 2. Отправится само")
    wrong.continue_() if bad == "bad.jpg" else wrong.abort()

    expect(told).to_contain_text("запись ещё не сохранена")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    expect(page.locator(".photos-queue")).to_contain_text(f"{bad} {reason}", use_inner_text=True)
    assert not Delegation.objects.exists()
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Delegation.objects.get().photos.count() == 1


def test_a_photo_sent_after_the_session_has_ended_can_be_sent_again(desk: Page, uploads: list[Route]) -> None:
    drop(desk, 1)
    under_way(desk, uploads, 1)
    desk.context.clear_cookies(name="sessionid")
    uploads[0].continue_()
    queue = desk.locator(".photos-queue")
    expect(queue).to_contain_text("Связь прервалась")
    expect(queue.get_by_role("button", name="Попробовать ещё раз")).to_be_visible()


def test_photos_stand_in_the_order_of_their_names_whichever_arrives_first(desk: Page, uploads: list[Route]) -> None:
    page, labels = desk, desk.locator(".photo-row:not(.empty-form) .row-label")
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    files = [
        {"name": f"IMG_{at}.jpg", "mimeType": "image/jpeg", "buffer": picture((40, 40)).read()} for at in (10, 9, 1)
    ]
    page.locator("#photos-files").set_input_files(files)  # type: ignore[arg-type]
    under_way(page, uploads, 2)
    uploads[1].continue_()  # IMG_9 before IMG_1
    under_way(page, uploads, 3)
    uploads[2].continue_()
    expect(labels).to_have_text(["IMG_9.jpg", "IMG_10.jpg"])
    expect(page.locator("[data-kind=files]")).to_contain_text("дошло 2 из 3")
    uploads[0].continue_()
    expect(labels).to_have_text(["IMG_1.jpg", "IMG_9.jpg", "IMG_10.jpg"])
    for number, name in enumerate(("десятый", "девятый", "первый")):
        row = page.locator(".photo-row:not(.empty-form)").nth(2 - number)
        row.locator("[name$=-caption_ru]").fill(name)
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    photos = Delegation.objects.get().photos.in_order()  # type: ignore[attr-defined]
    assert [photo.caption_ru for photo in photos] == ["первый", "девятый", "десятый"]


def test_what_is_dropped_is_told_where_one_looks_and_a_pdf_becomes_a_document(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    drop(page, 2, **{"Протокол_встречи № 5.pdf": PDF, "смета.exe": b"MZ"})
    line = page.locator("[data-kind=files]")
    expect(line).to_contain_text("Загружено: 3 из 4", timeout=30_000)
    expect(line).to_be_in_viewport()
    expect(page.locator(".documents-queue")).to_contain_text("смета.exe Такие файлы не принимаются")
    line.get_by_role("button", name="Показать").click()
    expect(line).to_have_count(0)
    row = page.locator("#documents-0")
    expect(row.locator(".row-label")).to_have_text("Протокол встречи № 5")
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    visit = Delegation.objects.get()
    document = visit.documents.get()
    assert (document.title_ru, document.name) == ("Протокол встречи № 5", "Протокол_встречи № 5.pdf")
    assert document.media_type == "application/pdf"
    assert visit.photos.count() == 2
    expect(page.locator("#section-documents > summary")).to_contain_text("(1)")


def test_a_document_that_is_chosen_is_titled_by_its_file_unless_it_has_a_title(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.locator("#section-documents > summary").click()
    for number, title in enumerate(("", "Смета")):
        page.locator("#documents-group .add-row a").click()
        row = page.locator(f"#documents-{number}")
        row.locator("[name$=-title_ru]").fill(title)
        row.locator("[type=file]").set_input_files(
            {"name": "plan_2026.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
    titles = [page.locator(f"#id_documents-{number}-title_ru").input_value() for number in (0, 1)]
    assert titles == ["plan 2026", "Смета"]


def test_leaving_while_photos_are_on_their_way_asks_first(desk: Page, uploads: list[Route]) -> None:
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    drop(desk, 1)
    under_way(desk, uploads, 1)
    desk.locator("#site-name a").click()
    desk.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


def test_sections_remember_what_was_open_and_pasted_rows_can_be_undone(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.locator("#section-figures > summary").click()
    page.locator("#section-received > summary").click()
    page.evaluate(PASTE, ["#paste-participants", "", PEOPLE])
    page.locator("[data-take]").click()
    expect(page.get_by_role("button", name="Отменить")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#section-participants > summary")).to_contain_text("(0)")
    assert page.locator("#id_participants-TOTAL_FORMS").input_value() == "0"
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#section-figures")).to_have_attribute("open", "")
    expect(page.locator("#section-participants")).to_have_attribute("open", "")
    assert page.locator("#section-photos").get_attribute("open") is None
    assert page.locator("#section-received").get_attribute("open") is None


def test_figures_are_taken_whole_and_an_unknown_role_is_chosen_first(desk: Page, reports: list[str]) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.locator("#id_title_ru").fill("Визит Омска")
    page.locator("#id_direction").select_option("incoming")
    page.locator("#section-figures > summary").click()
    figures = page.locator("#figures-group")
    page.locator("#paste-figures").click()
    page.keyboard.insert_text("120 посетителей, из них 80 студентов; концерт: свыше 2 500; 3 экскурсии; вечер")
    figures.get_by_role("button", name="Разобрать на строки").click()
    expect(figures.locator(".paste-skipped li")).to_have_text("вечер")
    figures.get_by_role("button", name="Добавить 4 строки").click()

    people = page.locator("#participants-group")
    page.locator("#paste-participants").click()
    page.keyboard.insert_text("ФИО\tДолжность\tРоль\nИванов И. И.\tмэр\tглава делегации\nКим А. Б.\tврач\tтьютор")
    people.get_by_role("button", name="Разобрать на строки").click()
    take = people.get_by_role("button", name="Добавить 2 строки")
    take.click()
    asked = people.get_by_role("combobox", name="Роль в строке 2")
    expect(asked).to_be_focused()
    asked.select_option("interpreter")
    take.click()
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    visit = Delegation.objects.get()
    assert list(visit.figures.values_list("what", "qualifier", "value", "note_ru")) == [
        ("visitors", "exactly", 120, None),
        ("students", "exactly", 80, None),
        ("other", "more_than", 2500, "концерт"),
        ("excursions", "exactly", 3, None),
    ]
    assert list(visit.participants.values_list("office_ru", "role")) == [("мэр", "head"), ("врач", "interpreter")]
