"""What the preview does and says beside serving: the browser it opens, the address it tells."""

from __future__ import annotations

import re
import socket
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
    """Run a preview, save a file in it, wait until it says this; return all it has said."""
    said: list[str] = []
    builds: list[None] = []

    def build(_: object) -> list[BuildResult]:
        builds.append(None)
        return [BuildResult([], [Problem("a.md", len(builds), "built", blocking=False)])]

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("Preview at"):
            (folder / "a.md").write_text("x")
        if until in line:
            raise EnoughSaidError

    with pytest.raises(EnoughSaidError):
        preview.serve(build, [folder], port=0, say=say, **options)  # type: ignore[arg-type]
    return said


def test_a_browser_in_the_foreground_holds_up_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, returned = threading.Event(), threading.Event()

    def open_browser(_: str) -> bool:
        closed.wait(10)
        returned.set()
        return True

    monkeypatch.setattr(webbrowser, "open", open_browser)
    try:
        assert listen(tmp_path, "a.md:2: built", open_browser=True)
        assert not returned.is_set()
    finally:
        closed.set()


@pytest.mark.parametrize("host", ["0.0.0.0", "0"])
def test_a_preview_for_all_tells_an_address_that_opens_and_the_one_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    warning, *_, address = listen(tmp_path, "Preview at", host=host)
    found = re.fullmatch(r"Preview at http://localhost:(\d+)/ \(Ctrl-C ends it\)", address)
    assert found
    assert warning == (
        "Warning: every machine that reaches this one can read this preview,"
        f" at http://desk:{found[1]}/ or at its IP address."
    )


def test_notes_that_are_taken_back_leave_no_blank_line(tmp_path: Path) -> None:
    notes = iter([("a note",), ()])

    def on_change(_: object) -> tuple[str, ...]:
        told = next(notes, ("the end",))
        (tmp_path / "a.md").write_text(str(told))
        return told

    said = listen(tmp_path, "the end", on_change=on_change)
    assert "a note" in said
    assert "" not in said
