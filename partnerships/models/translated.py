"""What a record knows of its translations: which text is missing, and which was made from an older original."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from partnerships.models.text import PlainText
from partnerships.text.languages import declines
from partnerships.text.translated import CODES, text_column, text_columns

#: A name in other cases than the first.
CASES: Final = frozenset({"name_genitive"})


class Translation(models.TextChoices):
    """The worst that is to be said of a record's texts; the order is that of need."""

    MISSING = "missing", _("Missing")
    STALE = "stale", _("The original changed after")
    READY = "ready", _("Ready")


def other_languages() -> list[str]:
    """Return the languages that are translated into."""
    return [code for code in CODES if code != settings.LANGUAGE_CODE]


@cache
def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the translated fields of `model`, those of its spine first, each in the order of its model."""
    owners = [owner for owner in (model, *model._meta.get_parent_list()) if owner in translator.get_registered_models()]
    names = {name for owner in owners for name in translator.get_options_for_model(owner).all_fields}
    return tuple(field.name for field in model._meta.concrete_fields if field.name in names)


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()


def _text(row: models.Model, field: str, language: str) -> str:
    return getattr(row, text_column(field, language), "") or ""


def mark_of(row: models.Model, field: str, language: str) -> str:
    """Return a mark of the text of one field in `language` together with its original."""
    return _mark(f"{_text(row, field, settings.LANGUAGE_CODE)}\0{_text(row, field, language)}")


def is_asked(field: str, language: str) -> bool:
    """Say whether a text is asked for in `language`: the cases of a name only where the language has them."""
    return field not in CASES or declines(language)


def is_missing(row: models.Model, field: str, language: str) -> bool:
    """Say whether one field has a text in some language, and none in this one although it is asked for."""
    if not is_asked(field, language):
        return False
    return not _text(row, field, language) and any(_text(row, field, code) for code in CODES)


def state_of(row: Any, field: str, language: str) -> str:
    """Return the Translation of one field into one language; "" where there is nothing to translate."""
    source = _text(row, field, settings.LANGUAGE_CODE)
    if not _text(row, field, language):
        return Translation.MISSING if is_missing(row, field, language) else ""
    kept = row.sources.get(text_column(field, language))
    is_untouched = kept and kept[0] == _mark(_text(row, field, language))  # what is being typed is newer than its note
    return Translation.STALE if is_untouched and source and kept[1] != _mark(source) else Translation.READY


def states(row: object) -> dict[str, dict[str, str]]:
    """Return what is to be said of every text of `row`: language → field → Translation."""
    model: Any = type(row)
    return {
        code: {field: state for field in translated_fields(model) if (state := state_of(row, field, code))}
        for code in CODES
    }


def worst(found: dict[str, str]) -> str:
    """Return the greatest need among the fields of one language, "" where there is none to speak of."""
    return next((state for state in Translation.values if state in found.values()), "")


class HasOriginals(PlainText):
    """A row with texts in each language. `sources` holds, for every translation, the fingerprint of its text and of
    the original at the time it was written; a save keeps both in step (see `remember`)."""

    sources = models.JSONField(_("originals of the translations"), default=dict, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: object, **options: object) -> None:
        self.clean_texts()  # first: what is remembered is what is kept
        self.remember()
        super().save(*args, **options)

    def remember(self, *, right: tuple[str, ...] = ()) -> None:
        """Note which original each translation was made from; columns in `right` are declared up to date.

        A translation that was not touched keeps its note: if the original has changed, it is stale.
        """
        notes = {key: note for key, note in self.sources.items() if not hasattr(self, key)}
        for field, code in self._pairs():
            column, text = text_column(field, code), _text(self, field, code)
            kept = self.sources.get(column)
            fresh = [_mark(text), _mark(_text(self, field, settings.LANGUAGE_CODE))]
            if text:
                notes[column] = kept if kept and kept[0] == fresh[0] and column not in right else fresh
        self.sources = notes

    def _pairs(self) -> Iterator[tuple[str, str]]:
        model = type(self)
        return ((field, code) for field in translated_fields(model) for code in other_languages())


class Translated(HasOriginals):
    """A record with texts in each language, which sums up how far it is translated."""

    translation = models.CharField(
        _("translation"), max_length=8, choices=Translation, blank=True, editable=False, db_index=True
    )

    class Meta:
        abstract = True

    def remember(self, *, right: tuple[str, ...] = ()) -> None:
        """Note which original each translation was made from, and sum up."""
        super().remember(right=right)
        self.translation = worst(self._states())

    def _states(self) -> dict[str, str]:
        """Return the state of every text, those of the record's kind included where only its spine is at hand."""
        spine = getattr(self, "KIND", None) == ""
        rows = [getattr(self, getattr(self, "kind", ""), self), self] if spine else [self]
        found: dict[str, str] = {}
        for row in rows:
            row.sources = self.sources
            found |= {
                text_column(field, code): state for code, each in states(row).items() for field, state in each.items()
            }
        return found


def mark_untranslated() -> None:
    """Let the lists of the office name every record whose name is missing in some language, as after one was added."""
    for model in apps.get_models():
        if issubclass(model, Translated) and model._meta.get_field("translation").model is model:
            names = text_columns("title" if "title" in translated_fields(model) else "name")
            is_empty = Q(*((name, value) for name in names for value in ("", None)), _connector=Q.OR)
            unmarked = model._base_manager.exclude(translation=Translation.MISSING)
            unmarked.filter(is_empty).update(translation=Translation.MISSING)
