"""Members of a delegation: name, office, organisation, role and contact out of a line or a row."""

import re
from typing import Final

from partnerships.models import PERSON_ROLES, ParticipantRole
from partnerships.period.words import fold_spelling
from partnerships.text.translated import CODES

OFFICE: Final = re.compile(
    r"\b(?:зам|глав|мэр|вице|директор|председател|начальник|руководител|ректор|проректор|министр|депутат|консул|посол|"
    r"атташе|секретар|президент|специалист|консультант|помощник|советник|переводчик|тренер|врач|преподавател|"
    r"профессор|декан|доцент|заведующ|менеджер|координатор|член|представител|артист|художник|дирижер|"
    r"mayor|head|director|deputy|chair|president|minister|rector|dean|professor|secretary|manager|adviser|advisor|"
    r"consul|ambassador|attache|specialist|interpreter|teacher|coach|councillor|officer|representative|member|"
    r"coordinator|assistant|editor|journalist|(?:ober|vize)?bürgermeister|stadtr[aä]t|leiter|direktor|präsident|"
    r"vorsitzend|beauftragt|abgeordnet|referent|dolmetsch|lehrer|sekretär|maire\b|adjoint|président|directeur|directrice|"
    r"ministre|recteur|secrétaire|conseill|chargée? de|députée?\b|interprète|professeur|délégué|"
    r"übersetz|translator|traduct(?:eur|rice)|журналист|редактор|корреспондент)\w*",
)
BODY: Final = re.compile(
    r"\b(?:администраци|университет|академи|институт|школ|гимнази|лице[йя]|музе|палат|дум[аыу]\b|совет\b|совета\b|"
    r"министерств|управлени|комитет|департамент|ассоциаци|фонд|театр|консульств|посольств|библиотек|центр|союз|"
    r"мэри|ооо\b|оао\b|пао\b|ао\b|ано\b|гбоу|мбу|фгбоу|university|council|chamber|museum|ministry|administration|"
    r"city hall|association|institute|school|academy|department|committee|centre|center|ltd|llc|gmbh|consulate|embassy|"
    r"stadtverwaltung|rathaus|universität|hochschule|gymnasium|ministerium|verein\b|verband\b|stiftung|bibliothek|"
    r"mairie|université|lycée|collège|école|musée|chambre|ministère|fondation|bibliothèque|préfecture)"
)
ROLES: Final = (
    (
        ParticipantRole.HEAD,
        (
            r"(?:глава|руководитель)\s+делегации|head of (?:the )?delegation|delegation (?:head|leader)|"
            r"(?:leiter|leiterin|leitung) der delegation|delegationsleit\w+|chef(?:fe)? de (?:la )?délégation"
        ),
    ),
    (
        ParticipantRole.INTERPRETER,
        r"переводчи\w*|interpreter|translator|dolmetscher\w*|übersetzer\w*|interprète|traduct(?:eur|rice)",
    ),
    (ParticipantRole.SPEAKER, r"докладчик|спикер|speaker|referent\w*|orat(?:eur|rice)"),
    (ParticipantRole.SIGNATORY, r"подписант|signatory|unterzeichner\w*|signataire"),
    (
        ParticipantRole.MEMBER,
        (
            r"член(?:ы)?\s+делегации|участник(?:и)?\s+делегации|members?(?: of (?:the )?delegation)?|"
            r"mitglied(?:er)?(?: der delegation)?|membres?(?: de la délégation)?"
        ),
    ),
)
#: Those who come along are members; the word itself is kept with the office, as no role of ours says it.
_COMPANY: Final = r"сопровожда\w+|accompanying|begleit\w+|accompagnat\w+"
#: Offices of those who attend to a delegation or write about it: private persons, unlike the officials beside them.
_ATTENDANTS: Final = {
    "ru": r"переводчи|водител|шофер|шофёр|сопровожда|журналист|корреспондент|репортер|репортёр|фотограф|видеооператор",
    "en": r"interpreter|translator|driver|chauffeur|accompan|journalist|correspondent|reporter|photograph|camera ?man",
    "de": r"dolmetsch|übersetz|fahrer|chauffeur|begleit|journalist|korrespondent|reporter|fotograf|kamera",
    "fr": r"interprète|traduct|chauffeur|accompagn|journaliste|correspondant|reporter|photographe|caméra|cadreu",
}
_SPOKEN: Final = {code.partition("-")[0] for code in CODES} | {"en"}
ATTENDANTS: Final = "|".join(words for code, words in _ATTENDANTS.items() if code in _SPOKEN)
_CONTACT: Final = re.compile(
    r"(?:(?:тел|моб|tel|phone|mob)\w*\.?:?\s*)?(\+?\d[\d\s()–-]{8,}\d|[\w.+-]+@[\w-]+\.[\w.]+)", re.I
)
_SEPARATOR: Final = re.compile(r"\s+[-–—−]\s*|\s*[—–]\s+|,\s*|;\s*|:\s+|\t|\n|\s+(?=\()")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_PARTICLES: Final = set(
    "де ван фон дер ден дю ла ле да ди оглы кызы бен бин ибн аль эль заде "
    "de van von vom zu zum zur der den ter ten da das do dos di del della du des la le y e al el bin ben "
    "ibn af av".split()
)
#: What stands before a name and is kept with it.
_TITLES: Final = re.compile(
    r"(?:(?:univ|dipl|prof|dr|ing|mag|habil|med|jur|phil|h\. ?c|hr|fr|mr|mrs|ms|mme|mlle|hon|rev|sir|herr|frau|"
    r"monsieur|madame|professor(?:in)?|professeure?|doctor|doktor|docteure?|проф|акад|доц|д-р|г-н|г-жа|профессор|академик|"
    r"доктор|доцент|господин|госпожа)[\s.-]+)+",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"^(?:состав|список|участники|члены|делегация|list of|members|delegation|participants|"
    r"teilnehmer\w*|mitglieder|liste|membres|délégation)\b",
    re.I,
)


