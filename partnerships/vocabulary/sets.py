"""Sets of terms to begin from: a register takes one, and from then on its terms are its own.

A set is a file of this folder. What it says nothing about is as in the plain one.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db import models, transaction
from django.db.models import F

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
from partnerships.text.translated import CODES, first_column, text_column

FOLDER: Final = Path(__file__).parent
PLAIN: Final = "plain"
SETS: Final = ("russian", "german", "french", PLAIN)
#: First language of the site → the set of its country.
BY_LANGUAGE: Final = {"ru": "russian", "de": "german", "fr": "french"}
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
        setattr(made, text_column("name", code), told.get(code, told.get(code.partition("-")[0])))
    if not getattr(made, first_column("name")):
        setattr(made, first_column("name"), told["en"])
    made.remember()
    return made


def name_in(code: str) -> None:
    """Give each term that is called as in a set, and not yet in the language `code`, its name there."""
    column = text_column("name", code)
    named = []
    for term in VocabularyTerm._base_manager.filter(**{column: None}):
        if found := next((one[code] for one in _wordings(term) if one.get(code)), ""):
            setattr(term, column, found)
            term.remember()
            named.append(term)
    VocabularyTerm._base_manager.bulk_update(named, [column, "translation", "sources"])


def _wordings(term: VocabularyTerm) -> Iterator[dict[str, str]]:
    """Yield the entries of the sets that are called in some language as `term` is."""
    for name in SETS:
        for one in terms_as_written(name).get(term.vocabulary, ()):
            is_called_so = any(getattr(term, text_column("name", code)) == one.get(code, "") for code in CODES)
            if one["code"] == term.code and is_called_so:
                yield one


def own_set() -> str:
    """Return the set that an empty register begins with: that of its first language."""
    return BY_LANGUAGE.get(CODES[0].partition("-")[0], PLAIN)


def begin_vocabularies(apps: Apps | None = None, **_options: object) -> None:
    """Fill the vocabularies of a register that has no term at all; runs at the end of `migrate`.

    Records of before know the codes that stood in the program, so their register gets those. A vocabulary that the
    department emptied stays empty; a release that brings a new one fills it in a migration of its own.
    """
    try:
        (apps or global_apps).get_model("partnerships", "VocabularyTerm")
    except LookupError:  # on the way through older migrations
        return
    if not VocabularyTerm.objects.exists():
        write_terms(FORMER if HomeCity.objects.exists() or is_in_use() else own_set(), VocabularyName.values)


def is_in_use() -> bool:
    """Say whether there is anything that may hold the code of a term."""
    return any(model._base_manager.exists() for model in (City, Organization, Record))


def write_terms(name: str, vocabularies: Iterable[str]) -> None:
    """Write the terms of the set `name`, before anybody is there whose change it would be."""
    VocabularyTerm._base_manager.bulk_create(made for vocabulary in vocabularies for made in terms_of(name, vocabulary))
    vocabulary_term.let_terms_go()


def replace(name: str) -> None:
    """Let a register that nobody has filled yet begin with the set `name` instead of its own."""
    with transaction.atomic():
        models.QuerySet(VocabularyTerm).delete()
        write_terms(name, VocabularyName.values)
    if not RegisterVersion.objects.update(terms=F("terms") + 1):  # processes that are at work read them anew
        RegisterVersion.objects.create(pk=1, terms=1)
