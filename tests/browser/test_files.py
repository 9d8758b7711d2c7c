"""Files dropped on a form or chosen in it: told where one looks, in the order of their names, none lost on its way."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from partnerships.models import Delegation
from tests.browser.dropping import drop
from tests.conftest import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
PDF = b"%PDF-1.7 scan"


@pytest.fixture
def uploads(desk: Page) -> list[Route]:
    """The photos of a new visit that are on their way; they arrive when the test lets them."""
    found: list[Route] = []
    desk.route("**/photo/upload/", lambda route: found.append(route))
    desk.locator(".object-tools .addlink").click()
    desk.wait_for_url("**/add/**")  # and for its scripts
    desk.locator("#section-photos > summary").click()
    return found


def under_way(page: Page, uploads: list[Route], number: int) -> None:
    """Wait until so many photos have left, half a minute at most."""
    for _turn in range(600):
        if len(uploads) >= number:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{len(uploads)} of {number} photos have left")


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


def test_a_photo_chosen_twice_is_one_row_and_comes_again_once_it_was_taken_away(
    desk: Page, uploads: list[Route], tmp_path: Path
) -> None:
    files = [tmp_path / f"IMG_{number}.jpg" for number in (1, 2)]
    for file in files:
        file.write_bytes(picture((60, 40)).read())

    def choose() -> None:
        with desk.expect_file_chooser() as opened:
            desk.get_by_text("Выбрать фотографии").click()
        opened.value.set_files(files)

    choose()
    under_way(desk, uploads, 2)
    choose()  # both are on their way
    for photo in uploads:
        photo.continue_()
    rows = desk.locator(".photo-row:not(.empty-form)")
    expect(rows).to_have_count(2)
    rows.first.get_by_text("Убрать фотографию").click()
    choose()
    under_way(desk, uploads, 3)
    uploads[2].continue_()
    expect(rows).to_have_count(2)
    expect(rows.locator(".row-label")).to_have_text(["IMG_2.jpg", "IMG_1.jpg"])
    assert len(uploads) == 3


def test_a_photo_sent_after_the_session_has_ended_can_be_sent_again(desk: Page, uploads: list[Route]) -> None:
    drop(desk, 1)
    under_way(desk, uploads, 1)
    desk.context.clear_cookies(name="sessionid")
    uploads[0].continue_()
    queue = desk.locator(".photos-queue")
    expect(queue).to_contain_text("Связь прервалась")
    expect(queue.get_by_role("button", name="Попробовать ещё раз")).to_be_visible()


def test_a_photo_goes_again_by_itself_where_the_server_has_its_hands_full(desk: Page, uploads: list[Route]) -> None:
    drop(desk, 1)
    under_way(desk, uploads, 1)
    uploads[0].fulfill(status=503, headers={"Retry-After": "0"}, body="503 Service Unavailable")
    under_way(desk, uploads, 2)
    uploads[1].continue_()
    expect(desk.locator(".photo-row:not(.empty-form)")).to_have_count(1)
    expect(desk.locator(".is-refused")).to_have_count(0)


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
    page.wait_for_url("**/add/**")  # and for its scripts
    page.locator("#id_title_ru").fill("Визит")
    page.locator("#id_direction").select_option("online")
    drop(page, 2, **{"Протокол_встречи № 5.pdf": PDF, "смета.exe": b"MZ"})
    line = page.locator("[data-kind=files]")
    expect(line).to_contain_text("Загружено: 3 из 4")
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
    page.wait_for_url("**/add/**")  # and for its scripts
    page.locator("#section-documents > summary").click()
    for number, title in enumerate(("", "Смета")):
        page.locator("#documents-group .add-row a").click()
        row = page.locator(f"#documents-{number}")
        expect(row.locator("[type=file]")).to_be_focused()  # the paper is at hand; its kind is seen to later
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