def is_name(text: str) -> bool:
    """Say whether `text` reads as a person's name: “Иванов И. И.”, “И.И. Иванов”, “Li Wei”."""
    text = _TITLES.sub("", text.strip(), count=1) if _TITLES.match(text.strip()) else text
    words = re.sub(r"(?<=\.)(?=\w)", " ", text.strip()).split()
    if (
        not 2 <= len(words) <= 6
        or any(char.isdigit() for char in text)
        or OFFICE.search(fold_spelling(text))
        or BODY.search(fold_spelling(text))
    ):
        return False
    whole = [word for word in words if not _INITIALS.fullmatch(word) and fold_spelling(word) not in _PARTICLES]
    return 1 <= len(whole) <= 4 and all(
        re.fullmatch(r"(?:[dl]['’])?[^\W\d_][\w'’ʼ-]*", word) and re.sub("^[dl]['’]", "", word)[0].isupper()
        for word in whole
    )


def tidy_name(text: str) -> str:
    """Return a name with spaced initials and a surname that does not shout: “ИВАНОВ И.И.” is “Иванов И. И.”."""
    spaced = re.sub(r"(?<=\w)\.(?=\w)", ". ", " ".join(text.split()).strip(" ,;"))
    return re.sub(r"[^\W\d_]{3,}", lambda word: word[0].title() if word[0].isupper() else word[0], spaced)


def role_of(text: str) -> str:
    """Return the role that `text` names, or ""."""
    roles = (*ROLES, (ParticipantRole.MEMBER, _COMPANY))
    return next((role.value for role, words in roles if re.search(rf"\b(?:{words})", fold_spelling(text))), "")


def named_role(text: str) -> str:
    """Return the role that `text` is, word for word, or "" when it says something else, or more."""
    plain = fold_spelling(text).strip(" .,;")
    labels = {fold_spelling(str(label)): value for value, label in PERSON_ROLES.items()}
    return labels.get(plain, "") or next((role.value for role, words in ROLES if re.fullmatch(words, plain)), "")


def role_told(text: str) -> str:
    """Return the role that the words of a column of roles name among others, or "" for one that we do not have."""
    return next((role.value for role, words in ROLES if re.search(rf"\b(?:{words})", fold_spelling(text))), "")


def without_role(office: str) -> str:
    """Return an office without “глава делегации” beside it; an office that is nothing else stays."""
    words = "|".join(words for role, words in ROLES if role in {ParticipantRole.HEAD, ParticipantRole.MEMBER})
    rest = re.sub(rf"\(?\b(?:{words})\b\)?", "", office, flags=re.I)
    return _bare(re.sub(r"\s*,(?:\s*,)+", ",", rest).strip(" ,;–—-"))


def _bare(text: str) -> str:
    """Return `text` without signs at its ends, a pair of brackets that holds it all, or one that has lost its other."""
    text = re.sub(r"\(\s*\)", "", text).strip(" ,;")
    if re.fullmatch(r"\([^()]*\)", text):
        return text[1:-1].strip()
    if text.count("(") > text.count(")"):
        return re.sub(r"^\(|\($", "", text).strip(" ,;")
    return re.sub(r"^\)|\)$", "", text).strip(" ,;") if text.count(")") > text.count("(") else text


def split_contact(text: str) -> tuple[str, str]:
    """Return `text` without its telephone or address, and those."""
    found = [match[1].strip() for match in _CONTACT.finditer(text)]
    return _bare(_CONTACT.sub("", text)), ", ".join(found)


def is_contact(text: str) -> bool:
    """Say whether `text` is a telephone or an address and nothing else."""
    return bool(text) and not split_contact(text)[0]


def split_line(line: str) -> dict[str, str]:
    """Return what one line says of a person; {} for a heading such as “Члены делегации:”."""
    rest, contact = split_contact(line)
    role = role_of(rest)
    name, office = "", rest
    for separator in _SEPARATOR.finditer(rest):
        left, right = rest[: separator.start()], rest[separator.end() :]
        if is_name(left):
            name, office = left, right
            break
        if is_name(right):
            name, office = right, left
            break
        if ":" in separator[0] and role_of(left):
            inner = split_line(right)
            return {**inner, "role": role_of(left), "contact": contact} if inner else {}
    if not name and is_name(rest):
        name, office = rest, ""
    if not name and (rest.endswith(":") or _HEADING.match(rest)):
        return {}
    return {"name": name, "office": _bare(office), "role": role, "contact": contact}
