"""The examples in docstrings are right, wherever the package is installed."""

import doctest
import importlib
import pkgutil

import pytest

import backroutine

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(backroutine.__path__, "backroutine.")
    if not found.name.endswith("__main__")
)
FLAGS = doctest.ELLIPSIS


def examples(module):
    return doctest.DocTestFinder(exclude_empty=True).find(module)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name):
    module = importlib.import_module(name)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    for example in examples(module):
        runner.run(example, out=report.append)
    assert runner.failures == 0, "".join(report)


def test_examples_are_found():
    found = [one for name in MODULES for one in examples(importlib.import_module(name))]
    assert sum(bool(one.examples) for one in found) > 10
