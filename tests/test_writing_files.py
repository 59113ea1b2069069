"""A file is written whole or not at all, and is otherwise as it was."""

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import backroutine
from backroutine._files import write
from backroutine.errors import InvalidValue

# Elsewhere there are no such links, pipes, owners and limits.
resource = pytest.importorskip("resource")

SOURCES = Path(backroutine.__file__).parents[1]
NOBODY = 65534


@pytest.fixture
def old(tmp_path):
    """Return a file that is there already."""
    (tmp_path / "old.txt").write_bytes(b"old")
    return tmp_path / "old.txt"


@contextmanager
def unprivileged():
    """Be somebody whom permissions bind; whoever runs tests as root is not."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@contextmanager
def little_room(most):
    """Let the system refuse files of more bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def shared():
    """Return a folder that everybody can enter, with a file in it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "old.txt").write_bytes(b"old")
        yield folder
        folder.chmod(0o777)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def names(folder):
    return sorted(one.name for one in folder.iterdir())


# -- what is written -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "a\nb\r\nc\rd\u2028", "\ufeffÉ\U0001f9d8", "x" * 10**6]
)
def test_text_is_written_as_utf_8_and_nothing_is_changed(text, tmp_path):
    write(text, tmp_path / "new.txt")
    assert (tmp_path / "new.txt").read_bytes() == text.encode()
    assert names(tmp_path) == ["new.txt"]


def test_a_path_may_be_text_or_relative_or_long(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in ("new.txt", "./here.txt", "n" * 251 + ".txt"):
        write("new", path)
        assert Path(path).read_bytes() == b"new"


def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path):
    before = os.umask(0o027)
    try:
        write("new", tmp_path / "new.txt")
    finally:
        os.umask(before)
    assert mode(tmp_path / "new.txt") == 0o640


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o666, 0o755])
def test_an_old_file_keeps_its_permissions(bits, old):
    old.chmod(bits)
    write("new", old)
    assert (old.read_bytes(), mode(old)) == (b"new", bits)


def test_an_old_file_keeps_its_owner(old, monkeypatch):
    given = []
    monkeypatch.setattr(os, "chown", lambda path, *owner: given.append((path, owner)))
    before = old.stat()
    write("new", old)
    ((fresh, owner),) = given
    assert fresh.parent == old.parent
    assert owner == (before.st_uid, before.st_gid)


@pytest.mark.parametrize("error", [PermissionError, AttributeError])
def test_where_owners_cannot_be_kept_permissions_are(error, old, monkeypatch):
    def chown(*_):
        raise error

    old.chmod(0o600)
    monkeypatch.setattr(os, "chown", chown)
    write("new", old)
    assert (old.read_bytes(), mode(old)) == (b"new", 0o600)


def test_what_is_secret_is_secret_while_it_is_written(old, monkeypatch):
    def look(_):
        seen.extend(mode(one) for one in old.parent.glob(".*.tmp"))

    seen: list[int] = []
    old.chmod(0o600)
    monkeypatch.setattr(os, "fsync", look)
    write("new", old)
    assert seen == [0o600]


# -- links and what is no file ---------------------------------------------------------


def test_a_link_is_followed_and_stays(old, tmp_path):
    (tmp_path / "folder").mkdir()
    link = tmp_path / "folder" / "link.txt"
    link.symlink_to(Path("..") / "old.txt")
    write("new", link)
    assert (old.read_bytes(), link.is_symlink()) == (b"new", True)
    assert names(tmp_path / "folder") == ["link.txt"]


def test_a_full_disk_leaves_what_a_link_leads_to(old, tmp_path):
    (tmp_path / "link.txt").symlink_to("old.txt")
    with little_room(100), pytest.raises(OSError, match="too large"):
        write("x" * 10**6, tmp_path / "link.txt")
    assert old.read_bytes() == b"old"


def test_a_link_to_nothing_yet_makes_what_it_names(tmp_path):
    (tmp_path / "link.txt").symlink_to("new.txt")
    write("new", tmp_path / "link.txt")
    assert (tmp_path / "new.txt").read_bytes() == b"new"
    assert (tmp_path / "link.txt").is_symlink()


def test_links_in_a_circle_lead_nowhere(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match=r"/a'$") as refused:
        write("new", tmp_path / "a")
    assert refused.value.errno == errno.ELOOP
    assert names(tmp_path) == ["a", "b"]


def test_a_pipe_is_written_straight(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(pipe.read_bytes)
        write("new\n", pipe)
        assert heard.result(10) == b"new\n"
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1"])
def test_so_is_the_standard_output(path):
    program = f"from backroutine._files import write; write('É\\n', {path!r})"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == "É\n".encode()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux names them")
def test_so_is_an_open_file_that_no_folder_holds_any_more(old):
    with old.open("r+b") as file:
        old.unlink()
        write("new", f"/dev/fd/{file.fileno()}")
        assert file.read() == b"new"
    assert names(old.parent) == []


def test_a_file_of_two_names_keeps_both(old, tmp_path):
    (tmp_path / "twin.txt").hardlink_to(old)
    write("new", old)
    assert (tmp_path / "twin.txt").read_bytes() == b"new"


def test_a_file_in_a_closed_folder_is_written_straight(shared):
    (shared / "old.txt").chmod(0o666)
    shared.chmod(0o555)
    with unprivileged():
        write("new", shared / "old.txt")
    assert (shared / "old.txt").read_bytes() == b"new"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EPERM])
def test_a_file_that_may_not_be_replaced_is_written_straight(number, old, monkeypatch):
    def replace(*_):
        raise OSError(number, "It is mounted, or its folder another's")

    monkeypatch.setattr(Path, "replace", replace)
    write("new", old)
    assert old.read_bytes() == b"new"
    assert names(old.parent) == ["old.txt"]


# -- when it cannot be written ---------------------------------------------------------


def test_a_full_disk_leaves_the_old_file(old):
    with little_room(100), pytest.raises(OSError, match="too large") as refused:
        write("x" * 10**6, old)
    assert refused.value.errno == errno.EFBIG
    assert refused.value.filename == str(old)
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.txt"]


def test_and_no_new_one(tmp_path):
    with little_room(100), pytest.raises(OSError, match="too large"):
        write("x" * 10**6, tmp_path / "new.txt")
    assert names(tmp_path) == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(errno.ENOSPC, "No room")])
def test_so_does_a_stop_at_the_very_end(stop, old, monkeypatch):
    def fsync(_):
        raise stop

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises((KeyboardInterrupt, OSError)):
        write("new", old)
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.txt"]


def test_a_folder_that_is_gone_meanwhile_is_told_of(tmp_path, monkeypatch):
    def fsync(_):
        folder.rename(tmp_path / "elsewhere")

    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(FileNotFoundError) as refused:
        write("new", folder / "new.txt")
    assert refused.value.filename == str(folder / "new.txt")


def test_an_error_of_the_system_names_the_path_that_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as refused:
        write("new", "none/new.txt")
    assert str(refused.value) == "[Errno 2] No such file or directory: 'none/new.txt'"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        write("new", tmp_path)
    assert names(tmp_path) == []


def test_a_folder_may_be_closed_to_writers(shared):
    shared.chmod(0o555)
    with unprivileged(), pytest.raises(PermissionError, match=r"new\.txt'$"):
        write("new", shared / "new.txt")
    assert names(shared) == ["old.txt"]


def test_a_file_may_be_closed_to_writers(shared):
    """Its folder would let us put another in its place; that is not asked for."""
    old = shared / "old.txt"
    old.chmod(0o444)
    with unprivileged(), pytest.raises(PermissionError, match=r"old\.txt'$"):
        write("new", old)
    assert (old.read_bytes(), mode(old)) == (b"old", 0o444)


def test_who_may_write_a_file_need_not_own_it(shared):
    old = shared / "old.txt"
    old.chmod(0o666)
    with unprivileged():
        write("new", old)
    assert (old.read_bytes(), mode(old)) == (b"new", 0o666)
    assert names(shared) == ["old.txt"]


# -- in company ------------------------------------------------------------------------


def test_what_a_crash_left_behind_is_not_in_the_way(old):
    for number in (0, 1):
        old.with_name(f".backroutine-{number}.tmp").write_bytes(b"left")
    write("new", old)
    assert old.read_bytes() == b"new"
    assert names(old.parent) == [".backroutine-0.tmp", ".backroutine-1.tmp", "old.txt"]


def test_many_may_write_at_once_and_every_reader_sees_a_whole_text(old):
    texts = [letter * 10**5 for letter in "abcdefgh"]
    write(texts[0], old)
    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(write, text, old) for text in texts * 5]
        seen = {old.read_text(encoding="utf-8") for _ in range(200)}
        for writer in writers:
            writer.result()
    assert seen <= {*texts}
    assert old.read_text(encoding="utf-8") in texts
    assert names(old.parent) == ["old.txt"]


# -- what is refused -------------------------------------------------------------------


class Odd:
    """Say that it is a path, and give bytes."""

    def __fspath__(self):
        return b"new.txt"

    def __repr__(self):
        return "Odd()"


@pytest.mark.parametrize(
    ("path", "got"),
    [
        ("", '""'),
        ("a\0b", '"a\\x00b"'),
        ("\ud800", '"\\ud800"'),
        (b"new.txt", "b'new.txt'"),
        (1, "1"),
        (None, "None"),
        (Odd(), "Odd()"),
    ],
)
def test_only_a_path_will_do(path, got, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValue) as refused:
        write("new", path)
    assert str(refused.value) == f"dump: path: expected the path of a file, got {got}"
    assert names(tmp_path) == []


def test_a_lone_surrogate_never_reaches_a_file(old):
    with pytest.raises(InvalidValue) as refused:
        write("a\ud800", old)
    assert str(refused.value) == (
        'dump: text: expected text without lone surrogates, got "a\\ud800"'
    )
    assert old.read_bytes() == b"old"
