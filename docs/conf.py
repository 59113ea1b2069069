"""Sphinx configuration. The build needs no network."""

import sys
from enum import Enum
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import backroutine

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "backroutine"
author = "The backroutine contributors"
copyright = "2026, the backroutine contributors"  # noqa: A001  (Sphinx's name)
release = backroutine.__version__
version = release

extensions = [
    "floors",
    "gallery",
    "myst_parser",
    "notebooks",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "examples"]
nitpicky = False
default_role = "py:obj"  # `Routine` in a docstring leads to Routine

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# The attributes of a value are what its constructor takes: one list, without types,
# which stand in the signature.
napoleon_custom_sections = [("Attributes", "params_style")]
maximum_signature_line_length = 80
python_maximum_signature_line_length = 80

copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = "backroutine"
html_static_path = ["_static"]
html_css_files = ["backroutine.css"]


def tidied(
    _app: Sphinx, _what: str, _name: str, value: object, _options: object, *parts: Any
) -> tuple[str | None, str | None]:
    """Leave out of signatures what only Python's machinery put there."""
    signature, returns = parts
    if isinstance(value, type) and issubclass(value, Enum):
        return "", None
    return signature and signature.replace(" = NOTHING", " = ..."), returns


def setup(app: Sphinx) -> None:
    """Tidy signatures before they are drawn."""
    app.connect("autodoc-process-signature", tidied)
