"""Sites to publish, and how to tell whether one stands whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.model.output import OutputFile
from measurebook.publish import MARKER

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ["index.html", "about.html", "goals/1.html", "goals/2.html", "assets/css/base.css"]


def site_of(version: int) -> list[OutputFile]:
    """A site of which every file but one tells its version, and one page comes and goes."""
    files = [OutputFile(path, f"{path} of version {version}\n".encode() * 50) for path in PATHS]
    files.append(OutputFile("assets/same.css", b"p { color: teal }"))
    if version % 2:
        files.append(OutputFile("odd/only.html", b"odd"))
    return files


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a published site but its marker."""
    paths = (path for path in folder.rglob("*") if not path.is_dir())
    tree = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    tree.pop(MARKER, None)
    return tree


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def find_version(folder: Path) -> int:
    """The version of the site that stands there whole; AssertionError where none does."""
    tree = read_tree(folder)
    version = int(tree["index.html"].split()[3])
    assert tree == {file.path: file.data for file in site_of(version)}
    return version
