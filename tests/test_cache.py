"""What is kept is there the next time; where it cannot be kept, nobody is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.cache import read_cached, write_cached

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_kept_is_there_the_next_time_and_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "thing"
    assert read_cached(path) is None
    for data in (b"one", b"two"):
        write_cached(path, data)
        assert read_cached(path) == data
    assert list(path.parent.iterdir()) == [path]


def test_what_was_damaged_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "thing"
    for damage in (b"", b"short", b"\xff" * 100):
        write_cached(path, b"one")
        path.write_bytes(damage)
        assert read_cached(path) is None


def test_where_nothing_can_be_kept_nobody_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "thing", tmp_path / "folder"):
        write_cached(path, b"one")
        assert read_cached(path) is None
    assert {path.name for path in tmp_path.rglob("*")} == {"file", "folder"}
