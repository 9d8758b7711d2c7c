"""CSV and TSV in the encodings and with the separators that offices use."""

import pytest

from partnerships.spreadsheets.reader import read_table
from partnerships.text.encodings import letters_of, page_of

TEXTS = {
    "cp1252": "Ort;Straße;Datum\r\nSüdstadt – Äußere Brücke;Größe 3,5 €;März 2019\r\nFrançois Béziers;Malmö;2011\r\n",
    "cp1250": "Miasto;Opis\r\nŁódź;miast bliźniaczych\r\nZlín;přátelství měst, šestý říjen\r\nGyőr;testvérváros\r\n",
    "cp1254": "Şehir;Açıklama\r\nİzmir;kardeş şehir ilişkileri, dostluğu güçlü\r\nMuğla;gençlik çalışması\r\n",
    "cp1251": "Город;Описание\r\nКраснодар;«Дружба» — № 5, всё ещё объявлено\r\nКиїв;побратими\r\n",
    "cp866": "Город;Описание\r\nКраснодар;дружба и сотрудничество городов\r\n",
    "koi8-r": "Город;Описание\r\nКраснодар;дружба и сотрудничество городов\r\n",
    "cp850": "Ort;Straße;Datum\r\nKöln;Käse und Größe;März 2019\r\n",
    "iso8859-2": "Miasto;Opis\r\nŚwidnica;miast bliźniaczych, wśród gąb\r\n",
    "mac-roman": "Ville;Titre\r\nBéziers;jumelage, fête à Orléans, garçons\r\n",
    "utf-8": "Город;Ort\r\nŁódź;Malmö\r\n",
    "utf-16": "Город;Ort\r\nŁódź;Malmö\r\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_the_encoding_is_found_by_what_fits_the_languages(encoding: str) -> None:
    sheet = read_table(TEXTS[encoding].encode(encoding))
    assert ["\r\n".join(";".join(cells) for _number, cells in sheet.rows), sheet.encoding] == [
        TEXTS[encoding].strip(),
        encoding,
    ]


@pytest.mark.parametrize(
    "text", ["Südstadt;1\n", "Größe;1\n", "Łódź;1\n", "Москва;1\n", "Café;1\n", "№ 5;1\n", "Zürich;Ö\n"]
)
def test_a_few_letters_are_enough(text: str) -> None:
    encoding = next(name for name in ("cp1251", "cp1252", "cp1250") if _fits(text, name))
    assert read_table(text.encode(encoding)).rows[0][1][0] == text.split(";")[0]


def test_turkish_is_found_by_its_capital_too() -> None:
    sheet = read_table("Ülke;Şehir\nTürkiye;İstanbul\n".encode("cp1254"))

    assert (sheet.encoding, sheet.rows[1][1]) == ("cp1254", ["Türkiye", "İstanbul"])
    assert "İstanbul" in sheet.sample().split(" · ")[:2]  # Ülke is the same in the other encodings


def test_a_stray_byte_turns_no_other_letter_and_is_told() -> None:
    content = "Miasto;Opis\nŚwidnica;wśród gór, żółć i źdźbło\nŁódź;x?y\n".encode().replace(b"?", b"\xe9")
    sheet = read_table(content)

    assert [cells for _number, cells in sheet.rows][1:] == [
        ["Świdnica", "wśród gór, żółć i źdźbło"],
        ["Łódź", "x\ufffdy"],
    ]
    assert [cell for cell, _words in sheet.doubts] == ["B3"]


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_the_clerk_has_the_last_word() -> None:
    content = TEXTS["cp1251"].encode("cp1251")
    assert read_table(content, encoding="cp1252").rows[0][1][0] == "Ãîðîä"
    assert read_table(content, encoding="no-such").rows[0][1][0] == "Город"


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_separator_is_what_cuts_the_rows_alike(mark: str) -> None:
    rows = [["Name, kind", "Since; until", "Note"], ["a;b;c;d", "1,5", ""], ["x", "y,z", "w;v"]]
    text = "\n".join(mark.join(f'"{cell}"' if set(cell) & set(";,") else cell for cell in row) for row in rows)
    assert [cells for _number, cells in read_table(text.encode()).rows] == rows


def test_each_language_has_its_code_page_and_letters() -> None:
    pages = {code: page_of(code) for code in ("ru", "pl", "tr", "el", "lt", "pt-br", "de")}

    assert list(pages.values()) == ["cp1251", "cp1250", "cp1254", "cp1253", "cp1257", "cp1252", "cp1252"]
    assert set("άήώς") <= set(letters_of("el"))
    assert set("ąčęėįšųūž") <= set(letters_of("lt"))


def test_quotes_that_nobody_doubled_stay_and_end_nothing() -> None:
    text = '"Мир" хор;"a;b"\r\n"Дружба;5\r\nФорум "Мир;""\r\n"x ""y""\nz";"1"\n;"2" "3"'
    assert [cells for _number, cells in read_table(text.encode()).rows] == [
        ['"Мир" хор', "a;b"],
        ['"Дружба', "5"],
        ['Форум "Мир', ""],
        ['x "y"\nz', "1"],
        ["", '"2" "3"'],
    ]


def test_commas_in_a_text_of_several_lines_are_no_separators() -> None:
    text = 'город;примечание;год\nОмск;"парк, мост\nсад, пруд\nмузей, театр";2019\n'
    rows = [cells for _number, cells in read_table(text.encode()).rows]
    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][2] == "2019"


@pytest.mark.parametrize("text", ["Titre\nRepas à la mairie\n", "Titolo\nQuesto è bello\n", "Titre\nÀ Lyon\n"])
def test_a_letter_alone_beside_latin_words_is_no_cyrillic_one(text: str) -> None:
    sheet = read_table(text.encode("cp1252"))
    assert (sheet.encoding, sheet.rows[1][1][0], sheet.cyrillic()) == ("cp1252", text.splitlines()[1], 0)
    assert read_table(text.encode("cp1252"), encoding="cp1251").cyrillic() == 1
    assert read_table("Название\nApple и Google\n".encode("cp1251")).cyrillic() == 9
