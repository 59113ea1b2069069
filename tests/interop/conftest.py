"""Programs from elsewhere, ready for the tests; `make interop` installs them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.interop.browser import FLAGS, Watch, chromium
from tests.interop.programs import IcalJs, Libical, Program


@pytest.fixture(scope="session")
def programs(tmp_path_factory) -> dict[str, Program]:
    module = os.environ.get("ICAL_JS")
    if module is None:
        pytest.fail("ICAL_JS does not say where ical.js is; run `make interop`")
    libical = Libical(tmp_path_factory.mktemp("libical"))
    return {"ical.js": IcalJs(module), "libical": libical}


@pytest.fixture(params=["ical.js", "libical"])
def reader(request):
    return request.param


@pytest.fixture
def program(programs, reader):
    return programs[reader]


# -- Chromium --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def launch():
    """Return a way to start Chromium; it ends with the tests of a file."""
    with sync_playwright() as found:

        def start(*flags):
            args = [*FLAGS, *flags]
            return found.chromium.launch(executable_path=chromium(), args=args)

        yield start


@pytest.fixture(scope="module")
def browser(launch):
    return launch()


@pytest.fixture
def watch():
    """Return what looks on; in the end nothing may have gone wrong on any page."""
    watch = Watch()
    yield watch
    assert watch.wrong == []


@pytest.fixture(scope="session")
def axe():
    path = os.environ.get("AXE")
    if path is None:
        pytest.fail("AXE does not say where axe.min.js is; run `make interop`")
    return Path(path).read_text(encoding="utf-8")
