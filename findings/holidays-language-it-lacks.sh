#!/bin/sh
# holidays, asked for a language that a country lacks, answers in the language of the server's environment. Its own
# documentation says that the names then stay in the country's original language, and that the environment is looked
# at where no language is given. French holidays asked for in Russian are French on one server and Ukrainian on
# another. Guessed: French everywhere, or an error. Found on a calendar of partner countries in the reader's language.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  holidays==0.109
cd "$folder"
venv/bin/python - <<'PYTHON'
import os
from importlib.metadata import version

# What the environment of a process says is set here, before the library is loaded.
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "uk_UA.UTF-8"

import holidays


def labour_day(language):
    return holidays.country_holidays("FR", years=2026, language=language)["2026-05-01"]


supported = holidays.country_holidays("FR").supported_languages
seen = {}
for environment in ("de_DE.UTF-8", "uk_UA.UTF-8"):
    os.environ["LANG"] = environment
    seen[environment] = [labour_day("fr"), labour_day("ru")]
print("holidays", version("holidays"), "supports", supported)
for environment, names in seen.items():
    print(environment, "fr, ru:", names)
assert "ru" not in supported and all(names[0] == "Fête du Travail" for names in seen.values()), "not what was meant"
raise SystemExit([names[1] for names in seen.values()] != ["Fête du Travail", "День праці"])
PYTHON
