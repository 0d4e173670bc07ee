"""The stage keeps the last good site and knows when anything changed."""

from __future__ import annotations

from measurebook.errors import Problem
from measurebook.model.output import OutputFile
from measurebook.preview.stage import BuildResult, Stage

GOOD = BuildResult([OutputFile("index.html", b"good")])
BETTER = BuildResult([OutputFile("index.html", b"better")])
BAD = BuildResult(None, [Problem("content/a.md", 1, "is wrong")])


def test_a_good_build_is_shown() -> None:
    stage = Stage()
    assert stage.show(GOOD)
    assert stage.scene.files == {"index.html": b"good"}
    assert not stage.scene.is_old


def test_a_bad_build_keeps_the_last_good_one_and_shows_its_problems() -> None:
    stage = Stage()
    stage.show(GOOD)
    assert stage.show(BAD)
    assert stage.scene.files == {"index.html": b"good"}
    assert stage.scene.problems == tuple(BAD.problems)
    assert stage.scene.is_old


def test_the_next_good_build_clears_the_problems() -> None:
    stage = Stage()
    for result in (GOOD, BAD, GOOD):
        assert stage.show(result)
    assert stage.scene.problems == ()


def test_the_same_build_again_changes_nothing() -> None:
    stage = Stage()
    stage.show(GOOD)
    version = stage.scene.version
    assert not stage.show(BuildResult(list(GOOD.files or ())))
    assert stage.scene.version == version


def test_every_state_has_a_later_version() -> None:
    stage = Stage()
    versions = [stage.scene.version]
    for result in (GOOD, BETTER, BAD, GOOD):
        stage.show(result)
        versions.append(stage.scene.version)
    assert versions == sorted(set(versions))


def test_before_anything_is_built_problems_are_shown_alone() -> None:
    stage = Stage()
    stage.show(BAD)
    assert stage.scene.files == {}
    assert stage.scene.problems
