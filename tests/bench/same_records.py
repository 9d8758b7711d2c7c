"""What the yardstick is filled with: the rows of the register, a file a table."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from partnerships.models import City, Country, CountryGroup, Record, Theme
from partnerships.text.translated import text_columns


def _write(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder) + "\n")


def write_rows(folder: Path) -> None:
    """Write the rows of the register into `folder`."""
    names = text_columns("name")
    _write(folder, "groups", CountryGroup.objects.order_by("pk").values("id", "slug", "order", *names))
    _write(folder, "countries", Country.objects.order_by("pk").values("id", "group_id", *names))
    _write(folder, "themes", Theme.objects.order_by("pk").values("id", "slug", *names))
    state = ("state", "publish_at")
    place = ("slug", "country_id", "tie", "latitude", "longitude")
    cities = City.objects.order_by("pk").values("id", *place, *state, *names, *text_columns("summary"))
    _write(folder, "cities", cities)
    texts = text_columns("title", "summary", "body")
    told = Record.objects.order_by("pk").values(
        "id", "kind", "slug", "start", "end", "precision", *state, *texts, "delegation__head_count"
    )
    forms = dict(Record.objects.filter(kind="event").values_list("pk", "event__form"))
    directions = dict(Record.objects.filter(kind="delegation").values_list("pk", "delegation__direction"))
    _write(
        folder,
        "records",
        (
            {
                **{name: row[name] for name in row if name != "delegation__head_count"},
                "head_count": row["delegation__head_count"],
                "form": forms.get(row["id"], ""),
                "direction": directions.get(row["id"], ""),
            }
            for row in told.iterator()
        ),
    )
    for name, target in (("cities", "city_id"), ("themes", "theme_id")):
        links: Any = getattr(Record, name).through
        _write(folder, f"record_{name}", links.objects.order_by("pk").values("record_id", target).iterator())
