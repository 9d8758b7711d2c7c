#!/bin/sh
# icalendar makes one resource of two. RESOURCES of an event is a list (RFC 5545, 3.8.1.10) like CATEGORIES; icalendar
# reads "RESOURCES:projector,interpreter" as one text and writes it back with the comma escaped, so every program that
# reads the file after it sees a single resource with a comma in its name. Guessed: what it does with CATEGORIES.
# Found on a round trip of a calendar that says what a meeting needs; vobject reads the list.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  icalendar==7.3.2 vobject==0.9.9
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import vobject
from icalendar import Calendar

LINES = ["CATEGORIES:culture,sport", "RESOURCES:projector,interpreter"]
TEXT = "\r\n".join(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org"]
    + ["DTSTAMP:20190501T090000Z", "DTSTART:20190503T090000Z", *LINES, "END:VEVENT", "END:VCALENDAR", ""]
)


def resources(text):
    return vobject.readOne(text).vevent.resources.value


written = Calendar.from_ical(TEXT).to_ical().decode()
lines = sorted(line for line in written.splitlines() if line.startswith(("CATEGORIES", "RESOURCES")))
for name in ("icalendar", "vobject"):
    print(name, version(name))
print("written back:", lines)
print("resources before and after:", resources(TEXT), resources(written))
assert resources(TEXT) == ["projector", "interpreter"], "the calendar is not what was meant"
raise SystemExit(
    lines != ["CATEGORIES:culture,sport", r"RESOURCES:projector\,interpreter"]
    or resources(written) != ["projector,interpreter"]
)
PYTHON
