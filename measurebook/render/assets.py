"""What pages load: style sheets, scripts, pictures and faces."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import msgspec
from markupsafe import Markup

from measurebook.model.output import OutputFile
from measurebook.render.files import ASSETS, list_files, read_file

_STYLE_SHEETS = ("tokens", "fonts", "base", "layout", "components", "pages/*", "print")
"""The order in which style sheets are joined; the first declares the order of their layers."""

_PRINT_STYLE = "print-edition.css"
_SCRIPTS = {
    "theme": ("theme",),
    "shortcuts": ("shortcuts",),
    "sort": ("sort",),
    "pick": ("page", "compare"),
    "find": (
        "page",
        "fold",
        "data",
        "search",
        "snippets",
        "facets",
        "results",
        "search-page",
        "compare",
    ),
    "side-by-side": ("page", "data", "compare-table"),
}
"""The scripts that templates name, each with those it is joined of, in the order they run in."""

_JOINED = "assets/css/site.css"
_COPIED = ("img/*", "vendor/minisearch-*/*")
_LOADED_BY_CSS = re.compile(r'url\("\.\./((?:fonts|vendor)/[^"]+)"\)')


class EmbeddedStyle(msgspec.Struct, frozen=True):
    """A style sheet inside its page, and the hash by which the policy of that page allows it."""

    text: Markup
    hash: str


def read_print_style(assets: Path = ASSETS) -> EmbeddedStyle:
    """Read the style of the print edition with the faces it loads put into it."""
    sheet = read_file(assets / "css" / _PRINT_STYLE).decode()
    text = _LOADED_BY_CSS.sub(lambda face: _embed(assets / face[1]), sheet)
    digest = hashlib.sha256(text.encode()).digest()
    return EmbeddedStyle(Markup(text), b64encode(digest).decode())  # noqa: S704 (our own file)


def _embed(face: Path) -> str:
    return f'url("data:font/woff2;base64,{b64encode(read_file(face)).decode()}")'


def read_assets(assets: Path = ASSETS) -> list[OutputFile]:
    """Read the files that pages load: one style sheet, one script a purpose, pictures and faces.

    Of the vendored files only those come along that the style sheet names or the search loads, with
    their licences.
    """
    sheet = b"\n".join(read_file(path) for path in _list_style_sheets(assets))
    files = {_JOINED: sheet, **_join_scripts(assets / "js")}
    for pattern in _COPIED:
        files.update(_copy(assets, path) for path in list_files(assets, pattern))
    for name in _LOADED_BY_CSS.findall(sheet.decode()):
        path = assets / name
        files.update([_copy(assets, path), _copy(assets, path.parent / "LICENSE")])
    return [OutputFile(name, files[name]) for name in sorted(files)]


def _join_scripts(folder: Path) -> dict[str, bytes]:
    return {
        f"assets/js/{name}.js": b"\n".join(read_file(folder / f"{part}.js") for part in parts)
        for name, parts in _SCRIPTS.items()
    }


def _list_style_sheets(assets: Path) -> Iterator[Path]:
    for name in _STYLE_SHEETS:
        yield from list_files(assets, f"css/{name}.css")


def _copy(assets: Path, path: Path) -> tuple[str, bytes]:
    name = path.relative_to(assets).as_posix()
    if path.name == "LICENSE":
        name = f"{name.removesuffix('LICENSE')}license.txt"
    return f"assets/{name}", read_file(path)
