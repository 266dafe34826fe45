# Two commands are enough: make run, make test. Both work from nothing but a Python.
.DEFAULT_GOAL := run
.PHONY: run test check audit lint format bench soak lock clean environment tools

# Where it is set, every process of the tests reads all of them anew: twice the time to start.
unexport PYTHONDONTWRITEBYTECODE
# PYTHON is the caller's: the interpreter that config/bootstrap.sh builds on.
OURS := .venv/bin/python
WORKERS ?= 3
PYTEST := $(OURS) -m pytest -q
# One by one to whoever is free, the long ones first: tests/order.py.
SHARED := $(PYTEST) -n $(WORKERS) --dist loadgroup
# What asks no database, or asks whichever it is the same, is not asked twice: docs/decisions/0044.
ONCE := coach architecture lib design machinery/test_serve.py machinery/test_prepare.py watch/test_audit.py watch/test_checks.py \
	$(addprefix routines/test_,steps.py figures.py figure_drawing.py figure_tag.py exercise_pages.py) \
	$(addprefix runlog/test_,damaged.py fit_readers.py recordings.py traces.py hostile.py polyglots.py \
	hostile_archives.py import_page.py import_command.py archives.py) \
	$(addprefix security/test_,enumeration.py every_address.py forgery.py headers.py large_bodies.py \
	mail_headers.py no_admin.py tokens.py ways_on.py) \
	$(addprefix pages/test_,budgets.py error_pages.py landing.py learn.py) \
	reminders/test_clocks.py reminders/test_year.py faults/test_servers.py
TEMPLATES = $(shell find templates -name '*.html')

# Serve the whole product until Ctrl-C. PORT (8000) and HAMSTRIDE_DATA (./var) say where.
run: environment
	@exec $(OURS) -m config.serve

# Everything: what check does, then the whole suite on PostgreSQL and again on SQLite.
test: lint
	@sh config/bootstrap.sh browser
	$(SHARED)
	TEST_DATABASE_URL=sqlite $(SHARED) -m "not soak and not bench and not browser" \
		$(addprefix --ignore=tests/,$(ONCE))

# The quick turn while working: no browser, no worker, nothing that takes long.
check: lint audit
	$(SHARED) -m "not soak and not bench and not browser and not worker and not long"

# Whether a package of the locks has a known weakness; says so where nobody can be asked. Who reaches
# osv.dev or a copy of it alone: PIP_AUDIT_VULNERABILITY_SERVICE=osv, PIP_AUDIT_OSV_URL=its address.
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

# The benchmarks and the long versions of tests: one JSON line for each figure, kept in var.
bench: tools
	@mkdir -p var && : >var/figures.jsonl
	FIGURES=$(CURDIR)/var/figures.jsonl $(PYTEST) -m bench

# The long versions, side by side; PostgreSQL, or with TEST_DATABASE_URL=sqlite our other engine.
soak: tools
	@mkdir -p var && : >var/soak.jsonl
	FIGURES=$(CURDIR)/var/soak.jsonl $(SHARED) -m soak

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
