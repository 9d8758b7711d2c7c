"""In what encoding a text came: found by trying what fits the languages, as few files say it."""

import codecs
import re
from collections import Counter
from typing import Final

import icu

from partnerships.text.translated import CODES

#: Encodings that a clerk may choose, each with the languages that were written in it.
ENCODINGS: Final[dict[str, str]] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "cp866": "DOS 866",
    "koi8-r": "KOI8-R",
    "cp850": "DOS 850",
    "iso8859-2": "ISO 8859-2",
    "mac-roman": "Mac Roman",
}
_WESTERN: Final = "äöüßéèêëàâçîïôûùœæøåñáíóúãõìò"
_CENTRAL: Final = "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţľĺŕôđ"
#: Letters that the languages of each encoding use beside plain Latin ones; whatever else it reads speaks against it.
LETTERS: Final[dict[str, str]] = {
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўљњђћџјѕќѓ",
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1254": "çğıöşüâîûİ",  # the capital is two signs when it is made small
    "cp866": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "cp850": _WESTERN,
    "iso8859-2": _CENTRAL,
    "mac-roman": _WESTERN,
}
#: Code page → its name and the languages that were written in it alone; tried where the site speaks one of them.
OTHERS: Final = {
    "cp1253": ("Windows-1253", ("el",)),
    "cp1255": ("Windows-1255", ("he", "yi")),
    "cp1256": ("Windows-1256", ("ar", "fa", "ur")),
    "cp1257": ("Windows-1257", ("et", "lt", "lv")),
}
#: Languages of the pages above that are no Western ones.
PAGES: Final = {
    **dict.fromkeys(("ru", "be", "bg", "kk", "mk", "sr", "tg", "tt", "uk"), "cp1251"),
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **{code: page for page, (_name, codes) in OTHERS.items() for code in codes},
}


def page_of(language: str) -> str:
    """Return the code page in which `language` was written on Windows."""
    return PAGES.get(language.partition("-")[0], "cp1252")


def letters_of(language: str) -> str:
    """Return the letters of `language` beside plain Latin ones, from CLDR."""
    return "".join(letter for letter in icu.LocaleData(language).getExemplarSet() if letter > "\x7f")


for code in CODES:
    if (page := page_of(code)) in OTHERS:
        ENCODINGS[page] = OTHERS[page][0]
        LETTERS[page] = LETTERS.get(page, "") + letters_of(code)

#: Letters of Iceland alone, which Turkish texts hold when they are read as Western ones.
RARE: Final = set("ýþð")
#: Signs of typography that stand in texts of all of these.
SIGNS: Final = set("«»„“”‘’–—…№§°€±·•\xa0´×©®™")
#: “à la mairie” and “Questo è bello” read as Cyrillic: a letter alone beside a Latin word.
ALONE: Final = re.compile(r"(?<![^\W_])(?:(?<=[a-z][ \xa0])[а-яё](?![^\W_])|[а-яё](?=[ \xa0][a-z]))", re.IGNORECASE)
CYRILLIC_WORD: Final = re.compile("[а-яё]{2}", re.IGNORECASE)
#: What a wrong encoding makes of a text: signs or capitals inside a word, and letters of two scripts in one.
CAPITALS: Final = "".join(sign for sign in map(chr, range(0x80, 0x530)) if sign.isupper())
ODD: Final = re.compile(
    rf"[a-zа-яё][A-ZА-ЯЁ\x80-\xff]*[{CAPITALS}]|[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]"
    r"|(?<=[^\W\d_])[«»„“”‘…№§°€±•©®™](?=[^\W\d_])"
)
SAMPLE: Final = 200_000


#: What a page may call an encoding, and the wider one of Windows that browsers read instead.
WIDER: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def likely_encodings(content: bytes, said: str = "") -> list[str]:
    """Return the encodings worth trying, the likeliest first; `said` is what the text says of itself."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    own = page_of(CODES[0])  # where two fit alike
    named = _known(said)
    sample = content[:SAMPLE]
    likely = sorted(LETTERS, key=lambda page: (_strangeness(sample, page), page != named, page != own))
    return ["utf-8", *([named] if named not in {"", "utf-8", *LETTERS} else []), *likely]


def nearly_utf8(content: bytes) -> str | None:
    """Return a text of UTF-8 with a few bytes that are none, each as “\ufffd”; None for any other."""
    text = content.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    right = sum(sign > "\x7f" for sign in text[:SAMPLE]) - wrong
    return text if right > 10 * wrong else None


def readings(text: str, encoding: str) -> int:
    """Return how many of the other encodings read the bytes of `text`, which was read in `encoding`, otherwise."""
    content = text.encode(encoding or "utf-8", "replace")
    return sum(content.decode(other, "replace") != text for other in LETTERS)


def _known(said: str) -> str:
    try:
        name = codecs.lookup(said).name if said else ""
    except LookupError:
        return ""
    return WIDER.get(name, name)


def _strangeness(content: bytes, encoding: str) -> float:
    """Return how much of the text is no letter of the languages that were written in `encoding`, or oddly put."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return float("inf")
    own = set(LETTERS[encoding])
    count = Counter(sign for sign in text if sign > "\x7f")
    strange = sum(times * _weight(sign, own) for sign, times in count.items())
    strange += len(ALONE.findall(text)) if not CYRILLIC_WORD.search(text) else 0
    return strange + 2 * len(ODD.findall(text))


def _weight(sign: str, own: set[str]) -> float:
    if sign in own or sign in SIGNS:
        return 0
    return 0.2 if sign.lower() in own else 0.5 if sign.lower() in RARE else 3
