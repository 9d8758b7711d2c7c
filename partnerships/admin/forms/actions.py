"""The rows of what happened to an agreement: each checked beside the others, its paper chosen among its documents."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from partnerships.models import Document
from partnerships.models.agreement_action import faults_among


class ActionFormSet(BaseInlineFormSet):
    """Says at the field of a row what cannot be beside the other rows."""

    @cached_property
    def papers(self) -> list[Any]:
        """Return the documents of the agreement, read once for all rows."""
        documents = Document.objects.filter(record=self.instance.pk) if self.instance.pk else Document.objects.none()
        return [("", "—"), *((document.pk, str(document)) for document in documents)]

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the papers of this agreement."""
        super().add_fields(form, index)
        if "document" in form.fields:
            form.fields["document"].choices = self.papers

    def clean(self) -> None:
        """Look at the rows together."""
        super().clean()
        read = [form for form in self.forms if form.instance.kind and not {"kind", "date"} & set(form.errors)]
        forms = {id(form.instance): form for form in read if form not in self.deleted_forms}
        for action, field, words in faults_among(self.instance.period, [form.instance for form in forms.values()]):
            form = forms[id(action)]
            if form.has_changed() or action.pk is None:
                form.add_error(field, ValidationError(words))
