# Needs Python 3.11 or newer, git and make; everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Pythons that pyenv keeps are found even where its shims are not set up for them.
empty :=
space := $(empty) $(empty)
PYENV := $(wildcard $(HOME)/.pyenv/versions/3.1[1-9]*/bin)
SEARCH := $(subst $(space),:,$(strip $(PYENV)))$(if $(PYENV),:)$(PATH)
NOX := PATH="$(CURDIR)/$(BIN):$(SEARCH)" $(BIN)/nox --no-error-on-missing-interpreters

# The first that really runs and can make an environment, unless PYTHON=... names one.
CHECK := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
FIND = PATH="$(SEARCH)"; for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c '$(CHECK)' 2>/dev/null && command -v $$name && break; done
PYTHON ?= $(shell $(FIND))

.DEFAULT_GOAL := help
.PHONY: help demo test interop bench docs clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1~\2/p' Makefile | column -s '~' -t 2>/dev/null \
		|| sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1: \2/p' Makefile

demo: $(VENV)/.package  ## show the routine, its steps and the next seven days
	@$(BIN)/python -m backroutine

test: $(VENV)/.tools  ## run every check on every Python found
	@$(NOX)

interop: $(VENV)/.tools  ## have other programs read what is written (installs them)
	@$(NOX) -s interop

bench: $(VENV)/.tools  ## measure against peers
	@$(NOX) -s bench

docs: $(VENV)/.tools  ## build the documentation into docs/_build/html
	@$(NOX) -s docs

clean:  ## remove everything that the other targets made
	rm -rf $(VENV) .nox .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf build dist docs/_build .coverage .coverage.* htmlcov
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one with PYTHON=..." >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) ..."
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.package: $(VENV)/.python pyproject.toml
	@echo "Installing backroutine into $(VENV) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.python
	@echo "Installing nox and uv into $(VENV) ..."
	@$(PIP) install nox uv
	@touch $@
