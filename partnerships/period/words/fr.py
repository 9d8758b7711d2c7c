"""Dates in French."""

from typing import Final

from partnerships.period.words.table import PeriodWords

_MONTHS: Final = "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"
_PLAIN: Final = "janvier,fevrier,mars,avril,mai,juin,juillet,aout,septembre,octobre,novembre,decembre"
_SHORT: Final = {"janv": 1, "jan": 1, "févr": 2, "fév": 2, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "juill": 7}
_SHORTER: Final = {"sept": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12}
_BEFORE: Final = "depuis environ|depuis|jusque vers|vers|avant|après"
#: A day, quarter or half-year.
_NUMBERED: Final = r"(?=\d\d?(?:er|e)? \w)"

WORDS: Final = PeriodWords(
    months=tuple(_MONTHS.split(",")),
    months_of=tuple(_MONTHS.split(",")),
    seasons=("printemps", "été", "automne", "hiver"),
    seasons_of=("printemps", "été", "automne", "hiver"),
    numerals=("1er", "2e", "3e", "4e"),
    quarter=("trimestre", "trimestre", "trimestres", "trimestres"),
    half=("semestre", "semestre", "semestres", "semestres"),
    of_year=" {}",
    decade=("années {}", "années {}"),
    day="{}",
    first_day="1er",
    conjunction=" et ",
    about="vers {}",
    since="depuis {}",
    until="jusqu’en {}",
    about_since="depuis environ {}",
    about_until="jusque vers {}",
    before="avant {}",
    after="après {}",
    sound=(
        (r"^vers (?=.*–)", "environ "),
        (rf"^({_BEFORE}) (?=printemps)", r"\1 le "),
        (rf"^({_BEFORE}) {_NUMBERED}", r"\1 le "),
        (rf"^({_BEFORE}) (?=été|automne|hiver)", r"\1 l’"),
        (rf"^({_BEFORE}) (?=années)", r"\1 les "),
        (r"^jusqu’en (?=printemps)", "jusqu’au "),
        (rf"^jusqu’en {_NUMBERED}", "jusqu’au "),
        (r"^jusqu’en (?=été|automne|hiver)", "jusqu’à l’"),
        (r"^jusqu’en (?=années)", "jusqu’aux "),
        (r"\b0?(\d\d?):(\d\d)", r"\1 h \2"),
        (r" h 00", " h"),
    ),
    again=(
        ("chaque année", "tous les ans", "annuellement", "une fois par an"),
        ("deux fois par an", "semestriellement"),
        ("tous les deux ans", "un an sur deux", "une année sur deux"),
        ("chaque mois", "tous les mois", "mensuellement"),
        ("chaque semaine", "toutes les semaines"),
        ("chaque trimestre", "tous les trimestres"),
        ("régulièrement",),
        ("plusieurs fois", "à plusieurs reprises"),
    ),
    month_spellings={
        **{name: at for names in (_MONTHS, _PLAIN) for at, name in enumerate(names.split(","), 1)},
        **_SHORT,
        **_SHORTER,
    },
    season_spellings={"printemps": 21, "été": 22, "ete": 22, "automne": 23, "hiver": 24},
    weekdays=(
        ("lundi", "lun"),
        ("mardi",),
        ("mercredi", "mer"),
        ("jeudi", "jeu"),
        ("vendredi", "ven"),
        ("samedi", "sam"),
        ("dimanche", "dim"),
    ),
    ordinals=(
        ("premier", "première", "premiere"),
        ("deuxième", "second", "seconde", "deuxieme"),
        ("troisième", "troisieme"),
        ("quatrième", "quatrieme"),
        ("cinquième", "cinquieme"),
    ),
    ordinal_ends="",
    number_ends=("er", "ère", "re", "e", "ème", "eme", "nd", "nde"),
    decade_ends=(),
    decade_heads=("années", "annees"),
    quarter_spellings=("trimestre", "trimestres"),
    half_spellings=("semestre", "semestres"),
    operators={
        "<": ("depuis", "de", "du", "d'", "dès", "à partir de", "à partir du", "à compter du", "à compter de"),
        ">": ("jusqu'en", "jusqu'au", "jusqu'à", "jusqu'aux", "jusque", "au", "aux"),
        "before": ("avant",),
        "after": ("après", "apres"),
        "not_after": ("au plus tard",),
        "not_before": ("au plus tôt", "pas avant"),
        "about": ("vers", "environ", "autour de", "autour du", "circa", "ca"),
        "&": ("et", "ainsi que", "&"),
        "to_or_at": ("à",),
        "now": ("aujourd'hui", "ce jour", "maintenant", "nos jours", "présent"),
        "": ("le", "la", "les", "l'", "en", "ap. j.-c"),
        "year": ("an", "année", "années", "annees", "annee"),
        "part": ("début", "mi", "milieu", "fin", "courant"),
        "length": ("ans", "mois", "jours", "jour", "semaines", "semaine"),
        "century": ("siècle", "siècles", "siecle"),
    },
    hour_spellings=("h", "heures", "heure"),
    hour_signs=("h",),
    shared_hours=("h", "heures"),
    slashes=True,
    minute_spellings=("min", "minutes"),
    morning=("du matin", "matin"),
    evening=("du soir", "soir"),
    afternoon=("de l'après-midi", "après-midi"),
    night=("de la nuit",),
    day_word=("jour", "journée"),
    day_beside=("jour d'arrivée", "jour du départ", "jour de départ"),
    parts_of_day=(
        *("toute la journée", "le matin", "matin", "l'après-midi", "après-midi", "le soir", "soir", "la nuit"),
        *("en matinée", "dans la matinée", "en soirée", "dans la soirée", "dans l'après-midi"),
    ),
)
