"""Each folder of tests/broken/ holds one thing that is wrong and what is said of it.

A case lies over tests/broken/_base, a small content folder that is right. Cases that a repository
cannot hold, such as links and names that differ in letter case alone, are made here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from measurebook.errors import ContentError
from measurebook.load import load_knowledge
from measurebook.normalise.proof import Prover
from tests.content_folders import CASES, EXPECTED, copy_content, edit, list_cases

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.settings import Layout


def problems_of(layout: Layout) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_knowledge(layout, Prover)
    return [str(problem) for problem in caught.value.problems]


def test_the_base_is_right(tmp_path: Path) -> None:
    knowledge = load_knowledge(copy_content(tmp_path), Prover)
    assert list(knowledge.measures) == ["film-fund", "school-of-music"]


@pytest.mark.parametrize("case", list_cases())
def test_what_is_wrong_is_said_with_file_line_and_remedy(tmp_path: Path, case: str) -> None:
    expected = (CASES / case / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert problems_of(copy_content(tmp_path, case)) == expected


# Cases made here


def test_a_measure_that_is_a_link_is_refused(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    secret = tmp_path / "secret.md"
    secret.write_text((layout.measures / "film-fund.md").read_text(encoding="utf-8"))
    (layout.measures / "second-fund.md").symlink_to(secret)
    assert problems_of(layout) == [
        "content/measures/second-fund.md: is a symbolic link; put the file itself here"
    ]


@pytest.mark.parametrize("folder", ["measures", "events", "conflicts", "sources", "ledgers"])
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path, folder: str) -> None:
    layout = copy_content(tmp_path)
    (layout.content / folder).rename(tmp_path / "elsewhere")
    (layout.content / folder).symlink_to(tmp_path / "elsewhere")
    assert f"content/{folder}: is a symbolic link; links are not followed" in problems_of(layout)


@pytest.mark.parametrize("file", ["interface/en.yaml", "vocabulary/goals.yaml"])
def test_a_file_behind_a_link_is_refused(tmp_path: Path, file: str) -> None:
    layout = copy_content(tmp_path)
    folder = (layout.content / file).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    message = f"content/{file}: is behind a symbolic link; links are not followed"
    assert message in problems_of(layout)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    os.mkfifo(layout.measures / "pipe.md")
    assert problems_of(layout) == ["content/measures/pipe.md: is not a file"]


def test_a_folder_is_no_measure(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    (layout.measures / "school.md").mkdir()
    assert problems_of(layout) == ["content/measures/school.md: is not a file"]


def test_two_names_that_differ_in_letter_case_alone_are_reported(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    text = (layout.measures / "film-fund.md").read_text(encoding="utf-8")
    other = layout.measures / "Film-Fund.md"
    if other.exists():
        pytest.skip("this file system holds them for one")
    other.write_text(text.replace("aliases: [fund-for-films]\n", ""), encoding="utf-8")
    (problem,) = problems_of(layout)
    assert problem.endswith(
        ': "Film-Fund.md" and "film-fund.md" are one name on some systems; rename one'
    )


def test_a_file_name_that_is_no_text_is_reported_in_print(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    try:
        (layout.measures / os.fsdecode(b"fund\xff\n.md")).write_text("---\n---\n")
    except OSError:
        pytest.skip("this file system holds no such names")
    first, *_ = problems_of(layout)
    assert first.isprintable()
    assert "is not a slug" in first


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\x00", "U+0000 NULL"),
        ("\x0c", "U+000C FORM FEED"),
        ("\x85", "U+0085 NEXT LINE"),
    ],
    ids=lambda value: value if len(value) > 1 else f"{ord(value):04x}",
)
@pytest.mark.parametrize("place", ["title: Film Fund", "The film makers call it"])
def test_an_invisible_character_is_reported_by_name(
    tmp_path: Path, place: str, character: str, name: str
) -> None:
    layout = copy_content(tmp_path)
    edit(layout.measures / "film-fund.md", place, place + character)
    (problem,) = problems_of(layout)
    assert problem.endswith(f": holds an invisible character, {name}; remove it")


def test_a_file_full_of_invisible_characters_is_reported_in_brief(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    (layout.measures / "film-fund.md").write_text("\u200b\n" * 50_000, encoding="utf-8")
    assert len(problems_of(layout)) <= 20 + 2  # and what depends on the measure


def test_a_source_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    with (layout.sources / "school-day.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert problems_of(layout) == [
        "content/sources/school-day.txt: is 50.0 MiB long; 20 MiB is the limit, so split it"
    ]


def test_a_measure_of_a_megabyte_and_more_is_refused(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    with (layout.measures / "film-fund.md").open("a", encoding="utf-8") as file:
        file.write("word " * 250_000)
    (problem,) = problems_of(layout)
    assert (
        problem == "content/measures/film-fund.md: is 1.2 MiB long; 1 MiB is the limit, so split it"
    )


def test_front_matter_of_64_kilobytes_and_more_is_refused(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    edit(layout.measures / "film-fund.md", "title: Film Fund", "title: Film Fund" + "d" * 65_536)
    (problem,) = problems_of(layout)
    assert problem.startswith("content/measures/film-fund.md:1: the front matter is longer than")


def test_a_content_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    layout = copy_content(tmp_path)
    layout.content.rename(tmp_path / "elsewhere")
    assert problems_of(layout) == [
        "content: is not there; a knowledge base is a folder with site.yaml and sources"
    ]


@pytest.mark.parametrize("name", ["goals", "organisations", "questions", "noise"])
def test_a_list_that_is_missing_is_one_problem_and_not_one_for_each_reference(
    tmp_path: Path, name: str
) -> None:
    layout = copy_content(tmp_path)
    (layout.vocabulary / f"{name}.yaml").unlink()
    remedy = "`build.py start --content …` brings what a content folder needs"
    assert problems_of(layout) == [f"content/vocabulary: lacks {name}.yaml; {remedy}"]
