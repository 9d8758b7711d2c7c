"""Words that say where: an address, or the name of a building, a hall, a square."""

import re
from typing import Final

from partnerships.period.words import fold_spelling

# Only as the name of a place begins: “отъезд в аэропорт” and “экскурсия по музею” say what happens.
_QUALITY: Final = r"(?:[\w-]+(?:ый|ий|ой|ая|яя|ое|ее)\s+){0,2}"
_BUILDING: Final = (
    r"аэропорт|аэровокзал|автовокзал|вокзал|гостиница|отель|администрация|мэрия|(?:конференц-)?зал|кабинет|кафе|ресторан|"
    r"столовая|музей|театр|филармония|библиотека|парк|сквер|площадь|стадион|дворец|дом|университет|институт|школа|"
    r"лицей|гимназия|центр|набережная|улица|проспект|переулок|мемориал|собор|храм"
)
_ADDRESS: Final = r"\b(?:ул|пр|просп|пл|пер|наб|каб|ауд)\.|\bпр-(?:т|кт)\b|\bд\.\s*\d|\bстр\.\s*\d"
_ENGLISH: Final = (
    r"(?:the\s+)?(?:(?!(?:to|at|in|of|the|from|visit|tour)\b)[\w'’-]+\s+){0,2}"
    r"(?:airport|station|hotel|hall|museum|theat(?:re|er)|library|park|square|stadium|university|restaurant|"
    r"street|avenue)"
)
_GERMAN: Final = (
    r"(?:(?!(?:im|in|am|zum|zur|beim|des|der|besuch|fahrt|führung)\b)[\w'’-]+\s+){0,2}"
    r"[\w-]*(?:flughafen|bahnhof|rathaus|saal|museum|theater|bibliothek|platz|schloss|halle|straße|stadion|schule|kirche)"
)
_FRENCH: Final = (
    r"(?:l['’]|la\s+|le\s+)?(?:aéroport|gare|hôtel|mairie|salle|musée|théâtre|bibliothèque|parc|place|stade|château|palais|"
    r"université|lycée|collège|école|église|rue|avenue)"
)
_PLACE: Final = re.compile(rf"(?:{_QUALITY}(?:{_BUILDING})|{_ENGLISH}|{_GERMAN}|{_FRENCH})\b")


def is_place(text: str) -> bool:
    """Say whether `text` is surely a place rather than something that happens."""
    plain = fold_spelling(text).lstrip('«"“ ')
    return bool(_PLACE.match(plain) or re.search(_ADDRESS, plain))
