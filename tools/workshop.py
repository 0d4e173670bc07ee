"""Prepares the project's own virtual environment and runs the project's commands in it.

It needs nothing but Python: the Makefile calls it, and where there is no make, people do. Any
Python 3 from 3.7 on can read this file, so that an older one is told what is needed instead of
failing on a line it does not know.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 14)  # what the locks are made for
RUNNING: tuple[int, int] = sys.version_info[:2]
IS_NEW_ENOUGH = f"import sys; sys.exit(sys.version_info < {OLDEST})"
PYTHON_NAMES = ["python3.14", "python3.13", "python3.12", "python3.11"]

SITE_LOCK, CHARTS_LOCK, PRINT_LOCK, DEV_LOCK, FACES_LOCK = (
    "requirements.lock",
    "requirements-charts.lock",
    "requirements-print.lock",
    "requirements-dev.lock",
    "requirements-faces.lock",
)
# What is said where an optional extra cannot be installed.
WITHOUT = {
    CHARTS_LOCK: "no drawn diagrams on this machine; their tables say the same",
    PRINT_LOCK: "no PDF of the print edition on this machine; its HTML prints as well",
}

# The words that build.py gets for a command of the workshop.
PROGRAM_WORDS: dict[str, list[str]] = {
    "site": [],
    "serve": ["serve"],
    "bundle": ["bundle"],
    "check": ["check"],
    "normalise": ["normalise"],
}
CHECKS: list[tuple[str, list[str]]] = [
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
]
TESTS: list[tuple[str, list[str]]] = [
    ("tests", ["pytest", "-n", "auto", "-m", "not browser"]),
    ("browser tests", ["pytest", "-n", "2", "-m", "browser", "tests/browser"]),
]
PYTEST_FOUND_NO_TEST = 5
COMPILE_TEMPLATES = "from measurebook.render import make_renderer; make_renderer().compile()"

CHROMIUM_NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
]
CHROMIUM_PLACES: dict[str, list[str]] = {
    "darwin": [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    "win32": [
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Chromium\Application\chrome.exe",
    ],
}


class MissingMeansError(Exception):
    """This machine lacks something; the message says what it is and how to get it."""


# --- Python and its virtual environment -------------------------------------------------------


def find_python() -> str:
    """The Python to make the environment with: this one if it will do, else a named one."""
    if OLDEST <= RUNNING <= NEWEST:
        return sys.executable
    for name in PYTHON_NAMES:
        path = shutil.which(name)
        if path and can_run(path, IS_NEW_ENOUGH):
            return path
    if RUNNING > NEWEST:
        return sys.executable
    raise MissingMeansError(
        f"Python {as_text(OLDEST)} or newer is needed, and the one found here is "
        f"{as_text(RUNNING)} ({sys.executable}).\n"
        "Install a newer one and run the same command again."
    )


def as_text(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def can_run(python: object, code: str) -> bool:
    """Whether that Python starts and runs the code without an error."""
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def find_venv() -> Path:
    return ROOT / ".venv"


def find_venv_python() -> Path:
    inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return find_venv() / inside


def make_venv() -> None:
    """Make .venv, unless there is one that works; one whose Python is gone is made anew."""
    if can_run(find_venv_python(), "import pip; " + IS_NEW_ENOUGH):
        return
    python = find_python()
    make_sure_of_ensurepip(python)
    say(f"making .venv with {python}")
    if run([python, "-m", "venv", "--clear", str(find_venv())]) != 0:
        raise MissingMeansError("The virtual environment .venv could not be made; see above.")


def make_sure_of_ensurepip(python: str) -> None:
    """Debian splits venv's other half off into a package of its own."""
    probe = "import venv, ensurepip"
    if can_run(python, probe):
        return
    package = name_venv_package(python)
    if install_debian_package(package) and can_run(python, probe):
        return
    raise MissingMeansError(
        f"{python} cannot make virtual environments. On Debian and Ubuntu:\n"
        f"  sudo apt-get install {package}\n"
        "then run the same command again."
    )


def name_venv_package(python: str) -> str:
    code = "import sys; print('python%d.%d-venv' % sys.version_info[:2])"
    return subprocess.check_output([python, "-c", code], text=True).strip()


