"""The words around numbers: what is counted, how exactly, and what makes a number no count at all."""

import re
from typing import Final

from partnerships.models import Qualifier, Quantity
from partnerships.period.words import MONTH_NUMBERS

NOUNS: Final = tuple(
    (what, re.compile(rf"\b(?:{words})"))
    for what, words in (
        (
            Quantity.VISITORS,
            (
                r"посетител\w*|зрител(?:ь|я|ей|и|ям)\b|гост(?:ь|я|ей|и)\b|visitors?\b|spectators?\b|guests?\b|"
                r"besucher\w*|zuschauer\w*|gäste?n?\b|visiteu\w+|spectateu\w+"
            ),
        ),
        (
            Quantity.STUDENTS,
            (
                r"студент\w*|школьник\w*|учащ\w*|учени[кц]\w*|students?\b|pupils?\b|schoolchild\w*|"
                r"schüler\w*|studierende\w*|student(?:in|inn)?en\b|élèves?\b|étudiant\w*"
            ),
        ),
        (
            Quantity.PARTICIPANTS,
            r"участни[кцч]\w*|конкурсант\w*|participants?\b|entrants?\b|attendees?\b|teilnehm\w+|participante?s?\b",
        ),
        (Quantity.APPLICATIONS, r"заяв(?:ок|к\w+)\b|applications?\b|bewerbung\w*|anmeldung\w*|candidatures?\b"),
        (
            Quantity.WORKS,
            (
                r"работ[аыу]?\b|экспонат\w*|рисун\w+|works?\b|exhibits?\b|drawings?\b|"
                r"exponat\w*|zeichnung\w*|œuvres?\b|dessins?\b"
            ),
        ),
        (
            Quantity.EXCURSIONS,
            r"экскурси[йяию]\w*|excursions?\b|(?:guided )?tours?\b|führung(?:en)?\b|ausfl[uü]g\w*|visites? guidées?\b",
        ),
        (
            Quantity.PRIZES,
            (
                r"приз(?:а|ов|ы)?\b|наград\w*|диплом(?:а|ов|ы)?\b|prizes?\b|awards?\b|diplomas?\b|"
                r"preise?n?\b|auszeichnung\w*|prix\b|diplômes?\b"
            ),
        ),
        (Quantity.VENUES, r"площад(?:ок|к\w+)\b|venues?\b|spielstätten?\b|veranstaltungsorte?n?\b|lieux\b"),
        (Quantity.CITIES, r"город(?:а|ов|ам|ах)?\b|cit(?:y|ies)\b|st[aä]dten?\b|stadt\b|villes?\b"),
        (Quantity.ORGANIZATIONS, r"организаци[йяию]\w*|organi[sz]ation(?:s|en)?\b|organismes?\b"),
    )
)
#: Verbs that say who was counted: “приняли участие 300 человек”.
DONE: Final = (
    (Quantity.VISITORS, re.compile(r"\bпосетил[иао]?\b")),
    (Quantity.PARTICIPANTS, re.compile(r"\b(?:принял[иао]? участие|участвовал[иао]?|took part)\b")),
)
BEFORE: Final = (
    (
        Qualifier.AT_LEAST,
        r"не (?:менее|меньше|ниже)(?: чем)?|минимум|at least|no (?:fewer|less) than|≥|mindestens|au moins",
    ),
    (
        Qualifier.UP_TO,
        (
            r"не (?:более|больше|выше)(?: чем)?|максимум|до|(?:менее|меньше)(?: чем)?|"
            r"up to|at most|no more than|(?:less|fewer) than|under|≤|<|"
            r"bis zu|höchstens|maximal|au plus|jusqu['’]à"
        ),
    ),
    (
        Qualifier.MORE_THAN,
        r"более(?: чем)?|больше(?: чем)?|свыше|more than|over|above|>|über|mehr als|plus (?:de|d['’])",
    ),
    (
        Qualifier.ABOUT,
        (
            r"около|примерно|приблизительно|порядка|почти|ориентировочно|ок\.|"
            r"about|around|approximately|approx\.?|nearly|almost|some|ca?\.|≈|~|"
            r"etwa|rund|ungefähr|circa|environ|près de|quelque"
        ),
    ),
)
QUALIFIED: Final = tuple((kind, re.compile(rf"(?<!\w)(?:{words})\s*$")) for kind, words in BEFORE)
FROM: Final = re.compile(r"\b(?:от|from)\s*$")
LESS: Final = re.compile(r"(?:менее|меньше|less|fewer|under|<)")
AND_MORE: Final = re.compile(r"\s*(?:\+|(?:и|или) (?:более|больше)\b|(?:or|and) more\b)")

