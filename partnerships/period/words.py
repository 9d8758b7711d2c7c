"""Names of months in both languages, as printed and as typed."""

MONTHS = {
    "ru": "январь,февраль,март,апрель,май,июнь,июль,август,сентябрь,октябрь,ноябрь,декабрь".split(","),
    "en": "January,February,March,April,May,June,July,August,September,October,November,December".split(","),
}
GENITIVE_RU = "января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря".split(",")
_SHORT_RU = "янв,фев,мар,апр,май,июн,июл,авг,сен,окт,ноя,дек".split(",")
_EXTRA = {"февр": 2, "сент": 9, "нояб": 11, "sept": 9}


def fold(text: str) -> str:
    """Return `text` as the parser compares it: lower case, ё as е."""
    return text.lower().replace("ё", "е")


#: Every spelling a clerk may type, folded, without a trailing full stop.
MONTH_NUMBERS: dict[str, int] = {
    **{
        fold(name): number
        for names in (MONTHS["ru"], MONTHS["en"], GENITIVE_RU, _SHORT_RU, [name[:3] for name in MONTHS["en"]])
        for number, name in enumerate(names, 1)
    },
    **_EXTRA,
}
