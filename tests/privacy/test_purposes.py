"""Every field is about somebody, with a purpose, or about nobody; docs/privacy.* tell the same."""

from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from partnerships.models import RegisterModel
from partnerships.privacy.purposes import IMPERSONAL, PURPOSES
from partnerships.text.translated import CODES

DOCS = Path(__file__).parents[2] / "docs"


def base_name(field: str) -> str:
    code = next((code for code in CODES if field.endswith(build_localized_fieldname("", code))), "")
    return field.removesuffix(build_localized_fieldname("", code)) if code else field


def test_every_field_of_every_table_that_is_no_row_of_the_register_is_classed_once() -> None:
    classed = Counter((label, name) for kept in PURPOSES for label, names in kept.fields.items() for name in names)
    classed.update((label, name) for label, names in IMPERSONAL.items() for name in names)
    assert [field for field, times in classed.items() if times > 1] == []
    own = {model._meta.label for model in apps.get_models() if not issubclass(model, RegisterModel)}
    there = {
        (model._meta.label, base_name(field.name))
        for model in apps.get_models()
        if model._meta.label in own
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.name != "id"
    }
    assert there == {field for field in classed if field[0] in own}


def test_what_is_said_of_rows_of_the_register_names_fields_that_there_are() -> None:
    for kept in PURPOSES:
        for label, names in kept.fields.items():
            models = [model for model in apps.get_models() if label in (model._meta.label, "partnerships.Entry")]
            there = {base_name(field.name) for model in models for field in model._meta.get_fields()}
            assert set(names) <= there, label


@pytest.mark.parametrize(("code", "name"), [("en", "privacy.md"), ("ru", "privacy.ru.md")])
def test_the_pages_for_the_protection_officer_say_what_the_code_says(code: str, name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    with override(code):
        for kept in PURPOSES:
            assert f"| {kept.about} | {kept.purpose} | {kept.seen_by} | {kept.kept} |" in text
