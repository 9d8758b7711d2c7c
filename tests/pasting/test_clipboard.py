"""What a clipboard holds: what is a bullet, and what a letter."""

import pytest

from partnerships.pasting.clipboard import grid


@pytest.mark.parametrize("mark", ["ü", "Ø", "v", "q", "§"])
@pytest.mark.parametrize(
    "bullet",
    [
        "<span style='font-family:Wingdings;mso-list:Ignore'>{}<span style='font:7pt Times'>&nbsp; </span></span>",
        '<span lang=RU style="font-size:12pt; font-family: Symbol">{}</span> ',
        '<font face="Webdings">{}</font> ',
    ],
)
def test_a_picture_of_a_font_is_a_bullet_and_no_letter(bullet: str, mark: str) -> None:
    html = f"<p class=MsoListParagraph>{bullet.format(mark)}Иванов Пётр</p><p>Сидоров<span>v</span></p>"
    assert grid(html, "")[0] == [["Иванов Пётр"], ["Сидоровv"]]


@pytest.mark.parametrize(
    "font", ['system-ui,"Segoe UI Emoji","Segoe UI Symbol"', "Aptos, 'Segoe UI Symbol'", "Symbola"]
)
def test_a_text_is_read_whose_last_font_is_one_of_symbols(font: str) -> None:
    assert grid(f"<p><span style='font-family:{font.replace(chr(39), chr(34))}'>Иванов Пётр</span></p>", "")[0] == [
        ["Иванов Пётр"]
    ]
