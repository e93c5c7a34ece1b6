# `make site` builds the site, `make test` runs the tests; each sets up what it needs first.
# `make site PUBLISHED=<folder or address of the served site>` keeps what was published (docs/permanence.md).

DISCLOSE = .venv/bin/disclose
PYTEST = .venv/bin/python -m pytest

.PHONY: site serve test test-all faults mutants check demo bench lint setup setup-tests lock chroot clean

site: setup
	$(DISCLOSE) build $(if $(PUBLISHED),--published $(PUBLISHED))

test: setup-tests
	$(PYTEST) -m "not slow"

test-all: setup-tests
	$(PYTEST)

# Kills, starves and crowds builds at every step; needs strace, which nothing else does.
faults: setup
	@command -v strace >/dev/null || { echo "make faults 需要 strace，请先安装：apt-get install strace" >&2; exit 2; }
	$(PYTEST) -m faults

# Changes the program in N places (N=0: all), one at a time, and lists what no test noticed.
mutants: setup
	.venv/bin/python scripts/mutants.py -n $(or $(N),100) --seed $(or $(SEED),1)

# Shows units/ while it is edited; PORT=8001 takes another port.
serve: setup
	$(DISCLOSE) serve --port $(or $(PORT),8000)

check: setup
	$(DISCLOSE) check

# An invented city with every feature of a file in use, into site-demo/.
demo: setup
	rm -rf .cache/demo
	.venv/bin/python scripts/demo.py .cache/demo/units
	$(DISCLOSE) build --units .cache/demo/units --out site-demo

bench: setup
	.venv/bin/python scripts/bench.py $(if $(N),-n $(N))

lint: setup-tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/zizmor --offline --quiet --persona pedantic .github
	.venv/bin/node scripts/tools/lint-workflows.mjs .github/workflows/*.yml

setup:
	@scripts/setup

setup-tests:
	@scripts/setup tests

# Resolves the dependencies anew and writes their hashes; the only target that changes requirements.lock.
lock: setup
	scripts/lock

# Proves set-up, site and tests in a bare Debian chroot (root, mmdebstrap).
chroot:
	scripts/prove-in-chroot

clean:
	rm -rf site site-demo .cache .pytest_cache .mypy_cache .ruff_cache
