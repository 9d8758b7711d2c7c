#!/bin/sh
# holidays: with observed=False the Dutch King's Day of 2025 is given on Sunday 27 April, although by law it is kept on
# Saturday the 26th; the day that is really free is missing. "observed" reads as "give no substitute days besides", but
# here it also undoes a move that replaces the day.
# Found on counting working days to a reception in a Dutch partner city.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from holidays import country_holidays

print("holidays", version("holidays"))
found = {}
for observed in (True, False):
    days = country_holidays("NL", years=2025, observed=observed, language="en_US")
    found[observed] = [(str(day), name) for day, name in sorted(days.items()) if "King" in name]
    print(f"observed={observed}:", found[observed])
raise SystemExit(found != {True: [("2025-04-26", "King's Day")], False: [("2025-04-27", "King's Day")]})
PYTHON
