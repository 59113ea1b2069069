"""No page escapes: every block of Python in the documentation is a test."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_page_with_python_is_run():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "README.md", "docs"],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    )
    run = set(re.findall(r"^(\S+\.md)::", told.stdout, re.MULTILINE))
    assert run == {
        page.relative_to(ROOT).as_posix()
        for page in pages
        if "_build" not in page.parts and "```python" in page.read_text("utf-8")
    }
