from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from measurebook.model.output import OutputFile
from measurebook.printing import NoTypesetterError
from tools import bench
from tools.bench import Case, FailedCommandError, measure, measure_handouts, remove_site, show

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import pathlib, sys, time
if sys.argv[1] == "fail":
    sys.exit("the disk is full")
if sys.argv[1] == "wait":
    time.sleep(0.2)
site = pathlib.Path("site")
with open("log", "a") as log:
    print(sys.argv[1], site.exists(), file=log)
site.mkdir(exist_ok=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def test_a_run_is_timed_from_start_to_end(program: Path, tmp_path: Path) -> None:
    (figure,) = measure([Case("waiting", ("wait",))], program, tmp_path, 2)
    assert 0.2 <= figure.fastest <= figure.seconds <= figure.slowest
    assert figure.megabytes is None or figure.megabytes > 1


def test_a_case_from_nothing_finds_no_earlier_site(program: Path, tmp_path: Path) -> None:
    cases = [Case("first", ("first",), remove_site), Case("again", ("again",))]
    list(measure(cases, program, tmp_path, 2))
    log = (tmp_path / "log").read_text().splitlines()
    assert log == ["first False", "first False", "again True", "again True"]


def test_a_command_that_fails_is_not_timed(program: Path, tmp_path: Path) -> None:
    with pytest.raises(FailedCommandError, match="ended with 1:\nthe disk is full"):
        list(measure([Case("failing", ("fail",))], program, tmp_path, 1))


def test_the_table_has_a_line_for_each_case(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show(measure([Case("some command", ("some",))], program, tmp_path, 1))
    header, line = capsys.readouterr().out.splitlines()
    assert header.startswith("command")
    assert line.startswith("some command")


def test_the_bundle_and_its_print_edition_are_told_with_their_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dist").mkdir()
    with zipfile.ZipFile(tmp_path / bench.ZIP, "w") as archive:
        archive.writestr("bundle/index.html", bytes(1_000_000))
        archive.writestr("bundle/print/norland-en.html", bytes(300_000))

    def set_one(volume: OutputFile, _kept: Path) -> OutputFile:
        return OutputFile(volume.path, bytes(200_000))

    monkeypatch.setattr(bench, "set_for_paper", set_one)
    size, volume = measure_handouts(tmp_path)
    assert size == "bundle: 1.3 MB"
    assert volume.startswith("print edition norland-en.html: 0.3 MB of HTML, 0.2 MB of PDF in ")


def test_where_no_pdf_can_be_made_the_reason_stands_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_none(_volume: OutputFile, _kept: Path) -> OutputFile:
        raise NoTypesetterError("nothing to set with")

    monkeypatch.setattr(bench, "set_for_paper", set_none)
    assert bench.measure_paper(OutputFile("a.html", b""), tmp_path) == "no PDF: nothing to set with"
