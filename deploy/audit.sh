#!/bin/sh
# Outside judges of a running site: the HTML checker of the W3C's Nu project, the published vocabulary of
# schema.org, and Lighthouse on a slow phone. Ends with an error when one of them is not content.
#   deploy/audit.sh http://localhost:8000
# Needs Java, Node and Chromium; the tools are installed into .audit/ by npm.
# The cards for other sites are there only with EMBED_ANCESTORS: without it their "not found" is read in their place.
set -eu
wrong=0
# --strict: a library that nobody could be asked about is no clean one.
.audit/python/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/base.txt || wrong=1
site=${1:?usage: audit.sh ADDRESS}
mkdir -p .audit && cd .audit
[ -d node_modules/schema-dts ] || npm install --no-save --no-package-lock --silent vnu-jar@26.9.27 lighthouse@12.8.2 schema-dts@2.1.0 typescript@5.9.3

pages="/ /cities/ /cities/?sort=name /cities/?tie=nothing /cities/omsk/ /map/ /statistics/
    /chronology/ /chronology/?year=2022 /chronology/?year=1999 /chronology/?year=99999
    /agreements/ /agreements/omsk-2013/ /delegations/?direction=incoming /events/ /exhibitions/ /exhibitions/sister-cities-relations/
    /search/ /search/?q=Omsk /search/?q=Omsk&kind=event /search/?q=Omks /search/?q=qqqq
    /partners-wanted/ /open-data/ /open-data/api/ /embed/latest/ /embed/cities/omsk/
    /display/ /site-map/ /accessibility/ /privacy/ /about/ /no-such-page/"
rm -f page-*.html
for language in ru en; do
    for page in $pages; do
        curl -sS "$site/$language$page" >"page-$language-$(echo "$page" | tr '/?=&' '----').html"
    done
done
if java -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only page-*.html; then
    echo "vnu: no errors on $(ls page-*.html | wc -l) pages"
else
    wrong=1
fi
node ../deploy/schema_org.mjs page-*.html
if node_modules/.bin/tsc --noEmit --strict --skipLibCheck structured.ts; then
    echo "schema.org: every type, property and value is in the vocabulary"
else
    wrong=1
fi

# A busy machine slows the phone down too: a page that falls short is asked again, twice at most.
for page in /ru/ /ru/cities/ /ru/cities/omsk/ /ru/chronology/ /ru/agreements/omsk-2013/ /ru/exhibitions/sister-cities-relations/ /ru/open-data/; do
    fit=
    for turn in 1 2 3; do
        CHROME_PATH=${CHROMIUM:-$(command -v chromium || command -v google-chrome)} node_modules/.bin/lighthouse "$site$page" \
            --quiet --output=json --output-path=report.json --chrome-flags="--headless --no-sandbox --disable-gpu --disable-background-networking"
        if node ../deploy/lighthouse.mjs "$page"; then fit=yes && break; fi
    done
    [ "$fit" ] || wrong=1
done
exit $wrong
