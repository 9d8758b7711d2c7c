#!/bin/sh
# edtf reads "1-3 May 2019" as one exact day in another year: text_to_edtf gives 2001-05-03, without a mark of doubt.
# Guessed: an interval, or None as it answers for "1 May 2019 to 3 May 2019". "May-June 2019" fares little better: its
# second half is right, its first is May of an unknown year, so the interval begins in the year 0. Found on turning
# dates as letters write them into dates to sort by: None can be asked about, a wrong day cannot.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  edtf==5.0.2 python-dateutil==2.9.0.post0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from edtf import parse_edtf, text_to_edtf

TEXTS = ["3 May 2019", "May 2019 - June 2019", "1 May 2019 to 3 May 2019", "1-3 May 2019", "May-June 2019"]
seen = [text_to_edtf(text) for text in TEXTS]
for name in ("edtf", "python-dateutil"):
    print(name, version(name))
for text, found in zip(TEXTS, seen, strict=True):
    print(f"{text!r}: {found}")
first = parse_edtf(seen[-1]).lower_strict()[:3]
print("the last begins on", first)
assert seen[:2] == ["2019-05-03", "2019-05/2019-06"], "plain dates are no longer read"
raise SystemExit(seen[2:] != [None, "2001-05-03", "XXXX-05/2019-06"] or first != (0, 5, 1))
PYTHON
