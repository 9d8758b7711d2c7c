#!/bin/sh
# pypdf drops the files attached to a document where it joins documents: append and merge take the pages, outlines and
# forms over, but not the attachments, nor the page labels, and say nothing. Guessed: attachments go along as the
# outline does, since they belong to the document in the same way; PdfWriter(clone_from=...) keeps them. It matters
# for agreements whose lists are attached to the PDF, joined with a covering letter.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  pypdf==7.1.1
cd "$folder"
venv/bin/python -W error - <<'PYTHON'
from importlib.metadata import version

from pypdf import PdfReader, PdfWriter

agreement = PdfWriter()
agreement.add_blank_page(width=200, height=200)
agreement.add_outline_item(title="Agreement", page_number=0)
agreement.add_attachment(filename="partners.csv", data=b"city\nOmsk\n")
agreement.set_page_label(page_index_from=0, page_index_to=0, style="/r", start=3)
agreement.write("agreement.pdf")


def kept(writer):
    writer.write("t.pdf")
    read = PdfReader("t.pdf")
    return [item.title for item in read.outline], sorted(read.attachments), read.page_labels


appended, merged = PdfWriter(), PdfWriter()
appended.append("agreement.pdf")
merged.merge(position=0, fileobj="agreement.pdf")
seen = {
    "clone_from": kept(PdfWriter(clone_from="agreement.pdf")), "append": kept(appended), "merge": kept(merged),
}
print("pypdf", version("pypdf"))
for how, found in seen.items():
    print(how, "keeps outline, attachments, page labels:", found)
assert seen["clone_from"] == (["Agreement"], ["partners.csv"], ["iii"]), "the file is not what was meant"
raise SystemExit([seen["append"], seen["merge"]] != [(["Agreement"], [], ["1"])] * 2)
PYTHON
