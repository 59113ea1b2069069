"""`python -m backroutine` shows the routine and the next seven days."""

import sys

from ._command import World, main

__all__ = ["World", "main"]

if __name__ == "__main__":
    sys.exit(main())
