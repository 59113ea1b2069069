"""Sphinx configuration. The build needs no network."""

import sys
from pathlib import Path

import backroutine

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "backroutine"
author = "The backroutine contributors"
copyright = "2026, the backroutine contributors"  # noqa: A001  (Sphinx's name)
release = backroutine.__version__
version = release

extensions = [
    "floors",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "examples"]
nitpicky = False
default_role = "py:obj"  # `Routine` in a docstring leads to Routine

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "show-inheritance": False}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = "backroutine"
html_static_path = ["_static"]
html_css_files = ["backroutine.css"]
