# The two commands are `make run` and `make test`; `make help` lists the rest.

.PHONY: help run test bench lock clean

# A Python of at least 3.11, in $$python, or one sentence. PYTHON=... names one.
find_python = \
	for python in $${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "The portal needs Python 3.11 or newer, and none was found: install one, or name it, as in PYTHON=/path/to/python3.11 make $@." >&2; \
		exit 1; \
	fi

prepare = $(find_python); "$$python" portal/launch/virtual_environment.py

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: ## Serve the portal at http://localhost:8000 (PORT, HOST and DATABASE_URL are honoured)
	@$(prepare) requirements.lock && exec .venv/bin/python manage.py serve --end-with-parent

test: ## Check style, types, imports and migrations, and run every test
	@$(prepare) requirements-dev.lock
	@echo "== Lint"
	@.venv/bin/python -m ruff check .
	@echo "== Format"
	@.venv/bin/python -m ruff format --check .
	@echo "== Templates"
	@find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@echo "== Types"
	@.venv/bin/python -m mypy
	@echo "== Imports"
	@.venv/bin/lint-imports
	@echo "== Migrations"
	@.venv/bin/python manage.py makemigrations --check --dry-run
	@echo "== Tests"
	@.venv/bin/python -m pytest --numprocesses auto --dist worksteal --ignore=tests/browser
	@.venv/bin/python -m pytest --numprocesses auto --dist worksteal tests/browser

bench: ## Measure every public page on the demonstration and on a large record, in databases of its own
	@$(prepare) requirements-dev.lock && .venv/bin/python manage.py bench

lock: ## Maintainers: make both lock files anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv, which was not found." >&2; exit 1; }
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove the virtual environment and every cache; the data in .data stay
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
