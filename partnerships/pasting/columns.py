"""What each column of a pasted table means: by its heading, else by what stands in it."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from partnerships.pasting.awards import is_count, is_degree
from partnerships.pasting.clipboard import Row
from partnerships.pasting.days import looks_like_day
from partnerships.pasting.moments import is_part_of_day, times_in
from partnerships.pasting.people import BODY, OFFICE, is_contact, is_name, role_of
from partnerships.pasting.places import is_place
from partnerships.pasting.plan_items import is_due
from partnerships.period import Period
from partnerships.period.words import fold_spelling

SKIP: Final = ""

#: What a column holds for want of a better meaning, by kind of rows.
MAIN: Final = {
    "participants": "office",
    "programme_items": "activity",
    "plan_items": "activity",
    "figures": "figure",
    "awards": "recipient",
    "checklist_items": "what",
    "commitments": "what",
    "estimate_lines": "item",
    "gifts": "what",
}

#: Kind of rows → meanings of its columns: what a clerk reads, and the headings that say it.
MEANINGS: Final[dict[str, dict[str, tuple[Any, str]]]] = {
    "participants": {
        "contact": (
            _("Contact"),
            r"контакт|телефон|тел\b|моб|e-?mail|почт|phone|contact|kontakt|telefon|handy|t[ée]l[ée]phone|t[ée]l\b|courriel",
        ),
        "role": (_("Role"), r"роль|статус|role|rolle|rôle|statut"),
        "name": (
            _("Full name"),
            (
                r"\bф\.? ?и\.? ?о\b|фамили|имя|участник|name|participant|surname|vorname|nachname|"
                r"familienname|teilnehm|noms?\b|pr[ée]noms?\b"
            ),
        ),
        "organization": (
            _("Organisation"),
            (
                r"организаци|место работы|учреждени|компани|organi[sz]ation|company|institution|einrichtung|firma|"
                r"unternehmen|verein\b|verband\b|organisme|soci[ée]t[ée]|entreprise|[ée]tablissement"
            ),
        ),
        "office": (
            _("Office"),
            r"должност|office|position|title|post\b|amt\b|funktion|dienststellung|titel|fonction|poste\b|titre",
        ),
    },
    "programme_items": {
        "day": (_("Day"), r"дата|день\b|date|day\b|datum|tag\b|jour\b"),
        "time": (
            _("Time"),
            r"время|часы|time\b|начало|окончани|uhrzeit|zeit\b|beginn|ende\b|heure|horaire|d[ée]but|fin\b",
        ),
        "responsible": (_("Who is responsible"), r"ответственн|исполнител|responsible|verantwortlich|responsable"),
        "attendees": (_("Who takes part"), r"участник|участву|состав|participant|attend|teilnehm"),
        "transport": (_("Transport"), r"транспорт|машин|автобус|transport|fahrdienst|fahrzeug|v[ée]hicule"),
        "phone": (_("Phone"), r"телефон|тел\b|контакт|phone|contact|kontakt|telefon|t[ée]l[ée]phone"),
        "note": (_("Note"), r"примечани|note|remark|bemerkung|anmerkung|remarque"),
        "place": (_("Place"), r"место|адрес|площадк|place|venue|location|ort\b|veranstaltungsort|raum\b|lieu|salle\b"),
        "activity": (
            _("Activity"),
            (
                r"мероприяти|содержани|событи|программ|activit|event|programme|program\b|description|programm|veranstaltung|"
                r"inhalt|beschreibung|aktivit|activit[ée]|[ée]v[èe]nement|manifestation|contenu"
            ),
        ),
    },
    "plan_items": {
        "due": (
            _("Due"),
            r"срок|дат[аы]\b|период|когда|реализаци|due|date|deadline|when\b|frist|termin|[ée]ch[ée]ance|d[ée]lai",
        ),
        "responsible_partner": (
            _("Responsible, partner's side"),
            r"партнер|зарубежн|partner|partnerseite|partenaire",
        ),
        "responsible_home": (
            _("Responsible, our side"),
            (
                r"наш|ответственн|исполнител|сторон|responsible|our\b|side\b|verantwortlich|unser|seite\b|"
                r"responsable|notre\b|c[ôo]t[ée]"
            ),
        ),
        "funding": (
            _("Source of money"),
            r"финансир|источник|бюджет|средств|funding|money|budget|source|finanzierung|financement",
        ),
        "done": (
            _("Mark of doing"),
            (
                r"отметк|о выполнени|выполнени|исполнени|об исполнени|done|doing\b|mark\b|status|erledig|fait\b|"
                r"mention|r[ée]alis"
            ),
        ),
        "result": (_("Result"), r"результат|итог|result|outcome|ergebnis|résultat"),
        "theme": (_("Field of cooperation"), r"направлени|сфер|field|area|bereich|domaine"),
        "activity": (
            _("Activity"),
            r"мероприяти|содержани|планируем|совместн|activit|event|measure|maßnahme|mesure|action",
        ),
    },
    "awards": {
        "degree": (
            _("Award"),
            r"наград|степен|мест[оа]|номинаци|приз|award|prize|degree|preis\b|auszeichnung|prix\b|r[ée]compense|distinction",
        ),
        "count": (_("Number of awards"), r"количеств|число|number|count|anzahl|zahl\b|nombre"),
        "recipient": (
            _("Recipient"),
            (
                r"получател|награжден|победител|участник|ф\.? ?и\.? ?о\b|recipient|winner|name|preisträger|empfänger|"
                r"gewinner|laur[ée]at|b[ée]n[ée]ficiaire|gagnant|noms?\b"
            ),
        ),
    },
    "checklist_items": {
        "due": (_("Due"), r"срок|дата|когда|due|date|deadline|when\b|frist|termin|[ée]ch[ée]ance"),
        "responsible": (_("Who is responsible"), r"ответственн|исполнител|responsible|verantwortlich|responsable"),
        "is_done": (_("Mark of doing"), r"отметк|выполнен|сделано|done|status|erledig|fait\b"),
        "note": (_("Note"), r"примечани|note|remark|bemerkung|remarque"),
        "what": (
            _("What is to be done"),
            r"мероприяти|что|сделать|дело|задач|пункт|what|task|step|item|aufgabe|t[âa]che",
        ),
    },
    "commitments": {
        "due": (_("By when"), r"срок|дата|когда|due|date|deadline|when\b|frist|termin|[ée]ch[ée]ance"),
        "side": (_("Who promised"), r"сторон|чь[яё]|side|whose|seite|c[ôo]t[ée]"),
        "who": (_("Who answers for it"), r"ответственн|исполнител|кто|responsible|who\b|verantwortlich|responsable"),
        "note": (_("Note"), r"примечани|note|remark|bemerkung|remarque"),
        "what": (
            _("What was promised"),
            r"договор|поручени|обязательств|обещани|что|what|promise|agreed|zusage|engagement",
        ),
    },
    "estimate_lines": {
        "actual": (_("Spent"), r"факт|израсходован|потрачен|spent|actual|ausgegeben|d[ée]pens"),
        "rate": (_("Rate"), r"норма|цена|ставк|расценк|rate|price|norm|satz|preis|tarif|prix"),
        "persons": (_("Persons"), r"чел|персон|persons?|people|personen|personnes"),
        "days": (_("Days"), r"дн[ейя]|суток|сутк|days?|nights?|tage|jours"),
        "basis": (_("Basis"), r"основани|обоснован|примечани|basis|note|grundlage|base"),
        "item": (_("Item of expense"), r"статья|расход|наименован|item|expense|posten|kosten|poste|d[ée]signation"),
    },
    "gifts": {
        "direction": (_("Given or received"), r"вручен|получен|направлени|given|received|richtung|sens\b"),
        "quantity": (_("Number of pieces"), r"количеств|число|шт|кол\b|number|pieces|quantity|anzahl|st[üu]ck|nombre"),
        "value": (_("Value"), r"стоимост|цена|сумма|value|price|wert|preis|valeur|prix"),
        "whom": (_("To whom, from whom"), r"кому|от кого|получател|whom|to\b|from\b|recipient|wem\b|qui\b"),
        "note": (_("Note"), r"примечани|note|remark|bemerkung|remarque"),
        "what": (_("What it was"), r"подарок|сувенир|наименован|что|what|gift|souvenir|geschenk|cadeau"),
    },
    "figures": {
        "figure": (
            _("Figure"),
            r"показател|значени|количеств|figure|value|number|kennzahl|wert\b|anzahl|zahl\b|valeur|chiffre|nombre|indicateur",
        )
    },
}
#: Headings of columns that no row of ours has; the clerk is told, and says where their words belong.
_OTHERS: Final = (
    r"ответственн|транспорт|примечани|responsible|transport|note|remark|питани|размещени|verantwortlich|bemerkung|"
    r"anmerkung|verpflegung|unterkunft|responsable|remarque|repas\b|h[ée]bergement"
)
#: Words that stand in a heading beside those that say its meaning.
_BESIDE: Final = (
    r"(?:и|или|в|of|the|and|or)\b|недел|проведени|наименовани|названи|занимаем|полн|отчеств|делегаци|"
    r"за\b|руб\w*|евро|eur|ожидаем|сотрудничеств|эл\b|электронн|адрес|cooperation|zusammenarbeit|coop[ée]ration|full\b|first\b|last\b|job\b|start\b|end\b|from\b|to\b|"
    r"und\b|oder\b|der\b|des\b|von\b|bis\b|et\b|ou\b|du\b|de\b|d\b|la\b|le\b|complet|vollständig"
)
_NUMBERS: Final = re.compile(r"(?:№|n|no|nr|n°|lfd\.? ?nr|#)\W*(?:п/?п)?\W*")
_COUNTED: Final = re.compile(r"(\d{1,3})([.)]?)")


def heading(row: Row, kind: str) -> list[str] | None:
    """Return the columns that `row` names, or None when it is no heading; other columns may stand beside them."""
    cells = [fold_spelling(cell) for cell in row]
    columns = [_named(cell, kind) for cell in cells]
    named = sum(column is not None for column in columns)
    if named >= 2 and any(columns) and not any(re.search(r"\d", cell) for cell in cells):
        return [column or SKIP for column in columns]
    return None


def named_columns(heads: dict[int, list[str]]) -> list[str] | None:
    """Return what the heading says of each column; the one right below says more of a cell that spans several."""
    first = next(iter(heads), None)
    if first is None:
        return None
    below = heads.get(first + 1, heads[first])
    return [more or name for name, more in zip(heads[first], below, strict=True)]


def _named(cell: str, kind: str) -> str | None:
    """Return what a heading says; a cell with any other word (“весь день”) is none."""
    if _NUMBERS.fullmatch(cell):
        return SKIP
    meanings = {name: words for name, (_label, words) in MEANINGS[kind].items()}
    words = "|".join([*meanings.values(), _OTHERS, _BESIDE])
    if not cell or re.search(r"\w", re.sub(rf"\b(?:{words})\w*", "", cell)):
        return None
    found = (name for name, words in meanings.items() if re.search(rf"\b(?:{words})", cell))
    return next(found, SKIP if re.search(rf"\b(?:{_OTHERS})", cell) else None)


def is_numbering(cells: list[str]) -> bool:
    """Say whether `cells` only count the rows: “1.”, “2.”; bare numbers may be hours, unless they begin at 1."""
    counted = [_COUNTED.fullmatch(cell) for cell in cells]
    return bool(cells) and all(counted) and (cells[0] == "1" or not all(cell.isdigit() for cell in cells))


def by_content(rows: list[Row], kind: str, visit: Period) -> list[str]:
    """Return what each column seems to hold, judged by most of its cells."""
    kinds: dict[str, dict[str, Callable[[str], object]]]
    item = {"day": lambda cell: looks_like_day(cell, visit), **_ITEM}
    due: dict[str, Callable[[str], object]] = {"due": is_due}
    kinds = {
        "participants": _PERSON,
        "plan_items": due,
        "programme_items": item,
        "figures": {"figure": bool},
        "awards": _AWARD,
        "checklist_items": due,
        "commitments": due,
        "estimate_lines": {},
        "gifts": {},
    }
    cells = [[row[at] for row in rows if re.search(r"\w", row[at])] for at in range(len(rows[0]))]
    numbering = [
        is_numbering(column) and (kind not in {"figures", "awards"} or not at) for at, column in enumerate(cells)
    ]
    columns = [SKIP if number else _most(column, kinds[kind]) for number, column in zip(numbering, cells, strict=True)]
    free = [at for at, column in enumerate(columns) if column is None]
    rest = _meanings_of_rest(kind, cells, free)
    return [rest[at] if column is None else column for at, column in enumerate(columns)]


def _meanings_of_rest(kind: str, cells: list[Row], free: list[int]) -> dict[int, str]:
    """Return what the columns hold that no cell tells by itself."""
    if kind == "programme_items":
        return _what_and_where(cells, free)
    if kind == "plan_items":  # as plans are written: what, by whom on our side, by whom on the partner's
        order = iter(("activity", "responsible_home", "responsible_partner"))
        return {at: next(order, SKIP) for at in free}
    return dict.fromkeys(free, MAIN[kind])


def _what_and_where(cells: list[Row], free: list[int]) -> dict[int, str]:
    """Return the columns of a programme as people write them: what happens, then where, unless the words say else."""
    likely = [at for at in (*free[1:], *free[:1]) if _most(cells[at], {"place": is_place})]
    place = next(iter([*likely, *free[1:]]), None) if len(free) > 1 else None
    activity = next((at for at in free if at != place), None)
    return {at: "place" if at == place else "activity" if at == activity else SKIP for at in free}


def _most(cells: list[str], tests: dict[str, Callable[[str], object]]) -> str | None:
    if not cells:
        return SKIP
    for name, test in tests.items():
        if sum(bool(test(cell)) for cell in cells) * 2 > len(cells):
            return name
    return None


def _is_body(text: str) -> bool:
    plain = fold_spelling(text)
    body, office = BODY.search(plain), OFFICE.search(plain)
    return body is not None and not (office and office.start() < body.start())


_PERSON: Final[dict[str, Callable[[str], object]]] = {
    SKIP: _COUNTED.fullmatch,
    "contact": is_contact,
    "name": lambda cell: is_name(cell.replace("\n", " ")),
    "role": lambda cell: role_of(cell) and len(cell) < 30,
    "organization": _is_body,
}
_AWARD: Final[dict[str, Callable[[str], object]]] = {"degree": is_degree, "count": is_count}
_ITEM: Final[dict[str, Callable[[str], object]]] = {
    "time": lambda cell: (
        is_part_of_day(cell)
        or (times_in(cell, alone=True)[0] and not re.search(r"[^\W\d_]{4,}", times_in(cell, alone=True)[2]))
    ),
}
