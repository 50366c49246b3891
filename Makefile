# The two commands that matter are `make demo` and `make test`; both do their whole set-up.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench golden fuzz torture score samples lock clean
SHELL := /bin/sh
RUN := .venv/bin
CORPUS ?= tests/samples

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .runnable ## mail in sample nominations, read, acknowledge, accept, remind; then serve the desk
	$(RUN)/verbale demo $(ARGS)

test: .testable check ## everything: unit, integration with real servers, the walk
	$(RUN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .testable ## ruff, mypy, import-linter, licences
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python tools/licences.py

bench: .testable ## measure, as ratios against a baseline in the same run: make bench ARGS=mailbox for a part
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-bench.lock
	$(RUN)/python -m tests.bench $(ARGS)

golden: .testable ## write the expected outputs of the golden tests again; review the diff
	UPDATE_GOLDEN=1 $(RUN)/python -m pytest -q -k golden $(ARGS)

fuzz: .testable ## feed every parser with mutations, a minute each: make fuzz ARGS="300 pdf docx" for longer or fewer
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-fuzz.lock
	$(RUN)/python -m tests.fuzz $(ARGS)

torture: .testable ## kill the program at every point, on both databases, and send it damaged mail: make torture ARGS="smtp" for some points
	$(RUN)/python -m tests.torture $(ARGS)

score: .runnable ## score the parsers: make score CORPUS=folder (a folder with expected.jsonl)
	$(RUN)/python -m tests.score $(CORPUS) $(ARGS)

samples: .testable ## make the demonstration's messages again
	$(RUN)/python -m tests.builders.samples verbale/samples

lock: .testable ## write the lock files again from pyproject.toml
	$(RUN)/uv pip compile pyproject.toml --extra build --python-version 3.11 --universal --generate-hashes --no-header --no-annotate -q $(UPGRADE) -o requirements.lock
	$(RUN)/uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --python-version 3.11 --universal --generate-hashes --no-header --no-annotate -q $(UPGRADE) -o requirements-dev.lock
	$(RUN)/uv pip compile --group fuzz --python-version 3.11 --generate-hashes --no-header --no-annotate -q $(UPGRADE) -o requirements-fuzz.lock
	$(RUN)/uv pip compile --group bench --python-version 3.11 --generate-hashes --no-header --no-annotate -q $(UPGRADE) -o requirements-bench.lock

clean: ## take away what was made here, but for the data in var/
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.PHONY: .runnable .testable
.runnable:
	@tools/debian-packages.sh run
	@tools/environment.sh requirements.lock
.testable:
	@tools/debian-packages.sh test
	@tools/environment.sh requirements-dev.lock
