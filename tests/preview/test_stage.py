"""The stage keeps the last good site and knows when anything changed."""

from __future__ import annotations

import pytest

from measurebook.errors import Problem
from measurebook.model.output import OutputFile
from measurebook.preview.stage import EVERYTHING, BuildResult, Stage

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


def test_every_state_of_what_was_asked_for_has_a_later_version() -> None:
    stage = Stage()
    stage.look("index.html")
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


PART = BuildResult([OutputFile("index.html", b"better")], is_whole=False)
SITE = BuildResult([OutputFile("index.html", b"good"), OutputFile("about.html", b"about")])


def test_a_part_stands_before_the_files_of_the_last_whole_build() -> None:
    stage = Stage()
    stage.show(SITE)
    stage.look("index.html")
    assert stage.show(PART)
    assert stage.scene.files == {"index.html": b"better", "about.html": b"about"}


def test_problems_after_a_part_bring_the_last_whole_build_back() -> None:
    stage = Stage()
    stage.show(SITE)
    stage.look("index.html")
    stage.show(PART)
    assert stage.show(BAD)
    assert stage.scene.files == {"index.html": b"good", "about.html": b"about"}
    assert stage.scene.problems == tuple(BAD.problems)


def test_pages_need_not_load_again_for_what_nobody_has_asked_for() -> None:
    stage = Stage()
    stage.show(SITE)
    version = stage.look("index.html").version
    other = [OutputFile("index.html", b"good"), OutputFile("about.html", b"better")]
    assert not stage.show(BuildResult(other))
    assert stage.scene.files["about.html"] == b"better"
    assert stage.scene.version == version


def test_it_tells_which_files_that_were_asked_for_have_changed() -> None:
    stage = Stage()
    stage.show(SITE)
    for path in ("index.html", "about.html"):
        stage.look(path)
    other = [OutputFile("index.html", b"better"), OutputFile("about.html", b"about")]
    assert stage.show(BuildResult(other)) == {"index.html"}
    assert stage.show(BAD) == EVERYTHING


def test_a_page_that_was_missing_loads_again_when_it_comes() -> None:
    stage = Stage()
    stage.show(GOOD)
    stage.look("about.html")
    assert stage.show(SITE)


def test_what_browsers_show_is_listed_once_a_whole_site_stands() -> None:
    stage = Stage()
    for path in ("index.html", "base.css", "about.html", "index.html"):
        stage.look(path)
    assert stage.list_shown([]) == []
    stage.show(SITE)
    assert stage.list_shown(["open.html"]) == ["open.html", "base.css", "about.html", "index.html"]
    for number in range(2000):
        stage.look(f"{number}.html")
    assert "base.css" not in stage.list_shown([])


def test_a_page_that_has_been_left_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    stage.show(SITE)
    for path in ("left.html", "base.css"):
        stage.look(path)
    monkeypatch.setattr("measurebook.preview.stage._JUST_NOW", -1.0)
    assert stage.list_shown(["open.html"]) == ["open.html", "base.css"]
