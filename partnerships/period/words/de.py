"""Dates in German."""

from typing import Final

from partnerships.period.words.table import PeriodWords

_MONTHS: Final = "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember"
_SHORT: Final = "jan,feb,mär,apr,mai,jun,jul,aug,sep,okt,nov,dez"
_LONGER: Final = {"jänner": 1, "jaenner": 1, "jän": 1, "feber": 2, "maerz": 3, "mrz": 3, "sept": 9}
_SEASONS: Final = ("Frühling", "Sommer", "Herbst", "Winter")
#: What takes “der” beside a preposition, as a day does: dem Sommer, dem 30. Juli, dem 1. Quartal.
_WITH_ARTICLE: Final = rf"(?=\d\d?\. |{'|'.join(_SEASONS)})"

WORDS: Final = PeriodWords(
    months=tuple(_MONTHS.split(",")),
    months_of=tuple(_MONTHS.split(",")),
    seasons=_SEASONS,
    seasons_of=_SEASONS,
    numerals=("1.", "2.", "3.", "4."),
    quarter=("Quartal", "Quartal", "Quartal", "Quartal"),
    half=("Halbjahr", "Halbjahr", "Halbjahr", "Halbjahr"),
    of_year=" {}",
    decade=("{}er Jahre", "{}er Jahren"),
    day="{}.",
    conjunction=" und ",
    about="um {}",
    since="seit {}",
    until="bis {}",
    about_since="etwa seit {}",
    about_until="etwa bis {}",
    before="vor {}",
    after="nach {}",
    sound=(
        (r"^um (?=.*–)", "etwa "),
        (r"^((?:um|etwa) (?!seit|bis).*er Jahre)n$", r"\1"),
        (r"^(etwa (?!seit|bis).*?er Jahre)n(?= –)", r"\1"),
        (r"^um (?=\d{3}0er)", "um die "),
        (r"^um (?=\d\. (?:Quartal|Halbjahr))", "um das "),
        (rf"^um {_WITH_ARTICLE}", "um den "),
        (r"^((?:etwa )?(?:seit|vor|nach)) (?=\d{3}0er)", r"\1 den "),
        (rf"^((?:etwa )?(?:seit|vor|nach)) {_WITH_ARTICLE}", r"\1 dem "),
        (r"^((?:etwa )?bis) (?=\d{3}0er)", r"\1 zu den "),
        (rf"^((?:etwa )?bis) {_WITH_ARTICLE}", r"\1 zum "),
        (r"(\d\d:\d\d)(?= – |$)", r"\1 Uhr"),
    ),
    again=(
        ("jährlich", "alljährlich", "jedes Jahr", "einmal im Jahr", "jaehrlich"),
        ("zweimal im Jahr", "zweimal jährlich", "halbjährlich"),
        ("alle zwei Jahre", "zweijährlich", "jedes zweite Jahr"),
        ("monatlich", "jeden Monat"),
        ("wöchentlich", "jede Woche"),
        ("vierteljährlich", "jedes Quartal", "quartalsweise"),
        ("regelmäßig",),
        ("mehrmals", "wiederholt", "mehrfach"),
    ),
    month_spellings={
        **{name.lower(): at for names in (_MONTHS, _SHORT) for at, name in enumerate(names.split(","), 1)},
        **_LONGER,
    },
    season_spellings={
        **dict.fromkeys(("frühling", "frühjahr", "fruehling", "fruehjahr"), 21),
        "sommer": 22,
        "herbst": 23,
        "winter": 24,
    },
    weekdays=(
        ("montag", "mo"),
        ("dienstag", "di"),
        ("mittwoch", "mi"),
        ("donnerstag", "do"),
        ("freitag", "fr"),
        ("samstag", "sonnabend", "sa"),
        ("sonntag", "so"),
    ),
    ordinals=(("erst",), ("zweit",), ("dritt",), ("viert",), ("fünft",)),
    ordinal_ends="(?:e[srnm]?)",
    number_ends=(".", "te", "ten", "ter"),
    decade_ends=("er",),
    quarter_spellings=("quartal", "quartals", "quartale", "quartalen", "vierteljahr"),
    half_spellings=("halbjahr", "halbjahres", "halbjahre", "halbjahren", "jahreshälfte"),
    operators={
        "<": ("seit", "von", "vom", "ab", "beginnend"),
        ">": ("bis", "bis zum", "bis zu", "bis in"),
        "before": ("vor", "früher als"),
        "after": ("nach", "später als"),
        "not_after": ("spätestens", "bis spätestens", "nicht später als"),
        "not_before": ("frühestens", "nicht früher als"),
        "about": ("etwa", "ungefähr", "circa", "ca", "zirka", "gegen"),
        "about_or_at": ("um",),
        "&": ("und", "sowie", "&"),
        "now": ("heute", "jetzt", "dato"),
        "": ("der", "die", "das", "dem", "den", "des", "am", "im", "in", "zum", "uhr", "n. chr"),
        "year": ("jahr", "jahre", "jahren", "jahres"),
        "part": ("anfang", "beginn", "mitte", "ende", "früh", "spät"),
        "length": ("monate", "monat", "monaten", "tage", "tag", "tagen", "wochen", "woche"),
        "century": ("jahrhundert", "jahrhunderts", "jahrhunderte", "jh", "jhdt"),
    },
    hour_spellings=("uhr", "h", "stunden"),
    shared_hours=("uhr",),
    minute_spellings=("min", "minuten"),
    morning=("vormittags", "morgens", "früh"),
    evening=("abends",),
    afternoon=("nachmittags", "mittags"),
    night=("nachts",),
    day_word=("tag",),
    day_beside=("tag der anreise", "tag der abreise", "anreisetag", "abreisetag"),
    parts_of_day=(
        *("ganztägig", "den ganzen tag", "vormittags", "nachmittags", "morgens", "mittags", "abends", "nachts"),
        *("vormittag", "nachmittag", "morgen", "abend", "am vormittag", "am nachmittag", "am morgen", "am abend"),
    ),
)
