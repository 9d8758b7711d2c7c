#!/bin/sh
# rocrate keeps one of two files that have the same name in two folders. add_file("omsk/report.txt") and then
# add_file("tula/report.txt") both become report.txt of the crate; the second takes the place of the first, its
# description included, and neither add_file nor write says that one is gone. Guessed: an error, a number after the
# name, or the folders kept, as add_tree keeps them. It matters for archives of papers, where each partner has its
# "report" and its "agreement".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  rocrate==0.16.0
cd "$folder"
venv/bin/python -W error::UserWarning - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from rocrate.rocrate import ROCrate

crate, tree = ROCrate(), ROCrate()
for city in ("omsk", "tula"):
    file = Path("papers", city, "report.txt")
    file.parent.mkdir(parents=True)
    file.write_text(f"of {city}")
    crate.add_file(file, properties={"name": f"Report of {city}"})
crate.write("crate")
tree.add_tree("papers")
tree.write("tree")


def kept(folder):
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(Path(folder).rglob("*.txt"))}


described = [(entity.id, entity["name"]) for entity in ROCrate("crate").data_entities]
print("rocrate", version("rocrate"))
print("described after two add_file:", described)
print("kept after two add_file:", kept("crate"))
print("kept after add_tree:", kept("tree"))
whole = {"papers/omsk/report.txt": "of omsk", "papers/tula/report.txt": "of tula"}
assert kept("tree") == whole, "a tree is kept otherwise"
raise SystemExit((described, kept("crate")) != ([("report.txt", "Report of tula")], {"report.txt": "of tula"}))
PYTHON
