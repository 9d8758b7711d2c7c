#!/bin/sh
# Outside judges of a running site: the HTML checker of the W3C's Nu project, the published vocabulary of
# schema.org, and Lighthouse on a slow phone.
#   deploy/audit.sh http://localhost:8000
# Needs Java, Node and Chromium; the tools are installed into .audit/ by npm.
set -eu
site=${1:?usage: audit.sh ADDRESS}
mkdir -p .audit && cd .audit
[ -d node_modules/schema-dts ] || npm install --no-save --no-package-lock --silent vnu-jar@26.9.27 lighthouse@12.8.2 schema-dts@2.1.0 typescript@5.9.3

pages="/ /cities/ /cities/?sort=name /cities/omsk/ /map/ /agreements/ /chronology/?year=2022 /statistics/ /exhibitions/sister-cities-relations/ /agreements/omsk-2013/ /delegations/?direction=incoming /chronology/?year=99999 /chronology/?year=1999 /partners-wanted/ /display/ /site-map/ /accessibility/ /privacy/ /about/"
rm -f page-*.html
for language in ru en; do
    for page in $pages; do
        curl -sS "$site/$language$page" >"page-$language-$(echo "$page" | tr '/?=' '---').html"
    done
done
java -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only page-*.html && echo "vnu: no errors on $(ls page-*.html | wc -l) pages"
node ../deploy/schema_org.mjs page-*.html
node_modules/.bin/tsc --noEmit --strict --skipLibCheck structured.ts && echo "schema.org: every type, property and value is in the vocabulary"

for page in /ru/ /ru/cities/ /ru/cities/omsk/ /ru/chronology/ /ru/agreements/omsk-2013/ /ru/exhibitions/sister-cities-relations/; do
    CHROME_PATH=${CHROMIUM:-$(command -v chromium || command -v google-chrome)} node_modules/.bin/lighthouse "$site$page" \
        --quiet --output=json --output-path=report.json --chrome-flags="--headless --no-sandbox --disable-gpu --disable-background-networking"
    node -e 'const r=JSON.parse(require("fs").readFileSync("report.json"));console.log(process.argv[1].padEnd(44),Object.values(r.categories).map(c=>c.id+" "+Math.round(c.score*100)).join(", "),"shift",r.audits["cumulative-layout-shift"].displayValue);for(const a of Object.values(r.audits))if(a.score!==null&&a.score<0.9&&a.scoreDisplayMode==="binary")console.log("   ",a.id,a.title)' "$page"
done
