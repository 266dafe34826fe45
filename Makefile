# Two commands are enough: make run, make test. Both work from nothing but a Python.
.DEFAULT_GOAL := run
.PHONY: run test check audit lint format bench soak lock clean environment tools

# PYTHON is the caller's: the interpreter that config/bootstrap.sh builds on.
OURS := .venv/bin/python
WORKERS ?= 3
PYTEST := $(OURS) -m pytest -q
SHARED := $(PYTEST) -n $(WORKERS)
# What asks no database, or asks whichever it is the same, is not asked twice.
NO_DATABASE := coach architecture lib machinery/test_serve.py runlog/test_damaged.py \
	runlog/test_fit_readers.py runlog/test_recordings.py runlog/test_traces.py runlog/test_hostile.py \
	runlog/test_hostile_archives.py runlog/test_polyglots.py routines/test_steps.py \
	routines/test_figure_drawing.py routines/test_figure_tag.py watch/test_audit.py watch/test_checks.py \
	security/test_enumeration.py security/test_large_bodies.py security/test_headers.py
TEMPLATES = $(shell find templates -name '*.html')

# Serve the whole product until Ctrl-C. PORT (8000) and HAMSTRIDE_DATA (./var) say where.
run: environment
	@exec $(OURS) -m config.serve

# Everything: what check does, then the whole suite on PostgreSQL and again on SQLite.
test: lint
	@sh config/bootstrap.sh browser
	$(SHARED)
	TEST_DATABASE_URL=sqlite $(SHARED) -m "not soak and not bench and not browser" \
		$(addprefix --ignore=tests/,$(NO_DATABASE))

# The quick turn while working: no browser, no worker.
check: lint audit
	$(SHARED) -m "not soak and not bench and not browser and not worker"

# Whether a package of the locks has a known weakness; says so where nobody can be asked.
audit: tools
	@$(OURS) -m config.audit

# Format, habits, types, import contracts, templates.
lint: tools
	$(OURS) -m ruff format --check .
	$(OURS) -m ruff check .
	$(OURS) -m mypy apps config tests
	.venv/bin/lint-imports --no-logo
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)

format: tools
	$(OURS) -m ruff check --fix --quiet .
	$(OURS) -m ruff format .
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

# The benchmarks, and the long versions of tests: one JSON line each, kept in var/figures.jsonl.
bench: tools
	@mkdir -p var && : >var/figures.jsonl
	FIGURES=$(CURDIR)/var/figures.jsonl $(PYTEST) -m bench

soak: tools
	$(PYTEST) -m soak

# Reads pyproject.toml, writes the locks; no address stands in them. Versions already in a lock stay:
# make lock COMPILE_WITH=--upgrade raises them.
COMPILE := UV_SYSTEM_CERTS=1 .venv/bin/uv pip compile --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --quiet $(COMPILE_WITH)
lock: tools
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	echo uv | $(COMPILE) - -o config/uv.txt

# The data under HAMSTRIDE_DATA stays.
clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

environment:
	@sh config/bootstrap.sh run

tools:
	@sh config/bootstrap.sh dev
