#!/bin/sh
# pdfminer.six takes a spaced word apart: AGREEMENT with two points between its letters comes in as nine words of one
# letter. The letters stand in one string, and PDF says the distance beside it (Tc), so nothing has to be guessed from
# where they stand; pypdf reads the word as it is. Guessed: the same from both. It matters for the titles of
# agreements, which are often spaced: a search for "agreement" does not find them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pdfminer.six==20260107 pypdf==7.1.1 reportlab==5.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from pdfminer.high_level import extract_text
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

seen = {}
for space in (0, 1, 2, 4):
    canvas = Canvas("t.pdf")
    canvas.drawString(72, 700, "AGREEMENT of Omsk", charSpace=space)
    canvas.save()
    seen[space] = (PdfReader("t.pdf").pages[0].extract_text().split(), extract_text("t.pdf").split())
for name in ("pdfminer.six", "pypdf", "reportlab"):
    print(name, version(name))
for space, (pypdf, pdfminer) in seen.items():
    print(space, "points between letters, by pypdf:", pypdf, "by pdfminer.six:", pdfminer)
words = ["AGREEMENT", "of", "Omsk"]
assert all(pypdf == words for pypdf, _ in seen.values()), "the file is not what was meant"
raise SystemExit([pdfminer for _, pdfminer in seen.values()] != [words] * 2 + [[*"AGREEMENTofOmsk"]] * 2)
PYTHON
