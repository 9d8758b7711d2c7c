"""Rows that name a paper: it is chosen among the documents of their record."""

from functools import cached_property
from typing import Any, ClassVar

from django.forms.models import BaseInlineFormSet

from partnerships.models import Document
from partnerships.models.document import DocumentQuerySet


class PaperFormSet(BaseInlineFormSet):
    """Offers at the field `paper` of each row the documents of the record, read once for all rows."""

    paper: ClassVar[str]

    def documents(self) -> DocumentQuerySet:
        """Return the documents on offer."""
        return Document.objects.filter(record=self.instance.pk)

    @cached_property
    def papers(self) -> list[object]:
        """The choices."""
        found = self.documents() if self.instance.pk else ()
        return [("", "—"), *((document.pk, str(document)) for document in found)]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the papers."""
        super().add_fields(form, index)
        if self.paper in form.fields:
            form.fields[self.paper].choices = self.papers
