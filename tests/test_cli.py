"""The command: what it prints, where, and with which exit code it ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from measurebook import __version__, cli, preview
from measurebook.cli import CONTENT_HAS_PROBLEMS, DONE, MACHINE_FAILED, WRONG_USE, main
from measurebook.pipeline import handing_out
from measurebook.printing import NoTypesetterError
from tests.content_folders import edit
from tests.samples import copy_sample
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.model.output import OutputFile
    from measurebook.preview import SourceFollower
    from measurebook.settings import Layout


@pytest.fixture(autouse=True)
def typesetter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to make a PDF with: that takes seconds, and has tests of its own."""

    def set_none(_volume: OutputFile) -> OutputFile:
        raise NoTypesetterError("there is none here")

    monkeypatch.setattr(handing_out, "set_for_paper", set_none)


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """The sample as the content folder of the folder the command runs in."""
    monkeypatch.chdir(tmp_path)
    return copy_sample(tmp_path)


def break_two_files(layout: Layout) -> None:
    edit(layout.measures / "open-stage-days.md", 'goals: ["1"]', 'goals: ["7"]')
    edit(layout.measures / "law-on-the-arts.md", "places: [tarn]", "places: [tam]")


def test_without_a_command_the_site_is_built(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == DONE
    told = capsys.readouterr().out.splitlines()
    pages = len(list((tmp_path / "site").rglob("*.html")))
    assert told[0].startswith(f"Built 3 measures into {pages} pages (")
    assert told[1] == "Open site/index.html"
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_second_build_says_that_nothing_changed(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    capsys.readouterr()
    assert main(["build"]) == DONE
    assert "nothing changed" in capsys.readouterr().out


@pytest.mark.parametrize("order", ["before", "after"])
def test_folders_can_be_said_before_or_after_the_command(
    layout: Layout, tmp_path: Path, order: str
) -> None:
    layout.content.rename(tmp_path / "other")
    words = ["--content", "other", "--output", "elsewhere"]
    assert main([*words, "build"] if order == "before" else ["build", *words]) == DONE
    assert (tmp_path / "elsewhere" / "index.html").is_file()


def test_all_problems_are_listed_at_once_and_the_last_site_stays(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    before = (tmp_path / "site" / "index.html").read_bytes()
    break_two_files(layout)
    capsys.readouterr()
    assert main([]) == CONTENT_HAS_PROBLEMS
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert lines[0].startswith('content/measures/law-on-the-arts.md:23: "tam" is not a place')
    assert lines[1].startswith('content/measures/open-stage-days.md:7: "7" is not a goal')
    assert lines[2] == "2 problems. The last site stays as it was."
    assert (tmp_path / "site" / "index.html").read_bytes() == before


def test_the_first_build_does_not_speak_of_a_last_site(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    break_two_files(layout)
    assert main([]) == CONTENT_HAS_PROBLEMS
    assert capsys.readouterr().err.splitlines()[-1] == "2 problems."


def test_check_writes_nothing(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == DONE
    assert capsys.readouterr().out.startswith("Checked 3 measures from 3 sources in ")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]
    break_two_files(layout)
    assert main(["check"]) == CONTENT_HAS_PROBLEMS


def test_a_bundle_is_written_and_found_whole(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bundle", "--output", "out/norland.zip"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Wrote out/norland.zip (")
    assert told[-1] == "The print edition is HTML only, without a PDF: there is none here."
    assert main(["verify", "out/norland.zip"]) == DONE
    assert capsys.readouterr().out == "out/norland.zip is whole.\n"


def test_without_a_name_the_one_bundle_of_the_usual_place_is_meant(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == WRONG_USE
    assert main(["bundle"]) == DONE
    assert main(["verify"]) == DONE
    assert capsys.readouterr().out.endswith("dist/creative-norland.zip is whole.\n")


def test_a_site_is_built_with_its_bundle(layout: Layout, tmp_path: Path) -> None:
    assert main(["build", "--with-bundle"]) == DONE
    assert main(["verify", "site/bundle/creative-norland.zip"]) == DONE


def test_a_bundle_that_was_changed_is_found_out(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["bundle", "--output", "norland.zip"])
    data = (tmp_path / "norland.zip").read_bytes()
    (tmp_path / "norland.zip").write_bytes(data.replace(b"Tarn", b"Torn"))
    assert main(["verify", "norland.zip"]) == CONTENT_HAS_PROBLEMS
    assert "norland.zip" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"), [([], "Run build.py normalise"), (["--normalise"], "Done")]
)
def test_the_preview_normalises_only_where_it_is_told_to(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    said: list[str] = []

    def serve(*_: object, on_change: SourceFollower, **__: object) -> None:
        said.extend(on_change(frozenset([layout.sources / "012_norland-news.txt"])) or ())

    monkeypatch.setattr(preview, "serve", serve)
    monkeypatch.setattr(cli, "_normalise_saved", lambda _: preview.Normalised(("Done",)))
    assert main(["serve", *words]) == DONE
    assert told in " ".join(said)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chekc"], "Did you mean 'check'?"),
        (["--contnt", "x"], "--content"),
        (["--content", "nowhere"], "there is no folder nowhere"),
        (["serve", "--port", "high"], "'high' is not a valid integer"),
        (["serve", "--host", ""], "--host is empty"),
    ],
)
def test_wrong_use_is_told_with_a_remedy(
    layout: Layout, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(words) == WRONG_USE
    assert told in capsys.readouterr().err


def test_a_failure_of_the_machine_is_told_apart(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    assert main([]) == MACHINE_FAILED
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "site" / "thesis.txt").read_text() == "years of work"


def test_a_bundle_that_is_not_there_is_a_failure_of_the_machine(layout: Layout) -> None:
    assert main(["verify", "nowhere.zip"]) == MACHINE_FAILED


def test_help_names_the_exit_codes_and_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == DONE
    told = capsys.readouterr().out
    assert "0 done, 1 the content has problems" in " ".join(told.split())
    for command in ("build", "check", "serve", "bundle", "verify"):
        assert f"\n  {command} " in told


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out == f"{__version__}\n"


def test_a_reader_that_has_left_is_no_fault(layout: Layout, tmp_path: Path) -> None:
    break_two_files(layout)
    command = f"'{sys.executable}' '{ROOT / 'build.py'}' --help | true"
    ended = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
