"""What every paper may say of the department that makes it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import HomeCity
from partnerships.papers.tags import tag
from partnerships.papers.words import day_in_words, in_one_line, printable


@dataclass(frozen=True)
class OfficeTags:
    """The home city, its department, and the day."""

    city: str = tag(_("The home city"))
    region: str = tag(_("Its region"))
    department: str = tag(_("The department"))
    address: str = tag(_("Its address"))
    contacts: str = tag(_("Its address, phone and e-mail in one line"))
    today: str = tag(_("The day on which the paper is made"))


def office_tags() -> OfficeTags:
    """Return the department in the language of the moment."""
    home = HomeCity.objects.current()
    return OfficeTags(
        city=printable(home.name),
        region=printable(home.region),
        department=printable(home.department) or printable(home.name),
        address=printable(home.address),
        contacts=in_one_line(home.address, home.phone, home.email),
        today=day_in_words(timezone.localdate()),
    )
