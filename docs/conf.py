"""Sphinx configuration. The build needs no network."""

from importlib.metadata import version as version_of

project = "backroutine"
author = "The backroutine contributors"
copyright = "2026, the backroutine contributors"  # noqa: A001  (Sphinx's name)
release = version_of("backroutine")
version = release

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

copybutton_exclude = ".linenos, .gp, .go"

html_theme = "furo"
html_title = "backroutine"
