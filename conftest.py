"""The examples in README.md and docs/ are tests: every block of Python runs.

The blocks of a page share one namespace, and a working folder of its own that holds
a copy of what is in docs/examples/.
"""

import os
import shutil
import tempfile
from doctest import ELLIPSIS
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parent
HERE = "_here"


def enter(namespace: dict[str, Any]) -> None:
    """Go to a fresh folder with the example files."""
    folder = tempfile.TemporaryDirectory(prefix="backroutine-docs-")
    for place in ("", "docs/examples"):  # as the docs name them, and as README does
        to = Path(folder.name) / place
        shutil.copytree(ROOT / "docs" / "examples", to, dirs_exist_ok=True)
    namespace[HERE] = folder, Path.cwd()
    os.chdir(folder.name)


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and remove the folder."""
    folder, before = namespace.pop(HERE)
    os.chdir(before)
    folder.cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    excludes=["docs/_build/*"],
    setup=enter,
    teardown=leave,
).pytest()
