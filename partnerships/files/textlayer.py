"""What a document says, for search, and what it does when it is opened; read in a bounded process of its own.

A hostile file can only end that process: the upload is then judged by what can be seen of it, or not taken.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from partnerships.files.document_text import PDF, READERS
from partnerships.files.hazards import hazards, seen_unread

SECONDS: Final = 10
MEMORY: Final = 1536 * 2**20
LONGEST: Final = 300_000  # letters

#: Small words of Russian that may have a hyphen of their own where a line ends, or begin or end a divided word:
#: “экс-мэр” and “экс-порт”, “что-то” and “мес-то”; both spellings are kept.
_MAY_KEEP: Final = re.compile(
    r"(?:по|во|экс|вице|мини|пол|онлайн|интернет|из|non|ex|vice|sous|demi|peut|rendez|avant|après)-\w+|\w+-(?:за|под|то|либо|нибудь|таки|ка|де|с)",
    re.IGNORECASE,
)
#: Words that are whole by themselves before a hyphen: “город-побратим”, “пресс-секретарь”, “премьер-министр”.
_WHOLE: Final = re.compile(
    r"(?:(?:город|стран|член|секретар|музе|школ|клуб|инженер|врач|учён|учен)\w{0,3}|пресс|премьер|генерал|бизнес|медиа"
    r"|веб|арт|шеф|штаб|фото|видео|аудио|кино|контр|северо|юго|мастер|спорт)",
    re.IGNORECASE,
)
#: Those that are surely two where only one spelling can be kept: “город-ской” is divided at the same place.
_SURE_PAIR: Final = re.compile(
    r"(?:пресс|премьер|вице|экс)-\w+|(?:город|стран)\w{0,3}-(?:побратим|партн[её]р|геро|курорт|спутник|музе|участни)\w*",
    re.IGNORECASE,
)
#: A first part of an adjective, and its second: “социально-экономический”, “научно-технического”; “особенно-стей” is
#: one noun.
_STEM: Final = re.compile(r"\w{2,}[оеё]", re.IGNORECASE)
_ADJECTIVE: Final = re.compile(
    r"(?!стей\Z)\w{2,}(?:[ыиоа]й|[ыи]е|ая|яя|ое|ее|[ое]го|[ое]му|[ыи]м|[ыи]ми|[ыи]х|[ое]м|[ую]ю|[ео]й|[ео]ю)",
    re.IGNORECASE,
)
#: Stems that no simple word begins with, where only one spelling can be kept.
_SURE_STEM: Final = re.compile(
    r"\w{2,}(?:(?:ль|н|ч|в|р|ск|ст|г|к|д)но|ов[ое]|ево|ско|ческо|ично|ико|лого|урно)", re.IGNORECASE
)
#: Capitals before a hyphen that is their own: “УСТЬ-ДЖЕГУТА”, “САНКТ-ПЕТЕРБУРГ”.
_OWN_CAPITALS: Final = re.compile(
    r"(?:УСТЬ|САНКТ|НЬЮ|ЙОШКАР|УЛАН|ГОРНО|ЮЖНО|СЕВЕРО|КАРАЧАЕВО|КАБАРДИНО|ЧЕЧЕНО|ХАНТЫ|ЯМАЛО|РОСТОВ|АЛМА|НУР|САН|СЕН|ЭЛЬ|АЛЬ"
    r"|SANKT|SAINT|SAINTE|NEW|BADEN|BAD|SAN|EL|AL)"
)
#: What is never one word, as adjectives of two peoples or fields: “deutsch-französisch”, “öffentlich-rechtlich”.
_KEEP: Final = re.compile(
    r"ко[ей]-\w+|из-(?:за|под)|(?:\w{3,}(?:isch|lich)|deutsch)-(?:\w{3,}(?:isch|lich)|deutsch)(?:e[nrsm]?)?|"
    r"(?:franco|germano|russo|anglo|italo|austro|sino|hispano)-\w{4,}",
    re.IGNORECASE,
)
_HYPHEN: Final = "[-\u2010]"
#: Small words inside the names of places: “Ростов-на-Дону”, “Stratford-upon-Avon”, “Châlons-en-Champagne”.
#: A hyphen before one of these stands for a word that follows: “Haupt- und Realschule”.
_SUSPENDED: Final = re.compile(
    rf"(?<=[^\W\d_]){_HYPHEN}[^\S\n]*\n\s*(?=(?:und|oder|bzw|sowie|u\.|and|or|to|et|ou|и|или|либо)(?![\w-]))",
    re.IGNORECASE,
)
#: What is written without blanks keeps its hyphen: an address of the web or of a mailbox.
_IN_ADDRESS: Final = re.compile(rf"((?:https?://|www\.)\S*|\S+@\S*)({_HYPHEN})[^\S\n]*\n[^\S\n]*(?=\w)", re.IGNORECASE)
_WITHIN: Final = (
    "на|над|при|под|де|ла|ле|сюр|ан|on|upon|by|the|sur|sous|en|de|du|des|la|le|les|lès|aux"
    "|am|an|der|im|in|ob|bei|di|del"
)


class DocumentReading(NamedTuple):
    """What was read of a document, and what it holds that acts."""

    text: str
    hazards: list[str]


def read_document(content: bytes, media_type: str) -> DocumentReading:
    """Return the text in `content`, as far as it can be read in time, "" for scans, and the hazards found."""
    if media_type not in READERS:
        return DocumentReading("", [])
    found, judged, text = _told(content, media_type)
    if not judged:
        return DocumentReading("", seen_unread(content, media_type))
    return DocumentReading(joined_words(text), found.split())


def read_paragraphs(content: bytes, media_type: str) -> str:
    """Return the text in `content` line by line, to be read as prose; "" where it cannot be read."""
    if media_type not in READERS:
        return ""
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]", "", _told(content, media_type)[2])
    text = _own_hyphens(text)
    text = re.sub(rf"\b([^\W\d_]+)({_HYPHEN})\n(?=([^\W\d_]+))", _in_prose, text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _told(content: bytes, media_type: str) -> tuple[str, bool, str]:
    """Return what the process of its own says: the hazards, whether it came so far, and the text."""
    command = [sys.executable, "-m", __name__, media_type]
    root = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, cwd=root, check=False)  # noqa: S603 - our own module
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told = late.stdout or b""
    found, judged, text = told.partition(b"\n")
    return found.decode("utf-8", "ignore"), bool(judged), text.decode("utf-8", "ignore")


def joined_words(text: str) -> str:
    """Return `text` with words joined that a line break had divided, and single spaces.

    A hyphen before a small letter divided a word; before a capital, between digits or in a name of several words
    it belongs there, as in “Усть-Джегута”, “1941–1945” and “Ростов-на-Дону”. A layer of recognised text
    puts a blank between hyphen and line break.
    """
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"(?<=\w)[\u00ad\u00ac][^\S\n]*\n[^\S\n]*(?=\w)|\u00ad", "", text)
    text = re.sub(r"(?<=\w) (?=\u2010\n)", "", text)  # a browser's PDF sets its hyphen apart; a dash is another sign
    text = _own_hyphens(text)
    line_end = rf"{_HYPHEN}[^\S\n]*\n\s*"
    rest = rf"\w+(?:{line_end}\w+){{0,3}}(?!\w|{_HYPHEN}\w)"
    text = re.sub(rf"\b(\w+){line_end}(?=({rest}))", _in_two_spellings, text)
    text = re.sub(rf"(?<=[^\W\d_])({_HYPHEN})\s*\n\s*(?=(?:{_WITHIN}){_HYPHEN}\s*([^\W\d_]))", _in_name, text)
    text = re.sub(rf"(?<=[^\W\d_]){_HYPHEN}[^\S\n]*\n[^\S\n]*(?=[^\W\d_])(?=(\w))", _joined, text)
    text = re.sub(r"(?<=\w)([-\u2010-\u2013])[^\S\n]*\n[^\S\n]*(?=\w)", r"\1", text)
    return " ".join(text.split())[:LONGEST]


def _own_hyphens(text: str) -> str:
    """Return `text` without line ends after hyphens that surely divide no word."""
    return _IN_ADDRESS.sub(r"\1\2", _SUSPENDED.sub("- ", text))


def _in_two_spellings(found: re.Match[str]) -> str:
    """Return a part of a word with what stands before its second part, where the hyphen may be its own."""
    first, second = found[1], re.sub(rf"{_HYPHEN}\s*", "", found[2])
    whole = f"{first}-{second}"
    if _are_capitals(first, second):
        return f"{whole} {first}"
    may_keep = _MAY_KEEP.fullmatch(whole) or _may_be_two(first, second)
    if _KEEP.fullmatch(whole) or (may_keep and not second[0].islower()):
        return f"{first}-"
    return f"{whole} {first}" if may_keep else found[0]


def _are_capitals(first: str, second: str) -> bool:
    """Say whether a line end stands between two parts of capitals alone, as in a heading."""
    return len(first) > 1 and len(second) > 1 and f"{first}{second}".isalpha() and f"{first}{second}".isupper()


def _may_be_two(first: str, second: str) -> bool:
    """Say whether both parts may be words of their own with a hyphen between them."""
    return bool(_WHOLE.fullmatch(first) or (_STEM.fullmatch(first) and _ADJECTIVE.fullmatch(second)))


def _in_prose(found: re.Match[str]) -> str:
    """Join a divided word in the one spelling that is likelier; a hyphen of its own stays, without the line end."""
    first, second = found[1], found[3]
    if _are_capitals(first, second):
        return f"{first}-" if _OWN_CAPITALS.fullmatch(first) else first
    if not second[0].islower():
        return found[0]
    whole = f"{first}-{second}"
    is_pair = _KEEP.fullmatch(whole) or _SURE_PAIR.fullmatch(whole)
    is_two = is_pair or (_SURE_STEM.fullmatch(first) and _ADJECTIVE.fullmatch(second))
    return f"{first}-" if is_two else first


def _in_name(found: re.Match[str]) -> str:
    """Keep the hyphen before a small word of a name, whose next word is a name again."""
    return found[1] if found[2].isupper() else found[0]


def _joined(found: re.Match[str]) -> str:
    return "" if found[1].islower() else "-"


def main() -> None:
    """Read a file from the standard input; write its hazards in a line, then its text, within the limits."""
    import resource  # there is none on Windows, where the rest of the module loads

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    content, media_type = sys.stdin.buffer.read(), sys.argv[1]
    sys.stdout.buffer.write(f"{' '.join(hazards(content, media_type))}\n".encode())
    sys.stdout.flush()
    left = LONGEST
    for piece in READERS[media_type](content):
        # Pages of a PDF end where a line ends; the pieces of the other kinds bring their own line breaks.
        ended = f"{piece[:left]}\n" if media_type == PDF else piece[:left]
        sys.stdout.buffer.write(ended.encode("utf-8", "ignore"))
        left -= len(piece)
        if left <= 0:
            return
        if media_type == PDF:
            sys.stdout.flush()


if __name__ == "__main__":
    main()
