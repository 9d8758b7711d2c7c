#!/bin/sh
# python-calamine gives "" for a cell that shows an error (#N/A, #DIV/0!): it cannot be told from an empty cell, and
# neither iter_rows nor to_python says that a value was lost. openpyxl gives the error of the same file.
# Found on reading tables of offices, where a lookup that failed must not come in as "nothing there".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-calamine==0.9.1 openpyxl==3.1.5 XlsxWriter==3.3.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

book = Workbook("t.xlsx")
sheet = book.add_worksheet()
sheet.write_row("A1", ["city", "code", "note"])
sheet.write("A2", "Omsk")
sheet.write_formula("B2", '=VLOOKUP("x",E1:F2,2,FALSE)', None, "#N/A")
sheet.write("A3", "Tula")
sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
sheet.write("C3", "C2, not B2, is the empty cell")
book.close()

rows = list(CalamineWorkbook.from_path("t.xlsx").get_sheet_by_index(0).iter_rows())
calamine = [rows[1][1], rows[2][1], rows[1][2]]
cells = load_workbook("t.xlsx", data_only=True).active
openpyxl = [cells["B2"].value, cells["B3"].value, cells["C2"].value]
for name in ("python-calamine", "openpyxl", "XlsxWriter"):
    print(name, version(name))
print("B2, B3, C2 by calamine:", calamine)
print("B2, B3, C2 by openpyxl:", openpyxl)
assert openpyxl == ["#N/A", "#DIV/0!", None], "the file is not what was meant"
raise SystemExit(calamine != ["", "", ""])
PYTHON
