"""Documents of a record: one without a title is titled by the name of its file."""

from pathlib import PurePath
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partnerships.admin.forms.wording import RowForm
from partnerships.files.accepted import AcceptedDocument
from partnerships.models import Document

TITLE: Final = f"title_{settings.MODELTRANSLATION_DEFAULT_LANGUAGE}"


class DocumentForm(RowForm):
    """A document; the name of its file stands in for a title, in the open, where nobody has typed one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if TITLE in self.fields:
            self.fields[TITLE].required = False
            self.fields[TITLE].help_text = _("Left empty, it is the name of the file.")

    def clean(self) -> dict[str, Any]:
        """Fill in the title; without a file there is nothing to take it from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if TITLE in self.fields and not cleaned.get(TITLE):
            cleaned[TITLE] = title_of(cleaned.get("file"), self.instance)
            if not cleaned[TITLE]:
                self.add_error(TITLE, self.fields[TITLE].error_messages["required"])
        return cleaned


def title_of(file: Any, document: Document) -> str:
    """Return the name of a file as people write a title, without its suffix."""
    name = file.facts.name if isinstance(file, AcceptedDocument) else document.name
    return " ".join(PurePath(name).stem.replace("_", " ").split())
