#!/bin/sh
# agate, the reader under csvkit, takes times of day for lengths of time: a column of 9:00, 10:30 and 14:00 becomes
# TimeDelta, and 10:30 ten minutes and a half. csvsort writes the programme of a day back as 0:09:00, 0:10:30 and
# 0:14:00, which a spreadsheet then shows as minutes past midnight; the order is right, so nothing looks amiss.
# Guessed: text, as there is no type for times of day among agate's, and as frictionless answers. It matters for
# programmes of delegations kept as CSV.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  agate==1.14.2 csvkit==2.2.0 frictionless==5.21.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import subprocess
from importlib.metadata import version
from pathlib import Path

import agate
from frictionless import Resource

Path("programme.csv").write_text("at,what\n10:30,meeting\n9:00,arrival\n14:00,dinner\n")
column = agate.Table.from_csv("programme.csv").columns["at"]
seconds = [value.total_seconds() for value in column.values() if hasattr(value, "total_seconds")]
sorted_rows = subprocess.run(
    ["venv/bin/csvsort", "-c", "at", "programme.csv"], capture_output=True, check=True, text=True
).stdout.split()
other = [row["at"] for row in Resource(path="programme.csv").read_rows()]
for name in ("agate", "csvkit", "frictionless"):
    print(name, version(name))
print("by agate:", type(column.data_type).__name__, seconds, "seconds")
print("by csvsort:", sorted_rows)
print("by frictionless:", other)
assert other == ["10:30", "9:00", "14:00"], "the file is not what was meant"
raise SystemExit(
    seconds != [630, 540, 840]
    or sorted_rows != ["at,what", "0:09:00,arrival", "0:10:30,meeting", "0:14:00,dinner"]
)
PYTHON
