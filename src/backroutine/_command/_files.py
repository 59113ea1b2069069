"""Reading what somebody names on the command line."""

from pathlib import Path

from ..errors import ContentError, Fault, quoted


def read(file: str, most: int) -> bytes:
    """Return the bytes of a file, and not without end.

    Raises:
        ContentError: It has more bytes than that, or its name cannot be one.
        OSError: It cannot be read.
    """
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(most + 1)
    except ValueError:
        raise ContentError(
            (Fault("", f"no file has the name {quoted(file)}"),)
        ) from None
    if len(data) > most:
        text = f"is larger than {most // 1_000_000} MB; split it"
        raise ContentError((Fault("", text, file),))
    return data
