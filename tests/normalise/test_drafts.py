"""A run on the disk: what it reads, what it writes, and what it never touches."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

from measurebook.errors import ContentError, MachineError, Problem
from measurebook.normalise.drafts import read_state, run_alone, write_plan
from measurebook.normalise.merging.memory import read_remembered
from measurebook.normalise.state import Plan
from measurebook.settings import Layout
from tests.normalise.small_world import TITLES, Sources, Told, plan

posix_only = pytest.mark.skipif(os.name != "posix", reason="links and signals as POSIX has them")

SOURCES: Sources = {
    "page": (0, (Told(1),)),
    "report": (1, (Told(1), Told(2, TITLES[1]), Told(3, TITLES[2]), Told(5, "Epsilon"))),
}
NEW: Sources = {
    **SOURCES,
    "report": (2, (Told(1), Told(2, TITLES[1], goal=3), Told(4, "New"), Told(5, "Epsilon"))),
}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    found = Layout(tmp_path / "content")
    found.vocabulary.mkdir(parents=True)
    return found


@pytest.fixture
def normalised(layout: Layout) -> Layout:
    run(layout)
    return layout


def run(layout: Layout, sources: Sources = SOURCES) -> tuple[Plan, list[Problem]]:
    found = plan(sources, read_state(layout))
    return found, write_plan(found, layout)[1]


def read_tree(layout: Layout) -> dict[str, bytes]:
    paths = (path for path in layout.content.rglob("*") if path.is_file())
    return {path.relative_to(layout.content).as_posix(): path.read_bytes() for path in paths}


def stamps(layout: Layout) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in layout.content.rglob("*")}


def test_a_first_run_writes_documents_ledgers_names_and_memory(normalised: Layout) -> None:
    assert sorted(read_tree(normalised)) == [
        ".generated/ledgers/page.yaml",
        ".generated/ledgers/report.yaml",
        ".generated/measures/alpha.md",
        ".generated/measures/beta.md",
        ".generated/measures/epsilon.md",
        ".generated/measures/gamma-delta.md",
        "ledgers/page.yaml",
        "ledgers/report.yaml",
        "measure.schema.json",
        "measures/alpha.md",
        "measures/beta.md",
        "measures/epsilon.md",
        "measures/gamma-delta.md",
        "vocabulary/organisations.yaml",
    ]


def test_a_second_run_touches_no_file_and_no_folder(normalised: Layout) -> None:
    before = stamps(normalised)
    with run_alone(normalised) as problems:
        assert problems == []
        found, _ = run(normalised)
    assert found.is_empty
    assert stamps(normalised) == before


def test_generated_content_and_memory_removed_come_back_to_the_byte(normalised: Layout) -> None:
    before = read_tree(normalised)
    for folder in (normalised.measures, normalised.memory / "measures"):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    run(normalised)
    assert read_tree(normalised) == before


def test_the_folder_alone_removed_starts_anew(normalised: Layout) -> None:
    before = read_tree(normalised)
    for path in normalised.measures.iterdir():
        path.unlink()
    normalised.measures.rmdir()
    run(normalised)
    assert read_tree(normalised) == before


def test_files_that_editors_leave_are_no_documents(normalised: Layout) -> None:
    for name in (".alpha.md.swp", "alpha.md~", "#alpha.md#", ".#alpha.md", "notes.txt"):
        (normalised.measures / name).write_text("x")
    assert sorted(read_state(normalised).content) == [
        "measures/alpha",
        "measures/beta",
        "measures/epsilon",
        "measures/gamma-delta",
    ]
    assert run(normalised)[0].is_empty


def test_a_file_saved_after_it_was_read_stays_and_is_compared_by_the_next_run(
    normalised: Layout,
) -> None:
    path = normalised.measures / "beta.md"
    found = plan(NEW, read_state(normalised))
    saved = path.read_text().replace("title: Beta", "title: Mine")
    path.write_text(saved)
    memory = (normalised.memory / "measures" / "beta.md").read_bytes()
    _, problems = write_plan(found, normalised)
    assert [problem.path for problem in problems] == ["content/measures/beta.md"]
    assert path.read_text() == saved
    assert (normalised.memory / "measures" / "beta.md").read_bytes() == memory
    run(normalised, NEW)
    assert "title: Mine\n" in path.read_text()
    assert "goals: ['3']" in path.read_text()
    assert not (normalised.proposed / "measures" / "beta.md").exists()


def test_bytes_that_are_no_utf_8_are_told_and_left(normalised: Layout) -> None:
    path = normalised.measures / "beta.md"
    path.write_bytes(path.read_bytes() + b"\xff")
    before = read_tree(normalised)
    found, _ = run(normalised)
    assert [problem.path for problem in found.problems] == ["content/measures/beta.md"]
    assert "0xff" in found.problems[0].message
    assert read_tree(normalised) == before


def test_an_organisation_list_keeps_its_line_ends_and_mark(layout: Layout) -> None:
    path = layout.vocabulary / "organisations.yaml"
    path.write_bytes(b"\xef\xbb\xbf# mine\r\nunion: {name: Union}\r\n")
    run(layout)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# mine\r\nunion: {name: Union}\r\n\r\noff")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


@posix_only
class TestLinks:
    def test_a_document_that_is_a_link_is_told_and_left(self, normalised: Layout) -> None:
        path = normalised.measures / "beta.md"
        target = normalised.content.parent / "elsewhere.md"
        path.rename(target)
        path.symlink_to(target)
        before = target.read_bytes()
        found, _ = run(normalised, NEW)
        assert [problem.path for problem in found.problems] == ["content/measures/beta.md"]
        assert path.is_symlink()
        assert target.read_bytes() == before

    @pytest.mark.parametrize(
        "name", ["measures", ".generated", ".generated/measures", "proposed", "ledgers"]
    )
    def test_a_folder_that_is_a_link_stops_the_run(self, normalised: Layout, name: str) -> None:
        normalised.proposed.mkdir()
        path = normalised.content / name
        target = normalised.content.parent / "elsewhere"
        path.rename(target)
        path.symlink_to(target)
        before = read_tree(Layout(target))
        with pytest.raises(ContentError, match=f"content/{name}: is a symbolic link"):
            run(normalised, NEW)
        assert read_tree(Layout(target)) == before

    def test_a_folder_that_became_a_link_after_reading_stops_the_writing(
        self, normalised: Layout
    ) -> None:
        found = plan(NEW, read_state(normalised))
        target = normalised.content.parent / "elsewhere"
        normalised.measures.rename(target)
        normalised.measures.symlink_to(target)
        before = read_tree(Layout(target))
        with pytest.raises(ContentError):
            write_plan(found, normalised)
        assert read_tree(Layout(target)) == before

    def test_a_file_in_the_place_of_a_folder_is_told(self, normalised: Layout) -> None:
        normalised.proposed.write_text("mine")
        with pytest.raises(ContentError, match="content/proposed: is not a folder"):
            run(normalised)


# Faults


@posix_only
@pytest.mark.parametrize("limit", [10, 300, 700, 1200])
def test_a_full_disk_leaves_all_as_it_was(normalised: Layout, limit: int) -> None:
    before = read_tree(normalised)
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            run(normalised, NEW)
        except MachineError:
            os._exit(3)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status:
        assert read_tree(normalised) == before
    run(normalised, NEW)
    assert run(normalised, NEW)[0].is_empty


def test_a_folder_that_cannot_be_made_is_told_and_leaves_all_as_it_was(normalised: Layout) -> None:
    found = plan({**SOURCES, "report": (0, (Told(2, "Other"),))}, read_state(normalised))
    assert found.changes["memory"]
    for path in (normalised.memory / "measures").iterdir():
        path.unlink()
    (normalised.memory / "measures").rmdir()
    before = read_tree(normalised)
    normalised.memory.joinpath("measures").write_text("in the way")
    with pytest.raises((MachineError, ContentError)):
        write_plan(found, normalised)
    normalised.memory.joinpath("measures").unlink()
    assert read_tree(normalised) == before


def test_two_runs_at_once_are_kept_apart(normalised: Layout) -> None:
    with (
        run_alone(normalised),
        pytest.raises(MachineError, match="another run"),
        run_alone(normalised),
    ):
        pytest.fail("two are at work")


def test_two_runs_that_planned_the_same_end_as_one(layout: Layout) -> None:
    plans = [plan(SOURCES, read_state(layout)) for _ in range(2)]
    for found in plans:
        assert write_plan(found, layout)[1] == []
    assert run(layout)[0].is_empty


def start_runs(layout: Layout) -> int:
    """Let a process of its own run again and again, each time with other sources."""
    child = os.fork()
    if child:
        return child
    try:
        while True:
            for sources in (NEW, SOURCES):
                with run_alone(layout):
                    run(layout, sources)
    finally:
        os._exit(1)


def stop(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@posix_only
def test_a_run_killed_at_any_moment_is_completed_by_the_next(normalised: Layout) -> None:
    """What a curator edited and left out is still so, and nothing else tells of the kills."""
    edit_some(normalised)
    run(normalised)
    chance = random.Random(1)
    for _ in range(40):
        child = start_runs(normalised)
        time.sleep(chance.random() * 0.06)
        stop(child)
        with run_alone(normalised) as problems:
            assert problems == []
            run(normalised)
        check_edits(normalised)
        names = [name for name in read_tree(normalised) if "/." in f"/{name}"]
        assert all(name.startswith(".generated/") for name in names), names
    assert run(normalised)[0].is_empty
    assert not normalised.proposed.exists() or not list(normalised.proposed.rglob("*.md"))


def edit_some(layout: Layout) -> None:
    path = layout.measures / "alpha.md"
    path.write_text(path.read_text().replace("title: Alpha", "title: Mine  # sure"))
    (layout.measures / "epsilon.md").rename(layout.measures / "e.md")
    path = layout.measures / "beta.md"
    path.write_text(path.read_text().partition("\n## Results")[0])


def check_edits(layout: Layout) -> None:
    assert "title: Mine  # sure\n" in (layout.measures / "alpha.md").read_text()
    assert "## Results" not in (layout.measures / "beta.md").read_text()
    assert not (layout.measures / "epsilon.md").exists()


EVERY_CALL = 1 if settings().max_examples > 2000 else 0
CALLS = {"ctypes.dlsym", "open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename"}


@posix_only
@pytest.mark.parametrize("fault", ["ENOSPC", "EACCES", "EIO", "EMFILE", "SIGKILL"])
def test_a_fault_at_any_call_loses_nothing(normalised: Layout, fault: str) -> None:
    """A call that reaches the disk fails; what is left is completed by the next run.

    The thorough profile tries every call, the default one every seventh or seventeenth.
    """
    edit_some(normalised)
    run(normalised)
    before = read_tree(normalised)
    for moment in range(1, 1000, EVERY_CALL or (7 if fault == "SIGKILL" else 17)):
        status = run_with_fault(normalised, fault, moment)
        assert status in {0, 3, 4, -signal.SIGKILL}, f"{fault} at call {moment}"
        check_edits(normalised)
        with run_alone(normalised) as problems:
            assert problems == []
            run(normalised, NEW)
        check_edits(normalised)
        assert run(normalised, NEW)[0].is_empty, f"{fault} at call {moment}"
        for path in [p for p in normalised.content.rglob("*") if p.is_file()]:
            path.unlink()
        for name, data in before.items():
            (normalised.content / name).write_bytes(data)
        if status == 0:
            return
    pytest.fail("the fault struck without end")


def run_with_fault(layout: Layout, fault: str, moment: int) -> int:
    """Run in a fork: 0 if the fault never struck, 3 if it was told, 4 if the run went on."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen = 0
    status = 1

    def strike(event: str, _values: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in CALLS:
            return
        seen += 1
        if seen == moment and fault == "SIGKILL":
            os.kill(os.getpid(), signal.SIGKILL)
        if seen == moment:
            code = getattr(errno, fault)
            raise OSError(code, os.strerror(code))

    try:
        with run_alone(layout):
            found = plan(NEW, read_state(layout))
            sys.addaudithook(strike)
            write_plan(found, layout)
        status = 4
    except MachineError:
        status = 3
    finally:
        os._exit(0 if seen < moment and status == 4 else status)


@posix_only
def test_no_save_is_lost_while_runs_go_on(normalised: Layout) -> None:
    """An editor saves again and again while runs change the same file; each save stands."""
    path = normalised.measures / "beta.md"
    text = path.read_text()
    child = start_runs(normalised)
    try:
        for number in range(100):
            saved = text.replace("title: Beta", f"title: Save {number}")
            if number % 2:
                path.write_text(saved)
            else:
                beside = path.with_name("editor~")
                beside.write_text(saved)
                beside.replace(path)
            wait_for(path, f"title: Save {number}\n")
            time.sleep(0.003)
            assert f"title: Save {number}\n" in wait_for(path, "title: Save")
    finally:
        stop(child)
    with run_alone(normalised):
        run(normalised)
    assert "title: Save 99\n" in path.read_text()


def wait_for(path: Path, words: str) -> str:
    text = ""
    for _ in range(1000):
        text = path.read_text() if path.exists() else ""
        if words in text:
            return text
        time.sleep(0.005)
    raise AssertionError(f"{words!r} is lost; there is {text!r}")


@posix_only
def test_a_save_that_a_killed_run_displaced_is_found_again(normalised: Layout) -> None:
    """The file holds what the run wrote, and a name beside it what somebody saved."""
    path = normalised.measures / "beta.md"
    digest = "0" * 16
    path.with_name(f".beta.md.{digest}-{digest}.1.held").write_text("saved by somebody")
    with run_alone(normalised) as problems:
        assert [problem.path for problem in problems] == ["content/proposed/measures/beta-saved.md"]
        found, _ = run(normalised)
    assert (normalised.proposed / "measures" / "beta-saved.md").read_text() == "saved by somebody"
    assert found.waiting == ["content/proposed/measures/beta-saved.md"]


def test_what_is_remembered_tells_where_a_file_stands(normalised: Layout) -> None:
    (normalised.measures / "beta.md").rename(normalised.measures / "b.md")
    run(normalised)
    remembered = read_remembered((normalised.memory / "measures" / "beta.md").read_text())
    assert remembered
    assert remembered.place == "b"
