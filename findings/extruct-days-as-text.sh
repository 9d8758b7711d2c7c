#!/bin/sh
# extruct gives "" for a day that a page says as <time itemprop="endDate">2019-05-05</time>. Where time has no
# attribute datetime, its value is its text, in HTML and so in microdata; extruct asks the attribute only. An event
# keeps its beginning, which has one, and loses its end, and what it loses is there as an empty text, not absent. The
# library microdata does the same; both take the text of <data> that way too. Guessed: the text. It matters for
# calendars of partner cities that are read from their pages.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  extruct==0.18.0 microdata==0.8.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import extruct
import microdata

PAGE = """<div itemscope itemtype="https://schema.org/Event"><span itemprop="name">City Day</span>
<time itemprop="startDate" datetime="2019-05-03">3 May</time><time itemprop="endDate">2019-05-05</time></div>"""
NAMES = ("name", "startDate", "endDate")
item = extruct.extract(PAGE, syntaxes=["microdata"])["microdata"][0]["properties"]
other = microdata.get_items(PAGE)[0]
seen = {"extruct": [item.get(name) for name in NAMES], "microdata": [other.get(name) for name in NAMES]}
for name, values in seen.items():
    print(name, version(name), values)
assert all(values[:2] == ["City Day", "2019-05-03"] for values in seen.values()), "the page is not what was meant"
raise SystemExit([values[2] for values in seen.values()] != ["", ""])
PYTHON
