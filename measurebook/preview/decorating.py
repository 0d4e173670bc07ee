"""Adds to pages on their way out what makes them follow the preview, and shows problems on them.

Nothing here needs more than the site's own policy allows: a script and a stylesheet of the same
server, no script or style inside the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from measurebook.errors import Problem
from measurebook.preview.stage import Scene

STYLE_PATH = "~preview.css"
"""No file of a site can have this name."""

SCRIPT_PATH = "livereload.js"
_SHOWN = 200

STYLE = """
.preview-notices {
  position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
  font: 400 1rem/1.5 system-ui, sans-serif; text-align: left;
}
.preview-problems, .preview-notes {
  box-sizing: border-box; margin: 0; padding: 0.75rem 1.25rem; border-top: 4px solid #b3123f;
  background: #fff8f6; color: #241c1c;
}
.preview-notes { border-color: #0b6169; background: #f2f8f7; overflow-wrap: anywhere; }
.preview-notes p { margin: 0; }
.preview-problems summary { font-weight: 600; cursor: pointer; }
.preview-problems ol { margin: 0.5rem 0 0; padding-left: 1.5rem; }
.preview-problems li { margin: 0.25rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.preview-problems code { font-family: ui-monospace, monospace; color: #8a0f31; }
@media print { .preview-notices { display: none; } }
"""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def decorate(page: bytes, scene: Scene, port: int) -> bytes:
    """Return a page with the script that reloads it, and with the notes and problems there are."""
    page = _insert(page, _write_head(scene, port), page.find(b"</head>"), at_start=True)
    notices = _write_notes(scene) + _write_problems(scene)
    if notices:
        notices = f'<div class="preview-notices">{notices}</div>'
        page = _insert(page, notices, page.rfind(b"</body>"), at_start=False)
    return page


def make_page(title: str, text: str, scene: Scene, port: int) -> bytes:
    """Make a page of the preview's own, for what the site has no page for."""
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title></head>"
        f"<body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>\n"
    )
    return decorate(page.encode(), scene, port)


def _write_head(scene: Scene, port: int) -> str:
    """`snipver` comes back when the page connects: a page that was overtaken is told to reload."""
    is_styled = scene.problems or scene.notes
    style = f'<link rel="stylesheet" href="/{STYLE_PATH}">' if is_styled else ""
    script = f"/{SCRIPT_PATH}?port={port}&amp;snipver={scene.version}&amp;mindelay=300"
    return f'{style}<script src="{script}" defer></script>'


def _write_notes(scene: Scene) -> str:
    told = "".join(f"<p>{escape(line)}</p>" for line in scene.notes[:_SHOWN])
    return f'<section class="preview-notes" role="status">{told}</section>' if told else ""


def _write_problems(scene: Scene) -> str:
    """Problems that keep the site from being built stand open; mere hints are folded."""
    if not scene.problems:
        return ""
    listed = "".join(map(_write_problem, scene.problems[:_SHOWN]))
    return (
        '<section class="preview-problems" role="alert" aria-label="Problems">'
        f"<details{' open' if scene.is_old else ''}><summary>{_summarise(scene)}</summary>"
        f"<ol>{listed}</ol></details></section>"
    )


def _summarise(scene: Scene) -> str:
    count = len(scene.problems)
    told = f"{count} problem{'s' if count > 1 else ''}"
    first = f" (the first {_SHOWN} are listed)" if count > _SHOWN else ""
    behind = "; behind this is the last good state" if scene.is_old and scene.files else ""
    return f"{told}{first}{behind}"


def _write_problem(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"<li><code>{escape(place)}</code> {escape(problem.message)}</li>"


def _insert(page: bytes, text: str, place: int, *, at_start: bool) -> bytes:
    """Insert at a place; where the page lacks it, at the start or the end of the page."""
    if place < 0:
        place = 0 if at_start else len(page)
    return page[:place] + text.encode() + page[place:]


def tell(problems: Iterable[Problem]) -> str:
    """Write problems for the terminal, a line each."""
    return "\n".join(map(str, problems))
