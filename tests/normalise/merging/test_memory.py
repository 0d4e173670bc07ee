"""What is remembered counts only as it was written."""

from __future__ import annotations

import pytest

from measurebook.normalise.merging.memory import Remembered, read_remembered, write_remembered

TEXT = "---\ntitle: x\n---\n\n## A\n\ny\n"


@pytest.mark.parametrize("place", ["abad", "at", "A name"])
@pytest.mark.parametrize("is_deleted", [False, True])
def test_what_is_remembered_comes_back(place: str, is_deleted: bool) -> None:
    remembered = Remembered(TEXT, place, is_deleted)
    assert read_remembered(write_remembered(remembered)) == remembered


def test_line_ends_changed_by_version_control_do_no_harm() -> None:
    text = write_remembered(Remembered(TEXT, "abad")).replace("\n", "\r\n")
    assert read_remembered(text) == Remembered(TEXT, "abad")


def test_a_memory_that_was_cut_off_anywhere_is_none() -> None:
    text = write_remembered(Remembered(TEXT, "abad"))
    assert all(read_remembered(text[:length]) is None for length in range(len(text)))


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: x", "title: z"), (" at abad", " at abbe"), (" at abad", " deleted at abad")],
)
def test_a_memory_that_was_edited_is_none(old: str, new: str) -> None:
    text = write_remembered(Remembered(TEXT, "abad"))
    assert read_remembered(text.replace(old, new)) is None


def test_bytes_that_are_no_text_are_none() -> None:
    assert read_remembered(write_remembered(Remembered(TEXT, "abad")) + "\udcff") is None
