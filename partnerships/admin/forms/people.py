"""The rows of the people of a record: a role that somebody has to choose, one head, the papers of consents."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.admin.forms.grid import GridForm
from partnerships.admin.forms.papers import PaperFormSet
from partnerships.models import Participant
from partnerships.models.document import Access, DocumentQuerySet


class ParticipantForm(GridForm):
    """A person; a role that a paste could not read is shown as one to choose."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        role: Any = self.fields["role"]
        if self.is_bound and self.data.get(self.add_prefix("role")) == "":
            role.choices = [("", _("Choose")), *((code, name) for code, name in role.choices if code)]


class PeopleFormSet(PaperFormSet):
    """Says at the role of a second head that a delegation has one, whatever the department calls it."""

    paper = "consent_paper"

    def documents(self) -> DocumentQuerySet:
        """A consent is for the department only; what a row has already stays its own."""
        mine = Q(pk__in=Participant.objects.filter(record=self.instance.pk).values("consent_paper"))
        return super().documents().filter(Q(access=Access.INTERNAL) | mine)

    def clean(self) -> None:
        """Look at the rows together."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and "role" not in form.errors]
        heads = [form for form in kept if _is_kept(form) and form.instance.is_head]
        changed = [form for form in heads if form.has_changed()]
        for form in changed if len(changed) < len(heads) else changed[1:]:
            form.add_error("role", _("A delegation has one head."))


def _is_kept(form: forms.ModelForm) -> bool:
    return form.instance.pk is not None or form.has_changed()
