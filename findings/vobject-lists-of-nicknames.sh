#!/bin/sh
# vobject keeps the first nickname of a vCard and drops the rest, silently, in what it gives and in what it writes
# back. NICKNAME is a list (RFC 2426, 3.1.3) like CATEGORIES, which vobject reads whole. Guessed: both come back
# alike. Found on address cards of partner cities, where short and former names of a body stand there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  vobject==0.9.9
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import vobject

LINES = ["CATEGORIES:partner,culture", "NICKNAME:City Hall,Mayor's Office"]
card = vobject.readOne(
    "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Administration", "N:Administration;;;;", *LINES, "END:VCARD", ""])
)
read = [card.categories.value, card.nickname.value]
written = [line for line in card.serialize().splitlines() if line.startswith(("CATEGORIES", "NICKNAME"))]
print("vobject", version("vobject"))
print("given:  ", LINES)
print("read:   ", read)
print("written:", written)
assert (read[0], written[0]) == (["partner", "culture"], LINES[0]), "lists are no longer read at all"
raise SystemExit((read[1], written[1]) != ("City Hall", "NICKNAME:City Hall"))
PYTHON
