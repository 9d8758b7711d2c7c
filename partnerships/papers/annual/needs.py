"""What a report lacks before it is made."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.models import AnnualReport, Delegation, Direction, HomeCity, Record
from partnerships.papers.annual.content import sections_in_order, span_of
from partnerships.papers.needs import one_gap
from partnerships.papers.paper import PaperWish
from partnerships.readiness.gap import FEW, Gap, Place
from partnerships.staff.addresses import link
from partnerships.standing.choices import COUNTED
from partnerships.text.translated import text_column

#: Sections that nothing but the department's own words fill.
WRITTEN = ("highlights", "tasks")


def unpublished(report: AnnualReport) -> list[Record]:
    """Return the records of the time that took place and are not on the site, so that no figure counts them."""
    public = Record.objects.public().values("pk")
    found = Record.objects.begun_within(*span_of(report)).standing_in(*COUNTED).exclude(pk__in=public)
    return list(found.oldest_first())


def country_needed() -> Iterator[Gap]:
    """Ask for our own country, without which nobody knows who came from abroad."""
    home = HomeCity.objects.current()
    if not home.country_code:
        form = link(home) if home.pk else reverse("admin:partnerships_homecity_add")
        name = home.name or str(home._meta.verbose_name)
        text = _("Our country is not written down, so nobody knows which delegations came from abroad")
        yield Gap("country", text, (Place(name, "id_country_code", f"{form}#id_country_code"),))


def report_needs(report: AnnualReport, wish: PaperWish) -> Iterator[Gap]:
    """Yield what is not written, what is not counted because nobody sees it, and what makes figures less than whole."""
    if not report.addressee:
        yield one_gap("addressee", _("The addressee is not named"), f"id_{text_column('addressee', wish.language)}")
    yield from country_needed()
    written = {row.section for row in report.texts.all() if row.text}
    empty = tuple(
        Place(str(row), "texts-group") for row in sections_in_order() if row.kind in WRITTEN and row.kind not in written
    )
    if empty:
        yield Gap("texts", _("Sections in which nothing is written"), empty, names=True)
    hidden = unpublished(report)
    if hidden:
        text = _("Not on the site, so not counted: %(count)s") % {"count": len(hidden)}
        yield Gap("unpublished", text, tuple(Place(str(row), "", link(row)) for row in hidden[:FEW]), hides=True)
    uncounted = Delegation.objects.public().begun_within(*span_of(report)).filter(head_count=None)
    uncounted = uncounted.exclude(direction=Direction.ONLINE)  # nobody travelled
    visits = list(uncounted.standing_in(*COUNTED).oldest_first())
    if visits:
        text = _("Delegations whose number of people is not known: %(count)s") % {"count": len(visits)}
        places = tuple(Place(str(row), "id_head_count", f"{link(row)}#id_head_count") for row in visits[:FEW])
        yield Gap("head-counts", text, places)
