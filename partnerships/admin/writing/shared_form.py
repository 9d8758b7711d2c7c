"""Forms that several people may have open at once, for what has no history of its own to compare with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from partnerships.text.quotes import quoting


class SharedForm(forms.ModelForm):
    """A form that sends what it showed, so that it never writes over a colleague.

    What this user has not changed stays as it is in the database; where both have changed the same field, nothing
    is saved and the form shows the other's words. Of several ticks each is a field of its own.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.data: Any = self.data.copy() if self.is_bound else self.data
        for name, field in self.fields.items():
            field.show_hidden_initial = not field.disabled
            if self.is_bound and isinstance(field, forms.ModelMultipleChoiceField):
                self.data.setlistdefault(self.add_initial_prefix(name))  # a browser sends nothing for no tick

    def clean(self) -> dict[str, object]:
        """Keep what stands in the database wherever this user has typed nothing else."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.initial.keys() & cleaned.keys() & self.fields.keys():
            stands = self.initial[name]
            if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
                cleaned[name] = self._ticked(name, stands, cleaned[name])
            elif name not in self.changed_data:
                cleaned[name] = stands
            else:
                self._compare(name, stands, cleaned[name])
        return cleaned

    def _ticked(self, name: str, stands: Any, typed: Any) -> list[object]:
        """Return what stands, with what this user has ticked and without what this user has unticked."""
        shown, now = set(self._sent(name)), {str(row.pk) for row in typed}
        kept = [row for row in stands if str(row.pk) in now or str(row.pk) not in shown]
        return [*kept, *(row for row in typed if str(row.pk) not in shown and row not in kept)]

    def _compare(self, name: str, stands: object, typed: object) -> None:
        """Stop where somebody else has changed what this user changes too; she sees it, and may write over it."""
        field, sent = self.fields[name], self.add_initial_prefix(name)
        now = field.to_python(stands)  # as the form reads what it showed
        if sent in self.data and now not in (field.to_python(self._sent(name)), typed):
            self.data[sent] = stands or ""
            written = quoting(_("Somebody has written meanwhile: “%(text)s”."), text=stands)
            self.add_error(name, written if stands else _("Somebody has emptied this meanwhile."))

    def _sent(self, name: str) -> Any:
        """Return what the form has shown in the field `name`, as it came back."""
        return (
            self.fields[name].hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
        )
