"""The form of a visit: what is pasted and dropped comes in whole, in its order, and can be taken back."""

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import Delegation
from tests.browser.dropping import drop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

PEOPLE = "\n".join(
    ("Иванов И. И., мэр, глава делегации", "Петров П. П., врач", "Сидорова А. А., ректор", "Ким О. Н., тренер")
    + ("Ли В. В., переводчик",)
)
PASTE = """([area, html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(area).dispatchEvent(event);
}"""


def test_one_bad_file_does_not_lose_the_others_and_order_is_kept(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.wait_for_url("**/add/**")  # and for its scripts
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    drop(page, 3, "bad.jpg")
    expect(page.get_by_text("Загружено: 3 из 4")).to_be_visible()
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
    assert page.locator(".photo-row:not(.empty-form) .row-label").first.text_content() == names[2]
    page.locator("[data-same=author]").fill("А. Петрова")
    page.get_by_role("button", name="Записать во все").click()
    expect(page.get_by_text("Записано в фотографии: 3.")).to_be_visible()
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    photos = list(Delegation.objects.get().photos.all())
    assert [photo.author for photo in photos] == ["А. Петрова"] * 3
    assert (photos[0].focal_x, photos[0].focal_y) == (0.45, 0.45)


def test_sections_remember_what_was_open_and_pasted_rows_can_be_undone(desk: Page) -> None:
    page = desk
    page.locator(".object-tools .addlink").click()
    page.wait_for_url("**/add/**")  # and for its scripts
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
    page.wait_for_url("**/add/**")  # and for its scripts
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
