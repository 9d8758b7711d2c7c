"""Vocabularies: the department's own words for kinds, forms and roles."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.admin.base import RegisterAdmin
from partnerships.admin.forms.inlines import pairs
from partnerships.admin.forms.wording import SpokenForm
from partnerships.models import VocabularyTerm
from partnerships.models.vocabulary_term import MARKED, VocabularyName, meanings_of
from partnerships.text.translated import text_columns


class TermForm(SpokenForm):
    """Offers of a known vocabulary only what its terms can be."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "counts_as" in self.fields:
            own = meanings_of(self.instance.vocabulary or self.initial.get("vocabulary") or "")
            all_of_them = [(name.label, meanings_of(name)) for name in VocabularyName if meanings_of(name)]
            cast("forms.ChoiceField", self.fields["counts_as"]).choices = [("", "—"), *(own or all_of_them)]


@admin.register(VocabularyTerm)
class TermAdmin(RegisterAdmin[VocabularyTerm]):
    """The terms of all vocabularies, each after the ones of its own."""

    form = TermForm
    fields = (("vocabulary", "code"), *pairs("name"), ("order", "is_retired"), ("mark", "counts_as"))
    search_fields = [*text_columns("name"), "code"]
    list_display = ["name", "vocabulary", "code", "order", "shown_retired"]
    list_filter = ["vocabulary", "is_retired"]

    @admin.display(description=_("no longer used"))
    def shown_retired(self, term: VocabularyTerm) -> str:
        """Return whether new records are offered it."""
        return gettext("yes") if term.is_retired else ""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> forms.Field | None:
        """Let choose what a term counts as: what there is to choose depends on the vocabulary."""
        if db_field.name != "counts_as":
            return super().formfield_for_dbfield(db_field, request, **options)
        return forms.ChoiceField(label=capfirst(db_field.verbose_name), help_text=db_field.help_text, required=False)

    def get_fields(self, request: HttpRequest, obj: VocabularyTerm | None = None) -> Any:
        """Return the fields without those that no term of the vocabulary fills in."""
        *most, last = super().get_fields(request, obj)
        own = tuple(name for name in last if obj is None or _has(obj.vocabulary, name))
        return [*most, own] if own else most

    def get_readonly_fields(self, request: HttpRequest, obj: VocabularyTerm | None = None) -> Any:
        """Let nobody change by what records and programs know a term."""
        return ("vocabulary", "code") if obj else ()


def _has(vocabulary: str, name: str) -> bool:
    return vocabulary in MARKED if name == "mark" else bool(meanings_of(vocabulary))
