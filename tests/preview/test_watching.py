"""Changes that mean something start a build; what editors leave behind does not."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from watchfiles import Change

from measurebook.errors import ContentError, MachineError, Problem
from measurebook.preview.stage import BuildResult
from measurebook.preview.watching import Builder, SourcesOnly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEFTOVERS = [
    ".abad.md.swp",
    ".git/index",
    ".DS_Store",
    ".generated/abad.md",
    ".#abad.md",
    "#abad.md#",
    "abad.md~",
    "~$abad.md",
    "4913",
    "abad.md.tmp",
    "abad.md.bak",
    "abad.md___jb_tmp___",
    "__pycache__/x.py",
    "measures/.abad.md.1234.tmp",
    "Thumbs.db",
]
MEANT = ["abad.md", "measures/abad.md", "site.yaml", "sources/000.txt", "img/a.png", "a.b.md"]


@pytest.mark.parametrize("path", LEFTOVERS)
def test_leftovers_of_editors_and_systems_are_ignored(path: str) -> None:
    root = Path("/home/.hidden/content")
    assert not SourcesOnly([root])(Change.added, f"{root}/{path}")


@pytest.mark.parametrize("path", MEANT)
def test_files_that_people_write_are_not_ignored(path: str) -> None:
    root = Path("/home/.hidden/content")
    assert SourcesOnly([root])(Change.modified, f"{root}/{path}")


class Watched:
    """A builder in a thread of its own, and what it has shown."""

    def __init__(self, folder: Path, build: Callable[[], BuildResult]) -> None:
        self.results: list[BuildResult] = []
        self.changes: list[set[str]] = []
        self.shown = threading.Condition()
        self.builder = Builder(lambda: [build()], [folder], self.show, self.note)
        self.thread = threading.Thread(target=self.builder.run)

    def show(self, result: BuildResult) -> None:
        with self.shown:
            self.results.append(result)
            self.shown.notify_all()

    def note(self, changed: frozenset[Path]) -> None:
        self.changes.append({path.name for path in changed})

    def wait_until(self, is_so: Callable[[BuildResult], bool]) -> None:
        with self.shown:
            assert self.shown.wait_for(lambda: self.results and is_so(self.results[-1]), 10)

    def wait_for(self, count: int) -> BuildResult:
        with self.shown:
            assert self.shown.wait_for(lambda: len(self.results) >= count, timeout=10)
            return self.results[count - 1]

    def end(self) -> None:
        self.builder.stop.set()
        self.thread.join(10)
        assert not self.thread.is_alive()


@pytest.fixture
def watch_over(tmp_path: Path) -> Iterator[Callable[[Callable[[], BuildResult]], Watched]]:
    started = []

    def start(build: Callable[[], BuildResult]) -> Watched:
        watched = Watched(tmp_path, build)
        started.append(watched)
        watched.thread.start()
        return watched

    yield start
    for watched in started:
        watched.end()


def test_it_builds_at_the_start_and_after_each_change(
    tmp_path: Path, watch_over: Callable[[Callable[[], BuildResult]], Watched]
) -> None:
    watched = watch_over(lambda: BuildResult([]))
    watched.wait_for(1)
    (tmp_path / "a.md").write_text("x")
    watched.wait_for(2)
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    watched.wait_for(3)
    (tmp_path / "b.md").unlink()
    watched.wait_for(4)
    assert set().union(*watched.changes) == {"a.md", "b.md"}


def give_problem(text: str) -> BuildResult:
    return BuildResult(None, [Problem("a.md", 0, text)])


def says(text: str) -> Callable[[BuildResult], bool]:
    return lambda result: any(problem.message == text for problem in result.problems)


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_folder_that_is_replaced_is_followed_on(tmp_path: Path, is_moved: bool) -> None:
    content, spare = tmp_path / "content", tmp_path / "spare"
    content.mkdir()
    (content / "a.md").write_text("one")
    watched = Watched(content, lambda: give_problem((content / "a.md").read_text()))
    watched.thread.start()
    try:
        watched.wait_until(says("one"))
        shutil.copytree(content, spare)
        if is_moved:
            content.rename(tmp_path / "old")
        else:
            shutil.rmtree(content)
        spare.rename(content)
        watched.wait_for(2)
        for text in ("two", "three"):
            (content / "a.md").write_text(text)
            watched.wait_until(says(text))
    finally:
        watched.end()


def test_a_folder_that_was_gone_is_followed_as_soon_as_it_is_back(tmp_path: Path) -> None:
    content, spare = tmp_path / "content", tmp_path / "spare"
    content.mkdir()
    watched = Watched(
        content, lambda: give_problem("there" if content.exists() else "is not there")
    )
    watched.thread.start()
    try:
        watched.wait_until(says("there"))
        content.rename(spare)
        watched.wait_until(says("is not there"))
        spare.rename(content)
        watched.wait_until(says("there"))
    finally:
        watched.end()


def test_a_change_during_a_build_starts_another(
    tmp_path: Path, watch_over: Callable[[Callable[[], BuildResult]], Watched]
) -> None:
    seen: list[str] = []
    is_building, may_go_on = threading.Event(), threading.Event()

    def build() -> BuildResult:
        seen.append((tmp_path / "a.md").read_text())
        is_building.set()
        may_go_on.wait(10)
        return BuildResult([])

    (tmp_path / "a.md").write_text("one")
    watched = watch_over(build)
    assert is_building.wait(10)
    (tmp_path / "a.md").write_text("two")
    may_go_on.set()
    watched.wait_for(2)
    assert seen[0] == "one"
    assert seen[-1] == "two"


def test_a_build_that_is_overtaken_is_left(tmp_path: Path) -> None:
    begun, shown = threading.Semaphore(0), threading.Event()

    def build() -> Iterator[BuildResult | None]:
        begun.release()
        while not (tmp_path / "a.md").exists():
            yield None
        yield BuildResult([])

    def show(_: BuildResult) -> None:
        shown.set()

    builder = Builder(build, [tmp_path], show)
    thread = threading.Thread(target=builder.run)
    thread.start()
    try:
        assert begun.acquire(timeout=10)
        (tmp_path / "b.md").write_text("x")
        assert begun.acquire(timeout=10)
        (tmp_path / "a.md").write_text("x")
        assert shown.wait(10)
    finally:
        builder.stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_what_a_build_had_to_tell_that_was_overtaken_is_told_by_the_next(tmp_path: Path) -> None:
    told: list[tuple[str, ...] | None] = [("normalised",), None]
    notes, shown = [], threading.Event()

    def on_change(_: frozenset[Path]) -> tuple[str, ...] | None:
        return told.pop(0)

    def build() -> Iterator[BuildResult | None]:
        if len(told) == 1:
            (tmp_path / "b.md").write_text("x")  # as the normaliser does
        while len(told) == 1:
            yield None
        yield BuildResult([])

    def show(result: BuildResult) -> None:
        notes.append(result.notes)
        if len(notes) == 1:
            (tmp_path / "a.md").write_text("x")
        else:
            shown.set()

    builder = Builder(build, [tmp_path], show, on_change)
    thread = threading.Thread(target=builder.run)
    thread.start()
    try:
        assert shown.wait(10)
    finally:
        builder.stop.set()
        thread.join(10)
    assert notes == [None, ("normalised",)]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ContentError([Problem("content/a.md", 3, "is wrong")]), "content/a.md:3: is wrong"),
        (MachineError("the disk is full"), "this machine: the disk is full"),
        (ZeroDivisionError("oh"), "ZeroDivisionError: oh (a fault of the program"),
    ],
)
def test_a_build_that_fails_is_shown_as_problems_and_the_next_one_comes(
    tmp_path: Path,
    watch_over: Callable[[Callable[[], BuildResult]], Watched],
    fault: Exception,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    faults = [fault]

    def build() -> BuildResult:
        if faults:
            raise faults.pop()
        return BuildResult([])

    watched = watch_over(build)
    failed = watched.wait_for(1)
    assert failed.files is None
    (problem,) = failed.problems
    assert told in str(problem)
    (tmp_path / "a.md").write_text("x")
    assert watched.wait_for(2).files == []


def test_with_nothing_to_watch_it_says_so(tmp_path: Path) -> None:
    builder = Builder(list, [tmp_path / "gone"], lambda _: None)
    with pytest.raises(MachineError, match="nothing to watch"):
        builder.run()
