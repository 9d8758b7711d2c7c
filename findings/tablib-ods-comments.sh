#!/bin/sh
# tablib takes the comment for the cell: where an ODS cell has one, its text comes in instead of the city that stands
# in the cell. Of a cell with several formats it gives what stands before the first change, and of one with two lines
# the first. It descends to the first text below the cell, and OpenDocument lays a comment down before the text.
# Guessed: the text of the cell, with or without its comment. calamine gives the text. It matters for lists that
# offices send round and remark upon.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  "tablib[ods]==3.10.0" odfpy==1.4.1 python-calamine==0.9.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, Span
from python_calamine import CalamineWorkbook
from tablib import Dataset


def cell(*parts):
    made = TableCell(valuetype="string")
    for part in parts:
        made.addElement(part)
    return made


comment = Annotation()
comment.addElement(P(text="ask them again"))
formatted = P(text="Des ")
formatted.addElement(Span(text="Moines"))
row = TableRow()
for parts in ([P(text="Omsk")], [comment, P(text="Tula")], [formatted], [P(text="Bari"), P(text="Italy")]):
    row.addElement(cell(*parts))
table = Table(name="Partners")
table.addElement(row)
book = OpenDocumentSpreadsheet()
book.spreadsheet.addElement(table)
book.save("t.ods")

calamine = CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python()[0]
tablib = list(Dataset().load(Path("t.ods").read_bytes(), format="ods", headers=False)[0])
for name in ("tablib", "python-calamine", "odfpy"):
    print(name, version(name))
print("by calamine:", calamine)
print("by tablib:  ", tablib)
assert calamine == ["Omsk", "Tula", "Des Moines", "Bari\nItaly"], "the file is not what was meant"
raise SystemExit(tablib != ["Omsk", "ask them again", "Des ", "Bari"])
PYTHON
