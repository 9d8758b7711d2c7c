"""One sanitiser at every door: form, import, restore, and once more on the page."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from partnerships.history import revisions
from partnerships.models import City, Event
from partnerships.pasting.clipboard import grid
from partnerships.text import richtext
from tests.admin.forms.filled_form import filled
from tests.conftest import save

PASTED = Path(__file__).parents[1] / "browser" / "pasted"
BAD = '<p onclick="x()">Текст<script>alert(1)</script><img src=x onerror=y><a href="javascript:z()">ссылка</a></p>'
GOOD = '<p>Текст<a rel="noopener">ссылка</a></p>'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (BAD, GOOD),
        ("Просто текст.\n\n5 < 7 & 8 > 6", "Просто текст.\n\n5 < 7 & 8 > 6"),
        ("<p>Раз</p><p>&nbsp;</p><p></p><p>Два</p>", "<p>Раз</p><p>Два</p>"),
        ("<p></p>", ""),
        ("<h1>Большой</h1><p>Текст</p>", "<p>Большой</p><p>Текст</p>"),
        (
            '<h1>Titel</h1><div>eins</div><div>zwei</div><p>m<span style="vertical-align:super">2</span></p>',
            "<p>Titel</p><p>eins</p><p>zwei</p><p>m<sup>2</sup></p>",
        ),
        ("<p>H<sub><span style='vertical-align: sub'>2</span></sub>O</p>", "<p>H<sub>2</sub>O</p>"),
        ("<dl><dt>Ort<dd>Omsk<dt>Jahr<dd>1991</dl>", "<p>Ort</p><p>Omsk</p><p>Jahr</p><p>1991</p>"),
        ("<div><div>a</div><ul><li>b</ul></div><h4>d</h4>", "<p>a</p><ul><li>b</li></ul><p>d</p>"),
        ("<section><h5>a</h5><pre>b</pre></section>", "<p>a</p><p>b</p>"),
        ("<table><tr><td><div>a</div><div>b</div></table>", None),
        ("Wenn a<b und <table 3> frei, dann 5", "Wenn a<b und <table 3> frei, dann 5"),
        ("<p class=x style='a' nowrap>b</p>", "<p>b</p>"),
        ('<table><tbody><tr><td style="x" colspan="2"><p></p></td></tr></tbody></table><p>Текст</p>', None),
    ],
)
def test_what_is_kept(given: str, kept: str | None) -> None:
    once = richtext.stored(given)

    assert kept is None or once == kept
    assert "style" not in once
    assert richtext.stored(once) == once


@pytest.mark.parametrize("name", ["word", "filtered", "libreoffice", "agreement", "clauses", "google"])
def test_a_clipboard_that_comes_by_another_door_does_no_harm(name: str) -> None:
    html = richtext.stored((PASTED / f"{name}.htm").read_text())

    for trace in ("style", "class", "Mso", "<o:p>", "<font", "<img", "<!--", "@page", "mso-"):
        assert trace not in html


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("agreement", ("1.", "Предмет соглашения", "2.", "Срок действия 5 лет")),
        (
            "clauses",
            (
                "Статья 5.",
                "м<sup>2</sup>",
                "5.1.",
                "договорились",
                "а)",
                "3)",
                "10.",
                "6.2.",
                '<ol start="3">',
                "внизу",
            ),
        ),
    ],
)
def test_numbers_and_superscripts_are_content_at_every_door(name: str, said: tuple[str, ...]) -> None:
    html = richtext.stored((PASTED / f"{name}.htm").read_text())

    assert [word for word in said if word not in html] == []
    assert all(word in richtext.render(html) for word in said)


@pytest.mark.parametrize("gone", ["не ", "[П1]", "коллеги", "Заметка", "машиной", "пером"])
def test_deleted_words_and_comments_never_become_text(gone: str) -> None:
    source = (PASTED / "clauses.htm").read_text()

    assert gone in source
    assert gone not in richtext.stored(source)
    rows, left_out = grid(source, "")
    assert gone not in "\n".join(cell for row in rows for cell in row)
    assert ["Слева", "справа\nвнизу"] in rows
    assert left_out == [["не"], ["машиной"], ["пером"]]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<ol type="a" start="2"><li>бэ</li><li><p>цэ</p></li></ol>', "<p>b. бэ</p><p>c. цэ</p>"),
        (
            '<ol><li>раз<li value="5">пять &amp; <b>шесть</b><br></ol>',
            "<p>1. раз</p><p>5. пять &amp; <b>шесть</b><br></p>",
        ),
        (
            '<ol style="list-style-type:upper-roman"><li>a<ol type="i" start="3"><li>b</ol>c<li>d</ol><p>e</p>',
            "<p>I. a</p><p>iii. b</p><p>c</p><p>II. d</p><p>e</p>",
        ),
        ("<ol reversed><li>b<li>a</ol>", "<p>2. b</p><p>1. a</p>"),
        ('<ol type="a" start="27"><li><ol><li>x</ol></ol>', "<p>aa. </p><ol><li>x</li></ol>"),
        ('<ol start="3" type="1"><li>a<li value="4">b</ol>', '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("<ol><li value=1>&#11;&nbsp;a</ol>", "<ol><li>\n\xa0a</li></ol>"),
        ("<table><tr><td style='text-decoration: line-through'>a<td>b</table>", None),
    ],
)
def test_numbers_that_a_list_of_ours_does_not_show_are_written_out(given: str, kept: str | None) -> None:
    once = richtext.stored(given)

    assert kept is None or once.replace("&nbsp;", "\xa0") == kept
    assert richtext.stored(once) == once
    assert "<table>" not in given or "<td></td><td>b</td>" in once


def test_a_comment_of_googles_editor_never_becomes_text() -> None:
    kept = richtext.stored((PASTED / "google.htm").read_text())
    assert "Текст" in kept
    assert "коллеги" not in kept


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ('<p>a</p><p><a id="cmnt2">[b]</a>нет</p><p>c</p>', "<p>a</p><p>c</p>"),
        (
            '<p>a</p><ul><li>да</li><li><a id="cmnt3">[a]</a>нет</li></ul><p>b</p>',
            "<p>a</p><ul><li>да</li></ul><p>b</p>",
        ),
        ('<p>a</p><div><p><a id="cmnt1">[a]</a>нет</p><p>нет</p></div><p>b</p>', "<p>a</p><p>b</p>"),
        ('<div><p>a</p><p><a id="cmnt1">[a]</a>нет</p>b</div><p>c</p>', "<p>a</p>b<p>c</p>"),
        ('<p>One<p>Two<a id="cmnt1">[a]</a>.<p>Three<p>Four', "<p>One</p><p>Two.</p><p>Three</p><p>Four</p>"),
        ('<p>One<p><a id="cmnt1">[a]</a>нет<p>Three<p>Four', "<p>One</p><p>Three</p><p>Four</p>"),
        ("<ul><li>a<li><del>нет<li>b</ul><p>c</p>", "<ul><li>a</li><li></li><li>b</li></ul><p>c</p>"),
    ],
)
def test_only_a_comment_goes_whatever_it_stands_in(given: str, left: str) -> None:
    assert richtext.stored(given) == left


def test_only_the_deleted_part_of_a_tracked_text_goes() -> None:
    text = "<p>Один <del>два <del>три</del> <b>&amp;</b></del>четыре &lt; пять<br><ins>шесть</ins></p>"
    assert richtext.stored(text) == "<p>Один четыре &lt; пять<br>шесть</p>"


@pytest.mark.django_db
def test_a_save_past_the_form_is_sanitised_in_every_language(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", form="meeting", body_ru=BAD, body_en=BAD))
    revisions.update([omsk], by=None, reason="import", history_ru=BAD)

    kept = Event.objects.get(pk=event.pk)
    assert (kept.body_ru, kept.body_en, City.objects.get().history_ru) == (GOOD, GOOD, GOOD)


@pytest.mark.django_db
def test_a_text_in_one_language_is_not_copied_into_another(omsk: City) -> None:
    event = save(Event(slug="e", title_ru="Было", form="meeting", body_en="<p>Fair</p>"))
    with translation.override("en"):
        revisions.update([omsk], by=None, reason="x", history_ru="<p>Связи</p>")

    event, city = Event.objects.get(pk=event.pk), City.objects.get()
    assert (event.body_ru or "", event.body_en) == ("", "<p>Fair</p>")
    assert (city.history_ru, city.history_en or "") == ("<p>Связи</p>", "")


@pytest.mark.django_db
def test_the_form_is_no_way_around(office: Client, omsk: City) -> None:
    path = f"/admin/partnerships/city/{omsk.pk}/change/"
    office.post(path, filled(office, path, history_ru=BAD))

    assert City.objects.get().history_ru == GOOD


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">weg</span>',
        "<span hidden>weg</span>",
        "<span style='mso-hide:all'>weg</span>",
        "<span style='visibility: hidden'>weg</span>",
    ],
)
def test_what_nobody_sees_is_no_text_of_a_paste_and_told(hidden: str) -> None:
    html = f"<p>Frist {hidden}3 Jahre</p>"

    assert richtext.settled_and_struck(html) == ("<p>Frist 3 Jahre</p>", ["weg"])
    assert grid(html, "") == ([["Frist 3 Jahre"]], [["weg"]])


def test_a_page_without_the_end_of_its_head_is_pasted() -> None:
    assert grid("<html><head><title>x</title><style>y</style><body><p>Омск<p>Бонн", "")[0] == [["Омск"], ["Бонн"]]


def test_what_is_left_out_is_named() -> None:
    assert richtext.left_out("<p>Срок <s>5 лет</s> 3 года<img src='a.png'></p>") == ["5 лет", "<img src='a.png'>"]
    assert richtext.left_out("Срок <s>5 лет") == []
