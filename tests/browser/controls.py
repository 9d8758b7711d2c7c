"""The fields of the server's forms by the names that the browser sends, and what a person would type into each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.test import Client
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import get_language

from partnerships.period import PeriodField

PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
#: Name of a field without its language → what is typed the first and the second time, where plain words will not do.
TEXTS: Final = {
    "alt": ("Гости у стола с флагами", "Мэры пожимают руки у входа"),
    "slug": ("first-page", "second-page"),
    "starts": ("09:00", "10:30"),
    "ends": ("09:45", "12:00"),
    "wikidata_id": ("Q1492", "Q649"),
    "iso_code": ("KZ", "AM"),
    "country_code": ("DE", "FR"),
    "currency": ("EUR", "USD"),
    "greeting_lead": ("7", "9"),
    "worked_days": ("27.04.2024", "28.12.2024"),
    "anniversaries": ("5, 10, 25", "10, 50"),
    "latitude": ("45.04", "46.05"),
    "longitude": ("41.96", "42.97"),
    "focal_x": ("0.4", "0.6"),
    "focal_y": ("0.4", "0.6"),
    "population_year": ("2020", "2021"),
    "founding_year": ("1777", "1778"),
    "holidays": ("09.05.2027", "05.04.2027"),
    "time_zone": ("Asia/Omsk", "Europe/Samara"),
    "username": ("petrova", "sidorova"),
    "password1": ("a-long-password-2", "a-long-password-2"),
    "password2": ("a-long-password-2", "a-long-password-2"),
}
#: Days of the visit's two dates.
DAYS: Final = (date(2026, 9, 3), date(2026, 9, 5))
#: Language of the office → their month as a person writes it, and as the field shows it afterwards.
MONTHS: Final = {"ru": "сентября", "en": "September"}
#: Form and field → the value that is chosen the first and the second time, where not every one goes with the others.
CHOSEN: Final = {
    ("tie_steps", "kind"): ("on_hold", "ended"),
    ("actions", "kind"): ("prolonged", "renewed"),
}
#: Form and field → the times it stays empty, because another field shuts it out (a last day and "without a term"), or
#: because nothing can be chosen before the first save (the papers of a new agreement).
EMPTY: Final = {
    ("actions", "document"): (0,),
    ("participants", "consent_paper"): (0, 1),  # the only document there is becomes one for everyone
    ("agreement", "amends"): (0,),
    ("agreement", "supersedes"): (1,),
    ("agreement", "in_force_until"): (1,),
    ("agreement", "is_open_ended"): (0,),
    ("organization", "is_home"): (0,),
    ("organization", "city"): (1,),
    ("occasions", "weekday"): (0,),
    ("occasions", "ordinal"): (0,),
    ("occasions", "day"): (1,),
}


@dataclass(frozen=True)
class Control:
    """One field of the server's form: the name that the browser sends, and the form or the rows it belongs to."""

    name: str
    field: forms.Field
    form: str
    number: int = 0

    @property
    def base(self) -> str:
        """The name without its row and its language."""
        name = self.name.rsplit("-", 1)[-1]
        stem, _dash, code = name.rpartition("_")
        return stem if code in dict(settings.LANGUAGES) else name

    @property
    def widget(self) -> forms.Widget:
        """The widget itself, without the links that stand beside it."""
        widget = self.field.widget
        return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget

    def is_empty(self, turn: int) -> bool:
        """Say whether another field shuts this one out this time."""
        return turn in EMPTY.get((self.form, self.base), ())

    def choice(self, turn: int) -> str:
        """Return the value to choose, "" where any will do."""
        return CHOSEN.get((self.form, self.base), ("", ""))[turn]

    def text(self, turn: int) -> str:
        """Return what is typed."""
        if self.is_empty(turn):
            return ""
        if self.base in TEXTS:
            return TEXTS[self.base][turn]
        if isinstance(self.field, PeriodField):
            days = f"{DAYS[turn].day}–{DAYS[turn].day + 1}" if self.base == "period" else f"{DAYS[turn].day}"
            return f"{days} {MONTHS[get_language() or 'ru']} 2026"
        if isinstance(self.field, forms.DateField):
            day = DAYS[turn] if self.form != "partnerrequest" else timezone.localdate() + timedelta(days=30 + turn)
            day -= timedelta(days=14 if self.base == "moved_from" else 0)
            return day.strftime(get_format("DATE_INPUT_FORMATS")[0])
        if isinstance(self.field, forms.IntegerField | forms.DecimalField | forms.FloatField):
            return str(5 + turn)
        if isinstance(self.field, forms.URLField):
            return f"https://example.org/{turn}"
        if isinstance(self.field, forms.EmailField):
            return f"office{turn}@example.org"
        if isinstance(self.field, forms.SlugField):
            return f"page-{turn}"
        return f"{'аб'[turn]}{self.number}"  # short, and in no other field


def controls(context: Any, row: int = 0) -> Iterator[Control]:
    """Yield the fields of a form that the server shows, and of row `row` of each kind of rows."""
    form = context["adminform"].form
    numbers = count(1)
    model = form._meta.model._meta.model_name
    for name, field in form.fields.items():
        if not (field.widget.is_hidden or field.disabled):
            yield Control(form.add_prefix(name), field, model, next(numbers))
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for name, field in formset.empty_form.fields.items():
            if not (field.widget.is_hidden or name == "DELETE" or field.disabled):
                yield Control(f"{formset.prefix}-{row}-{name}", field, formset.prefix, next(numbers))


def server_form(client: Client, path: str) -> Any:
    """Return the context of the form at `path`, as the server of this test shows it to `client`."""
    return client.get(path).context
