"""The letters on an occasion or to a city: what was written and sent, and new ones to those who are ticked."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, ScreenPages, record_of, screen_page
from partnerships.letters.making import (
    Addressee,
    addressees_of,
    first_asked,
    kinds_offered,
    letters_about,
    make_letters,
    stands_otherwise,
)
from partnerships.letters.wording import in_other_words
from partnerships.models import City, Letter, Record
from partnerships.staff import rights
from partnerships.staff.addresses import link


def letters_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the letters of a record or a city; or begin letters to the addressees that are ticked."""
    owner: Record | City = record_of(screen, request, object_id)
    user = acting(request)
    if not rights.may_view(user, Letter):
        raise PermissionDenied
    may_add = user.has_perm("partnerships.add_letter")
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        return _make(request, owner)
    letters, addressees = letters_about(owner), addressees_of(owner) if may_add else []
    hidden = rights.hidden_fields(user, Letter)
    context: dict[str, object] = {
        "original": owner,
        "letters": [(letter, link(letter, "letter"), "" if hidden else letter.addressee) for letter in letters],
        "may_add": may_add,
        "kinds": [(kind.value, kind.label) for kind in kinds_offered(owner)],
        "stands": stands_otherwise(owner) if isinstance(owner, Record) else "",
        "addressees": _offered(addressees, letters),
        "ticked": [] if letters else [one.key for one in first_asked(addressees)],
        "untranslated": list(in_other_words(owner)),
        "is_city": isinstance(owner, City),
    }
    return screen_page(screen, request, "screens/letters_of", _("Letters: %(name)s") % {"name": owner}, context)


def _offered(addressees: list[Addressee], letters: list[Letter]) -> list[tuple[str, str, list[str]]]:
    """Return each addressee with the kinds of letters that go there already."""
    return [
        (one.key, str(one), sorted({letter.get_kind_display() for letter in letters if one.of(letter)}))
        for one in addressees
    ]


def _make(request: HttpRequest, owner: Record | City) -> HttpResponse:
    kind = next((kind for kind in kinds_offered(owner) if kind in request.POST), None)
    keys = request.POST.getlist("whom")
    made = make_letters(kind, owner, keys, by=acting(request)) if kind else []
    if not made:
        messages.warning(request, _("Tick to whom it goes."))
        return HttpResponseRedirect(request.path)
    text = ngettext(
        "%(count)d letter is begun. Read it before it leaves.",
        "%(count)d letters are begun. Read them before they leave.",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
    for words in in_other_words(owner):
        messages.warning(request, words)
    return HttpResponseRedirect(link(made[0], "change") if len(made) == 1 else request.path)


pages: Final[ScreenPages] = (("<int:object_id>/letters/", "letters", letters_view),)
