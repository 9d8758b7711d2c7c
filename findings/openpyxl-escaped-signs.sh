#!/bin/sh
# openpyxl reads two different texts of a workbook as the same one. In SpreadsheetML _x000D_ is a carriage return and
# _x005F_x000D_ the seven typed characters "_x000D_". openpyxl leaves the first as it stands and takes the mark off the
# second, so both come back as "_x000D_", and no program behind it can tell a line break from typed characters.
# Found on a round trip of texts with line breaks; calamine reads both as they are meant.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

book = Workbook("t.xlsx")
sheet = book.add_worksheet()
sheet.write_string("A1", "a\rb")  # stored as a_x000D_b
sheet.write_string("A2", "a_x000D_b")  # stored as a_x005F_x000D_b
book.close()

openpyxl = [cell.value for cell in load_workbook("t.xlsx").active["A"]]
calamine = [row[0] for row in CalamineWorkbook.from_path("t.xlsx").get_sheet_by_index(0).iter_rows()]
for name in ("openpyxl", "python-calamine", "XlsxWriter"):
    print(name, version(name))
print("A1, A2 by openpyxl:", openpyxl)
print("A1, A2 by calamine:", calamine)
assert calamine == ["a\rb", "a_x000D_b"], "the file is not what was meant"
raise SystemExit(openpyxl != ["a_x000D_b", "a_x000D_b"])
PYTHON
