"""A bar chart as numbers for an SVG, made from the same rows as its table."""

from typing import Any, Final

from partnerships.browsing.statistics import CountedRow

BAR, GAP, HEIGHT = 26, 10, 180
#: Series → the columns it adds up.
SERIES: Final = {
    "visits": ("incoming", "outgoing", "mutual", "online"),
    "events": ("events", "exhibitions"),
    "agreements": ("agreements",),
}


def bars(rows: list[CountedRow]) -> dict[str, Any]:
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
        "bar": BAR,
        "base": HEIGHT,
        "width": max(len(rows) * (BAR + GAP) + GAP, 60),
        "height": HEIGHT + 24,
        "middle": BAR / 2,
    }
