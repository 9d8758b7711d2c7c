"""Cities that only the text knows: “the city of X”, “X (Bulgaria)”, “делегация города X”.

Their case forms are put together; the name is the form that all others may be cases of, if the text has it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from partnerships.prose.candidates import SURE_OF_CITY, Candidates
from partnerships.prose.names import CAPITAL, capitalised, is_country, is_of_a_town
from partnerships.prose.places import Gazetteer, NamedCity, capital_follows, without_marks
from partnerships.prose.words import ProseWords
from partnerships.search.demonyms import DEMONYMS
from partnerships.search.words import CYRILLIC

_PATRONYMIC: Final = re.compile(r"\w+(?:вич|вна|ична|ич)(?:а|у|ем|ы|е|ой)?$")
_TWO_WORDS: Final = re.compile(
    r"(?:\w+(?:ий|ый|ой|ая|ое|ие|ые|ого|его|ому|ом|ую|ем)|нью|сан|санта|сен|лос|рио|порт|эль|ла|ле|де|бад|баден|форт|кейп)$",
    re.I,
)
#: First names that look like the first word of a city's: Виталий as Великий.
_FIRST_NAMES: Final = re.compile(
    r"(?:витал|дмитр|васил|юр|анатол|евген|григор|валер|геннад|аркад|георг|серг|игнат|афанас|леонт|кеш|евстаф|тере?нт)ий$",
    re.I,
)
#: What a name with a small word behind it belongs to: “в Национальном музее”.
_SMALL_BODY: Final = (
    r"музе|университет|театр|центр|дворц|парк|район|област|кра[йе]|республик|округ|академи|библиотек|institute|museum"
)
_BODIES: Final = r"правительств|собрани|комитет|совет|дум|палат|фонд|фронт|хор|ансамбл|союз"
_LIST: Final = (
    r"(?: ?\([^()\n]{{2,60}}\))?(?:,| and| и| und) (?:(?:the )?(?:city|town) of |город\w* |г\. ?)?(?P<name>{})"
)


def discover(text: str, words: ProseWords, known: Gazetteer) -> list[NamedCity]:
    """Return the cities that `text` tells of and `known` has not."""
    found = Candidates(known)
    for name, country in _candidates(text, words):
        found.add(name, country, SURE_OF_CITY)
    for name in _districts(text, words):
        found.add(name, "", SURE_OF_CITY)
    for name in _hints(text, words):
        found.add(name, "", 1)
    for names in (_leads(text, words), *_lists(text, words)):  # last, as a list is of cities when some of it are
        cities = sum(found.is_city(name) for name in names)
        for name in names if cities else ():
            if cities > 1 or " " not in name:  # “of Omsk, Anna Berg and others” is no list of cities
                found.add(name, "", SURE_OF_CITY)
    return _short_forms([candidate.place() for candidate in found.all if candidate.evidence >= SURE_OF_CITY], words)


def _districts(text: str, words: ProseWords) -> Iterator[str]:
    """Yield the districts, counties and Landkreise that something is agreed on with."""
    name, word = capitalised(words.particles), rf"{CAPITAL}[^\W\d_]+"
    for pattern in words.districts:
        for match in re.finditer(pattern.replace("NAME", name).replace("WORD", word), text):
            yield match["name"]


def _short_forms(places: list[NamedCity], words: ProseWords) -> list[NamedCity]:
    """Return `places` with those that are the beginning of another as its names: Saint-Aubry(-sur-Loire)."""
    long = {one: _longer(one, places, words) for one in places}
    found = []
    for one in places:
        if long[one] is None:
            names = [name for short in places if long[short] is one for name in short.names]
            begins = re.match(rf"([^\W\d_]{{4,}}(?:-[^\W\d_]+)?)[ -](?:{words.particles})[ -]", one.name, re.I)
            found.append(replace(one, names=(*one.names, *names, *([begins[1]] if begins else ()))))
    return found


def _longer(short: NamedCity, places: list[NamedCity], words: ProseWords) -> NamedCity | None:
    begins = re.compile(rf"{re.escape(short.name)}[ -](?:{words.particles})[ -]", re.I)
    return next((one for one in places if begins.match(one.name)), None)


def _lists(text: str, words: ProseWords) -> Iterator[list[str]]:
    """Yield the names of each list behind a small word of place: “from A and B”, “representatives of A, B and C”."""
    name = capitalised(words.particles)
    joint = r",\s+|,?\s+(?:and|as well as|и|а также|und|sowie)\s+(?:из\s|from\s|of\s|aus\s)?"
    small = rf"{words.place_prepositions}|of|as well as|von|городов|городами|городам|городах|делегаци\w+"
    before = rf"(?:(?<!\w)(?i:{small})|:)\s"
    for match in re.finditer(rf"{before}(?P<list>{name}(?:(?:{joint}){name})+)", text):
        names: list[str] = []
        for one in re.finditer(rf"(?:^|{joint})(?P<name>{name})", match["list"]):
            end = match.start("list") + one.end("name")
            names += [tidied for tidied in _tidied(one["name"], text, end, words) if tidied == one["name"]]
        if len(names) > 2 or not re.search(r",\s", match["list"]):
            yield names


def _leads(text: str, words: ProseWords) -> list[str]:
    """Return the names with which paragraphs begin: “Зуль (Германия). 4 февраля …”, “Otaru: …”."""
    name = capitalised(words.particles)
    leads = re.finditer(rf"(?m)^\W*(?P<name>{name})(?: ?\([^()\n]*\))?(?:[.:]| [–—-])\s", text)
    return [
        one
        for lead in leads
        if not _is_heading_of_words(lead["name"], text, words)
        for one in _tidied(lead["name"], text, lead.end("name"), words)
    ]


def _hints(text: str, words: ProseWords) -> Iterator[str]:
    """Yield names that may be cities': behind “in”, behind “German”, alone on a line; two hints are enough."""
    name = capitalised(words.particles)
    for match in re.finditer(rf"(?<!\w)(?i:{words.place_prepositions}) (?P<name>{name})(?!\s+(?:{_SMALL_BODY}))", text):
        for one in _tidied(match["name"], text, match.end("name"), words):
            yield from _twice([one]) if is_of_a_town(one) else [one]
    for match in re.finditer(rf"(?m)^(?P<name>{name})(?:,[^.\n]{{0,20}}\d)?[^.\w\n]*$", text):
        if not _is_heading_of_words(match["name"], text, words):
            yield from _twice(_tidied(match["name"], text, match.end("name"), words))
    for match in re.finditer(rf"(?<!\w)(?i:{_demonyms()}) (?P<name>{name})", text):
        if CYRILLIC.search(match["name"]):  # “Days of German Culture” has as many capitals as “German Jena”
            yield from _twice(_tidied(match["name"], text, match.end("name"), words))


