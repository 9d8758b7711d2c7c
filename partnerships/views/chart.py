"""A bar chart as numbers for an SVG, made from the same rows as its table."""

from typing import Final

from django.utils.text import capfirst

from partnerships.browsing.statistics import COLUMNS, CountedRow
from partnerships.models.record import models_by_kind

BAR, GAP, HEIGHT = 26, 10, 180
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
                pieces.append({"name": name, "y": top, "height": height})
        shown.append({"label": row.label, "x": left, "pieces": pieces, "total": row.total(), "top": round(top - 5, 1)})
    return {
        "bars": shown,
        "legend": legend(),
        "bar": BAR,
        "base": HEIGHT,
        "width": max(len(rows) * (BAR + GAP) + GAP, 60),
        "height": HEIGHT + 24,
        "middle": BAR / 2,
    }
