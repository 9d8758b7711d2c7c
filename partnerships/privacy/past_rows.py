"""What the history keeps of somebody beside the name: rows of people that were deleted, and contacts once written.

Which columns are about a person is asked of `visibility` and `purposes`: a new one is looked for by itself.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from django.db import models

from partnerships.history.redaction import empty_in_version, text_fields, versions_naming, whole_name
from partnerships.history.versions import FOLLOWED
from partnerships.models import Birthday, Participant, RegisterModel
from partnerships.models.visibility import PERSONAL, is_personal
from partnerships.privacy.purposes import PURPOSES
from partnerships.text.translated import text_columns

NAMES: Final = ("name", *text_columns("name"))
#: Rows of people, who are ticked and not reworded; a namesake's row is somebody else's.
PEOPLE: Final[tuple[type[RegisterModel], ...]] = (Participant, Birthday)


@cache
def models_about_people() -> tuple[type[RegisterModel], ...]:
    """Return every kept model with a column that is about a person and for the department alone."""
    return tuple(model for model in FOLLOWED if model.__name__ in PERSONAL)


@cache
def naming_columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the texts of `model` that name the person it is about, who stands in a column for that where there is one.

    In the text of a letter somebody else may be named than the one it goes to.
    """
    named = [name for kept in PURPOSES for name in kept.fields.get(model._meta.label, ())]
    texts = [text for text in text_fields(model) if any(text == name or text.startswith(f"{name}_") for name in named)]
    return tuple(text for text in texts if is_personal(model, text)) or tuple(texts)


@cache
def personal_columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns of `model`'s own table that are about a person and for the department alone."""
    return tuple(field.name for field in model._meta.local_fields if is_personal(model, field.name))


def deleted_people(model: type[RegisterModel], names: Iterable[str]) -> set[str]:
    """Return the keys of rows of people with exactly one of `names` that the history alone still holds."""
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return set()
    pattern = whole_name(wanted)
    found = {
        version.object_id
        for version, fields in versions_naming(model, wanted)
        if any(pattern.fullmatch(str(fields.get(column) or "").strip()) for column in NAMES)
    }
    living = model._base_manager.filter(pk__in=list(found)).values_list("pk", flat=True)
    return found - {str(key) for key in living}


def empty_contacts(names: Iterable[str]) -> int:
    """Empty the personal columns of every earlier version that names one of `names`; return of how many.

    Rows of people are forgotten by their keys instead. To be called before the names are struck out.
    """
    wanted = [name for name in names if name.strip()]
    pattern = whole_name(wanted)
    return sum(
        empty_in_version(version, personal_columns(model))
        for model in models_about_people()
        if model not in PEOPLE
        for version, fields in versions_naming(model, wanted)
        if any(pattern.search(str(fields.get(column) or "")) for column in naming_columns(model))
    )
