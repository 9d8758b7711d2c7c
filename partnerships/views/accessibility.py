"""The page on accessibility: what the site follows depends on the country it is kept in."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partnerships.delivery import memo

#: The standard that the law on accessible sites of public bodies names in the European Union, by directive 2016/2102.
EUROPEAN: Final = "EN 301 549"
#: The members of the Union, and Norway, Iceland and Liechtenstein, for whom it holds as well.
UNION: Final = frozenset("AT BE BG CY CZ DK EE ES FI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split())
#: Country → what its law names beside the guidelines of the W3C.
LAWS: Final[dict[str, object]] = {
    "RU": _("GOST R 52872-2019"),
    "DE": _("the law of the Land (BITV 2.0, EN 301 549)"),
    "FR": _("RGAA 4.1 with EN 301 549"),
    **dict.fromkeys(UNION, EUROPEAN),
}


def law_of(country: str) -> object:
    """Return what the law of `country`, an ISO code, names beside WCAG; "" where that is not known here."""
    return LAWS.get(country, "")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what the site follows, what was tested and what is not met."""
    context = {"law": law_of(memo.current().home.country_code)}
    return render(request, "partnerships/site/accessibility.html", context)
