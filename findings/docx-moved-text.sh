#!/bin/sh
# docx2txt and docx2python give a moved sentence twice. With tracked changes Word keeps it in w:moveFrom and in
# w:moveTo; both readers leave tracked deletions out, since their text stands in w:delText, but the old place of a
# move holds plain w:t. Guessed: a move is treated like the deletion and the insertion that it is. python-docx errs
# the other way and gives neither of them, nor insertions; mammoth gives the text as it stands. Found on drafts of
# agreements sent for comments.
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
WHO = 'w:author="Office" w:date="2019-05-03T10:00:00Z"'
document = Document()
for xml in (
    f'<w:moveFromRangeStart w:id="1" w:name="m" {WHO}/><w:moveFrom w:id="2" {WHO}><w:r><w:t>moved</w:t></w:r>'
    '</w:moveFrom><w:moveFromRangeEnd w:id="1"/><w:r><w:t>start</w:t></w:r>',
    f'<w:r><w:t>end</w:t></w:r><w:moveToRangeStart w:id="3" w:name="m" {WHO}/><w:moveTo w:id="4" {WHO}><w:r>'
    '<w:t>moved</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="3"/>',
    f'<w:del w:id="5" {WHO}><w:r><w:delText>deleted</w:delText></w:r></w:del>'
    f'<w:ins w:id="6" {WHO}><w:r><w:t>inserted</w:t></w:r></w:ins>',
):
    document.element.body.insert(-1, parse_xml(f"<w:p {SPACE}>{xml}</w:p>"))
document.save("t.docx")

with docx2python("t.docx") as read, open("t.docx", "rb") as file:
    seen = {
        "docx2txt": docx2txt.process("t.docx").split(),
        "docx2python": read.text.split(),
        "python-docx": [paragraph.text for paragraph in Document("t.docx").paragraphs],
        "mammoth": mammoth.extract_raw_text(file).value.split(),
    }
for name, words in seen.items():
    print(name, version(name), words)
assert seen["mammoth"] == ["start", "endmoved", "inserted"], "the file is not what was meant"
twice = ["movedstart", "endmoved", "inserted"]
raise SystemExit([seen["docx2txt"], seen["docx2python"], seen["python-docx"]] != [twice, twice, ["start", "end", ""]])
PYTHON
