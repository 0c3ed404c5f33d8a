# Right Help. `make help` lists what can be done. Needs Python 3.11 or later and make; all else is fetched.
# In a fresh clone:  make run    and, for those who change it,  make test

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
ARGS ?=
# Tests run in so many processes, each with a database of its own; WORKERS=0 is one after another.
WORKERS ?= 2

# Set on some machines; with it every start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run setup install install-dev reset stop test check lint format lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

# The scripts themselves look for a newer Python and ask for one; before 3.7 they could not even be read.
python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Right Help needs Python 3.11 or later, and there is no $(PYTHON). Install it, or say make PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c "import sys; sys.version_info >= (3, 7) or sys.exit('Right Help needs Python 3.11 or later; this is %d.%d. Say make PYTHON=/path/to/python3.' % sys.version_info[:2])"
.PHONY: python

install: python
	@$(PYTHON) tools/setup.py

install-dev: python
	@$(PYTHON) tools/setup.py --dev

run: install ## install what is needed and start everything; PORT=8001 and HOST=0.0.0.0 change where
	@exec $(BIN)/righthelp run --host $(HOST) --port $(PORT) $(ARGS)

setup: install ## everything that run does, except to start
	@exec $(BIN)/righthelp prepare $(ARGS)

reset: install ## throw the embedded database away and make it anew
	@$(BIN)/righthelp reset --yes
	@exec $(BIN)/righthelp prepare $(ARGS)

stop: ## stop the embedded database, if tests or a single command left it running
	@exec $(BIN)/righthelp database stop

test: install-dev ## every test, the browser's too; ARGS="tests/stories -k name" chooses
	@$(PYTHON) tools/system.py
	@exec $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations=30 --durations-min=5 $(ARGS)

check: lint ## all that needs no test database, and the rules of the house
	$(BIN)/python -m pytest -q -m "not slow" tests/house

lint: install-dev ## style, types, imports, documentation, declarations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTHON) tools/documentation.py
	$(BIN)/righthelp check
	$(BIN)/righthelp docs --check

format: install-dev ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install-dev ## turn requirements/*.in into hashed locks without registry addresses
	@for name in runtime dev tools node; do \
	  echo "  requirements/$$name.lock"; \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	    --python $(BIN)/python --output-file requirements/$$name.lock requirements/$$name.in || exit 1; \
	done
	npm install --prefix frontend --package-lock-only --ignore-scripts --no-audit --no-fund
