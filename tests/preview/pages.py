"""A small knowledge base and its preview, a program of its own: python -m tests.preview.pages DIR

Each text of the folder becomes a page; one with the word BROKEN has a problem in it, and one with
the word FAULTY a page that the program fails on. `base.css` is their style, if it is there.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING

from measurebook.errors import ContentError, Problem
from measurebook.model.output import OutputFile
from measurebook.preview import BuildResult, serve
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)


def make_page(title: str, text: str) -> OutputFile:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{title}</title>'
        f'<link rel="stylesheet" href="base.css"><link rel="icon" href="icon.svg"></head>'
        f'<body><main id="text">{paragraphs}</main></body></html>'
    )
    return OutputFile(f"{title}.html", page.encode())


def build(folder: Path) -> BuildResult:
    texts = {path.stem: path.read_text() for path in sorted(folder.glob("*.txt"))}
    if any("FAULTY" in text for text in texts.values()):
        raise ZeroDivisionError("a fault")
    problems = [
        Problem(f"content/{name}.txt", number, line)
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if "BROKEN" in line
    ]
    if problems:
        raise ContentError(problems)
    files = [make_page(name, text) for name, text in texts.items()]
    files.append(make_page("index", "Home\n" + "\n".join(texts)))
    style = folder / "base.css"
    data = style.read_bytes() if style.exists() else b"body { font-size: 20px }"
    files.append(OutputFile("base.css", data))
    files.append(OutputFile("icon.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'))
    files.append(OutputFile("goals/index.html", make_page("goals", "Goals").data))
    files.append(OutputFile("data/all.csv", "name\r\nŞəki\r\n".encode()))
    hints = [Problem("content/hint.txt", 1, "HINT", blocking=False)]
    return BuildResult(files, hints if any("HINT" in text for text in texts.values()) else ())


def note(changed: frozenset[Path]) -> tuple[str, ...]:
    """Tell the changed files in the terminal, and a text with the word NOTED in the page."""
    print("changed", *sorted(path.name for path in changed), flush=True)
    texts = [path for path in sorted(changed) if path.suffix == ".txt" and path.is_file()]
    return tuple(path.read_text() for path in texts if "NOTED" in path.read_text())


@dataclass
class Running:
    """A preview in another process."""

    process: subprocess.Popen[str]
    folder: Path
    address: str
    complaints: IO[str]

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    @property
    def lines(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.txt").write_text(text)

    def read_complaints(self) -> str:
        """What it wrote to its error output."""
        self.complaints.seek(0)
        return self.complaints.read()

    def is_alive(self) -> bool:
        return self.process.poll() is None


@contextmanager
def run_preview(folder: Path, *words: str) -> Iterator[Running]:
    """Start a preview of a folder and wait until it says its address."""
    program = [sys.executable, "-m", "tests.preview.pages", str(folder), *words]
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            program, cwd=ROOT, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as process,
    ):
        running = Running(process, folder, "", complaints)
        try:
            running.address = wait_for_address(running)
            yield running
        finally:
            process.kill()


def wait_for_address(running: Running) -> str:
    for line in running.lines:
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise AssertionError(running.read_complaints())


if __name__ == "__main__":
    # What runs in the background of a shell is born deaf to Ctrl-C, and so are its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    content, *options = sys.argv[1:]
    serve(
        lambda _: [build(Path(content))],
        [Path(content)],
        host=options[1] if len(options) > 1 else "127.0.0.1",
        port=int(options[0]) if options else 0,
        on_change=note,
        say=lambda line: print(line, flush=True),
    )
