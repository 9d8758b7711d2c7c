#!/bin/sh
# frictionless takes numbers with a decimal comma for points on the globe: it infers "geopoint" for a column of 12,5
# and 30,7, reads them as [12, 5] and [30, 7], and calls the table valid. Numbers outside a globe's bounds make the
# same column text. Guessed: "number" with decimalChar, or "string", whatever the size of the numbers. Found on
# describing tables of European offices, which part fields by semicolons since the comma stands in numbers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  frictionless==5.21.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from frictionless import Resource, describe, validate

Path("shares.csv").write_text("city;share\nOmsk;12,5\nTula;30,7\n")
Path("areas.csv").write_text("city;area\nOmsk;566,9\nTula;145,8\n")
seen = {}
for path in ("shares.csv", "areas.csv"):
    kinds = [field.type for field in describe(path).schema.fields]
    values = [row.to_dict()[row.field_names[1]] for row in Resource(path=path).read_rows()]
    seen[path] = (kinds[1], values, validate(path).valid)
print("frictionless", version("frictionless"))
for path, found in seen.items():
    print(path, *found)
assert seen["areas.csv"] == ("string", ["566,9", "145,8"], True), "the parting by semicolons is not what was meant"
kind, values, valid = seen["shares.csv"]
points = [[int(part) for part in pair] for pair in values]
raise SystemExit((kind, points, valid) != ("geopoint", [[12, 5], [30, 7]], True))
PYTHON
