"""Every broken pack in the table is refused once, with all its faults and no other."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from backroutine import packs, wire
from backroutine.catalog import Catalog
from backroutine.errors import ContentError
from backroutine.packs import _folders
from tests.broken_packs import (
    CHECK,
    EVENING,
    EX,
    NAME,
    PACK,
    PL,
    PLANK,
    RO,
    SC,
    SIDE_PLANK,
    SOURCES,
    TABLE,
    Broken,
    packed,
    write,
    zipped,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / NAME)


@pytest.fixture(autouse=True)
def home_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Undo it where a recipe goes to another folder."""
    monkeypatch.chdir(tmp_path)


@contextmanager
def in_time(seconds: int = 20) -> Iterator[None]:
    """Fail, and do not wait for ever, where a pipe or a device is opened."""

    def stop(*_: object) -> None:
        pytest.fail(f"still not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def refusal(path: Any, **more: Any) -> ContentError:
    with in_time(), pytest.raises(ContentError) as caught:
        packs.load(path, **more)
    return caught.value


def matches(said: Any, wanted: tuple[str, str, str]) -> bool:
    file, path, words = wanted
    here = file == "*" or said.file == f"{NAME}/{file}"
    return here and said.path == path and words in said.problem


def test_the_good_pack_is_good(folder: Path) -> None:
    catalog = packs.load(folder)
    assert list(catalog.exercises) == ["plank", "side-plank"]
    assert [item.exercise.id for item in catalog.routines["evening"]] == [
        "plank",
        "side-plank",
        "bridge",
    ]
    assert list(catalog.sources) == ["book"]


def test_a_good_screen_is_good(folder: Path) -> None:
    write(folder, {SC: CHECK})
    (screen,) = packs.load(folder).screens.values()
    assert [one.id for one in screen.red_flags] == ["numb"]
    assert screen.findings[0].exercises == ("plank", "bridge")


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 90


@pytest.mark.parametrize("broken", TABLE, ids=[one.name for one in TABLE])
def test_a_broken_pack(broken: Broken, folder: Path) -> None:
    changed = broken.spoil(folder)
    error = refusal(folder if changed is None else changed)
    left = list(error.faults)
    for wanted in broken.faults:
        found = [fault for fault in left if matches(fault, wanted)]
        assert found, f"{wanted} is not among {left}"
        left.remove(found[0])
    assert left == []
    assert all(fault.problem.strip() and fault.file for fault in error.faults)
    said = str(error)
    assert len(said) < 1500, "a report is for reading"
    assert all(line.isprintable() for line in said.split("\n")), said


# -- reports in full ---------------------------------------------------------------


def test_many_faults_in_many_files_are_one_report(folder: Path) -> None:
    write(
        folder,
        {
            "pack.json": PACK | {"id": "My Clinic", "licence": "MIT"},
            "source.json": [],
            "sources.json": [*SOURCES, SOURCES[0], {"id": "two", "kind": "journal"}],
            "exercises/notes.txt": "",
            "exercises/arch.json": '{"id": "arch",',
            PL: PLANK
            | {
                "goals": ["strenght"],
                "dose": {"reps": {"low": 12, "high": 8}},
                "cycle": [{"text": "Up.", "cue": "Up", "hold": "1 sec"}],
            },
            EX: SIDE_PLANK | {"easier": ["brigde"], "harder": []},
            RO: EVENING | {"items": [{"exercise": "plank"}, {"exercise": "sideplank"}]},
            "routines/noon.json": EVENING | {"id": "noon-rest", "items": []},
        },
    )
    assert str(refusal(folder)) == (
        "clinic/pack.json: 2 problems\n"
        "  licence: is no field of Pack; did you mean 'license'?\n"
        "  id: expected an id of lower-case words joined by hyphens, "
        'such as "bird-dog", got "My Clinic"\n'
        "clinic/source.json: is nothing that a pack holds; "
        "did you mean 'sources.json' or 'pack.json'?\n"
        "clinic/sources.json: 3 problems\n"
        "  [1].id: 'book' is there twice\n"
        "  [2].title: is missing\n"
        "  [2].publisher: is missing\n"
        "clinic/exercises/notes.txt: is no JSON file; only those belong here\n"
        "clinic/exercises/arch.json: is no JSON at line 1 column 15: "
        "Expecting property name enclosed in double quotes\n"
        "clinic/exercises/plank.json: 3 problems\n"
        '  cycle[0].hold: expected a duration such as "PT1S", got "1 sec"\n'
        "  dose.reps: low (12) is above high (8)\n"
        "  goals[0]: expected a goal, got \"strenght\"; did you mean 'strength'?\n"
        "clinic/routines/evening.json: items[1].exercise: no exercise 'sideplank' "
        "in the catalog; did you mean 'side-plank'?\n"
        "clinic/routines/noon.json: id: is 'noon-rest', but the file is 'noon.json'; "
        "let them agree\n"
        "clinic/exercises/side-plank.json: easier[0]: no exercise 'brigde' "
        "in the catalog; did you mean 'bridge'?"
    )


def test_one_fault_is_one_line(folder: Path) -> None:
    write(folder, {EX: SIDE_PLANK | {"cycle": []}})
    assert str(refusal(folder)) == (
        "clinic/exercises/side-plank.json: cycle: is empty; fill it"
    )


def test_a_newer_layout_is_one_line(folder: Path) -> None:
    write(folder, {"pack.json": PACK | {"schema": 7, "more": []}, EX: "?"})
    assert str(refusal(folder)) == (
        "clinic/pack.json: schema: 7 is newer than 1, the newest that this version "
        "reads; upgrade backroutine"
    )


# -- what the table cannot do ------------------------------------------------------


def test_files_that_may_not_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, whom no mode of a file keeps out.
    opened = Path.open

    def locked(self: Path, *args: Any, **more: Any) -> Any:
        if self.name in ("side-plank.json", "sources.json"):
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **more)

    monkeypatch.setattr(Path, "open", locked)
    said = {(one.file, one.path): one.problem for one in refusal(folder).faults}
    for file in ("clinic/sources.json", "clinic/exercises/side-plank.json"):
        assert said.pop((file, "")) == "cannot be read: Permission denied"
    assert set(said.values()) <= {"no source 'book' in the catalog"}


