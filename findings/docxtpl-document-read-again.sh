#!/bin/sh
# docxtpl: after render(), get_docx() does not give the document that was filled in. It reads the template once more, in
# silence: what is changed on it is written over the template's text, and a save afterwards keeps the tags. The filled
# document is the attribute docx.
# Found on adding a table to a paper after its tags were filled in.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from docx import Document
from docxtpl import DocxTemplate

made = Document()
made.add_paragraph("City: {{ city }}")
made.save("template.docx")


def said(document):
    return [paragraph.text for paragraph in document.paragraphs]


template = DocxTemplate("template.docx")
template.render({"city": "Omsk"})
filled = said(template.docx)
asked = said(template.get_docx())
template.save("saved.docx")
saved = said(Document("saved.docx"))
print("docxtpl", version("docxtpl"))
print("after render(), docx:", filled)
print("after render(), get_docx():", asked)
print("saved after that:", saved)
assert filled == ["City: Omsk"], "the template was not filled in"
raise SystemExit(not (asked == ["City: {{ city }}"] and saved == asked))
PYTHON
