"""The steps of a tie in the form of its city: none may be taken that could not have been."""

from django.forms import BaseInlineFormSet

from partnerships.models.tie_step import step_faults


class TieStepFormSet(BaseInlineFormSet):
    """Rows that are checked together, each fault told at the date of its step."""

    def clean(self) -> None:
        """Check the order of the steps once each of them is right by itself."""
        super().clean()
        if any(form.errors for form in self.forms):
            return
        gone = self.deleted_forms
        told = [form for form in self.forms if form not in gone and form.cleaned_data.get("kind")]
        for step, words in step_faults(self.instance.period, [form.instance for form in told]):
            next(form for form in told if form.instance is step).add_error("date", words)
