# The course's commands. Each does its own set-up; a second run does no needless work.
# Without make (Windows): see "Without make" in README.md.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
READY_TO_TEST := $(VENV)/ready-to-test
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help serve book pdf test linkcheck refresh handout bench lms browsers lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: book ## build the book and serve it at http://127.0.0.1:8000 (PORT=… for another)
	@$(BIN)/vastus serve --port $(PORT)

book: $(READY) ## build the book into _build/html
	@$(BIN)/vastus book

pdf: $(READY) ## print each lesson, each chapter and the whole course as PDF, and link them (SITE=… where it is read)
	@CHROMIUM=$$($(BIN)/python tests/find_chromium.py) && export CHROMIUM && $(BIN)/vastus pdf --site "$(SITE)"

test: $(READY_TO_TEST) ## run every test: style, units, notebooks, book, browser
	@$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet
	@CHROMIUM=$$($(BIN)/python tests/find_chromium.py) && export CHROMIUM && \
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --nbval -q

linkcheck: book ## ask for every address that the book leads out to, and tell gone from slow
	@$(BIN)/vastus linkcheck

refresh: $(READY) ## re-execute the notebooks and normalise their outputs
	@$(BIN)/vastus refresh

handout: $(READY) ## print the one-sheet handout on the exercise into _build/handout
	@CHROMIUM=$$($(BIN)/python tests/find_chromium.py) && export CHROMIUM && $(BIN)/vastus handout

bench: book $(READY_TO_TEST) ## print the measurements of bench/, each beside its peers
	@for file in bench/*.py; do echo "$$file"; $(BIN)/python $$file; done

lms: $(READY_TO_TEST) ## try the exports and a JupyterHub again with other people's programs (NOTE=1 notes the day)
	@CHROMIUM=$$($(BIN)/python tests/find_chromium.py) && export CHROMIUM && \
	$(BIN)/python lms/try_again.py $(if $(NOTE),--note)

browsers: book $(READY_TO_TEST) ## open the course in Firefox and WebKit, which Debian brings (NOTE=1 notes the day)
	@$(PIP) install --quiet -r browsers/requirements.txt
	@$(BIN)/python -m pytest -q browsers $(if $(NOTE),--note)

# Both files come from one resolution: first all packages, then those of book and notebooks; the rest is for the tests.
LOCK := _build/lock.txt
RESOLVE := $(BIN)/uv pip compile --universal --fork-strategy fewest --python-version 3.11 --no-annotate --no-header --quiet

lock: $(READY) ## pin the packages anew: requirements.txt and tests/requirements.txt
	@$(PIP) install --quiet uv
	@mkdir -p _build && cat requirements.txt tests/requirements.txt > $(LOCK)
	@echo '-e .[book,fonts,pdf,test]' | $(RESOLVE) --output-file $(LOCK) -
	@cp $(LOCK) requirements.txt
	@echo '-e .[book,fonts,pdf]' | $(RESOLVE) --output-file requirements.txt -
	@grep -vxFf requirements.txt $(LOCK) > tests/requirements.txt

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11; name another with make PYTHON=python3.12"; exit 1; }
	@echo "setting up $(VENV): what book and notebooks need"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -r requirements.txt
	@touch $@

$(READY_TO_TEST): $(READY) tests/requirements.txt
	@echo "setting up $(VENV): what only the tests need"
	@$(PIP) install -r tests/requirements.txt
	@touch $@