@pytest.mark.parametrize("locked", ["exercises", "routines", NAME])
def test_folders_that_may_not_be_read(
    locked: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = Path.iterdir

    def walk(self: Path) -> Any:
        if self.name == locked:
            raise PermissionError(13, "Permission denied")
        return walked(self)

    monkeypatch.setattr(Path, "iterdir", walk)
    said = [one for one in refusal(folder).faults if "Permission denied" in one.problem]
    (fault,) = said
    assert fault.file.endswith(locked)


def test_a_folder_whose_files_may_not_even_be_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved = Path.resolve

    def look(self: Path, *args: Any, **more: Any) -> Any:
        if self.name == "side-plank.json":
            raise PermissionError(13, "Permission denied")
        return resolved(self, *args, **more)

    monkeypatch.setattr(Path, "resolve", look)
    (fault,) = refusal(folder).faults
    assert fault.file == f"{NAME}/{EX}"
    assert fault.problem == "cannot be read: Permission denied"


@pytest.mark.parametrize("crowded", ["exercises", "."])
def test_a_crowd_of_files(
    crowded: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_folders, "MOST_FILES", 7)
    for n in range(8):
        write(folder, {f"{crowded}/note{n}.txt": ""})
    write(folder, {RO: EVENING | {"goals": "relief"}})
    said = {(one.file, one.path): one.problem for one in refusal(folder).faults}
    place = NAME if crowded == "." else f"{NAME}/exercises"
    assert said[place, ""].startswith("holds more than 7 files")


def test_hidden_files_are_passed_over(folder: Path) -> None:
    before = packs.load(folder)
    write(
        folder,
        {
            ".DS_Store": "?",
            ".git/config.json": "?",
            "exercises/.plank.json.swp": "?",
            "exercises/.hidden.json": "?",
            "__pycache__/x.json": "?",
            "__MACOSX/pack.json": "?",
            "exercises/__init__.py": "",
            "README.md": "# Hello",
            "LICENSE": "",
            "notes.txt": "",
        },
    )
    assert packs.load(folder) == before


def test_a_file_that_only_looks_hidden_is_not_lost_in_silence(folder: Path) -> None:
    write(folder, {"exercises/__plank.json": "?"})
    (fault,) = refusal(folder).faults
    assert fault.file == "clinic/exercises/__plank.json"


def test_a_link_within_the_pack_is_followed(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / EX).rename(folder / "more" / "shared.txt")
    (folder / EX).symlink_to("../more/shared.txt")
    faults = refusal(folder).faults  # of nothing but the folder
    assert [fault.file for fault in faults] == ["clinic/more"]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE exercises; --",
        "../../etc/passwd",
        "{{7*7}} ${7*7} %s %n",
        "=cmd|' /C calc'!A0",
        "x" * 10_000,
        "e\u0301 \u00e9 \u0435 \ufb01",
        "שלום 🧘 \u200b",
    ],
    ids=lambda name: name[:12],
)
def test_strange_names_are_only_names(name: str, folder: Path) -> None:
    write(folder, {EX: SIDE_PLANK | {"name": name, "aliases": [name]}})
    read = packs.load(folder).exercises["side-plank"]
    assert (read.name, read.aliases) == (name, (name,))
    assert wire.loads(wire.dumps(read), type(read)) == read


@pytest.mark.parametrize("how", [0, 8, 12, 14], ids=["stored", "zip", "bz2", "lzma"])
def test_a_zip_with_spoilt_bytes(how: int, tmp_path: Path) -> None:
    whole = zipped(tmp_path / "pack.zip", packed(), how).read_bytes()
    good = packs.load(tmp_path / "pack.zip")
    whole_pack = {
        *good.exercises.values(),
        *good.routines.values(),
        *good.sources.values(),
    }
    for index in range(0, len(whole), 37):
        spoilt = bytearray(whole)
        spoilt[index] ^= 0x55
        (tmp_path / "pack.zip").write_bytes(spoilt)
        with in_time(), suppress(ContentError):
            read = packs.load(tmp_path / "pack.zip")
            for one in (read.exercises, read.routines, read.sources):
                assert set(one.values()) <= whole_pack


def test_a_pack_may_be_read_against_another_catalog(folder: Path) -> None:
    error = refusal(folder, catalog=Catalog())
    (fault,) = error.faults
    assert fault.file == f"{NAME}/{RO}"
    assert fault.path == "items[2].exercise"
    assert fault.problem == "no exercise 'bridge' in the catalog"
