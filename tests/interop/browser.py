"""Chromium, as every machine has it, and pages that may ask the network for nothing."""

import shutil
from base64 import b64encode
from pathlib import Path

import pytest

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # So that a letter's edges lie where the page puts them, on every machine.
    "--font-render-hinting=none",
    "--disable-lcd-text",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
PICTURES = Path(__file__).parent / "pictures"


def chromium():
    """Return where Chromium is."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("Chromium is missing; run `make interop`, or install chromium")
    return path


def even():
    """Return a style sheet in whose font each letter is a block half as wide as high.

    Fonts differ between machines; so set, a page has the same lines on all of them.
    The font is our own, built with fontTools: a box for all of Unicode (a character map
    of format 13), an empty glyph for spaces, both 500 of 1000 units wide.
    """
    font = b64encode((PICTURES / "even.ttf").read_bytes()).decode()
    return (
        f"@font-face{{font-family:even;src:url(data:font/ttf;base64,{font})}}"
        "*{font-family:even!important;font-synthesis:none!important;"
        "text-rendering:geometricPrecision!important}"
    )


class Watch:
    """What happens on pages that should not: messages, errors, requests."""

    def __init__(self):
        self.wrong: list[str] = []
        self.asked: list[str] = []

    def over(self, page):
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        return page
