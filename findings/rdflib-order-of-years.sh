#!/bin/sh
# rdflib finds a date of 2023 but no year where SPARQL asks for what is before the year 2020. With xsd:gYear, "<"
# between two years drops both, while any xsd:date counts as smaller, since its type and not its time decides; "=" and
# ORDER BY work, and so does "<" on the same two values in Python. Guessed: years compared as years, or no row at all,
# since SPARQL 1.1 names no order for gYear. Found on open data where one city gives a year and another a day.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  rdflib==7.6.0
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

from rdflib import XSD, Graph, Literal

graph = Graph().parse(
    format="turtle",
    data="""
@prefix x: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:a x:since "2019"^^xsd:gYear . x:b x:since "2020"^^xsd:gYear .
x:c x:since "2019-05-03"^^xsd:date . x:d x:since "2023-05-03"^^xsd:date .
""",
)


def found(condition):
    rows = graph.query(f"""PREFIX x: <https://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?since {{ ?city x:since ?since FILTER({condition}) }}""")
    return sorted(str(row.since) for row in rows)


same = found('?since = "2020"^^xsd:gYear')
before = found('?since < "2020"^^xsd:gYear')
in_python = Literal("2019", datatype=XSD.gYear) < Literal("2020", datatype=XSD.gYear)
print("rdflib", version("rdflib"))
print("in the year 2020:", same, "before it:", before, "2019 < 2020 in Python:", in_python)
assert same == ["2020"] and in_python, "the years are not read as meant"
raise SystemExit(before != ["2019-05-03", "2023-05-03"])
PYTHON
