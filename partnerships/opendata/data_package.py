"""The description of the register as a set of files: a Data Package, as the Frictionless standard has it."""

from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.delivery import memo
from partnerships.models import HomeCity
from partnerships.opendata.columns import Head
from partnerships.opendata.downloads import formats_of
from partnerships.opendata.formats import FORMATS, SEPARATOR, decimal_mark, delimiter_of
from partnerships.opendata.row_tables import TABLES
from partnerships.opendata.tables import Table
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column

#: Column → the table whose key it holds.
KEYS: Final = {
    "record": "chronology",
    "delegation": "delegations",
    "agreement": "agreements",
    "plan": "plans",
    "fulfilled_by": "chronology",
    "theme": "themes",
    "document": "documents",
    "part_of": "chronology",
    "organization": "organizations",
    "city": "cities",
    "amends": "agreements",
    "supersedes": "agreements",
    "host_event": "events",
    "carries_out": "agreements",
}
#: Of version 2; what they know by the names of version 1 (`profile`, `role`) stands beside it.
PROFILES: Final = "https://datapackage.org/profiles/2.0/"
NAME: Final = "register-of-partner-cities"
#: Formats in which a table is part of the set.
KEPT: Final = ("csv", "json", "geojson")


def licence() -> dict[str, str]:
    """Return the licence of the data."""
    title, path = settings.DATA_LICENCES[settings.DATA_LICENCE]
    return {"name": settings.DATA_LICENCE, "title": str(title), "path": path}


def reference_date() -> str:
    """Return the moment of the register's last change, "" before the first."""
    changed = memo.current().changed_at
    return changed.replace(microsecond=0).isoformat() if changed else ""


def _field(head: Head, suffix: str) -> dict[str, object]:
    """Return the description of a column in words that readers of both versions of Table Schema know."""
    about = str(head.about)
    field: dict[str, object] = {"name": head.name, "type": head.type, "title": str(head.label)}
    if head.type == "list":
        field["type"] = "array" if suffix == "json" else "string"
        about = about or quoting(_("Several, separated by “%(separator)s”."), separator=SEPARATOR)
    if about:
        field["description"] = about
    if head.choices:
        field["constraints"] = {"enum": list(head.choices)}
        field["categories"] = [{"value": value, "label": str(label)} for value, label in head.choices.items()]
    return field


def schema(table: Table, suffix: str, delimiter: str = ",") -> dict[str, object]:
    """Return the Table Schema of `table`: its fields, its key, and where its references lead."""
    described: dict[str, object] = {"$schema": PROFILES + "tableschema.json"}
    described["fields"] = fields = [_field(head, suffix) for head in table.heads]
    if suffix == "csv" and (mark := decimal_mark(delimiter)) != ".":
        fractions = (field for field in fields if field["type"] == "number")
        for field in fractions:
            field["decimalChar"] = mark
    names = {head.name for head in table.heads}
    if "id" in names:
        described["primaryKey"] = ["id"]
    keys = [
        {"fields": [name], "reference": {"resource": f"{other}-csv", "fields": ["id"]}}
        for name, other in KEYS.items()
        if name in names
    ]
    return described | ({"foreignKeys": keys} if keys else {})


def resource(table: Table, suffix: str, *, delimiter: str = ",", **known: object) -> dict[str, Any]:
    """Return the description of one file of `table`; `known` are its size, sum and number of rows."""
    described = {
        "$schema": PROFILES + "dataresource.json",
        "name": f"{table.name}-{suffix}",
        "path": f"{table.name}.{suffix}",
        "title": str(table.title),
        "format": suffix,
        "mediatype": FORMATS[suffix][0].partition(";")[0],
        "encoding": "utf-8",
        **known,
    }
    if table.about:
        described["description"] = str(table.about)
    if suffix != "geojson":
        described |= {"schema": schema(table, suffix, delimiter)}
    if suffix == "csv":
        described |= {"type": "table", "profile": "tabular-data-resource", "dialect": {"delimiter": delimiter}}
    return described


def package(origin: str, resources: list[dict[str, object]] | None = None, **more: object) -> dict[str, object]:
    """Return the description of the whole set, in the language of the moment; live files unless `resources` are."""
    home = HomeCity.objects.current()
    if resources is None:
        mark = delimiter_of(get_language())
        files = ((table, suffix) for table in TABLES.values() for suffix in formats_in_set(table))
        resources = [resource(table, suffix, delimiter=mark) for table, suffix in files]
    described = {
        "$schema": PROFILES + "datapackage.json",
        "profile": "data-package",
        "name": NAME,
        "id": f"{origin}/{get_language()}/open-data/",
        "title": f"{_('Register of partner cities')}, {home.name}" if home.name else _("Register of partner cities"),
        "description": home.intro,
        "homepage": f"{origin}/{get_language()}/",
        "licenses": [licence()],
        "contributors": [
            {
                "title": home.department or home.name or NAME,
                "path": home.site or origin,
                "role": "publisher",
                "roles": ["publisher"],
            }
        ],
        "reference_date": reference_date(),
        "home": {code: getattr(home, text_column("name", code)) or "" for code in CODES},
        **more,
        "resources": resources,
    }
    return {name: value for name, value in described.items() if value not in ("", None)}


def formats_in_set(table: Table) -> list[str]:
    """Return the formats in which `table` is part of the set."""
    return [suffix for suffix in formats_of(table) if suffix in KEPT]


def readme(described: dict[str, Any]) -> str:
    """Return the words that go with the files, in both languages."""
    licence = described["licenses"][0]
    files = "\n".join(f"- `{one['path']}`: {one.get('title', one['name'])}" for one in described["resources"])
    return f"""# {described["title"]}

{described["reference_date"]} · {licence["name"]} ({licence["path"]}) · {described["homepage"]}

`datapackage.json` explains every column (Frictionless Data Package), `changes.csv` what has changed since the last
set. CSV is UTF-8 with a byte order mark; lists in a cell are separated by `{SEPARATOR}`; an apostrophe before
`= + - @` is a guard against spreadsheets that run formulas: take it off. Dates are EDTF, with the first and the last
day beside them.

`datapackage.json` объясняет каждый столбец (Frictionless Data Package), `changes.csv` — что изменилось с прошлого
выпуска. CSV в UTF-8 с меткой порядка байтов; значения списка в ячейке разделены `{SEPARATOR}`; апостроф перед
`= + - @` защищает от запуска формул в таблицах: при чтении его снимают. Даты в записи EDTF, рядом — первый и
последний день.

{files}
"""
