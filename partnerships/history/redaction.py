"""The one change that the history itself goes through: words about a person are struck out of what it kept.

Who did what and when stays, and so does everything else that was written.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import batched
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from reversion.models import Revision, Version

from partnerships.history.versions import BATCH
from partnerships.text.translated import first_column

#: What stands in the history where words were struck out.
STRUCK: Final = "[…]"
#: Between two words of a name: blanks of any kind, and marks of a text.
BETWEEN: Final = r"(?:\s|&nbsp;|<[^>]+>)+"
#: The parts of a step that are words, and may hold a name.
WORDS_OF_STEPS: Final = frozenset(
    {"words", "values", "name", "fields", "comment", "kept_name", "gone_name", "doubles", "moved"}
)
type Rewording = Callable[[str], str]


@cache
def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns of `model`'s own table in which somebody can write a name, as a version holds them."""
    written = (models.CharField, models.TextField)
    codes = (models.SlugField, models.FileField, models.UUIDField)
    return tuple(
        field.name
        for field in model._meta.local_fields
        if isinstance(field, written) and not isinstance(field, codes) and not field.choices
    )


def writable_texts(model: type[models.Model]) -> list[str]:
    """Return those of them that are columns of the database: a translated text is one a language."""
    names = text_fields(model)
    return [name for name in names if first_column(name) not in names]


def whole_name(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of `names`, each as whole words, in any case of letters, with е for ё."""
    spelled = sorted({" ".join(name.split()) for name in names} - {""}, key=len, reverse=True)
    parts = (BETWEEN.join(_with_yo(re.escape(word)) for word in name.split()) for name in spelled)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _with_yo(text: str) -> str:
    return re.sub("[её]", "[её]", text, flags=re.IGNORECASE)


def strike_out(names: Iterable[str]) -> int:
    """Strike each of `names` out of the texts of every earlier version; return of how many.

    To be called inside a revision: nobody writes meanwhile, and either all of it happens or nothing.
    """
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return 0
    pattern = whole_name(wanted)

    def struck(text: str) -> str:
        return pattern.sub(STRUCK, text)

    for revision in Revision.objects.filter(_may_hold("comment", wanted)).iterator():
        Revision.objects.filter(pk=revision.pk).update(comment=_in_comment(revision.comment, struck))
    count = 0
    held = _may_hold("serialized_data", wanted) | _may_hold("object_repr", wanted)
    for version in Version.objects.filter(held).iterator():
        data, name = _in_version(version, struck), struck(version.object_repr)
        if (data, name) != (version.serialized_data, version.object_repr):
            Version.objects.filter(pk=version.pk).update(serialized_data=data, object_repr=name)
            count += 1
    return count


def empty_columns(model: type[models.Model], keys: Iterable[str], columns: Iterable[str]) -> int:
    """Empty `columns` in every earlier version of the rows of `model` with `keys`; return in how many."""
    emptied = tuple(columns)
    return sum(empty_in_version(version, emptied) for version in _versions(model, keys))


def versions_naming(model: type[models.Model], names: Iterable[str]) -> Iterator[tuple[Version, dict[str, object]]]:
    """Yield each earlier version of a row of `model` that may hold one of `names`, and its fields."""
    wanted = [name for name in names if name.strip()]
    kept = Version.objects.filter(content_type=ContentType.objects.get_for_model(model).pk) if wanted else ()
    for version in kept and kept.filter(_may_hold("serialized_data", wanted)).iterator():
        yield version, json.loads(version.serialized_data)[0]["fields"]


def empty_in_version(version: Version, columns: Iterable[str]) -> bool:
    """Empty `columns` in one earlier version, those that may be empty; say whether it held anything in them."""
    kind = ContentType.objects.get_for_id(version.content_type_id).model_class()
    (content,) = json.loads(version.serialized_data)
    fields = {name: kind._meta.get_field(name) for name in columns if kind and name in content["fields"]}
    emptied = {name: None if field.null else "" for name, field in fields.items() if field.null or is_text(field)}
    changed = {**content["fields"], **emptied}
    if changed == content["fields"]:
        return False
    data = json.dumps([{**content, "fields": changed}], ensure_ascii=False)
    Version.objects.filter(pk=version.pk).update(serialized_data=data)
    return True


def is_text(field: object) -> bool:
    """Say whether `field` keeps words or a code."""
    return isinstance(field, models.CharField | models.TextField)


def forget_rows(model: type[models.Model], keys: Iterable[str]) -> tuple[int, list[dict[str, object]]]:
    """Delete every earlier version of the rows of `model` with `keys`; return how many, and what they held."""
    found = list(_versions(model, keys))
    for part in batched(found, BATCH, strict=False):
        Version.objects.filter(pk__in=[version.pk for version in part]).delete()
    return len(found), [json.loads(version.serialized_data)[0]["fields"] for version in found]


def _versions(model: type[models.Model], keys: Iterable[str]) -> Iterable[Version]:
    of_model = ContentType.objects.get_for_model(model).pk
    for part in batched(keys, BATCH, strict=False):
        yield from Version.objects.filter(content_type=of_model, object_id__in=part)


def _may_hold(column: str, names: Iterable[str]) -> Q:
    """Return the condition that `column` holds the letters of every word of one of `names`."""
    found = Q(pk__in=[])
    for name in names:
        found |= Q(*(Q(**{f"{column}__icontains": letters(word)}) for word in name.split() if letters(word)))
    return found


def letters(word: str) -> str:
    """Return the longest run of letters of `word` that every way of keeping it writes alike."""
    return max(re.findall(r"[^\Wеё_]+", word, re.IGNORECASE), key=len, default="")


def _in_version(version: Version, change: Rewording) -> str:
    """Return what `version` keeps with its texts changed; keys, states, days and addresses are no texts."""
    kind = ContentType.objects.get_for_id(version.content_type_id).model_class()
    texts = text_fields(kind) if kind else ()
    (content,) = json.loads(version.serialized_data)
    fields = {name: _changed(value, change) if name in texts else value for name, value in content["fields"].items()}
    same = fields == content["fields"]
    return version.serialized_data if same else json.dumps([{**content, "fields": fields}], ensure_ascii=False)


def _in_comment(text: str, change: Rewording) -> str:
    """Return a comment with the words of its steps changed."""
    try:
        steps = json.loads(text)
    except ValueError:
        return change(text)
    if not isinstance(steps, list):
        return change(text)
    changed = [_in_step(step, change) if isinstance(step, dict) else step for step in steps]
    return text if changed == steps else json.dumps(changed, ensure_ascii=False)


def _in_step(step: dict[str, object], change: Rewording) -> dict[str, object]:
    # The name of a step of approval is one of ours.
    words = {"comment"} if step.get("type") == "approval" else WORDS_OF_STEPS
    return {key: _changed(part, change) if key in words else part for key, part in step.items()}


def _changed(content: object, change: Rewording) -> object:
    if isinstance(content, str):
        return change(content)
    if isinstance(content, list):
        return [_changed(part, change) for part in content]
    if isinstance(content, dict):
        return {name: _changed(part, change) for name, part in content.items()}
    return content
