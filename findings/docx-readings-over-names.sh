#!/bin/sh
# None of four readers of DOCX gives the name of a Japanese city as it is written, where its reading stands over it in
# small letters. Word keeps such a name as w:ruby: w:rubyBase holds the name, w:rt the reading. python-docx and
# mammoth leave both out, so the city is gone from the sentence; docx2txt and docx2python set the reading before the
# name without a space. Guessed: the name, with the reading after it or dropped. It matters for letters of Japanese
# partners.
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


def run(inner):
    return f"<w:r>{inner}</w:r>"


LOOK = '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/>'
reading, name = run("<w:t>ひろしま</w:t>"), run("<w:t>広島</w:t>")
ruby = f'<w:ruby>{LOOK}<w:lid w:val="ja-JP"/></w:rubyPr><w:rt>{reading}</w:rt><w:rubyBase>{name}</w:rubyBase></w:ruby>'
document = Document()
for city in (name, run(ruby)):
    xml = run("<w:t>to:</w:t>") + city + run("<w:t>:2019</w:t>")
    document.element.body.insert(-1, parse_xml(f"<w:p {SPACE}>{xml}</w:p>"))
document.save("t.docx")

with docx2python("t.docx") as read, open("t.docx", "rb") as file:
    seen = {
        "python-docx": [paragraph.text for paragraph in Document("t.docx").paragraphs],
        "mammoth": mammoth.extract_raw_text(file).value.split(),
        "docx2txt": docx2txt.process("t.docx").split(),
        "docx2python": read.text.split(),
    }
for reader, lines in seen.items():
    print(reader, version(reader), lines)
assert all(lines[0] == "to:広島:2019" for lines in seen.values()), "the file is not what was meant"
raise SystemExit([lines[1] for lines in seen.values()] != ["to::2019"] * 2 + ["to:ひろしま広島:2019"] * 2)
PYTHON
