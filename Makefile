# `make site` builds the site, `make test` runs the tests; each sets up what it needs first.

DISCLOSE = .venv/bin/disclose
PYTEST = .venv/bin/python -m pytest

.PHONY: site test test-all mutants check bench lint setup lock chroot clean

site: setup
	$(DISCLOSE) build

test: setup
	$(PYTEST) -m "not slow"

test-all: setup
	$(PYTEST)

# Changes the program in N places (N=0: all), one at a time, and lists what no test noticed.
mutants: setup
	.venv/bin/python scripts/mutants.py -n $(or $(N),100) --seed $(or $(SEED),1)

check: setup
	$(DISCLOSE) check

bench: setup
	.venv/bin/python scripts/bench.py

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

setup:
	@scripts/setup

# Resolves the dependencies anew and writes their hashes; the only target that changes requirements.lock.
lock: setup
	scripts/lock

# Proves set-up, site and tests in a bare Debian chroot (root, mmdebstrap).
chroot:
	scripts/prove-in-chroot

clean:
	rm -rf site .cache .pytest_cache .mypy_cache .ruff_cache
