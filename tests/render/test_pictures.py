"""Pictures have a name and nothing that the policy of a page forbids, and are drawn once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from measurebook.cache import read_cached, write_cached
from measurebook.pages.parts.views import Picture
from measurebook.render import draw, paint

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = Picture(
    spec=json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "config": {"aria": False},
            "data": {"values": [{"name": "<script>&", "size": 2}]},
            "mark": {"type": "bar"},
            "encoding": {
                "x": {"field": "size", "type": "quantitative"},
                "y": {"field": "name", "type": "nominal"},
            },
        }
    ),
    label='A "bar" <b>',
)


def test_a_picture_is_drawn_with_a_name_and_nothing_that_the_policy_forbids(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    drawing = draw(PICTURE, tmp_path)
    assert 'role="img" aria-label="A &#34;bar&#34; &lt;b&gt;"' in drawing
    assert "<script" not in drawing
    assert "&lt;script&gt;&amp;" in drawing
    assert " style=" not in drawing
    assert drawing.count("role=") == 1


def test_a_drawing_is_kept_for_the_next_time(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    first = draw(PICTURE, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert draw(PICTURE, tmp_path) == first
    write_cached(kept, b'<svg width="1" height="1"><g/></svg>')
    assert "<g/>" in draw(PICTURE, tmp_path)
    kept.write_text('<svg width="1" height="1">', encoding="utf-8")
    assert draw(PICTURE, tmp_path) == first


def test_without_the_program_that_draws_there_is_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert draw(PICTURE, tmp_path) == ""
    assert draw(None, tmp_path) == ""


def test_a_card_is_painted_the_same_each_time_and_kept(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"></svg>'
    first = paint(drawing, tmp_path / "one")
    assert first.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(first[16:20]), int.from_bytes(first[20:24])) == (12, 6)
    assert paint(drawing, tmp_path / "two") == first
    (kept,) = (tmp_path / "one").iterdir()
    assert read_cached(kept) == first
