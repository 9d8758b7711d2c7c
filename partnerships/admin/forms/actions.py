"""The rows of what happened to an agreement: each checked beside the others, its paper chosen among its documents."""

from django.core.exceptions import ValidationError

from partnerships.admin.forms.papers import PaperFormSet
from partnerships.models import Agreement
from partnerships.models.action_faults import faults_among
from partnerships.models.agreement_action import MOVES_TERM
from partnerships.period import Period


class ActionFormSet(PaperFormSet):
    """Says at the field of a row what cannot be beside the other rows."""

    paper = "document"

    def clean(self) -> None:
        """Look at the rows together; at those that were there already where the term of the agreement changes."""
        super().clean()
        is_moved = bool(self.instance.pk) and (
            self._is_term_moved() or _term(self.instance) != _term(Agreement.objects.get(pk=self.instance.pk))
        )
        read = [form for form in self.forms if form.instance.kind and not {"kind", "date"} & set(form.errors)]
        forms = {id(form.instance): form for form in read if form not in self.deleted_forms}
        for action, field, words in faults_among(self.instance, [form.instance for form in forms.values()]):
            form = forms[id(action)]
            if is_moved or form.has_changed() or action.pk is None:
                form.add_error(field, ValidationError(words))

    def _is_term_moved(self) -> bool:
        """Say whether something that moves an end of the term is added, taken out or changed."""
        moving = [form for form in self.forms if {form.initial.get("kind"), form.instance.kind} & set(MOVES_TERM)]
        return any(form in self.deleted_forms or form.has_changed() for form in moving)


def _term(agreement: Agreement) -> tuple[Period, Period, Period, bool]:
    return agreement.period, agreement.in_force_from, agreement.in_force_until, agreement.renews_itself
