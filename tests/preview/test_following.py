"""Saving a source text offers to normalise, or does it; what the program writes says nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from measurebook.cli import _normalise_saved
from measurebook.errors import Problem
from measurebook.preview.following import Normalised, SourceFollower
from measurebook.preview.stage import BuildResult, Stage
from tests.samples import copy_sample

if TYPE_CHECKING:
    from pathlib import Path

LATER = 2_000_000_000 * 10**9


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    return folder


def save(path: Path) -> Path:
    path.write_text("text")
    os.utime(path, ns=(LATER, LATER))
    return path


@pytest.mark.parametrize("name", ["forum.txt", "forum.yaml"])
def test_the_save_of_a_source_offers_to_normalise(sources: Path, name: str) -> None:
    (line,) = SourceFollower(sources, None)(frozenset([save(sources / name)])) or ()
    assert line.startswith(f"{name}: saved. Run build.py normalise ")
    assert "--normalise" in line


def test_the_save_of_anything_else_takes_the_offer_back(sources: Path, tmp_path: Path) -> None:
    follower = SourceFollower(sources, None)
    assert follower(frozenset([save(tmp_path / "abad.md")])) == ()
    assert follower(frozenset([save(sources / "notes.md")])) == ()


def test_a_source_that_is_gone_is_told_as_removed(sources: Path) -> None:
    changed = frozenset([sources / "gone.txt", save(sources / "forum.txt")])
    (line,) = SourceFollower(sources, None)(changed) or ()
    assert line.startswith("forum.txt: saved. gone.txt: removed. Run build.py normalise ")


def test_where_it_may_the_preview_normalises_and_tells_what_it_did(sources: Path) -> None:
    done = Normalised(("content/measures/abad.md: new",))
    follower = SourceFollower(sources, lambda: done)
    assert follower(frozenset([save(sources / "forum.txt")])) == (
        "forum.txt: saved. Normalised.",
        "content/measures/abad.md: new",
    )


def test_what_is_wrong_with_a_source_is_not_told_as_done(sources: Path) -> None:
    problem = Problem("content/sources/forum.yaml", 11, "sha256: differs")
    follower = SourceFollower(sources, lambda: Normalised(("0 new",), (problem,)))
    assert follower(frozenset([save(sources / "forum.txt")])) == (
        "forum.txt: saved. Normalising met 1 problem.",
        "0 new",
        "content/sources/forum.yaml:11: sha256: differs",
    )


def test_what_the_normaliser_wrote_leaves_its_own_lines_standing(sources: Path) -> None:
    card, dropped = sources / "forum.yaml", save(sources.parent / "dropped.md")
    runs = []

    def normalise() -> Normalised:
        runs.append("run")
        card.write_text("title: Forum")
        dropped.unlink(missing_ok=True)
        return Normalised()

    follower = SourceFollower(sources, normalise)
    assert follower(frozenset([save(sources / "forum.txt")]))
    assert follower(frozenset([card, dropped])) is None
    assert follower(frozenset([save(card)]))
    assert runs == ["run", "run"]


def test_the_command_tells_what_came_of_a_new_text(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    news = (layout.sources / "012_norland-news.txt").read_text(encoding="utf-8")
    (layout.sources / "013_more-news.txt").write_text(news, encoding="utf-8")
    told = _normalise_saved(layout).tell()
    assert [line for line in told if "013_more-news" in line]


def test_notes_stay_on_the_page_until_there_are_others() -> None:
    stage = Stage()
    assert stage.show(BuildResult([], notes=("normalised",)))
    assert not stage.show(BuildResult([]))
    assert stage.scene.notes == ("normalised",)
    assert stage.show(BuildResult([], notes=()))
    assert not stage.scene.notes


def test_a_note_that_is_also_a_problem_is_told_once() -> None:
    problem = Problem("a.md", 3, "is wrong")
    stage = Stage()
    stage.show(BuildResult(None, [problem], ("normalised", str(problem))))
    assert stage.scene.notes == ("normalised",)
    assert stage.scene.problems == (problem,)
