#!/bin/sh
# num2words makes fifteen roubles of 1500: with to="currency" an int counts kopecks, while 1500.0, "1500" and
# Decimal(1500) count roubles. The documentation of the argument says neither. Guessed: the same words for equal
# numbers; as it is, a sum from a column of whole numbers is said a hundred times smaller than the same sum from a
# column of decimals. It matters for sums in words in agreements and estimates.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  num2words==0.5.14
cd "$folder"
venv/bin/python - <<'PYTHON'
from decimal import Decimal
from importlib.metadata import version

from num2words import num2words

SUMS = [1500.0, "1500", Decimal(1500), 1500]
LANGUAGES = (("ru", "RUB"), ("en", "EUR"), ("de", "EUR"), ("fr", "EUR"))
seen = {
    language: [num2words(each, lang=language, to="currency", currency=currency) for each in SUMS]
    for language, currency in LANGUAGES
}
print("num2words", version("num2words"))
for language, words in seen.items():
    for given, found in zip(SUMS, words, strict=True):
        print(language, f"{given!r}: {found}")
assert all(len(set(words[:3])) == 1 for words in seen.values()), "equal sums already differ"
assert seen["ru"][0] == "одна тысяча пятьсот рублей, ноль копеек", "sums are said otherwise"
fifteen = [
    *("пятнадцать рублей, ноль копеек", "fifteen euro, zero cents"),
    *("fünfzehn Euro und null Cent", "quinze euros et zéro centimes"),
]
raise SystemExit([words[3] for words in seen.values()] != fifteen)
PYTHON
