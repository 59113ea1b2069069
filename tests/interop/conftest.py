"""Programs from elsewhere, ready for the tests; `make interop` installs them."""

import os

import pytest

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
