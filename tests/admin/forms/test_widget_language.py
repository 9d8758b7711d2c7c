"""Every field of a text says its language, whatever the language of the office."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.forms import BaseForm
from django.test import RequestFactory
from django.utils import translation
from modeltranslation.fields import TranslationField

from partnerships.admin.forms.quick import quick_form
from partnerships.admin.forms.richtext import RichTextarea
from partnerships.models import User


def forms(request: Any) -> Iterator[tuple[Any, BaseForm]]:
    """Yield each form of the office with its model: records, their rows, lists to type into, short forms."""
    for model, screen in admin.site._registry.items():
        if model._meta.app_label != "partnerships" or not screen.has_change_permission(request):
            continue
        yield model, screen.get_form(request)()
        for inline in screen.get_inline_instances(request):
            yield inline.model, inline.get_formset(request).form()
        if screen.list_editable:
            yield model, screen.get_changelist_formset(request).form(instance=model())
        if getattr(screen, "quick_fields", ()):
            yield model, quick_form(screen, request)


@pytest.mark.django_db
@pytest.mark.parametrize("office", ["ru", "en"])
def test_every_text_of_a_language_is_typed_in_it(rf: RequestFactory, clerk: User, office: str) -> None:
    request = rf.get("/admin/")
    request.user = clerk
    wrong, seen = [], 0
    with translation.override(office):
        for model, form in forms(request):
            columns = {field.name: field for field in model._meta.get_fields()}
            for name, field in form.fields.items():
                column = columns.get(name)
                wanted = column.language if isinstance(column, TranslationField) else None
                seen += wanted is not None
                if field.widget.attrs.get("lang") != wanted:
                    wrong.append(f"{model.__name__}.{name}")

    assert wrong == []
    assert seen > 100


def test_the_editor_checks_the_spelling_of_a_language_with_its_region() -> None:
    html = RichTextarea().render("body_pt_br", "", {"lang": "pt-br"})
    assert "&quot;language&quot;: &quot;pt-br&quot;" in html
