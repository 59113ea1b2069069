"""Where tests run: one zone database for all, and how hard Hypothesis tries."""

import os
import sys
import zoneinfo
from pathlib import Path

from hypothesis import HealthCheck, settings

# `tests.strategies` is found however pytest was started.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# The zones of the tzdata package, here and in every program that a test starts: what
# a machine has is often a year old, and countries change their minds.
os.environ["PYTHONTZPATH"] = ""
zoneinfo.reset_tzpath([])
zoneinfo.ZoneInfo.clear_cache()

_SLOW_MACHINES = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    max_examples=15,
    suppress_health_check=_SLOW_MACHINES,
)
settings.register_profile("fast", settings.get_profile("default"), max_examples=5)
settings.register_profile(
    "hunt",
    settings.get_profile("default"),
    derandomize=False,
    max_examples=int(os.environ.get("HUNT", "5000")),
    print_blob=True,
)
if os.environ.get("HUNT"):
    settings.load_profile("hunt")
else:
    settings.load_profile("fast" if os.environ.get("FAST") else "default")
