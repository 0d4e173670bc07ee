"""Another Party's content folder: begun by a command, filled by its texts, shown as a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.cli import CONTENT_HAS_PROBLEMS, DONE, WRONG_USE, main
from measurebook.load import load_knowledge
from measurebook.pipeline.starting import start
from measurebook.schema import make_measure_schema
from measurebook.settings import Layout
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODEL = Layout(ROOT / "content")
PAGE = """\
Rooms for readers

Ruritania

Ministry of Letters

Describe the main features of the policy/measure:

Each town opens a room in which anybody may read.

Does it specifically target young people?:

YES
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "new-ruritania")


def test_a_folder_of_two_texts_becomes_a_site_in_three_commands(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    here = ["--content", str(layout.content)]
    layout.sources.mkdir(parents=True)
    (layout.sources / "rooms.txt").write_text(PAGE)
    (layout.sources / "more-rooms.txt").write_text(PAGE.replace("readers", "writers"))
    assert main(["start", *here]) == DONE
    assert main(["normalise", *here]) == DONE
    assert main(["build", *here, "--output", str(tmp_path / "site")]) == DONE
    assert list(load_knowledge(layout).measures) == ["rooms-for-readers", "rooms-for-writers"]


def test_the_lists_of_the_form_come_along_and_the_names_of_the_model_do_not(
    layout: Layout,
) -> None:
    start(layout, MODEL)
    knowledge = load_knowledge(layout)
    model = load_knowledge(MODEL)
    assert knowledge.vocabulary.labels == model.vocabulary.labels
    assert knowledge.words["en"] == model.words["en"]
    assert (knowledge.vocabulary.organisations, knowledge.vocabulary.places) == ({}, {})
    assert (layout.vocabulary / "places.yaml").read_text().startswith("# Places where")
    assert knowledge.site.title == "New Ruritania"
    assert layout.schema.read_text() == make_measure_schema()


def test_files_that_are_there_stay(layout: Layout) -> None:
    layout.vocabulary.mkdir(parents=True)
    (layout.vocabulary / "groups.yaml").write_text("groups: [Clubs]\n")
    written = start(layout, MODEL)
    assert "new-ruritania/vocabulary/groups.yaml" not in written
    assert (layout.vocabulary / "groups.yaml").read_text() == "groups: [Clubs]\n"
    assert start(layout, MODEL) == []


def test_a_folder_that_lacks_its_lists_is_told_the_command(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    layout.sources.mkdir(parents=True)
    (layout.sources / "rooms.txt").write_text(PAGE)
    assert main(["normalise", "--content", str(layout.content)]) == CONTENT_HAS_PROBLEMS
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("new-ruritania/vocabulary: lacks goals.yaml, areas.yaml, ")
    assert told[0].endswith("; `build.py start --content …` brings what a content folder needs")
    assert told[1] == "1 problem."


def test_the_new_folder_has_to_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["start"]) == WRONG_USE
