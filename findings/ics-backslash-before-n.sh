#!/bin/sh
# ics does not read back the text it wrote itself where a backslash stands before an "n". It writes "S:\news" rightly
# as "S:\\news", but on reading takes the second backslash and the n for a line break: "S:\", a line break, "ews".
# Other letters are spared. Guessed: escapes are read from left to right, so what was written comes back. Found on
# events whose description names a shared folder; icalendar reads the same file as it is meant.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  ics==0.7.3 icalendar==7.3.2
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import icalendar
import ics

TEXTS = [r"S:\photos", r"S:\news", "two\nlines"]
text = ics.Calendar(
    events=[ics.Event(name=str(at), begin="2019-05-03T10:00:00", description=each) for at, each in enumerate(TEXTS)]
).serialize()
own = [event.description for event in sorted(ics.Calendar(text).events, key=lambda event: event.name)]
events = sorted(icalendar.Calendar.from_ical(text).walk("VEVENT"), key=lambda event: event["SUMMARY"])
other = [str(event["DESCRIPTION"]) for event in events]
for name in ("ics", "icalendar"):
    print(name, version(name))
print("given:       ", TEXTS)
print("by ics:      ", own)
print("by icalendar:", other)
assert other == TEXTS, "the file is not what was meant"
raise SystemExit(own != [r"S:\photos", "S:\\\news", "two\nlines"])
PYTHON
