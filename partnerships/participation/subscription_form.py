"""The form by which a reader asks for news by mail."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from partnerships.delivery import memo
from partnerships.models import City, Pace, Subscription, Theme
from partnerships.models.public_message import MAILBOX
from partnerships.participation.named_page import ALL, CITY, THEME
from partnerships.participation.stamped_form import StampedForm

CHOOSE: Final = gettext_lazy("Choose from the list.")


def subjects() -> dict[str, City | Theme | None]:
    """Return what one can hear of, by its word: everything, a city that any reader sees, a field of cooperation."""
    known = memo.current()
    cities = {f"{CITY}-{city.slug}": city for city in known.cities.values()}
    return {ALL: None, **cities, **{f"{THEME}-{theme.slug}": theme for theme in known.themes.values()}}


class SubscriptionForm(StampedForm):
    """What about, how often, and where to."""

    about = forms.ChoiceField(
        label=gettext_lazy("News of"), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Pace.choices,
        initial=Pace.MONTHLY,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        widget=forms.RadioSelect,
    )
    mailbox = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=MAILBOX,
        help_text=gettext_lazy("A letter comes there first: only its button begins the news."),
        error_messages={
            "required": gettext_lazy("Write your e-mail: the news goes there."),
            "invalid": gettext_lazy("Write the whole e-mail, for example anna@school.example."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.subjects = subjects()
        cities = [(word, str(row)) for word, row in self.subjects.items() if isinstance(row, City)]
        themes = [(word, str(row)) for word, row in self.subjects.items() if isinstance(row, Theme)]
        field: Any = self.fields["about"]
        field.choices = [
            (ALL, _("Everything that is new")),
            *([(_("Partner cities"), cities)] if cities else []),
            *([(_("Fields of cooperation"), themes)] if themes else []),
        ]

    def ask(self) -> Subscription:
        """Return the subscription, which waits for its confirmation unless it has been confirmed before."""
        row = self.subjects[self.cleaned_data["about"]]
        return Subscription.objects.ask(
            self.cleaned_data["mailbox"],
            city=row if isinstance(row, City) else None,
            theme=row if isinstance(row, Theme) else None,
            pace=self.cleaned_data["pace"],
            language=get_language() or settings.LANGUAGE_CODE,
        )
