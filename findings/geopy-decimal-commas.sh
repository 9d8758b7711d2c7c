#!/bin/sh
# geopy puts Moscow in Central Asia where its coordinates are written with decimal commas: Point("55,75 37,61") is
# 37.0, 61.0. It takes the last pair it can find and drops what stands before, which is the whole latitude, without a
# word; the same with "; " or ", " between the two. Guessed: ValueError, as it answers where a text says nothing, or
# the point that was meant. lat-lon-parser reads "55,75" as 55.75. It matters for coordinates from Russian, German or
# French papers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  geopy==2.5.0 lat-lon-parser==1.3.1
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from geopy import Point
from lat_lon_parser import parse


def point(text):
    try:
        return tuple(Point(text))[:2]
    except ValueError as error:
        return type(error).__name__


TEXTS = ["55.75 37.61", "near Moscow", "55,75 37,61", "55,75; 37,61", "55,75, 37,61"]
seen = [point(text) for text in TEXTS]
other = [parse(part) for part in ("55,75", "37,61")]
for name in ("geopy", "lat-lon-parser"):
    print(name, version(name))
for text, found in zip(TEXTS, seen, strict=True):
    print(f"{text!r}: {found}")
print("by lat-lon-parser:", other)
assert (seen[0], other) == ((55.75, 37.61), [55.75, 37.61]), "plain coordinates are no longer read"
raise SystemExit(seen[1:] != ["ValueError", *[(37.0, 61.0)] * 3])
PYTHON
