"""Sets of terms to begin from: a register takes one, and from then on its terms are its own.

A set is a file of this folder. What it says nothing about is as in the plain one.
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db import models, transaction
from django.db.models import F
from reversion.models import Version

from partnerships.models import (
    City,
    HomeCity,
    Organization,
    Record,
    RegisterVersion,
    VocabularyName,
    VocabularyTerm,
    vocabulary_term,
)
from partnerships.text.translated import CODES, text_column

FOLDER: Final = Path(__file__).parent
PLAIN: Final = "plain"
SETS: Final = ("russian", "german", "french", PLAIN)
#: First language of the site → the set of its country.
BY_LANGUAGE: Final = {"ru": "russian", "de": "german", "fr": "french"}
#: Vocabularies that a later release brought: a register that has never had a term of one begins with it.
LATER: Final = (VocabularyName.SERVICE, VocabularyName.PAPER)
#: The set by whose codes records were kept before vocabularies were rows.
FORMER: Final = "russian"


@cache
def terms_as_written(name: str) -> dict[str, list[dict[str, str]]]:
    """Return the terms of each vocabulary in the file of the set `name`."""
    found: dict[str, list[dict[str, str]]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def terms_of(name: str, vocabulary: str) -> list[VocabularyTerm]:
    """Return the terms of `vocabulary` in the set `name`, named in the languages of the site, unsaved."""
    told = terms_as_written(name).get(vocabulary) or terms_as_written(PLAIN).get(vocabulary, [])
    return [_term(vocabulary, number, one) for number, one in enumerate(told, 1)]


def _term(vocabulary: str, number: int, told: dict[str, str]) -> VocabularyTerm:
    made = VocabularyTerm(vocabulary=vocabulary, code=told["code"], order=10 * number)
    made.mark, made.counts_as = told.get("mark", ""), told.get("counts_as", "")
    for code in CODES:
        setattr(made, text_column("name", code), begun_as(told, code) or None)
    made.remember()
    return made


def told_in(one: dict[str, str], code: str) -> str:
    """Return the name of an entry in `code`, or in the language of which that is a region; "" where it has none."""
    return one.get(code) or one.get(code.partition("-")[0], "")


def begun_as(one: dict[str, str], code: str) -> str:
    """Return the name that a register begins with: what its first language has no word for stands in English."""
    return told_in(one, code) or (one["en"] if code == CODES[0] else "")


def unworded_terms(name: str) -> int:
    """Return how many terms of the set `name` the first language of the site has no word for."""
    told = {**terms_as_written(PLAIN), **terms_as_written(name)}
    return sum(not told_in(one, CODES[0]) for terms in told.values() for one in terms)


def name_in(code: str) -> None:
    """Give each term that is called as in a set, and not yet in the language `code`, its name there."""
    column = text_column("name", code)
    named = []
    for term in VocabularyTerm._base_manager.filter(**{column: None}):
        if found := next(filter(None, (told_in(one, code) for one in _wordings(term))), ""):
            setattr(term, column, found)
            term.remember()
            named.append(term)
    if named:
        VocabularyTerm._base_manager.bulk_update(named, [column, "translation", "sources"])
        _let_all_read_anew()


def _wordings(term: VocabularyTerm) -> Iterator[dict[str, str]]:
    """Yield the entries of the sets that are called in some language as `term` is."""
    for name in SETS:
        for one in terms_as_written(name).get(term.vocabulary, ()):
            names = ((begun_as(one, code), getattr(term, text_column("name", code))) for code in CODES)
            if one["code"] == term.code and any(begun == name for begun, name in names if name):
                yield one


def own_set() -> str:
    """Return the set that an empty register begins with: that of its first language."""
    return BY_LANGUAGE.get(CODES[0].partition("-")[0], PLAIN)


def begin_vocabularies(apps: Apps | None = None, **_options: object) -> None:
    """Fill the vocabularies of a register that has no term at all; runs at the end of `migrate`.

    Records of before know the codes that stood in the program, so their register gets those. A vocabulary that the
    department emptied stays empty; one of LATER is filled once.
    """
    try:
        (apps or global_apps).get_model("partnerships", "VocabularyTerm")
    except LookupError:  # on the way through older migrations
        return
    if not VocabularyTerm.objects.exists():
        write_terms(FORMER if HomeCity.objects.exists() or is_in_use() else own_set(), VocabularyName.values)
    else:
        write_terms(own_set(), [name for name in LATER if not _was_begun(name)])


def _was_begun(vocabulary: str) -> bool:
    """Say whether `vocabulary` has a term, or had one that the department deleted."""
    kept = Version.objects.get_for_model(VocabularyTerm).filter(
        serialized_data__contains=f'"vocabulary": "{vocabulary}"'
    )
    return VocabularyTerm.objects.of(vocabulary).exists() or kept.exists()


def is_begun_with(name: str) -> bool:
    """Say whether the register has the terms of the set `name` and no others."""
    begun = {(vocabulary, term.code) for vocabulary in VocabularyName.values for term in terms_of(name, vocabulary)}
    return begun == set(VocabularyTerm._base_manager.values_list("vocabulary", "code"))


def is_untouched() -> bool:
    """Say whether the register has the terms of some set, and nobody has written any of them."""
    return not Version.objects.get_for_model(VocabularyTerm).exists() and any(map(is_begun_with, SETS))


def is_in_use() -> bool:
    """Say whether there is anything that may hold the code of a term."""
    return any(model._base_manager.exists() for model in (City, Organization, Record))


class Begun(Enum):
    """What became of the wish to begin with a set."""

    IN_USE = auto()
    SAME = auto()
    CHANGED = auto()
    REPLACED = auto()


def begin_with(name: str) -> Begun:
    """Let a register that nobody has filled yet begin with the set `name`; say what was found or done."""
    if is_in_use():
        return Begun.IN_USE
    if is_begun_with(name):
        return Begun.SAME
    if not is_untouched():
        return Begun.CHANGED
    replace(name)
    return Begun.REPLACED


def write_terms(name: str, vocabularies: Iterable[str]) -> None:
    """Write the terms of the set `name`, before anybody is there whose change it would be."""
    VocabularyTerm._base_manager.bulk_create(made for vocabulary in vocabularies for made in terms_of(name, vocabulary))
    vocabulary_term.let_terms_go()


def replace(name: str) -> None:
    """Let a register that nobody has filled yet begin with the set `name` instead of its own."""
    with transaction.atomic():
        models.QuerySet(VocabularyTerm).delete()
        write_terms(name, VocabularyName.values)
    _let_all_read_anew()


def _let_all_read_anew() -> None:
    """Let the processes that are at work read the terms anew."""
    vocabulary_term.let_terms_go()
    if not RegisterVersion.objects.update(terms=F("terms") + 1):
        RegisterVersion.objects.create(pk=1, terms=1)
