"""Times whole commands on a copy of the content, as a person at a terminal waits for them.

Each command starts anew several times; its median time and its largest memory are shown. Only
figures of one run on one machine can be compared.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measurebook.model.output import OutputFile
from measurebook.printing import NoTypesetterError, set_for_paper
from tools.saves import measure_saves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Case:
    """One line of the table; `prepare` is done in the folder before each run."""

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda _: None


@dataclass(frozen=True)
class Figure:
    name: str
    seconds: float
    fastest: float
    slowest: float
    megabytes: float | None


def remove_site(folder: Path) -> None:
    shutil.rmtree(folder / "site", ignore_errors=True)


def edit_measure(folder: Path) -> None:
    """Add a sentence to the text of a measure, as a curator does."""
    path = min((folder / "content" / "measures").glob("*.md"))
    with path.open("a", encoding="utf-8") as text:
        text.write("\nA sentence was added here.\n")


BUILD = ("build", "--content", "content", "--output", "site")
ZIP = "dist/bundle.zip"
CASES = (
    Case("check", ("check", "--content", "content")),
    Case("normalise, nothing new", ("normalise", "--content", "content")),
    Case("build, from nothing", BUILD, remove_site),
    Case("build, nothing changed", BUILD),
    Case("build, a measure edited", BUILD, edit_measure),
    Case("bundle, without PDF", ("bundle", "--no-pdf", "--content", "content", "--output", ZIP)),
)


class FailedCommandError(Exception):
    """A command that fails is not timed; the message holds its own words."""


def measure(cases: Sequence[Case], program: Path, folder: Path, times: int) -> Iterator[Figure]:
    """Run each case so often in the folder, in the order of the table."""
    for case in cases:
        runs = [run_once(case, program, folder) for _ in range(times)]
        seconds = [took for took, _ in runs]
        memory = [used for _, used in runs if used is not None]
        yield Figure(
            case.name,
            statistics.median(seconds),
            min(seconds),
            max(seconds),
            max(memory, default=None),
        )


def run_once(case: Case, program: Path, folder: Path) -> tuple[float, float | None]:
    """Seconds and, where the system tells, megabytes of one run."""
    case.prepare(folder)
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, str(program), *case.words], cwd=folder, stdout=said, stderr=said
        )
        code, megabytes = wait_for(process)
        took = time.perf_counter() - start
        if code != 0:
            said.seek(0)
            raise FailedCommandError(f"{' '.join(case.words)} ended with {code}:\n{said.read()}")
    return took, megabytes


def measure_reports(number: int, program: Path, folder: Path) -> Iterator[str]:
    """Normalise so many new reports of invented Parties at once, after a quarter of them.

    Where memory is flat, both lines of the table show nearly the same.
    """
    for share in filter(None, (number // 4, number)):
        name = f"reports-{share}"
        here = ("--content", name)
        run_once(Case("start", ("start", *here, "--like", "content")), program, folder)
        sources = folder / name / "sources"
        words = ["-m", "tools.synthetic_reports", str(folder / "content"), str(sources), str(share)]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
        size = sum(path.stat().st_size for path in sources.iterdir()) / 1_000_000
        took, memory = run_once(Case(name, ("normalise", *here)), program, folder)
        told = f", {memory:.0f} MB of memory" if memory is not None else ""
        speed = f"{took:.1f} s on one core, {size / took:.2f} MB a second"
        yield f"normalise, {share} new reports of {size:.1f} MB together: {speed}{told}"


def measure_handouts(folder: Path) -> Iterator[str]:
    """Tell how large the last bundle is, and set its print edition for paper anew."""
    yield f"bundle: {(folder / ZIP).stat().st_size / 1_000_000:.1f} MB"
    with zipfile.ZipFile(folder / ZIP) as archive:
        volumes = [name for name in archive.namelist() if name.startswith("bundle/print/")]
        for name in volumes:
            volume = OutputFile(Path(name).name, archive.read(name))
            size = f"{len(volume.data) / 1_000_000:.1f} MB of HTML"
            yield f"print edition {volume.path}: {size}, {measure_paper(volume, folder)}"


def measure_paper(volume: OutputFile, folder: Path) -> str:
    start = time.perf_counter()
    try:
        paper = set_for_paper(volume, folder / "papers")
    except NoTypesetterError as reason:
        return f"no PDF: {reason}"
    took = time.perf_counter() - start
    return f"{len(paper.data) / 1_000_000:.1f} MB of PDF in {took:.1f} s"


def wait_for(process: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    """The exit code and the memory of the process itself; Windows does not tell the latter."""
    if sys.platform == "win32":
        return process.wait(), None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return process.returncode, used.ru_maxrss / per_megabyte


def show(figures: Iterator[Figure]) -> None:
    """Print each line as soon as it is known."""
    print(f"{'command':26}{'median s':>10}{'fastest':>10}{'slowest':>10}{'MB':>8}")
    for figure in figures:
        memory = "" if figure.megabytes is None else f"{figure.megabytes:.0f}"
        times = f"{figure.seconds:10.3f}{figure.fastest:10.3f}{figure.slowest:10.3f}"
        print(f"{figure.name:26}{times}{memory:>8}", flush=True)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--reports", type=int, default=200, help="synthetic ones; 0 for none")
    read = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(read.content, Path(folder, "content"))
        try:
            show(measure(CASES, ROOT / "build.py", Path(folder), read.times))
            for line in measure_handouts(Path(folder)):
                print(line, flush=True)
            for line in measure_saves(read.content, Path(folder, "preview"), read.times):
                print(line, flush=True)
            for line in measure_reports(read.reports, ROOT / "build.py", Path(folder)):
                print(line, flush=True)
        except FailedCommandError as reason:
            print(reason, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
