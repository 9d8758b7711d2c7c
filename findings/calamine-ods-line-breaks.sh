#!/bin/sh
# python-calamine joins words of an ODS cell where a tab or a line break parts them: "Omsk", text:line-break, "Tula"
# comes in as "OmskTula". It does know text:s, the spaces, and sets a line break between paragraphs of a cell.
# Guessed: white space of some kind for all four. ezodf gives a tab and a line break. Found on lists of partner cities
# that had been typed into one cell.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-calamine==0.9.1 ezodf==0.3.2 odfpy==1.4.1 lxml==6.1.3
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import ezodf
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S, Tab
from python_calamine import CalamineWorkbook

row = TableRow()
for between in (S(c=2), Tab(), LineBreak(), None):
    cell = TableCell(valuetype="string")
    first = P(text="Omsk")
    cell.addElement(first)
    if between is None:
        cell.addElement(P(text="Tula"))
    else:
        first.addElement(between)
        first.addText("Tula")
    row.addElement(cell)
table = Table(name="Partners")
table.addElement(row)
book = OpenDocumentSpreadsheet()
book.spreadsheet.addElement(table)
book.save("t.ods")

calamine = CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python()[0]
other = [cell.value for cell in ezodf.opendoc("t.ods").sheets[0].row(0)]
for name in ("python-calamine", "ezodf", "odfpy"):
    print(name, version(name))
print("by calamine:", calamine)
print("by ezodf:   ", other)
assert other == ["Omsk  Tula", "Omsk\tTula", "Omsk\nTula", "Omsk\nTula"], "the file is not what was meant"
raise SystemExit(calamine != ["Omsk  Tula", "OmskTula", "OmskTula", "Omsk\nTula"])
PYTHON
