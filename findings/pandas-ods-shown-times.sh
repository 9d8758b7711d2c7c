#!/bin/sh
# pandas reads a time of day in an ODS table from what the cell shows, not from what it holds. A cell that holds 5
# minutes 30 seconds and shows them as "05:30" comes in as half past five; one that holds 10:30:45 and shows "10:30"
# loses its seconds. Guessed: the value that OpenDocument keeps beside the text, as pandas itself does for numbers and
# dates and as its other engine for ODS, calamine, does for all. Found on comparing readers of programmes of
# delegations.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from datetime import datetime, time
from importlib.metadata import version

import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

row = TableRow()
for kind, attribute, value, shown in (
    ("time", "timevalue", "PT00H05M30S", "05:30"),
    ("time", "timevalue", "PT10H30M45S", "10:30"),
    ("float", "value", "0.5", "1/2"),
    ("date", "datevalue", "2019-05-03", "03.05.19"),
):
    cell = TableCell(valuetype=kind, **{attribute: value})
    cell.addElement(P(text=shown))
    row.addElement(cell)
table = Table(name="Programme")
table.addElement(row)
book = OpenDocumentSpreadsheet()
book.spreadsheet.addElement(table)
book.save("t.ods")

odf, calamine = (
    list(pandas.read_excel("t.ods", engine=engine, header=None).loc[0]) for engine in ("odf", "calamine")
)
for name in ("pandas", "odfpy", "python-calamine"):
    print(name, version(name))
print("by odf:", odf)
print("by calamine:", calamine)
assert calamine == [time(0, 5, 30), time(10, 30, 45), 0.5, datetime(2019, 5, 3)], "the file is not what was meant"
raise SystemExit(odf != [time(5, 30), time(10, 30), 0.5, datetime(2019, 5, 3)])
PYTHON
