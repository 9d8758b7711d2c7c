"""Documents of a record: one without a title is titled by the name of its file, the language is chosen by its name."""

from pathlib import PurePath
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.wording import RowForm, offer_languages
from partnerships.files.accepted import AcceptedDocument
from partnerships.models import Agreement, Document, DocumentKind

TITLE: Final = f"title_{settings.MODELTRANSLATION_DEFAULT_LANGUAGE}"


def first_kind(inline: InlineModelAdmin, db_field: models.Field, request: HttpRequest, **options: Any) -> object:
    """Return the field of a choice; a new paper is the original only of an agreement, elsewhere it may be anything."""
    if db_field.name == "kind" and not issubclass(inline.parent_model, Agreement):
        options["initial"] = DocumentKind.OTHER
    return db_field.formfield(**options)


class DocumentForm(RowForm):
    """A document; the name of its file stands in for a title, in the open, where nobody has typed one."""

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"language": forms.Select}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "language" in self.fields:
            self.fields["language"].help_text = ""
            offer_languages(self.fields["language"], self.instance.language)
        if TITLE in self.fields:
            self.fields[TITLE].required = False
            self.fields[TITLE].help_text = _("Left empty, it is the name of the file.")

    def clean(self) -> dict[str, object]:
        """Fill in the title; without a file there is nothing to take it from."""
        cleaned = super().clean() or self.cleaned_data
        if TITLE in self.fields and not cleaned.get(TITLE):
            cleaned[TITLE] = title_of(cleaned.get("file"), self.instance)
            if not cleaned[TITLE]:
                self.add_error(TITLE, self.fields[TITLE].error_messages["required"])
        return cleaned


def title_of(file: object, document: Document) -> str:
    """Return the name of a file as people write a title, without its suffix."""
    name = file.facts.name if isinstance(file, AcceptedDocument) else document.name
    return " ".join(PurePath(name).stem.replace("_", " ").split())
