"""A bar chart as numbers for an SVG, made from the same rows as its table."""

from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.browsing.statistics import COLUMNS, CountedRow
from partnerships.models.record import models_by_kind

BAR: Final = 26
GAP: Final = 10
HEIGHT: Final = 180
#: The colours of a picture that leaves the page, which has them from the style of the site.
COLOURS: Final = {"visits": "#6d9aa3", "events": "#0b4a53", "agreements": "#e9b872"}
#: Bar → the columns that it adds up.
SERIES: Final = {
    bar: [name for name, column in COLUMNS.items() if column.counted.bar == bar]
    for bar in dict.fromkeys(column.counted.bar for column in COLUMNS.values())
}


def legend() -> list[tuple[str, str]]:
    """Return each bar with the kinds that it shows."""
    found = []
    for bar, names in SERIES.items():
        models = dict.fromkeys(models_by_kind()[COLUMNS[name].kind.name] for name in names)
        found.append((bar, capfirst(", ".join(str(model._meta.verbose_name_plural) for model in models))))
    return found


def chart_in_words(rows: list[CountedRow]) -> str:
    """Return what the bars of `rows` show, for those who do not see them."""
    if not rows:
        return ""
    fullest = max(rows, key=CountedRow.total)
    return _("%(first)s–%(last)s by year: %(total)s in all, the most in %(best)s: %(most)s.") % {
        "first": rows[0].label,
        "last": rows[-1].label,
        "total": sum(row.total() for row in rows),
        "best": fullest.label,
        "most": fullest.total(),
    }


def bars(rows: list[CountedRow]) -> dict[str, object]:
    """Return the stacked bars of `rows`, the first row leftmost, in units of the SVG's view box."""
    highest = max((row.total() for row in rows), default=0) or 1
    shown = []
    for number, row in enumerate(rows):
        left, top, pieces = number * (BAR + GAP) + GAP, float(HEIGHT), []
        for name, columns in SERIES.items():
            height = round(sum(row.counts[column] for column in columns) * (HEIGHT - 20) / highest, 1)
            top = round(top - height, 1)
            if height:
                pieces.append({"name": name, "y": top, "height": height, "colour": COLOURS[name]})
        shown.append({"label": row.label, "x": left, "pieces": pieces, "total": row.total(), "top": round(top - 5, 1)})
    return {
        "bars": shown,
        "words": chart_in_words(rows),
        "legend": legend(),
        "bar": BAR,
        "base": HEIGHT,
        "width": max(len(rows) * (BAR + GAP) + GAP, 60),
        "height": HEIGHT + 24,
        "middle": BAR / 2,
    }
