#!/bin/sh
# tablib shifts the columns of an ODS table where two neighbours are equal. LibreOffice stores equal cells once, with
# table:number-columns-repeated="2", and equal rows likewise; tablib reads the cell once, so what stands after it
# moves one column to the left, fills up the end with "" and says nothing. It lays no such cells down itself, so its
# own round trip shows no fault. Guessed: each cell as often as it stands there, as calamine gives it. It matters for
# lists where the year of the first contact and that of the agreement are the same.
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

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook
from tablib import Dataset


def laid(*cells, rows=1):
    row = TableRow(numberrowsrepeated=rows) if rows > 1 else TableRow()
    for text, columns in cells:
        cell = TableCell(valuetype="string", **({"numbercolumnsrepeated": columns} if columns > 1 else {}))
        cell.addElement(P(text=text))
        row.addElement(cell)
    return row


table = Table(name="Partners")
table.addElement(laid(("city", 1), ("contact since", 1), ("agreement of", 1), ("ended in", 1)))
table.addElement(laid(("Omsk", 1), ("1994", 1), ("1997", 1), ("2001", 1)))
table.addElement(laid(("Tula", 1), ("1997", 2), ("2001", 1)))
table.addElement(laid(("Puchong", 1), ("1999", 1), ("2005", 1), ("2006", 1), rows=2))
book = OpenDocumentSpreadsheet()
book.spreadsheet.addElement(table)
book.save("t.ods")

calamine = CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python()[1:]
tablib = [list(row) for row in Dataset().load(Path("t.ods").read_bytes(), format="ods")]
for name in ("tablib", "python-calamine", "odfpy"):
    print(name, version(name))
print("by calamine:", calamine)
print("by tablib:  ", tablib)
omsk, tula, puchong = (
    ["Omsk", "1994", "1997", "2001"], ["Tula", "1997", "1997", "2001"], ["Puchong", "1999", "2005", "2006"],
)
assert calamine == [omsk, tula, puchong, puchong], "the file is not what was meant"
raise SystemExit(tablib != [omsk, ["Tula", "1997", "2001", ""], puchong])
PYTHON
