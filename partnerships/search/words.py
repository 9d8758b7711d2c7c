"""Words to tokens, the same for what is written and for what is asked, and for both databases.

A word is kept as its folded form (lower case, ё as е, é as e) and, marked by KEY, under its keys: what all
forms of the word have in common. Neither database is asked to know any language.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import icu
import snowballstemmer

from partnerships.text.folding import fold
from partnerships.text.translated import CODES
from partnerships.text.transliteration import latin

#: Before a key; no Russian word begins with it, so a key never equals a form.
KEY: Final = "ъ"
#: Between two texts, so that no phrase is found across them.
BREAK: Final = "ъъ"
LONGEST: Final = 40
SHORT: Final = 5000

WORD: Final = re.compile(r"[^\W_]+")
CYRILLIC: Final = re.compile(r"[а-я]+")
_TAG: Final = re.compile(r"</?[a-zA-Z][^>]*>")

#: Endings that the stemmer takes for those of a verb, or cuts too deep: Махачкала, страна, музей, приёму.
ENDINGS: Final = ("й", "ла", "ло", "на", "но", "ны", "ему")

#: Nouns whose last letters the stemmer takes for the ending of a verb: "визит" is no form of "виза".
NOUNS_IN_IT: Final = re.compile(r"(виз|лим|зен)ит(?=е?$)")

#: What stands between a name and "-ский": махачкал-ин-ский, феодос-ий-ский, грозн-ен-ский.
LINKS: Final = ("ин", "ен", "ий")
#: Names, or their keys, whose adjectives have another stem, each with the key of the adjective: Чечня, чеченский. Here
#: are the regions of Russia and the countries with which cities make partners.
_KIN: Final = (
    "чечн чечен, крым крымск, калмык калмыцк, ингушет ингуш, алан аланск, тул тульск, безье безьерск, мойн мойнск, "
    "айов айовск, "
    "адыге адыгей, башкортоста башкир, башкортостан башкир, татарста татар, татарстан татар, карел карель, "
    "якут якутск, саха якутск, тыв тув, перм пермск, ура ураль, урал ураль, ярославл ярослав, цхинва цхинваль, "
    "цхинвал цхинваль, армен армян, франц француз, сша американ, америк американ, итал итальян, белар белорус, "
    "беларус белорус, белорусс белорус, казахста казах, казахстан казах, узбекиста узбек, узбекистан узбек, "
    "туркмениста туркмен, туркменистан туркмен, таджикиста таджик, таджикистан таджик, кыргызста кыргыз, "
    "кыргызстан кыргыз, молдов молдав, герман немецк, польш польск, чех чешск, словак словацк, серб сербск, "
    "грец греческ, "
    "турц турецк, кипр кипрск, ира иранск, иран иранск, ирак иракск, монгол монголь, япон японск, коре корей, "
    "великобритан британ, португал португаль, венгр венгер, швец шведск, норвег норвежск, дания датск, дании датск, "
    "данию датск, данией датск, финлянд финск, латв латыш, литв литовск, марокк мароккан, бразил бразиль, "
    "мексик мексикан, венесуэл венесуэль, непа непаль, непал непаль, афганиста афган, афганистан афган, перу перуан, "
    "никарагу никарагуан"
)
KIN: Final = dict(pair.split() for pair in _KIN.split(","))

#: Words that a question may leave unanswered.
SMALL_WORDS: Final = {
    "ru": "а без бы в во для до же за и из или к ко как когда ли между на не ни но о об от по под при про с со то у что"
    " это где кто кем чем кого г гг год года году годы годов",
    "en": "a an and at between by for from in of on or the to with what when where who year years",
    "de": "ab als am an auf aus bei bis das dem den der des die ein eine einem einen einer fur im in ist mit nach oder"
    " seit um und von vom vor wann was wer wie wo zu zum zur zwischen jahr jahre jahren",
    "fr": "a au aux avec avant c ce ces chez d dans de depuis des du en entre est et l la le les ou par pour qu quand"
    " que qui s sans sur un une vers an annee annees",
}
SMALL: Final = frozenset(word for code in CODES for word in SMALL_WORDS.get(code.partition("-")[0], "").split())
#: Russian words whose forms have no common beginning.
ODD: Final = {
    **dict.fromkeys("день дня дню днем дне дни дней дням днями днях".split(), "день"),
    **dict.fromkeys("песен песня песни песню песней песням песнями песнях песне".split(), "песня"),
    **dict.fromkeys("писем письмо письма письму письмом письме письмам письмами письмах".split(), "письмо"),
    **dict.fromkeys("дети детей детям детьми детях ребенок ребенка".split(), "дети"),
}


def words(text: str) -> Sequence[str]:
    """Return the folded words of `text`, in order."""
    return _short(text) if len(text) < SHORT else _split(text)


def _split(text: str) -> Sequence[str]:
    return tuple(word[:LONGEST] for word in WORD.findall(fold(text)))


#: The same texts come by several times: in both indexes, and a city's names in all of its records.
_short = lru_cache(maxsize=5000)(_split)


def bare_words(text: str) -> str:
    """Return rich text as bare words."""
    return _TAG.sub(" ", text).replace("&nbsp;", " ") if "<" in text else text


def stemmers_by_script(codes: Iterable[str]) -> dict[str, list[object]]:
    """Return the stemmers of the languages `codes` by the script of their words.

    What nobody of the site writes in is stemmed as Russian or English, which names and quotations often are.
    """
    found: dict[str, list[object]] = {}
    for code in codes:
        locale = icu.Locale(code)
        name = locale.getDisplayLanguage(icu.Locale("en")).lower().replace("norwegian bokmål", "norwegian")
        locale.addLikelySubtags()
        stemmer = [snowballstemmer.stemmer(name)] if name in snowballstemmer.algorithms() else []
        found.setdefault(locale.getScript(), []).extend(stemmer)
    found.setdefault("Cyrl", [_RUSSIAN])
    found.setdefault("Latn", [snowballstemmer.stemmer("english")])
    return found


_RUSSIAN: Final = snowballstemmer.stemmer("russian")
STEMMERS: Final = stemmers_by_script(CODES)
HAS_RUSSIAN: Final = "ru" in CODES or STEMMERS["Cyrl"] == [_RUSSIAN]
HAS_GERMAN: Final = any(code.partition("-")[0] == "de" for code in CODES)
_UMLAUT: Final = re.compile(r"(?<=[aou])e")


def stems(word: str, by_script: Mapping[str, Sequence[Any]]) -> set[str]:
    """Return the stem of the folded `word` in each language that is written in its letters."""
    return {stemmer.stemWord(word) for stemmer in by_script.get(icu.Script.getScript(word[0]).getShortName(), ())}


@lru_cache(maxsize=100_000)
def keys(word: str) -> tuple[str, ...]:
    """Return what the other forms of the folded `word` share with it; none for numbers.

    A stemmer alone is not enough: it cuts "транзит" to "транз" but "транзита" to "транзит". So a word is known by
    its own form and by its stem, and two forms meet when they have either in common.
    """
    if not word.isalpha() or word.startswith(KEY):
        return ()
    if word in ODD:
        return (ODD[word],)
    found = stems(word, STEMMERS)
    if match := NOUNS_IN_IT.match(word):
        found = {match[0] if stem == match[1] else stem for stem in found}
    if HAS_GERMAN:
        found |= without_umlauts(word, STEMMERS)
    if HAS_RUSSIAN and CYRILLIC.fullmatch(word):
        if word.endswith(ENDINGS):
            found.add(word[:-1])
        found |= {f"{part[:-2]}{part[-1]}" for part in (word, *found) if _has_fleeting_vowel(part)}
        named = {part[:-2] for part in found if len(part) > 6 and part.endswith("ск") and part != "городск"}
        found |= named | {part[:-2] for part in named if len(part) > 4 and part.endswith(LINKS)}
        found |= {KIN[part] for part in (word, *found) if part in KIN}
    return tuple(sorted(key for key in found if len(key) > 2 and key not in SMALL and key != word))


def without_umlauts(word: str, by_script: Mapping[str, Sequence[object]]) -> set[str]:
    """Return what “muenchen” shares with “münchen”, whose folded form is “munchen”."""
    short = _UMLAUT.sub("", word)
    return {short, *stems(short, by_script)} if short != word else set()


def _has_fleeting_vowel(part: str) -> bool:
    """Say whether `part` ends as "выставок" and "рисунок" do, whose vowel goes in "выставка", "рисунка"."""
    return len(part) > 4 and part[-2:] in {"ок", "ек", "ец"} and part[-3] not in "аеиоуыэюя"


def tokens(texts: Iterable[str], *, limit: int = 40_000, spelled: bool = False) -> str:
    """Return what an index holds of `texts`: their words in order, then the keys of the words.

    `spelled` adds the Latin spelling of Russian words, for names; `limit` bounds the words.
    """
    forms: list[str] = []
    for text in texts:
        if text and len(forms) < limit:
            forms += [*([BREAK] if forms else []), *words(text)]
    distinct = set(forms[:limit]) - {BREAK}
    found = {key for word in distinct for key in keys(word)}
    if spelled:
        found |= {latin(word) for word in distinct - SMALL if CYRILLIC.fullmatch(word)}
    return " ".join([*forms[:limit], *sorted(f"{KEY}{key}" for key in found)])
