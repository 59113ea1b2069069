"""Where content comes from: the bundle, folders, zips, installed packages."""

import importlib
import inspect
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import backroutine as br
from backroutine import packs, wire
from backroutine.catalog import Catalog
from backroutine.errors import BrokenPack, ContentError, UnknownExercise, UnknownPack
from backroutine.exercise import Exercise
from backroutine.packs import _bundled
from backroutine.routine import Routine
from backroutine.screen import Screen
from backroutine.source import Source
from tests.broken_packs import (
    FILES,
    NAME,
    PACK,
    PLANK,
    SIDE_PLANK,
    packed,
    write,
    zipped,
)

PACKAGE = Path(br.__file__).parent
DATA = PACKAGE / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / NAME)


@pytest.fixture
def clinic(folder: Path) -> Catalog:
    return packs.load(folder)


# -- folders and zips --------------------------------------------------------------


def test_a_folder_by_any_kind_of_path(folder: Path, clinic: Catalog) -> None:
    class Somewhere:
        def __fspath__(self) -> str:
            return str(folder)

    assert packs.load(str(folder)) == clinic
    assert packs.load(Somewhere()) == clinic
    assert packs.load(f"{folder}/") == clinic
    assert packs.load(folder / "exercises" / "..") == clinic


def test_a_folder_by_a_relative_path(
    folder: Path, clinic: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert packs.load(NAME) == clinic
    monkeypatch.chdir(folder)
    assert packs.load(".") == clinic


def test_a_folder_behind_a_link(folder: Path, clinic: Catalog) -> None:
    (folder.parent / "link").symlink_to(NAME)
    assert packs.load(folder.parent / "link") == clinic


@pytest.mark.parametrize("how", [0, 8, 12, 14], ids=["stored", "zip", "bz2", "lzma"])
def test_a_zip(how: int, tmp_path: Path, clinic: Catalog) -> None:
    assert packs.load(zipped(tmp_path / "pack.zip", packed(), how)) == clinic


def test_a_zip_may_have_any_name(tmp_path: Path, clinic: Catalog) -> None:
    assert packs.load(zipped(tmp_path / "pack", packed())) == clinic


@pytest.mark.parametrize("inner", ["clinic", "packs/of/ours", "packs/of/ours/"])
def test_a_folder_within_a_zip(inner: str, tmp_path: Path, clinic: Catalog) -> None:
    inside = inner.rstrip("/") + "/"
    made = zipped(tmp_path / "all.zip", [("README.md", "Hello."), *packed(inside)])
    assert packs.load(f"{made}/{inner}") == clinic
    with pytest.raises(ContentError):
        packs.load(made)


def test_a_zip_with_entries_for_its_folders(tmp_path: Path, clinic: Catalog) -> None:
    folders: Any = [("exercises/", ""), ("routines/", "")]
    assert packs.load(zipped(tmp_path / "pack.zip", [*folders, *packed()])) == clinic


def test_entries_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    made = zipped(tmp_path / "pack.zip", [*reversed(packed())])
    assert list(packs.load(made).exercises) == ["plank", "side-plank"]


@pytest.mark.parametrize("left", [["exercises"], ["routines", "sources.json"], []])
def test_a_pack_need_not_hold_everything(left: list[str], tmp_path: Path) -> None:
    plain = {
        name: data | {"basis": []} if "/" in name else data
        for name, data in FILES.items()
    }
    files = {n: d for n, d in plain.items() if n.split("/")[0] in [*left, "pack.json"]}
    if "routines" in left:
        files["routines/evening.json"] |= {"items": [{"exercise": "bridge"}]}
    read = packs.load(write(tmp_path / NAME, files))
    assert len(read) == len(files) - 1


def test_a_pack_uses_exercises_of_the_bundle_by_their_ids(clinic: Catalog) -> None:
    evening = clinic.routines["evening"]
    assert evening[2].exercise is br.exercises["bridge"]
    assert evening[0].exercise is clinic.exercises["plank"]
    assert "bridge" not in clinic.exercises
    with pytest.raises(UnknownExercise, match="no exercise 'bridge' in the catalog"):
        clinic.exercises["bridge"]


def test_a_pack_of_its_own_may_take_the_place_of_an_exercise(folder: Path) -> None:
    write(folder, {"exercises/bridge.json": PLANK | {"id": "bridge", "name": "Mine"}})
    read = packs.load(folder)
    assert read.routines["evening"][2].exercise.name == "Mine"
    assert br.exercises["bridge"].name == "Bridge"


def test_a_pack_may_build_on_another(folder: Path, clinic: Catalog) -> None:
    routine = {"id": "both", "items": [{"exercise": "plank"}, {"exercise": "bridge"}]}
    files = {"pack.json": PACK | {"id": "more"}, "routines/both.json": routine}
    more = write(folder.parent / "more", files)
    with pytest.raises(ContentError, match="no exercise 'plank' in the catalog"):
        packs.load(more)
    read = packs.load(more, catalog=br.load() | clinic)
    assert len(read.routines["both"]) == 2


def test_catalogs_lie_over_one_another(folder: Path, clinic: Catalog) -> None:
    write(folder, {"exercises/bridge.json": PLANK | {"id": "bridge", "name": "Mine"}})
    mine = packs.load(folder)
    over, under = br.load() | mine, mine | br.load()
    assert over.exercises["bridge"].name == "Mine"
    assert under.exercises["bridge"].name == "Bridge"
    assert (
        set(over.exercises) == set(under.exercises) == {*br.exercises, *mine.exercises}
    )
    assert list(over.exercises)[: len(br.exercises)] == list(br.exercises)
    # A routine keeps the exercises that it was made of.
    assert over.routines["lower-back-five"][2].exercise.name == "Bridge"
    assert mine | mine == mine


# -- the bundle --------------------------------------------------------------------


def in_full(value: Any) -> str:
    """Show every part of a value, those that do not count in equality, too."""
    return repr([attrs.asdict(one, recurse=True) for one in value])


def test_the_fast_way_in_is_equal_to_the_strict_one() -> None:
    strict = packs.load(DATA, catalog=Catalog())
    assert br.load() == strict
    assert repr(br.load()) == repr(strict)
    for fast, slow in (
        (br.exercises, strict.exercises),
        (br.routines, strict.routines),
        (br.sources, strict.sources),
        (br.screens, strict.screens),
    ):
        assert list(fast) == list(slow)
        assert in_full(fast.values()) == in_full(slow.values())
    assert wire.dumps(br.load()) == wire.dumps(strict)


def _bundled_files() -> list[str]:
    return sorted(str(one.relative_to(DATA)) for one in DATA.rglob("*.json"))


@pytest.mark.parametrize("name", _bundled_files())
def test_every_bundled_file_is_read_alike_by_both(name: str) -> None:
    text = (DATA / name).read_bytes()
    kind, _, file = name.partition("/")
    if name == "pack.json":
        assert wire.parse(text)["schema"] == 1
    elif name == "sources.json":
        strict = [wire.structure(one, Source) for one in wire.parse(text)]
        assert strict == list(br.sources.values())
        assert repr(strict) == repr(list(br.sources.values()))
    else:
        noun = {"exercises": Exercise, "routines": Routine, "screens": Screen}[kind]
        value: Any = wire.loads(text, noun, catalog=br.load())
        fast = getattr(br, kind)[file.removesuffix(".json")]
        assert value == fast
        assert repr(value) == repr(fast)
        assert wire.dumps(value) == wire.dumps(fast)


def test_nothing_of_the_bundle_is_left_out() -> None:
    stems = [name.partition("/")[2].removesuffix(".json") for name in _bundled_files()]
    known = [*br.exercises, *br.routines, *br.screens]
    assert sorted(known) == sorted(filter(None, stems))


def test_the_bundle_is_one_and_the_same() -> None:
    assert br.load() is br.load()
    assert br.load().exercises is br.exercises is packs.exercises
    assert br.load().routines is br.routines is packs.routines
    assert br.load().sources is br.sources is packs.sources
    assert br.load().screens is br.screens is packs.screens
    with pytest.raises(AttributeError, match="no attribute 'poses'"):
        packs.poses  # noqa: B018


def test_what_an_editor_leaves_in_the_bundle_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(DATA, tmp_path / "data")
    write(copy, {"exercises/.bridge.json.swp": "?", "routines/notes.txt": "?"})
    monkeypatch.setattr(_bundled, "_ROOT", str(copy))
    made = [
        getattr(_bundled, kind).__wrapped__()
        for kind in ("exercises", "routines", "sources", "screens")
    ]
    assert Catalog(*made) == br.load()


def test_the_bundle_without_files_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    # As in a zipped application: the files are asked of the importer.
    monkeypatch.setattr(_bundled, "_ROOT", "/nowhere")
    made = [
        getattr(_bundled, kind).__wrapped__()
        for kind in ("exercises", "routines", "sources", "screens")
    ]
    assert Catalog(*made) == br.load()


def test_the_bundle_in_a_zip_that_lacks_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = zipped(tmp_path / "data.zip", packed())
    monkeypatch.setattr(_bundled, "_ROOT", "/nowhere")
    monkeypatch.setattr(_bundled, "_zipped", lambda: zipfile.Path(made))
    assert _bundled.screens.__wrapped__() == Catalog().screens
    assert list(_bundled.sources.__wrapped__()) == ["book"]


# -- in a program of its own -------------------------------------------------------


def run(code: str, *, path: Path = PACKAGE.parent, **env: str) -> Any:
    """Run a program, and return the JSON that it prints."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", inspect.cleandoc(code)],
        env=kept | {"PYTHONPATH": str(path), "PYTHONTZPATH": ""} | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


WATCH = """
    import json, os, sys
    opened, written = [], []

    def watch(event, args):
        if event == "open" and isinstance(args[0], str):
            opened.append(args[0])
            if (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                written.append(args[0])
        elif event in ("os.mkdir", "os.rename", "os.remove", "socket.connect"):
            written.append(event)

    sys.addaudithook(watch)

    def content():
        marks = ("/data/", ".json")
        return [one for one in opened if any(mark in one for mark in marks)]
"""


def test_nothing_is_read_at_import() -> None:
    seen = run(
        WATCH
        + """
    import backroutine
    import backroutine as br
    first = content()
    from backroutine import packs, wire, catalog, exercise, errors, schedule
    second = content()
    names = [one.name for one in br.exercises.values()]
    third = content()
    br.load()
    print(json.dumps([first, second, names, third, content(), written]))
    """
    )
    first, second, names, third, fourth, written = seen
    assert first == []
    assert second == []
    assert names == [one.name for one in br.exercises.values()]
    assert {Path(one).parent.name for one in third} == {"exercises"}
    assert len(third) == len(br.exercises)
    assert {str(Path(one).relative_to(DATA)) for one in fourth} <= set(_bundled_files())
    assert written == []


def test_the_front_door_opens_nothing_heavy() -> None:
    # Not even what the watching program needs itself may hide what it loads.
    seen = run(
        """
    import sys
    before = set(sys.modules)
    import backroutine
    new = set(sys.modules) - before
    import json
    print(json.dumps(sorted(name for name in new if "backroutine" not in name)))
    """
    )
    heavy = {"attr", "attrs", "cattrs", "json", "zoneinfo", "importlib_resources"}
    assert heavy & set(seen) == set()


def test_without_a_home_and_nowhere_to_write(folder: Path) -> None:
    seen = run(
        WATCH
        + f"""
    import backroutine as br
    mine = br.load({str(folder)!r})
    both = br.load() | mine
    text = br.wire.dumps(both)
    assert br.wire.loads(text, br.Catalog) == both
    assert br.packs.names() == ()
    print(json.dumps([len(both), written, "HOME" in os.environ]))
    """
    )
    assert seen == [len(br.load() | packs.load(folder)), [], False]
    nowhere = run(
        """
    import json
    import backroutine as br
    print(json.dumps(len(br.load())))
    """,
        HOME="/nowhere",
        TMPDIR="/nowhere",
    )
    assert nowhere == len(br.load())


def test_many_threads_at_once_get_equal_content() -> None:
    seen = run(
        """
    import json, sys, threading
    import backroutine as br

    sys.setswitchinterval(1e-6)
    barrier = threading.Barrier(16)
    found, failed = [], []

    def touch(number):
        barrier.wait()
        try:
            if number % 2:
                five, catalog = br.routines["lower-back-five"], br.load()
            else:
                catalog, five = br.load(), br.routines["lower-back-five"]
            text = br.wire.dumps(catalog)
            assert br.wire.loads(text, br.Catalog) == catalog
            assert five == catalog.routines["lower-back-five"]
            found.append((catalog, text))
        except BaseException as error:
            failed.append(repr(error))

    threads = [threading.Thread(target=touch, args=(n,)) for n in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    equal = all(one == found[0] for one in found)
    print(json.dumps([len(found), failed, equal]))
    """
    )
    assert seen == [16, [], True]


def test_a_library_within_a_zip_has_its_content(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for one in PACKAGE.rglob("*"):
            if one.is_file() and "__pycache__" not in one.parts:
                archive.write(one, one.relative_to(PACKAGE.parent))
    seen = run(
        """
    import json
    import backroutine as br
    print(json.dumps([br.__file__, br.wire.unstructure(br.load())]))
    """,
        path=tmp_path / "app.zip",
    )
    assert seen[0].startswith(str(tmp_path / "app.zip"))
    assert wire.structure(seen[1], Catalog) == br.load()


# -- packs that installed packages offer -------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder on `sys.path`, and forget afterwards what came from there."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        del sys.modules[name]
    importlib.invalidate_caches()


def metadata(owner: str, **offers: str) -> dict[str, Any]:
    lines = "".join(f"{name} = {value}\n" for name, value in offers.items())
    info = f"{owner.replace('-', '_')}-1.0.dist-info"
    return {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {owner}\nVersion: 1.0\n",
        f"{info}/entry_points.txt": f"[backroutine.packs]\n{lines}",
    }


def install(
    site: Path, owner: str, package: str, code: str = "", **more: Any
) -> dict[str, Any]:
    """Put a package on the path that offers a pack of its own name."""
    files = {f"{package}/{name}": data for name, data in (FILES | more).items()}
    files |= {f"{package}/__init__.py": code, **metadata(owner, **{package: package})}
    write(site, files)
    importlib.invalidate_caches()
    return files


def test_no_pack_is_installed() -> None:
    assert packs.names() == ()
    assert packs.installed() == Catalog()


def test_an_installed_pack(site: Path, clinic: Catalog) -> None:
    install(site, "clinic-pack", "pack_one")
    assert packs.names() == ("pack_one",)
    assert packs.installed("pack_one") == clinic
    assert packs.installed() == clinic


def test_several_installed_packs(site: Path, clinic: Catalog) -> None:
    changed: dict[str, Any] = {
        "exercises/plank.json": PLANK | {"name": "Plank of the other"}
    }
    install(site, "zebra", "pack_zebra")
    install(site, "aardvark", "pack_aardvark", **changed)
    assert packs.names() == ("pack_aardvark", "pack_zebra")
    # In the order of their names, and the later lies over the earlier.
    assert packs.installed().exercises["plank"].name == "Plank"
    both = packs.installed("pack_zebra", "pack_aardvark")
    assert both.exercises["plank"].name == "Plank of the other"


def test_a_pack_in_a_folder_of_its_package(site: Path, clinic: Catalog) -> None:
    files = {f"pack_two/content/{name}": data for name, data in FILES.items()}
    offers = metadata("two", dots="pack_two.content", colon="pack_two:content")
    write(site, files | {"pack_two/__init__.py": ""} | offers)
    assert packs.installed("dots") == clinic
    assert packs.installed("colon") == clinic


def test_a_pack_in_a_package_without_an_init(site: Path, clinic: Catalog) -> None:
    files = {f"pack_plain/{name}": data for name, data in FILES.items()}
    write(site, files | metadata("plain", plain="pack_plain"))
    assert packs.installed("plain") == clinic


def test_extras_of_an_entry_point_are_no_part_of_the_name(
    site: Path, clinic: Catalog
) -> None:
    install(site, "extra", "pack_extra")
    write(site, metadata("extra", pack_extra="pack_extra [video]"))
    assert packs.installed("pack_extra") == clinic


def test_an_installed_pack_within_a_zip(
    site: Path, tmp_path: Path, clinic: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = install(tmp_path / "away", "zipped", "pack_zipped")
    entries: Any = [
        (name, data if isinstance(data, str) else json.dumps(data))
        for name, data in files.items()
    ]
    monkeypatch.syspath_prepend(zipped(tmp_path / "site.zip", entries))
    importlib.invalidate_caches()
    assert packs.installed("pack_zipped") == clinic


def test_of_two_offers_of_one_name_the_first_on_the_path_counts(
    site: Path, tmp_path: Path, clinic: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(site, "first", "pack_first")
    write(tmp_path / "later", metadata("later", pack_first="no_such_package"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "later")])
    assert packs.installed() == clinic


def test_a_broken_pack_is_left_out_with_a_warning(site: Path, clinic: Catalog) -> None:
    install(site, "good-pack", "pack_good")
    spoilt: dict[str, Any] = {"exercises/side-plank.json": SIDE_PLANK | {"goals": []}}
    install(
        site,
        "shaky-pack",
        "pack_shaky",
        **spoilt,
    )
    with pytest.warns(BrokenPack) as caught:
        assert packs.installed() == clinic
    (warning,) = caught
    assert str(warning.message) == (
        "the pack 'pack_shaky' of shaky-pack was left out: "
        "pack_shaky/exercises/side-plank.json: goals: is empty; fill it"
    )
    assert warning.filename == __file__, "it points to who asked for the packs"
    with pytest.raises(ContentError) as asked:
        packs.installed("pack_good", "pack_shaky")
    assert str(asked.value) == (
        "pack_shaky/exercises/side-plank.json: goals: is empty; fill it"
    )


def _without_a_folder(folder: Path) -> None:
    shutil.rmtree(folder / "routines")
    (folder / "routines").write_text("{}")


STRANGERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "fails at import": (
        "raise ValueError('no luck')",
        lambda _: None,
    ),
    "needs what is not there": ("import no_such_thing_anywhere", lambda _: None),
    "is no Python": ("def", lambda _: None),
    "stops the program": ("raise SystemExit(3)", lambda _: None),
    "raises something of its own": (
        "class Odd(Exception):\n  def __repr__(self): raise ValueError\nraise Odd",
        lambda _: None,
    ),
    "is not there": ("", lambda folder: folder.rename(folder.with_name("away"))),
    "has routines that are a file": ("", _without_a_folder),
    "has no pack.json": ("", lambda folder: (folder / "pack.json").unlink()),
}


@pytest.mark.parametrize(("code", "spoil"), STRANGERS.values(), ids=STRANGERS)
def test_a_package_that(
    code: str, spoil: Callable[[Path], Any], site: Path, clinic: Catalog
) -> None:
    install(site, "good-pack", "pack_good")
    install(site, "strange-pack", "pack_strange", code)
    spoil(site / "pack_strange")
    with pytest.warns(BrokenPack, match="the pack 'pack_strange' of strange-pack was"):
        assert packs.installed() == clinic
    with pytest.raises(ContentError, match=r"^pack_strange"):
        packs.installed("pack_strange")


def test_a_program_can_still_be_interrupted(site: Path) -> None:
    install(site, "slow-pack", "pack_slow", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        packs.installed()


def test_a_pack_is_not_blamed_for_a_circle_in_what_it_refers_to(
    tmp_path: Path,
) -> None:
    one, other = br.exercises["bridge"], br.exercises["dead-bug"]
    around = [
        attrs.evolve(one, harder=["dead-bug"], easier=[]),
        attrs.evolve(other, harder=["bridge"], easier=[]),
    ]
    write(tmp_path / "clinic", FILES)
    base = br.load() | Catalog(exercises=around)
    assert packs.load(tmp_path / "clinic", catalog=base).exercises


def test_an_unknown_name_has_suggestions(site: Path) -> None:
    install(site, "clinic-pack", "pack_one")
    with pytest.raises(UnknownPack) as caught:
        packs.installed("pack_on")
    said = "no pack 'pack_on' among the installed ones; did you mean 'pack_one'?"
    assert str(caught.value) == said
    assert caught.value.suggestions == ("pack_one",)
    assert isinstance(caught.value, KeyError)


def test_an_unknown_name_where_nothing_is_installed() -> None:
    with pytest.raises(
        UnknownPack, match=r"^no pack 'clinic' among the installed ones$"
    ):
        packs.installed("clinic")


def test_an_offer_of_no_distribution(
    site: Path, clinic: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.metadata import EntryPoint

    from backroutine.packs import _installed

    lost = EntryPoint("lost", "no_such_package", "backroutine.packs")
    monkeypatch.setattr(_installed, "entry_points", lambda group: [lost])
    with pytest.warns(BrokenPack, match="'lost' of an unknown package was left out"):
        assert packs.installed() == Catalog()


def test_what_will_not_say_if_it_is_a_folder_is_read_all_the_same(
    tmp_path: Path, clinic: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "clinic", FILES)
    is_dir = Path.is_dir

    def secretive(self: Path) -> bool:
        if self.suffix == ".json":
            raise PermissionError
        return is_dir(self)

    monkeypatch.setattr(Path, "is_dir", secretive)
    assert packs.load(tmp_path / "clinic") == clinic
