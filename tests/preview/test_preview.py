"""What the preview does and says beside serving: the browser it opens, the address it tells."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING

import pytest

from measurebook import preview
from measurebook.errors import Problem
from measurebook.preview import BuildResult

if TYPE_CHECKING:
    from pathlib import Path


class EnoughSaidError(Exception):
    """Ends a preview from within."""


def listen(folder: Path, until: str, **options: object) -> list[str]:
    """Run a preview until it says this; return all it has said."""
    said: list[str] = []
    builds: list[None] = []

    def build(_: object) -> list[BuildResult]:
        builds.append(None)
        return [BuildResult([], [Problem("a.md", len(builds), "built", blocking=False)])]

    def say(line: str) -> None:
        said.append(line)
        if until in line:
            raise EnoughSaidError

    with pytest.raises(EnoughSaidError):
        preview.serve(build, [folder], port=0, say=say, **options)  # type: ignore[arg-type]
    return said


def test_a_browser_in_the_foreground_holds_up_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()

    def open_browser(_: str) -> bool:
        (tmp_path / "a.md").write_text("x")
        return closed.wait(10)

    monkeypatch.setattr(webbrowser, "open", open_browser)
    try:
        assert listen(tmp_path, "a.md:2: built", open_browser=True)
        assert not closed.is_set()
    finally:
        closed.set()
