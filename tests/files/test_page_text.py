"""Pages as files of text or HTML: every word that a reader sees, in the encoding in which it was written."""

import pytest

from partnerships.files.page_text import PageText, page_text


def text_of(html: str) -> str:
    found = page_text(html.encode())
    assert found
    return found.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<!doctype html><meta charset=utf-8><title>x</title><p>Delegation<p>aus Omsk", "Delegation\n\naus Omsk"),
        ("<html><head><title>x</title><body><p>Text</p></body></html>", "Text"),
        ("<p>a</p><button>Menü<p>b</p>", "a\n\nMenü\n\nb"),
        ("<p>a</p><button>Menü</button><nav>x<select><option>y</nav><p>b</p>", "a\n\nb"),
        ("<p>a</p><button>Menü <p>b</p><button>x</button>", "a\n\nMenü\n\nb"),
        ("<table><tr><td>Omsk<td>1991<tr><td>Bonn<td>2001</table>", "Omsk 1991\nBonn 2001"),
        ("<span>eins</span>", "eins"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("Wenn a<b und <table 3> frei, dann 5", "Wenn a<b und <table 3> frei, dann 5"),
        ("nur <Text> ohne Ende", "nur <Text> ohne Ende"),
        ("</p></div>stray<p>b</b></p>", "stray\n\nb"),
    ],
)
def test_ends_may_be_left_out(html: str, text: str) -> None:
    assert text_of(html) == text


def test_what_is_struck_through_or_hidden_is_left_out_and_told() -> None:
    html = (
        "<p>Frist <s>5 Jahre</s><del>x</del><strike>y</strike> 3 Jahre</p><p hidden>a</p>"
        '<p style="display: none">b<p>c</p><span style="text-decoration:line-through">d</span>'
        "<ul><li hidden>e</ul><div hidden>nobody ends it"
    )
    found = page_text(html.encode())

    assert found == PageText("Frist 3 Jahre\n\nc\n\nnobody ends it", "utf-8", ["5 Jahre", "x", "y", "a", "b", "d", "e"])


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        ("", "Städtepartnerschaft für Bürger: Größe und Käse", "cp1252"),
        ("<meta charset=windows-1251>", "Städtepartnerschaft für Bürger: Größe und Käse", "cp1252"),
        (f"<!--{'x' * 3000}--><meta charset=windows-1254>", "Kardeş şehir Çorum", "cp1254"),
        ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "Города-побратимы", "koi8-r"),
        ("<meta charset=utf-8>", "Города-побратимы", "cp1251"),
        ("<meta charset=undefined>", "Города-побратимы", "cp1251"),
        ("<meta charset=gb2312>", "友好城市", "gb2312"),
        ("<meta charset=iso-8859-1>", "Fête à Béziers", "cp1252"),
    ],
)
def test_a_page_is_read_in_what_fits_its_letters(head: str, text: str, encoding: str) -> None:
    found = page_text(f"{head}<p>{text}</p>".encode(encoding))

    assert found == PageText(text, encoding, [])


def test_a_stray_byte_is_one_sign() -> None:
    found = page_text("Делегация Омска посетила Бонн x".encode().replace(b"x", b"\xe9"))

    assert found == PageText("Делегация Омска посетила Бонн \ufffd", "utf-8", [])
