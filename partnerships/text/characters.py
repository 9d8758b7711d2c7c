"""The characters of a text: what it is kept in, whatever door it came in by.

What nobody sees goes (controls, marks without width, marks of direction), what looks the same is the same (NFC), and
every line break is one sign. So whatever is kept can stand in any file that the register writes.
"""

import re
import unicodedata
from typing import Final

#: What Unicode calls a control, a format or no character, and letters that fill a place and show nothing; but not
#: the marks of numbers and pages in Arabic and Indian scripts, which are formats and seen.
_UNSEEN: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Joiners are spelling in Persian and in India, and hold a sign of several people together; tags end a flag.
_JOINER: Final = (
    "(?<=[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufefc])[\u200c\u200d](?=[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufefc])"
    "|(?<=[\u0900-\u0dff])\u200d"
    "|(?<=[\u2600-\u27bf\ufe0f\U0001f1e6-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f"
)


#: What most texts are made of: nothing of it is changed, so a text of these alone is not looked at three times.
_ORDINARY: Final = re.compile(
    "[\n -~\xa0-\xac\xae-\u0233\u0388-\u0482\u048a-\u0513\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]*"
)
_DROPPED: Final = re.compile(f"({_JOINER})|[{_UNSEEN}]")


def clean_characters(text: str) -> str:
    """Return `text` in the characters in which it is kept; its line breaks stay."""
    if _ORDINARY.fullmatch(text):
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub(r"\1", text))


def one_line(text: str) -> str:
    """Return `text` as `clean_characters` does, on one line: a break ends the heading of a letter or a calendar."""
    text = clean_characters(text)
    return re.sub(r" *\n[ \n]*", " ", text).strip() if "\n" in text else text.strip()
