#!/bin/sh
# rdflib reads nothing back from the TriG that it wrote itself of a plain graph. Graph.serialize(format="trig") puts
# the triples into a graph named by a blank node, not into the default graph; Graph().parse(format="trig") then
# answers with no triple and no error, and other tools find the default graph empty and a graph whose name cannot be
# asked for. Guessed: the default graph, as Turtle is TriG without names and as Dataset writes it. N-Quads of the same
# graph raise an error. It matters for open data offered in several formats.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  rdflib==7.6.0 pyoxigraph==0.5.13
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib import Dataset, Graph

TURTLE = "<https://example.org/omsk> <https://example.org/twin> <https://example.org/puchong> ."
graph, dataset = Graph().parse(data=TURTLE, format="turtle"), Dataset()
dataset.add(next(iter(graph)))
seen = {}
for name, written in (
    ("turtle", graph.serialize(format="turtle")),
    ("trig of a Dataset", dataset.serialize(format="trig")),
    ("trig of a Graph", graph.serialize(format="trig")),
):
    back = len(Graph().parse(data=written, format="trig"))
    quads = list(parse(written, format=RdfFormat.TRIG))
    seen[name] = (len(quads), back, all(isinstance(quad.graph_name, DefaultGraph) for quad in quads))
for name in ("rdflib", "pyoxigraph"):
    print(name, version(name))
for name, (quads, back, is_plain) in seen.items():
    print(f"{name}: {quads} statement, read back as TriG by a Graph: {back}, in the default graph: {is_plain}")
assert seen["turtle"] == (1, 1, True), "Turtle is not read as TriG"
raise SystemExit(seen["trig of a Graph"] != (1, 0, False))
PYTHON
