"""Why a row of a table changes nothing: the register has moved on, or the row is no export of it."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.text.quotes import quoting

STALE: Final = gettext_lazy(
    "Somebody changed this record after the file was made. Export the list anew and repeat your change."
)

#: Said once for the whole file.
NO_COLUMN: Final = gettext_lazy(
    "The file has no such column, which every new record needs: choose above which one of the file it is, or add it."
)


def differs(number: int, headings: Iterable[str]) -> str:
    """Return that a record of the register says something else under `headings`."""
    text = _(
        "This record is already in the register (№ %(number)d) and differs in %(names)s. "
        "To change it, export the list and correct that file."
    )
    names = ", ".join(quoting(_("“%(name)s”"), name=heading) for heading in headings)
    return text % {"number": number, "names": names}