#: What makes a number no count of anything: a share, a measure, a place in a row, a day, a year.
MEASURE: Final = re.compile(
    r"\s*(?:%|‰|°|процент|п\.\s?п\.|per ?cent|руб|₽|\$|€|коп|евро|долл|usd|eur|rub|dollars?\b|"
    r"(?:кв\.?|куб\.?)\s?м\b|[кcс]?м[²³]?(?!\w)|км|km\b|m[²³]?(?!\w)|metres?\b|meters?\b|га\b|ha\b|кг|kg\b|тонн|т\.|литр|"
    r"час|ч\.|мин(?:ут|\.)|сут|дн(?:я|ей|и)\b|день\b|недел|месяц|лет(?!\w)|год(?!\w|ов)|года\b|году\b|г\.|гг\.|век|"
    r"hours?\b|minutes?\b|days?\b|weeks?\b|months?\b|years?\b|prozent|stunden?\b|minuten\b|tagen?\b|tage?\b|"
    r"wochen?\b|monate?n?\b|jahre?n?\b|pour ?cent|heures?\b|jours?\b|semaines?\b|mois\b|ans?\b|années?\b|"
    r"a\.?m\.?\b|p\.?m\.?\b)"
)
ORDINAL: Final = re.compile(r"\s?[-–‑](?:[а-я]{1,3}\b|лет\w+)|(?:st|nd|rd|th)\b")
NUMBERED: Final = re.compile(r"(?:№|#|\bno\.|[$€₽])\s*$")
MONTH: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
DAY_AFTER: Final = re.compile(rf"\s+(?:{MONTH})(?!\w)|[./:-]\d")
DAY_BEFORE: Final = re.compile(rf"(?<!\w)(?:{MONTH})\.?\s+$|\d[./:-]$|\d\s?[–-]\s?\d+$")
IN: Final = re.compile(r"(?:\b(?:в|во|за|с|со|по|до|от|in|of|since|by|until)|[(©])\s*$")
RANGE: Final = re.compile(r"\s*[–—‑-]\s*|\s+(?:до|to|and|по)\s+")
OPENED: Final = re.compile(r"\b(?:от|с|from|between)\s+$")

CUT: Final = re.compile(r"[;\n]|[.!?](?=\s+[А-ЯЁA-Z])")
COMMA: Final = re.compile(
    r",|\(|\)|\s+[–—-]\s+(?=\w)|\bи\b|\band\b|\bа также\b|\bas well as\b|\bplus\b(?! d[e'’])|"
    r"\bund\b|\bsowie\b|\bet\b|\bплюс\b"
)
LABEL_END: Final = re.compile(r"[:–—=-]\s*$")
#: Words that only tie a number to its neighbours or say that it is one.
TIES: Final = (
    r"(?:из|среди) (?:них|которых)|в том числе|в т\. ?ч\.|включая|а также|также|и|а|всего|итого|число|количество|"
    r"(?:проведен|организован|получен|представлен|вручен)[оаы]?|состоял[оаи]сь?|прошл[оаи]|принял[иао]? участие|"
    r"(?:of|among) (?:them|whom|which|these)|including|as well as|and|a|plus|with|in total|total|in all|there were|"
    r"davon|darunter|insgesamt|und|dont|au total|et|"
    r"(?:the )?(?:total )?number of|held|took part"
)
PREPOSITION: Final = r"из|в|во|на|по|от|с|from|of|in|at|by|for|aus|von|de|d|des"
HEADS: Final = re.compile(r"человек\w*|чел\.?|people|persons?|personen|personnes?")
EDGES: Final = " \t,;:–—-=()"
