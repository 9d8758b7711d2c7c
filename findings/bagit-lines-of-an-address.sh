#!/bin/sh
# bagit glues the lines of a value together: an Organization-Address of "Lenin Street 1", a line break and "Omsk" is
# written into bag-info.txt as "Lenin Street 1Omsk", and the bag is valid. Guessed: what BagIt (RFC 8493, 2.2.2) has
# for this, a line that begins with white space and goes on with the one before, as bagit itself reads it; or at least
# a space. It matters for deliveries to an archive whose sender is filled in from a field of several lines.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  bagit==1.9.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from bagit import Bag, make_bag

Path("bag").mkdir()
Path("bag/report.txt").write_text("a report")
make_bag("bag", {"Organization-Address": "Lenin Street 1\nOmsk"})
info = Path("bag/bag-info.txt")
line = next(line for line in info.read_text().splitlines() if line.startswith("Organization-Address"))
is_valid = Bag("bag").is_valid()
info.write_text("Organization-Address: Lenin Street 1\n  Omsk\n")
folded = Bag("bag").info["Organization-Address"].split()
print("bagit", version("bagit"))
print("written:", line, "valid:", is_valid)
print("words of a folded line, read:", folded)
assert is_valid and folded == ["Lenin", "Street", "1", "Omsk"], "a folded line is not read as one"
raise SystemExit(line != "Organization-Address: Lenin Street 1Omsk")
PYTHON