def _twice(names: Iterable[str]) -> Iterator[str]:
    """Yield each name as often as makes it a city's."""
    return (name for name in names for _hint in range(SURE_OF_CITY))


def _is_heading_of_words(name: str, text: str, words: ProseWords) -> bool:
    """Say whether a line is a heading of ordinary words: “Annual Report”, “Ausblick”, “Культура”."""
    parts = re.findall(r"[^\W\d_]{4,}", name)
    return bool(re.fullmatch(words.headings, name, re.I)) or any(
        re.search(rf"(?<!\w){part.lower()}(?!\w)", text) for part in parts
    )


@lru_cache
def _demonyms() -> str:
    """Return the pattern of “финский” and “Finnish” in any form, for all countries."""
    told = {word for line in DEMONYMS.values() for word in line.split()}
    russian = {word.removesuffix("ий") for word in told if word.endswith("кий")}
    return "|".join(
        [
            *(rf"{stem}(?:ий|ого|ому|им|ом|ая|ую|ой|ое)" for stem in sorted(russian)),
            *sorted(w for w in told if w.isascii()),
        ]
    )


def _candidates(text: str, words: ProseWords) -> Iterator[tuple[str, str]]:
    name = capitalised(words.particles)
    for cue in words.city_cues:
        for match in re.finditer(cue.replace("NAME", f"(?P<name>{name})"), text):
            yield from _listed(text, match, name, words)
    for match in re.finditer(rf"(?P<name>{name}) (?:in|в|во) (?P<country>{name})", text):
        if is_country(match["country"].split()[0]):
            yield from ((one, match["country"]) for one in _tidied(match["name"], text, match.end("name"), words))
    bracketed = (
        rf"(?P<name>{name})(?:,? (?:and|и|und) (?P<other>{name}))? ?(?:\((?P<in>[^()]{{2,60}})\)|, (?P<of>{name}))"
    )
    for match in re.finditer(bracketed, text):
        country = match["in"] or match["of"]
        if is_country(country) or (match["in"] and words.pattern("regions").search(country)):
            for found in filter(None, (match["name"], match["other"])):
                yield from ((tidied, country) for tidied in _tidied(found, text, match.end("name"), words))


