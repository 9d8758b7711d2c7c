"""Gives the comment of every revision one shape: the JSON steps of `partnerships.history.revision_steps`.

Until now a comment was a sentence, a message of the admin, or a list of messages, facts, steps and merges.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import migrations
from django.utils.translation import gettext, override

BATCH = 500
#: Sentences that were kept in the language of whoever saved, and the text that says the same today.
SENTENCES = {
    "Took place: %(item)s": "Done: %(item)s",
    "Done: %(item)s": "Done: %(item)s",
    "Состоялось: %(item)s": "Done: %(item)s",
    "Not marked as held any more: %(item)s": "No longer done: %(item)s",
    "No longer done: %(item)s": "No longer done: %(item)s",
    "Отметка «состоялось» снята: %(item)s": "No longer done: %(item)s",
    "Отметка «Состоялось» снята: %(item)s": "No longer done: %(item)s",
    "Copied from “%(name)s”": "Copied from “%(name)s”",
    "Скопировано с «%(name)s»": "Copied from “%(name)s”",
    "Photos from the telephone": "Photos from the phone",
    "Photos from the phone": "Photos from the phone",
    "Фотографии с телефона": "Photos from the phone",
    "Photos described in the list": "Photos described in the list",
    "Фотографии описаны в списке": "Photos described in the list",
    "Translation confirmed as right": "Translation confirmed as right",
    "Перевод подтверждён": "Translation confirmed as right",
    "Field of cooperation added from the list": "Field of cooperation added from the list",
    "Направление сотрудничества добавлено из списка": "Field of cooperation added from the list",
    "Field of cooperation removed from the list": "Field of cooperation removed from the list",
    "Направление сотрудничества убрано из списка": "Field of cooperation removed from the list",
    "An earlier state is back": "An earlier state is back",
    "Возвращено прежнее состояние": "An earlier state is back",
    "Back from the bin": "Back from the bin",
    "Возвращено из корзины": "Back from the bin",
    "Parted again": "Parted again",
    "Разделено снова": "Parted again",
    "Imported from “%(file)s”: %(new)d new, %(changed)d changed": "Imported from “%(file)s”: %(new)d new, %(changed)d changed",
    "Загружено из файла «%(file)s»: новых — %(new)d, изменено — %(changed)d": "Imported from “%(file)s”: %(new)d new, %(changed)d changed",
    "Demo content": "Demo content",
    "Демонстрационное наполнение": "Demo content",
}
VALUE = re.compile(r"%\((\w+)\)([sd])")
EDITS = ("added", "changed", "deleted")
#: Rows whose names were kept with words of the interface in English: "visitors: 120", "Museum (Organiser)".
NAMED_IN_ENGLISH = {"figure", "award", "organisation taking part"}
WORD = re.compile(r"(?P<before>.*\()?(?P<word>[^():]+)(?P<after>\)|: .*)", re.DOTALL)
MERGEABLE = ("city", "organization", "theme", "country")

type Steps = list[dict[str, Any]]


def pattern(sentence: str) -> re.Pattern[str]:
    pieces = VALUE.split(sentence)  # text, name, kind, text, …
    values = (rf"(?P<{name}>{r'\d+' if kind == 'd' else '.+'})" for name, kind in zip(pieces[1::3], pieces[2::3]))
    return re.compile("".join(re.escape(text) + next(values, "") for text in pieces[::3]), re.DOTALL)


PATTERNS = [(pattern(sentence), text) for sentence, text in SENTENCES.items()]


def remark(sentence: str) -> dict[str, Any]:
    for known, text in PATTERNS:
        if match := known.fullmatch(sentence):
            numbers = {name for name, kind in VALUE.findall(text) if kind == "d"}
            values = {name: int(value) if name in numbers else value for name, value in match.groupdict().items()}
            return {"type": "fact", "text": text, "values": values}
    return {"type": "remark", "words": sentence}


def in_each_language(name: Any, kind: str) -> Any:
    match = WORD.fullmatch(name) if isinstance(name, str) and kind in NAMED_IN_ENGLISH else None
    if not match:
        return name
    names, word = {}, match["word"]
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = f"{match['before'] or ''}{gettext(word)}{match['after']}"
    return name if set(names.values()) == {name} else names


def edit(action: str, change: dict[str, Any]) -> dict[str, Any]:
    kind = change.get("name", "")
    name = in_each_language(change.get("object", ""), kind)
    return {"type": "edit", "action": action, "kind": kind, "name": name, "fields": change.get("fields", [])}


def merge(done: dict[str, Any], kind_of: Callable[[int, int], str]) -> dict[str, Any]:
    return {
        "type": "merge",
        "kind": done.get("kind") or kind_of(done["kept"], done["gone"]),
        "kept": done["kept"],
        "gone": done["gone"],
        "kept_name": done["name"],
        "gone_name": done["object"],
        "moved": {name: part for name, part in done["moved"].items() if part},
    }


def steps_of(comment: str, kind_of: Callable[[int, int], str]) -> Steps:
    """Return what an older comment says; `kind_of` names the kind of a merge of the time before it was noted."""
    try:
        items = json.loads(comment)
    except ValueError:
        items = None
    if not isinstance(items, list):
        return [remark(comment)] if comment else []
    return list(converted(items, kind_of))


def converted(items: list[Any], kind_of: Callable[[int, int], str]) -> Iterator[dict[str, Any]]:
    for item in items:
        for name, value in item.items():
            if name in EDITS:
                yield edit(name, value)
            elif name == "said":
                yield from [remark(value)] if value else []
            elif name == "told":
                yield {"type": "fact", **value}
            elif name == "step":
                yield {"type": "approval", "name": value["name"], "comment": value.get("comment", "")}
            elif name == "merged":
                yield merge(value, kind_of)


def older(steps: Steps) -> str:
    if not steps:
        return ""
    if len(steps) == 1 and steps[0]["type"] == "remark":
        return str(steps[0]["words"])
    return json.dumps([item_of(step) for step in steps], ensure_ascii=False)


def item_of(step: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in step.items() if name != "type"}
    match step["type"]:
        case "remark":
            return {"said": step["words"]}
        case "fact":
            return {"told": values}
        case "approval":
            return {"step": values}
        case "merge":
            named = {"name": values.pop("kept_name"), "object": values.pop("gone_name")}
            return {"merged": {**values, **named}}
        case _:
            change = {"name": step["kind"], "object": step["name"]} if step["kind"] else {}
            fields = {"fields": step["fields"]} if step["action"] == "changed" else {}
            return {step["action"]: {**change, **fields}}


def rewrite(apps: Any, schema_editor: Any, written: Callable[[Any], str]) -> None:
    revisions = apps.get_model("reversion", "Revision").objects.using(schema_editor.connection.alias)
    last = 0
    while batch := list(revisions.filter(pk__gt=last).order_by("pk").only("comment")[:BATCH]):
        last = batch[-1].pk
        for revision in batch:
            revision.comment = written(revision)
        revisions.bulk_update(batch, ["comment"])


def to_steps(apps: Any, schema_editor: Any) -> None:
    # Its users are ours: a dependency on it would close a circle around what replaces this migration.
    if "reversion" not in apps.app_configs:
        return  # the database is just being made, for a backup of an earlier release: no history yet
    versions = apps.get_model("reversion", "Version").objects.using(schema_editor.connection.alias)

    def written(revision: Any) -> str:
        def kind_of(kept: int, gone: int) -> str:
            own = versions.filter(revision=revision, content_type__app_label="partnerships")
            for keys in ({str(kept), str(gone)}, {str(gone)}):
                for kind in MERGEABLE:
                    if set(own.filter(content_type__model=kind).values_list("object_id", flat=True)) >= keys:
                        return kind
            return ""

        return json.dumps(steps_of(revision.comment, kind_of), ensure_ascii=False, separators=(",", ":"))

    rewrite(apps, schema_editor, written)


def to_sentences(apps: Any, schema_editor: Any) -> None:
    rewrite(apps, schema_editor, lambda revision: older(json.loads(revision.comment)))


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0034_hints_of_texts"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(to_steps, to_sentences)]
