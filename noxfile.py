"""Every check of the project: `nox` runs them all, `nox -s NAME` runs one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "tests", "docs", "wheel"]

ROOT = Path(__file__).parent
OLDEST = (3, 11)
# What other programs read in our files does not depend on who wrote them.
READERS = ["test_calendars_agree.py", "test_readers_agree.py", "test_notebooks.py"]
ICAL_JS = "2.2.1"
AXE = "4.14.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# On every core; a file stays together, as its fixtures and its pages are shared.
SPREAD = ("-n", "auto", "--dist", "loadfile")
RUNNING = f"{sys.version_info[0]}.{sys.version_info[1]}"

# The interpreter that runs this file is always tested, so that no machine can pass
# the tests by having none of the others.
PYTHONS = ["3.11", "3.12", "3.13"]
if sys.version_info[:2] >= OLDEST and RUNNING not in PYTHONS:
    PYTHONS.append(RUNNING)

os.environ["UV_PYTHON_DOWNLOADS"] = "never"
os.environ["PATH"] = os.pathsep.join(
    [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
)


def install(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install dependency groups and, fresh and not editable, the package itself."""
    flags = [flag for group in groups for flag in ("--group", group)]
    if package and session.venv_backend == "uv":
        # uv would take an earlier build from its cache.
        flags += ["--reinstall-package", "backroutine"]
    session.install(*flags, *(["."] if package else []))


@nox.session
def lint(session: nox.Session) -> None:
    """Check format, style and the floors that imports keep to."""
    install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports", env={"PYTHONPATH": "src"})


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy and pyright, and that every public name has one."""
    install(session, "types")
    quiet = {
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "VIRTUAL_ENV": session.virtualenv.location,
    }
    session.run("mypy")
    session.run("pyright", env=quiet)
    # Away from src, so that the installed package is what is looked at.
    session.chdir(session.create_tmp())
    session.run(
        "pyright", "--verifytypes", "backroutine", "--ignoreexternal", env=quiet
    )


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests on the installed package; one Python visits every line."""
    install(session, "test")
    if session.posargs:  # a part of the tests need not visit every line
        session.run("python", "-m", "pytest", *session.posargs)
        return
    if session.python != RUNNING:
        # One Python tries every property hard and counts the lines, the others not.
        less = [f"--ignore=tests/{name}" for name in READERS]
        session.run("python", "-m", "pytest", *SPREAD, *less, env={"FAST": "1"})
        return
    data = Path(session.create_tmp()).resolve() / "coverage"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    env = {"COVERAGE_FILE": str(data / "data")}
    session.run("coverage", "run", "-m", "pytest", *SPREAD, env=env)
    session.run("coverage", "combine", "--quiet", env=env)
    session.run("coverage", "report", env=env)


@nox.session
def interop(session: nox.Session) -> None:
    """Have programs that are no Python read what the installed package writes."""
    install(session, "interop")
    tmp = Path(session.create_tmp()).resolve()
    env = {"ICAL_JS": str(ical_js(session, tmp)), "AXE": str(axe(session, tmp))}
    libical(session)
    chromium(session)
    what = ("tests/interop", *session.posargs)
    session.run("python", "-m", "pytest", *SPREAD, *what, env=env)


def ical_js(session: nox.Session, folder: Path) -> Path:
    """Return where ical.js is; it is downloaded at first."""
    return from_npm(session, folder, "ical.js", ICAL_JS) / "dist" / "ical.js"


def axe(session: nox.Session, folder: Path) -> Path:
    """Return where axe is, which looks at pages; it is downloaded at first."""
    return from_npm(session, folder, "axe-core", AXE) / "axe.min.js"


def from_npm(session: nox.Session, folder: Path, name: str, version: str) -> Path:
    """Return the folder of a package; each has one for itself, as npm tidies up."""
    home = folder / f"npm-{name}"
    package = home / "node_modules" / name
    file = package / "package.json"
    if not file.exists() or json.loads(file.read_text())["version"] != version:
        quiet = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund")
        where = ("--prefix", str(home))
        session.run("npm", "install", *quiet, *where, f"{name}@{version}")
    return package


def libical(session: nox.Session) -> None:
    """Install libical, and a compiler of C, where they are missing and may be."""
    if not has_libical():
        apt(session, "libical-dev", "gcc", "libc6-dev")
    if not has_libical():
        session.error(
            "libical and a C compiler are needed: install libical-dev and gcc"
        )


def chromium(session: nox.Session) -> None:
    """Install Chromium where no such browser is, and one may be installed."""
    if not any(map(shutil.which, BROWSERS)):
        apt(session, "chromium")
    if not any(map(shutil.which, BROWSERS)):
        session.error("Chromium is needed: install chromium")


def apt(session: nox.Session, *packages: str) -> None:
    """Ask Debian's packages for some; whether it worked, the caller looks."""
    tool = ("apt-get",) if os.geteuid() == 0 else ("sudo", "-n", "apt-get")
    if shutil.which("apt-get") and shutil.which(tool[0]):
        for command in (("update", "-qq"), ("install", "-y", "-qq", *packages)):
            session.run(*tool, *command, external=True, success_codes=range(256))


def has_libical() -> bool:
    """Tell whether a program of C can be built with libical."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        return False
    check = b"#include <libical/ical.h>\nint main(void) { icaltime_today(); }"
    with tempfile.TemporaryDirectory() as folder:
        build = [compiler, "-xc", "-", "-o", f"{folder}/check", "-lical"]
        run = subprocess.run(build, input=check, capture_output=True, check=False)  # noqa: S603 - the user's compiler
    return run.returncode == 0


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation, offline; a warning is an error."""
    install(session, "docs")
    session.run(
        "sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html"
    )


@nox.session
def wheel(session: nox.Session) -> None:
    """Build what is published, and run it from a fresh install and from a zip."""
    install(session, "build", package=False)
    tmp = Path(session.create_tmp()).resolve()
    for name in ("dist", "venv", "empty"):
        shutil.rmtree(tmp / name, ignore_errors=True)
    (tmp / "empty").mkdir()
    session.run("python", "-m", "build", "--outdir", str(tmp / "dist"), silent=True)
    (built,) = (tmp / "dist").glob("*.whl")
    session.run("check-wheel-contents", str(built))

    session.run("python", "-m", "venv", str(tmp / "venv"))
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = str(tmp / "venv" / scripts / "python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--quiet")
    session.run(*pip, "install", str(built), external=True)
    session.chdir(tmp / "empty")
    session.run(python, "-m", "backroutine", "list", external=True)

    find = "import backroutine; print(backroutine.__path__[0])"
    found = session.run(python, "-c", find, external=True, silent=True)
    zipped = tmp / "backroutine.zip"
    zip_package(Path(str(found).strip()), zipped)
    session.run(*pip, "uninstall", "--yes", "backroutine", external=True)
    env = {"PYTHONPATH": str(zipped)}
    session.run(python, "-m", "backroutine", external=True, env=env)
    name = "import backroutine as br; print(br.exercises['bridge'].name)"
    session.run(python, "-c", name, external=True, env=env)
    where = session.run(python, "-c", find, external=True, silent=True, env=env)
    if str(zipped) not in str(where):
        session.error(f"expected the package from the zip, got {where}")


def zip_package(package: Path, to: Path) -> None:
    """Write a zip that holds one installed package, without its compiled files."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(package.parent))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure against peers, in one run on the same work."""
    install(session, "bench")
    session.run("python", "-m", "bench", *session.posargs)