def _listed(text: str, match: re.Match[str], name: str, words: ProseWords) -> Iterator[tuple[str, str]]:
    """Yield the name of a cue, and those after it where it is of several: “the cities of A, B and C”."""
    yield from ((one, "") for one in _tidied(match["name"], text, match.end("name"), words))
    if not re.match(r"(?:the )?(?:cities|towns|города(?:м|ми|х)?|городов|städten?)\b", match[0], re.I):
        return
    following, end = re.compile(_LIST.format(name)), match.end("name")
    while more := following.match(text, end):
        yield from ((one, "") for one in _tidied(more["name"], text, more.end("name"), words))
        end = more.end()


def _tidied(name: str, text: str, end: int, words: ProseWords) -> Iterator[str]:
    """Yield the part of `name` that is a city's, if it is one."""
    parts = without_marks(name).split(" ")
    if words.code == "ru" and len(parts) > 1 and (not _TWO_WORDS.match(parts[0]) or _FIRST_NAMES.match(parts[0])):
        parts = parts[:1]
    parts = parts[: next((at for at, part in enumerate(parts) if at and _is_word(part, words)), len(parts))]
    while parts and (_is_word(parts[-1], words) or is_country(parts[-1]) or re.fullmatch(words.particles, parts[-1])):
        parts = parts[:-1]
    found = " ".join(parts)
    if not parts or _is_word(parts[0], words) or is_country(found) or len(found) < 3 or found.isupper():
        return
    if words.pattern("no_city_after").match(text[end : end + 20].lstrip()) or is_country(parts[0]):
        return
    start = end - len(name)
    before = text[max(0, start - 12) : start]
    if words.code == "en" and re.match(r"\s+of\s", text[end:]) and not re.search(r"cit(?:y|ies) of $", before):
        return  # “representatives of Diaspora of …”
    if len(parts) == 1 and words.pattern("verbs").fullmatch(parts[0]):
        return  # “Съездить в Болгарию”
    if words.code == "ru" and _is_russian_person(parts, text[end:]):
        return
    after = [*name.split(" ")[len(parts) :], *capital_follows(text, end)]
    if (
        len(parts) > 1
        and parts[0].endswith(("ой", "ом", "ем"))
        and _ends_with_office(text[max(0, start - 30) : start], words)
    ):
        return  # “во главе с мэром Оксаной Петровой”
    is_person = bool(after) and (len(after) == 1 or bool(_PATRONYMIC.match(after[0])))  # “мэр Иван Петров”
    city_of = re.search(r"(\S*) (?:город\w*|\bг\.) ?$", text[max(0, start - 40) : start])
    is_office = bool(city_of and words.pattern("office").fullmatch(city_of[1]))
    if words.code == "ru" and is_person and "-" not in found and (not city_of or (is_office and len(after) == 1)):
        return  # “мэр Иван Петров”, “заместитель главы города Иван Петров”, but “город Нижний Ломов”
    yield found


def _is_russian_person(parts: list[str], after: str) -> bool:
    """Say whether a name in the instrumental is somebody's: “главой города Сергеем Ильиным”, or a body's adjective.

    The adjective of a city's name ends in -ым or -им there, a first name in -ом or -ем.
    """
    if any(_PATRONYMIC.fullmatch(part) for part in parts):
        return True
    if len(parts) == 1:  # “делегация Народного правительства”
        return parts[0].endswith(("ного", "ской", "ского", "ной")) and bool(re.match(rf"\s(?:{_BODIES})", after))
    first, last = parts[0], parts[-1]
    return (first.endswith(("ом", "ем")) and last.endswith(("ым", "им", "ом", "ем"))) or (
        first.endswith("ой") and last.endswith("ой")
    )


def _ends_with_office(before: str, words: ProseWords) -> bool:
    last = before.split()[-1:]
    return bool(last and words.pattern("office").fullmatch(last[0]))


def _is_word(word: str, words: ProseWords) -> bool:
    plain = word.rstrip(".,;")
    return bool(
        re.fullmatch(words.not_names, plain)
        or words.pattern("body").fullmatch(plain)
        or words.pattern("office").fullmatch(plain)
        or words.pattern("no_city_after").match(plain)
    )
