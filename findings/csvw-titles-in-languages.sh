#!/bin/sh
# csvw does not know a column again whose title is said by languages. With "titles": "Город" the values of the column
# come under its name, "city"; with "titles": {"ru": "Город", "en": "City"}, the form of the standard for tables that
# are read in several languages, "city" is None in each row, the values come under the heading of the file and a
# warning calls that column unspecified. Saying that the table is in Russian changes nothing. Guessed: both forms do
# the same. It matters for open data described in more than one language.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  csvw==4.1.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import json
import warnings
from importlib.metadata import version
from pathlib import Path

from csvw import Table

Path("t.csv").write_text("Город,year\nОмск,1997\n", encoding="utf-8")
BOTH = {"ru": "Город", "en": "City"}
seen = []
for titles, told in (("Город", {}), (BOTH, {}), (BOTH, {"lang": "ru"})):
    columns = [{"name": "city", "titles": titles}, {"name": "year"}]
    described = {"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": {"columns": columns}, **told}
    Path("t.csv-metadata.json").write_text(json.dumps(described), encoding="utf-8")
    with warnings.catch_warnings(record=True) as warned:
        seen.append([dict(row) for row in Table.from_file("t.csv-metadata.json")])
    print("titles:", titles, told or "", "rows:", seen[-1], [str(each.message) for each in warned])
print("csvw", version("csvw"))
assert seen[0] == [{"city": "Омск", "year": "1997"}], "the description is not what was meant"
raise SystemExit(seen[1:] != [[{"Город": "Омск", "city": None, "year": "1997"}]] * 2)
PYTHON