def install(locks: Sequence[str]) -> None:
    """Install what these locks pin, but for what the stamp says is there already."""
    stamp = read_stamp()
    missing = [lock for lock in locks if stamp.get(lock) != hash_file(ROOT / lock)]
    if not missing:
        return
    say(f"installing {', '.join(missing)} (a minute or so when it is new)")
    if run(install_command(missing)) != 0:
        raise MissingMeansError(
            "The packages could not be installed; pip says why above. They come from the Python\n"
            "package index: is this machine online? If .venv is broken, delete it and try again."
        )
    stamp.update({lock: hash_file(ROOT / lock) for lock in missing})
    find_stamp().write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def install_command(locks: Sequence[str]) -> list[str]:
    command = [str(find_venv_python()), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--require-hashes"]
    if WITHOUT.keys() & set(locks):  # their sources need compilers and an hour
        command.append("--only-binary=:all:")
    for lock in locks:
        command += ["--requirement", str(ROOT / lock)]
    return command


def install_extra(lock: str) -> None:
    """Install an optional extra; on the few systems without it, say so and go on."""
    try:
        install([lock])
    except MissingMeansError:
        say(WITHOUT[lock])


def find_stamp() -> Path:
    return find_venv() / "workshop.json"


def read_stamp() -> dict[str, str]:
    """The hash of each lock at the time it was installed; empty if that is not known."""
    try:
        stamp = json.loads(find_stamp().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def prepare(*more_locks: str) -> None:
    make_venv()
    install([SITE_LOCK, *more_locks])
    install_extra(CHARTS_LOCK)
    compile_program()


def compile_program() -> None:
    """Compile the program: a start takes half as long, also where Python may not write."""
    run([str(find_venv_python()), "-m", "compileall", "-q", "measurebook"])
    if not (ROOT / ".cache" / "templates").exists():  # later builds compile what has changed
        run([str(find_venv_python()), "-c", COMPILE_TEMPLATES])


# --- a browser for the tests ------------------------------------------------------------------


def have_chromium() -> str:
    """A Chromium that starts: an installed one, else one that is fetched now."""
    ways: list[Callable[[], str | None]] = [
        find_chromium,
        find_playwright_chromium,
        fetch_playwright_chromium,
        fetch_debian_chromium,
    ]
    for way in ways:
        path = way()
        if path:
            return path
    raise MissingMeansError(
        "The browser tests need Chromium or Chrome, and none could be found or fetched.\n"
        "Install one, or set CHROMIUM to its path:  CHROMIUM=/path/to/chrome make test"
    )


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, else one in the usual places of this system."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not starts(named):
            raise MissingMeansError(f"CHROMIUM names {named!r}, which does not start.")
        return named
    return next((path for path in usual_places() if starts(path)), None)


def usual_places() -> Iterator[str]:
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        if path:
            yield path
    for place in CHROMIUM_PLACES.get(sys.platform, []):
        yield str(Path(os.path.expandvars(place)).expanduser())


def starts(path: str) -> bool:
    """Whether this browser runs: some systems install a stub that only names another package."""
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True  # there, asking for the version opens a window
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find_playwright_chromium() -> str | None:
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    asked = subprocess.run(
        [str(find_venv_python()), "-c", code], stdout=subprocess.PIPE, text=True, check=False
    )
    path = asked.stdout.strip()
    return path if starts(path) else None


def fetch_playwright_chromium() -> str | None:
    say("no Chromium here: fetching Playwright's")
    run([str(find_venv_python()), "-m", "playwright", "install", "chromium"])
    return find_playwright_chromium()


def fetch_debian_chromium() -> str | None:
    return find_chromium() if install_debian_package("chromium") else None


def install_debian_package(package: str) -> bool:
    """Install it if that can be done without asking anyone: as root, where there is apt."""
    apt = shutil.which("apt-get")
    if not apt or not is_root():
        return False
    say(f"installing Debian's package {package}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run([apt, "-qq", "update"], quiet)  # one unreachable list is no reason to stop
    return run([apt, "-qq", "install", "--yes", "--no-install-recommends", package], quiet) == 0


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


# --- the commands -----------------------------------------------------------------------------


def run_program(command: str, words: Sequence[str]) -> int:
    """Run build.py with the installed packages; only what is handed out needs the PDF."""
    prepare()
    if command == "bundle":
        install_extra(PRINT_LOCK)
    return run([str(find_venv_python()), "build.py", *PROGRAM_WORDS[command], *words])


def run_tests(_command: str, words: Sequence[str]) -> int:
    """Lint, format, types, tests, browser tests; extra words go to pytest."""
    prepare(DEV_LOCK)
    install_extra(PRINT_LOCK)
    environment = dict(os.environ, CHROMIUM=have_chromium())
    codes = {name: run_step(name, step, environment) for name, step in CHECKS}
    for name, step in TESTS:
        code = run_step(name, [*step, *words], environment)
        codes[name] = 0 if code == PYTEST_FOUND_NO_TEST and words else code
    failed = [name for name, code in codes.items() if code != 0]
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def run_step(name: str, words: Sequence[str], environment: dict[str, str]) -> int:
    say(f"{name}: {' '.join(words)}")
    return run([str(find_venv_python()), "-m", *words], environment)


def run_bench(_command: str, words: Sequence[str]) -> int:
    """Time the commands, and without extra words what a reader gets as well."""
    prepare(DEV_LOCK)
    environment = dict(os.environ, CHROMIUM=have_chromium())
    code = run([str(find_venv_python()), "-m", "tools.bench", *words])
    if code or words:
        return code
    return run([str(find_venv_python()), "-m", "tools.bench_reading"], environment)


def run_lighthouse(_command: str, words: Sequence[str]) -> int:
    """Build the site and let Lighthouse judge its main pages; extra words are other pages."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise MissingMeansError("Lighthouse needs Node 20 or newer with npm.")
    prepare(DEV_LOCK)
    environment = dict(os.environ, CHROMIUM=have_chromium())
    with tempfile.TemporaryDirectory() as folder:
        site = str(Path(folder) / "site")
        steps = [
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            [str(find_venv_python()), "build.py", "--output", site],
            [node, "tools/lighthouse.mjs", site, *words],
        ]
        return next((code for code in (run(step, environment) for step in steps) if code), 0)


def run_pictures(_command: str, words: Sequence[str]) -> int:
    """Build the site and take the pictures of its pages that docs/ and the README show."""
    prepare(DEV_LOCK)
    environment = dict(os.environ, CHROMIUM=have_chromium())
    return run([str(find_venv_python()), "-m", "tools.pictures", *words], environment)


def run_faces(_command: str, words: Sequence[str]) -> int:
    """Cut the faces of the site anew and fit what stands in for them."""
    prepare(DEV_LOCK, FACES_LOCK)
    environment = dict(os.environ, CHROMIUM=have_chromium())
    return run([str(find_venv_python()), "-m", "tools.faces", *words], environment)


def run_lock(_command: str, words: Sequence[str]) -> int:
    """Write the locks anew from pyproject.toml; --upgrade takes the newest versions."""
    with tempfile.TemporaryDirectory() as folder:
        uv = install_uv(Path(folder))
        for step in lock_steps():
            code = run([uv, *step, *words])
            if code != 0:
                return code
    return 0


def install_uv(folder: Path) -> str:
    """Install uv, which writes one lock for all systems, as pip cannot; nothing else needs it."""
    python = find_python()
    make_sure_of_ensurepip(python)
    inside = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(inside / "python"), "-m", "pip", "install", "--quiet", "uv>=0.9,<1"]
    if run([python, "-m", "venv", str(folder)]) != 0 or run(pip) != 0:
        raise MissingMeansError("uv, which writes the locks, could not be installed; see above.")
    return str(inside / "uv")


def lock_steps() -> Iterator[list[str]]:
    """One lock builds on the other, so that all of them can be installed together."""
    common = ["pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes"]
    common += ["--python-version", as_text(OLDEST), "--custom-compile-command", "make lock"]
    site, charts = ["--constraints", SITE_LOCK], ["--constraints", CHARTS_LOCK]
    paper = ["--constraints", PRINT_LOCK]
    yield [*common, "pyproject.toml", "--output-file", SITE_LOCK]
    yield [*common, "pyproject.toml", "--extra", "charts", *site, "--output-file", CHARTS_LOCK]
    yield [
        *common,
        "pyproject.toml",
        "--extra",
        "print",
        *site,
        *charts,
        "--output-file",
        PRINT_LOCK,
    ]
    yield [*common, "--group", "dev", *site, *charts, *paper, "--output-file", DEV_LOCK]
    dev = ["--constraints", DEV_LOCK]
    yield [*common, "--group", "faces", *site, *paper, *dev, "--output-file", FACES_LOCK]


COMMANDS: dict[str, tuple[Callable[[str, Sequence[str]], int], str]] = {
    "site": (run_program, "build the site and say which file to open"),
    "test": (run_tests, "lint, types, tests, browser tests"),
    "serve": (run_program, "preview with live reload"),
    "bundle": (run_program, "make the zip for offline reading"),
    "check": (run_program, "check the content and write nothing"),
    "normalise": (run_program, "turn source texts into content"),
    "bench": (run_bench, "time the commands and the search, weigh the pages"),
    "lighthouse": (run_lighthouse, "judge the main pages with Lighthouse (needs Node)"),
    "pictures": (run_pictures, "take the pictures of docs/ anew"),
    "faces": (run_faces, "cut the faces of the site and fit what stands in for them"),
    "lock": (run_lock, "write the requirements*.lock files from pyproject.toml"),
}


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run to the end and return the exit code.

    Ctrl-C reaches the program too and is left to it: a preview ends well, all else is called off.
    """
    process = subprocess.Popen(list(command), cwd=str(ROOT), env=environment)
    interrupted = False
    while process.returncode is None:
        try:
            process.wait()
        except KeyboardInterrupt:
            interrupted = True
    if interrupted and process.returncode != 0:
        raise KeyboardInterrupt
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def say(message: str) -> None:
    print(f"== {message}", flush=True)


def read_arguments(arguments: Sequence[str]) -> tuple[str, list[str]]:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {purpose}" for name, (_, purpose) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="workshop.py",
        description="Prepares .venv and runs a command in it.\n\n" + listed,
        epilog="Words after the command are handed on, as in: workshop.py serve --open",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="COMMAND")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...")
    read = parser.parse_args(arguments)
    return read.command, read.words


def main(arguments: Sequence[str]) -> int:
    command, words = read_arguments(arguments)
    try:
        return COMMANDS[command][0](command, words)
    except (MissingMeansError, OSError) as reason:
        print(reason, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
