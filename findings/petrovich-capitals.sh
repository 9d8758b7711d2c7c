#!/bin/sh
# petrovich leaves a name in capitals as it is, or half of it: "ИВАНОВ ИВАН ИВАНОВИЧ" in the dative is the same text,
# and "ПАВЕЛ" becomes "ПАВлу". Its rules hold small endings and capitals do not match them, while its list of
# exceptions is asked in small letters; a name to which no rule applies counts as one that is not declined, like
# "Дюма", so nothing tells the two apart. Guessed: capitals declined, or an error, as it raises for an empty name. It
# matters for letters and greetings to people whose names come in capitals, as on lists and in passports.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  Petrovich==2.0.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from petrovich.enums import Case, Gender
from petrovich.main import Petrovich

petrovich = Petrovich()


def to_whom(name):
    last, first, middle = name.split()
    given = (Case.DATIVE, Gender.MALE)
    return " ".join(
        (petrovich.lastname(last, *given), petrovich.firstname(first, *given), petrovich.middlename(middle, *given))
    )


NAMES = [
    *("Иванов Иван Иванович", "иванов иван иванович", "Дюма Иван Иванович"),
    *("ИВАНОВ ИВАН ИВАНОВИЧ", "ИВАНОВ ПАВЕЛ ИВАНОВИЧ"),
]
seen = [to_whom(name) for name in NAMES]
print("Petrovich", version("Petrovich"))
for name, found in zip(NAMES, seen, strict=True):
    print(f"{name}: {found}")
declined = ["Иванову Ивану Ивановичу", "иванову ивану ивановичу", "Дюма Ивану Ивановичу"]
assert seen[:3] == declined, "other names are declined otherwise"
raise SystemExit(seen[3:] != ["ИВАНОВ ИВАН ИВАНОВИЧ", "ИВАНОВ ПАВлу ИВАНОВИЧ"])
PYTHON
