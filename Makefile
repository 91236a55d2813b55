# Everything from a bare Python >= 3.11: the first target that needs it makes .venv.
PYTHON ?= python3
PYTEST_ARGS ?= -n auto
BENCH_ARGS ?=
EXAMPLES ?= 5000

BIN := .venv/bin
STAMP := .venv/stamp
LOWEST := build/lowest
PO := $(wildcard src/preschool_metrics/locale/*/LC_MESSAGES/preschool_metrics.po)
MO := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help demo lowest test coverage check docs accuracy fuzz bench format constraints clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(STAMP) $(MO) ## a year of made-up returns in build/demo, checked, shown and reported (build/demo/reports)
	$(BIN)/preschool-metrics demo --force build/demo

# With pip and not a tool that resolves to the lowest: pip asks the index that all the rest here asks, and refuses bounds
# that cannot be installed together, where such a tool takes a higher version without a word.
lowest: $(STAMP) $(MO) ## the demo with the lowest versions that pyproject.toml allows: same figures, same reports
	mkdir -p $(LOWEST)
	sed -n 's/^    "\([a-z0-9-]*\)>=\([0-9.]*\).*/\1==\2/p' pyproject.toml > $(LOWEST)/versions
	$(BIN)/python -m venv --clear $(LOWEST)/venv
	$(LOWEST)/venv/bin/python -m pip install --quiet --disable-pip-version-check -c $(LOWEST)/versions hatchling babel
	$(LOWEST)/venv/bin/python -m pip install --quiet --disable-pip-version-check -c $(LOWEST)/versions --no-build-isolation .
	rm -rf $(LOWEST)/demo $(LOWEST)/low $(LOWEST)/now
	$(LOWEST)/venv/bin/preschool-metrics demo --quiet $(LOWEST)/demo > /dev/null
	for each in low:$(LOWEST)/venv/bin now:$(BIN); do \
	  $${each#*:}/preschool-metrics check $(LOWEST)/demo/returns --format json --output $(LOWEST)/$${each%%:*}/check.json \
	    --fail-on never && \
	  $${each#*:}/preschool-metrics report $(LOWEST)/demo/returns --out $(LOWEST)/$${each%%:*} --quiet || exit 1; \
	done
	diff -rq -x '*.docx' -x '*.xlsx' -x manifest.json $(LOWEST)/low $(LOWEST)/now  # a package differs by who wrote it

test: $(STAMP) $(MO) ## the tests (PYTEST_ARGS="-k word" runs some, in one process)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest $(PYTEST_ARGS)

coverage: $(STAMP) $(MO) ## the tests, and which lines they reach: twice the time, for the commands in processes of their own count too
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --cov $(PYTEST_ARGS)

check: $(STAMP) $(MO) ## format, lint, types, layers, workflows, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .
	@if [ -f docs/generate.py ]; then set -x; $(BIN)/python docs/generate.py --check; fi

docs: $(STAMP) $(MO) ## the documentation as a site in build/site; a link that leads nowhere ends it
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/python docs/generate.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

accuracy: $(STAMP) $(MO) ## thousands of returns drawn from the grammar of the field and read: figures, addresses, false findings (EXAMPLES=5000)
	$(BIN)/python -m tests.grammar.publish --examples $(EXAMPLES)

fuzz: $(STAMP) $(MO) ## returns with bytes changed, from reading to the report (EXAMPLES=5000); what fails is kept in build/fuzz
	FUZZ_EXAMPLES=$(EXAMPLES) FUZZ_KEEP=build/fuzz $(BIN)/python -m pytest -q tests/fuzz

bench: $(STAMP) $(MO) ## ratios against bare Python, readers and frictionless (BENCH_ARGS=--quick)
	$(BIN)/python bench/run.py $(BENCH_ARGS)

format: $(STAMP) ## format the code and mend what ruff can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Keeps the header of the file. Run it with the oldest Python that is supported: some libraries have
# newer versions that no longer install there.
constraints: ## pin the newest versions that fit pyproject.toml
	$(PYTHON) -m venv --clear build/fresh
	build/fresh/bin/python -m pip install --quiet --editable '.[dev,docs]'
	{ sed -n '/^#/p' constraints.txt; build/fresh/bin/python -m pip freeze --exclude-editable; } > build/pins
	mv build/pins constraints.txt

clean: ## remove all that was made: build/, .venv, caches, compiled catalogues
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f .coverage .coverage.* src/preschool_metrics/locale/*/LC_MESSAGES/*.mo
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The stamp is written last: a half-made .venv is made anew.
$(STAMP): pyproject.toml constraints.txt hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "preschool-metrics needs Python 3.11 or newer, '$(PYTHON)' is not: try make PYTHON=python3.12 ..." >&2; \
	  exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# The install has compiled the catalogues; this is for those that changed since.
%.mo: %.po | $(STAMP)
	$(BIN)/python hatch_build.py
