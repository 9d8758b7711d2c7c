"""A column that says of what kind each row is: events, delegations and exhibitions of one list.

Such a list may say “Forum” instead of “Event”: a form, too, tells what a row is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from partnerships.kinds import CHOICES, KINDS
from partnerships.models import RegisterModel
from partnerships.models.record import models_by_kind
from partnerships.spreadsheets.cells import ChoiceCell, TextCell, folded
from partnerships.spreadsheets.columns import columns_of

#: The name of such a column among those that a clerk may choose, which no field has, and its heading there.
KIND: Final = "_kind"
HEADING: Final = gettext_lazy("Kind of record")
#: Headings under which a table may say it; the words below them decide.
HEADINGS: Final = frozenset(
    {
        *("вид", "тип", "категория", "раздел", "вид записи", "тип записи", "вид мероприятия", "тип мероприятия"),
        *("kind", "type", "category", "kind of record", "record type", "art", "typ", "kategorie"),
        *("genre", "type d'événement", "catégorie", "nature"),
    }
)


@dataclass
class KindCell:
    """What a table says of the kind of a row, on the screen of `own`: the name of a kind, or of a form of it."""

    own: type[RegisterModel]

    def __post_init__(self) -> None:
        words = {word: kind.name for kind in KINDS.values() for word in kind.words}
        self.kinds = ChoiceCell(CHOICES, words)
        models = sorted(models_by_kind().values(), key=lambda model: model is not self.own)
        columns = {model: columns_of(model, {}).get("form") for model in models}
        self.forms: dict[type[RegisterModel], TextCell] = {
            model: form.widget for model, form in columns.items() if form
        }

    def clean(self, text: str) -> tuple[type[RegisterModel], str]:
        """Return the model of the row, and its form where the cell tells it; ValueError where it tells neither."""
        try:
            model: type[RegisterModel] = models_by_kind()[self.kinds.clean(text)]
        except ValueError as error:
            fitting = [model for model, form in self.forms.items() if _reads(form, text)]
            if not fitting:
                raise ValueError(str(error)) from None
            return fitting[0], text
        return model, text if model in self.forms and _reads(self.forms[model], text) else ""

    def tells(self, texts: Iterable[str]) -> bool:
        """Say whether a column with these cells tells kinds: one of another screen, or no forms of this one."""
        words = {folded(text) for text in texts if text.strip()}
        kinds = {word for word in words if _reads(self.kinds, word)}
        others = {word for word in kinds if models_by_kind()[self.kinds.clean(word)] is not self.own}
        if not others:
            form = self.forms.get(self.own)
            return bool(words) and kinds == words and not (form and all(_reads(form, word) for word in words))
        return 2 * sum(_reads(self, word) for word in words) >= len(words)


def _reads(cell: TextCell | KindCell, text: str) -> bool:
    try:
        cell.clean(text)
    except ValueError:
        return False
    return True
