#!/usr/bin/env bash
# xlsx2csv writes nothing, and says nothing, where the cells of a valid workbook carry no address.
#
# In SpreadsheetML the attribute "r" of <row> and <c> is optional (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73): without
# it rows and cells follow one another. python-calamine reads both files below alike; xlsx2csv ends with 0 and an empty
# answer for the second. So our workbooks carry addresses. Exits with 1 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check "xlsx2csv==0.8.6" "python-calamine==0.9.1"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version
from io import StringIO
from pathlib import Path

from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ROWS = [["city", "partner"], ["Omsk", "Puchong"]]


def workbook(path, *, addressed):
    def at(address):
        return f' r="{address}"' if addressed else ""

    rows = "".join(
        f"<row{at(number)}>"
        + "".join(
            f'<c{at(letter + str(number))} t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("AB", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(ROWS, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Partners" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, HEAD + text)
    return str(path)


seen = {}
for name, addressed in (("with addresses", True), ("without addresses", False)):
    path = workbook(Path(sys.argv[1], f"{addressed}.xlsx"), addressed=addressed)
    out = StringIO()
    Xlsx2csv(path).convert(out)
    calamine = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    seen[addressed] = (out.getvalue().split(), calamine)
    print(f"{name}: xlsx2csv {version('xlsx2csv')} {out.getvalue()!r}, calamine {calamine}")
expected = {True: (["city,partner", "Omsk,Puchong"], ROWS), False: ([], ROWS)}
print("as found before" if seen == expected else "this has changed")
sys.exit(seen != expected)
PYTHON
