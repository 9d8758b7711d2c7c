#!/bin/sh
# transliterate gives the soft sign back as a capital: "Тверь" goes to "Tver'" and comes home as "ТверЬ", within a
# word too ("ИлЬич"). Guessed: the case of the letters round it, as with all other letters; that a hard sign may come
# back soft is to be expected, a capital inside a word is not. Found on names of cities kept in Latin letters only.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  transliterate==1.10.2
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from transliterate import translit

NAMES = ["Омск", "Набережные Челны", "Тверь", "Ильич"]
latin = [translit(name, "ru", reversed=True) for name in NAMES]
back = [translit(name, "ru") for name in latin]
print("transliterate", version("transliterate"))
print("given:", NAMES)
print("Latin:", latin)
print("back: ", back)
assert back[:2] == NAMES[:2] and latin[2:] == ["Tver'", "Il'ich"], "the way there has changed"
raise SystemExit(back[2:] != ["ТверЬ", "ИлЬич"])
PYTHON
