#!/bin/sh
# docx2txt and docx2python join a name whose parts Word must not part at the end of a line. Ctrl+Shift+- puts
# w:noBreakHyphen between two texts of one run; both readers give the texts without any hyphen, so "Rostov-on-Don"
# comes in as "RostovonDon" and is found under no spelling. python-docx gives "-", mammoth the sign U+2011 itself.
# Guessed: a hyphen of some kind everywhere, as all of them know w:tab, which stands in the run in the same way. It
# matters for names of cities in papers that were typed with care.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import docx2txt
import mammoth
from docx import Document
from docx.oxml import parse_xml
from docx2python import docx2python

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = Document()
for sign in ("<w:t>-</w:t>", "<w:tab/>", "<w:noBreakHyphen/>"):
    name = sign.join(f"<w:t>{part}</w:t>" for part in ("Rostov", "on", "Don"))
    document.element.body.insert(-1, parse_xml(f"<w:p {SPACE}><w:r>{name}</w:r></w:p>"))
document.save("t.docx")

with docx2python("t.docx") as read, open("t.docx", "rb") as file:
    seen = {
        "python-docx": [paragraph.text for paragraph in Document("t.docx").paragraphs],
        "mammoth": mammoth.extract_raw_text(file).value.strip().split("\n\n"),
        "docx2txt": docx2txt.process("t.docx").strip().split("\n\n"),
        "docx2python": read.text.strip().split("\n\n"),
    }
for name, lines in seen.items():
    print(name, version(name), lines)
plain = ["Rostov-on-Don", "Rostov\ton\tDon"]
assert all(lines[:2] == plain for lines in seen.values()), "the file is not what was meant"
assert (seen["python-docx"][2], seen["mammoth"][2]) == ("Rostov-on-Don", "Rostov\u2011on\u2011Don"), "read otherwise"
raise SystemExit([seen[name][2] for name in ("docx2txt", "docx2python")] != ["RostovonDon"] * 2)
PYTHON
