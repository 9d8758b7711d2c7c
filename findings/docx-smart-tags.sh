#!/bin/sh
# python-docx leaves the names of cities out of old agreements. Word up to 2007 marked places, people and dates as
# smart tags, and DOCX keeps them: the runs stand in w:smartTag within the paragraph. paragraph.text and runs give
# only what stands outside, so "between Omsk and Tula" comes in as "between  and "; the rest of the sentence is there,
# and no error is. The same holds for a field that Word's mail merge filled in and stored as w:fldSimple, which
# mammoth leaves out as well, though it looks into smart tags. Guessed: the text that Word shows. docx2txt gives all
# of it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import docx2txt
import mammoth
from docx import Document
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tagged(text):
    uri = "urn:schemas-microsoft-com:office:smarttags"
    return f'<w:smartTag w:uri="{uri}" w:element="City">{run(text)}</w:smartTag>'


merged = f'<w:fldSimple w:instr=" MERGEFIELD Country ">{run("Malaysia")}</w:fldSimple>'
document = Document()
for xml in (run("between ") + tagged("Omsk") + run(" and ") + tagged("Tula"), run("in ") + merged + run(" in May")):
    document.element.body.insert(-1, parse_xml(f"<w:p {SPACE}>{xml}</w:p>"))
document.save("t.docx")

with open("t.docx", "rb") as file:
    seen = {
        "docx2txt": docx2txt.process("t.docx").split("\n\n"),
        "mammoth": mammoth.extract_raw_text(file).value.strip().split("\n\n"),
        "python-docx": [paragraph.text for paragraph in Document("t.docx").paragraphs],
    }
for name, lines in seen.items():
    print(name, version(name), lines)
assert seen["docx2txt"] == ["between Omsk and Tula", "in Malaysia in May"], "the file is not what was meant"
raise SystemExit(
    seen["python-docx"] != ["between  and ", "in  in May"]
    or seen["mammoth"] != ["between Omsk and Tula", "in  in May"]
)
PYTHON
