# Everything a newcomer needs: make demo, make test. Nothing but Python 3.13, make and git is expected.
PYTHON ?= $(shell command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
export DATA_DIR

.PHONY: demo test listen check bench bench-stored bench-search profile drill attack mutants periods audit sbom screenshots lock messages

demo: $(VENV)/base ## the site with Stavropol's register, at http://localhost:8000/
	@PORT=$(PORT) DATA_DIR="$(DATA_DIR)" PATH="$(CURDIR)/$(BIN):$$PATH" sh deploy/demo.sh

test: $(VENV)/dev ## the whole suite, on SQLite or on DATABASE_URL; LONG=1: what takes half an hour more; FIREFOX=1: the journeys that matter, in Firefox ESR
	$(BIN)/python -m partnerships.management.catalogue
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(if $(FIREFOX),-m every_browser --browser firefox tests/browser) $(ARGS)
WORKERS ?= $(if $(ARGS),0,2)

listen: $(VENV)/dev ## what Orca says of five journeys in Firefox (firefox-esr, orca, at-spi2-core, openbox, xvfb, dbus, speech-dispatcher)
	$(BIN)/python -m partnerships.management.catalogue
	GNOME_ACCESSIBILITY=1 GSETTINGS_BACKEND=memory XDG_RUNTIME_DIR=$$(mktemp -d) dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" $(BIN)/python -m pytest -q -s -n 0 --browser firefox --headed tests/listen.py $(ARGS)

check: $(VENV)/dev | $(DATA_DIR) ## format, lint, types, migrations, translations, settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 6.0 --check
	test ! -x $(BIN)/biome || $(BIN)/biome lint --error-on-warnings
	$(BIN)/python -m partnerships.management.catalogue
	SECRET_KEY=$(CHECK_KEY) $(BIN)/mypy
	SECRET_KEY=$(CHECK_KEY) $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$(CHECK_KEY) $(BIN)/python manage.py messages --check
	SECRET_KEY=$(CHECK_KEY) HSTS_SECONDS=31536000 $(BIN)/python manage.py check --deploy --fail-level WARNING
CHECK_KEY := only-for-make-check-5f0c2d9e7b1a4836c2f7a90d41e6b8357

bench: $(VENV)/dev ## CPU time of pages made anew against a plain Django site with the same records, on SQLite or DATABASE_URL: make bench RECORDS=100000
	$(BIN)/python -m partnerships.management.catalogue
	$(BIN)/python -m tests.bench.run --records $(RECORDS) $(if $(FOLDER),--folder $(FOLDER))
RECORDS ?= 10000

bench-stored: $(VENV)/dev ## CPU time of stored pages against a bare Django view
	$(BIN)/python -m partnerships.management.catalogue
	$(BIN)/python -m tests.bench.stored

profile: $(VENV)/dev ## where the CPU time of one page goes, and its queries: make profile PAGE=/ru/cities/ (FIRST=1: after a change; WHOLE=1: queries at length)
	@SECRET_KEY=$(CHECK_KEY) HTTPS=off $(BIN)/python manage.py collectstatic --noinput -v 0
	@SECRET_KEY=$(CHECK_KEY) HTTPS=off $(BIN)/python -m tests.bench.profile $(PAGE)
PAGE ?= /ru/

bench-search: $(VENV)/dev ## time of search over the register in DATA_DIR or DATABASE_URL, a generated one for instance
	SECRET_KEY=$(CHECK_KEY) HTTPS=off $(BIN)/python manage.py collectstatic --noinput -v 0
	SECRET_KEY=$(CHECK_KEY) HTTPS=off $(BIN)/python -m tests.bench.search

drill: $(VENV)/dev ## a bad day, on purpose and on 127.0.0.1: the database away, the cache away, a restore (PostgreSQL)
	$(BIN)/python -m partnerships.management.catalogue
	SECRET_KEY=$(CHECK_KEY) $(BIN)/python -m tests.drill.run

attack: $(VENV)/dev ## a thousand requests to each address of the API, made up from its own description
	$(BIN)/python -m partnerships.management.catalogue
	API_EXAMPLES=1000 $(BIN)/python -m pytest -n 2 tests/api/test_attack.py

mutants: $(VENV)/dev ## small faults put into the code, and whether the nearest tests notice: ROOM=gate for one room, MUTANTS=40 for some of each
	$(BIN)/python -m partnerships.management.catalogue
	SECRET_KEY=$(CHECK_KEY) ROOM="$(ROOM)" MUTANTS="$(MUTANTS)" PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.mutants.run

periods: $(VENV)/dev ## 100,000 made-up dates printed and read back in each language
	PERIODS=100000 $(BIN)/python -m pytest -n 2 tests/period/test_round_trip.py -k very_many

sbom: ## what the program is made of, as CycloneDX: sbom.json
	[ -x .audit/python/bin/cyclonedx-py ] || { $(PYTHON) -m venv .audit/python && .audit/python/bin/pip install -q --disable-pip-version-check pip-audit==2.10.1 cyclonedx-bom==7.5.0; }
	.audit/python/bin/cyclonedx-py requirements requirements/base.txt --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json

audit: sbom ## known holes of the libraries; the HTML checker and Lighthouse over a running site: make audit SITE=http://localhost:8000
	deploy/audit.sh $(SITE)
SITE ?= http://localhost:$(PORT)

screenshots: $(VENV)/dev ## the pictures of the guide and the README, made anew from the running site
	$(BIN)/python -m partnerships.management.catalogue
	$(BIN)/python -m pytest -q -n 0 tests/screenshots.py

messages: $(VENV)/dev | $(DATA_DIR) ## collect the texts of the interface into the catalogue
	SECRET_KEY=$(CHECK_KEY) $(BIN)/python manage.py messages --update

lock: $(VENV)/dev ## compile the pinned requirements from pyproject.toml
	$(BIN)/uv pip compile -q --generate-hashes --no-header --no-emit-index-url --python-version 3.13 --universal pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-header --no-emit-index-url --python-version 3.13 --universal pyproject.toml --group dev -o requirements/dev.txt

$(DATA_DIR):
	mkdir -p $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null || { echo "Python 3.13 is needed: set PYTHON=/path/to/python3.13"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/base: requirements/base.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev: requirements/dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/base
