"""Sections of a document's body: read, written, and changed one by one in a curator's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from measurebook.frontmatter.body import split_body
from measurebook.normalise.lines.cleaning import escape_markdown

FOREWORD = ""
"""The key of the text above the first heading of a body; a heading that is empty has none."""

_CLOSING_MARKS = re.compile(r"#+$")


def read_body(body: str) -> dict[str, str]:
    r"""Read the sections of a body, heading to text; of two with one heading the first.

    >>> read_body("\n## A\n\nx\n\n## B\n\ny\n")
    {'A': 'x', 'B': 'y'}
    """
    sections: dict[str, str] = {}
    for part in split_body(body):
        text = body[part.text : part.end].strip()
        if part.heading is not None or text:
            sections.setdefault(part.heading or FOREWORD, text)
    return sections


def write_body(sections: Mapping[str, str]) -> str:
    """Write a body: each heading, its text, and one blank line between sections."""
    parts = [_write_section(heading, text).strip("\n") for heading, text in sections.items()]
    return "\n" + "\n\n".join(parts) + "\n" if parts else ""


def _write_section(heading: str, text: str) -> str:
    return f"{write_heading(heading)}\n\n{text.strip()}\n" if heading else f"{text.strip()}\n"


def write_heading(heading: str) -> str:
    r"""Write a heading so that it is read as it is, with a backslash before what would be a mark.

    >>> write_heading("Results achieved"), write_heading("In C #"), write_heading("*New* paths")
    ('## Results achieved', '## In C \\#', '## \\*New\\* paths')
    """
    return "## " + _CLOSING_MARKS.sub(r"\\\g<0>", escape_markdown(heading))


class _Piece(msgspec.Struct):
    """A part of a body: its heading as read, the line of the heading, and what is below."""

    heading: str | None
    head: str
    rest: str

    def say(self, text: str, is_last: bool) -> None:
        """Replace what is below the heading; blank lines around it stay as they are."""
        was = self.rest.strip()
        before, _, after = self.rest.partition(was) if was else ("\n", "", "\n\n")
        if self.head and not self.head.endswith("\n"):
            self.head += "\n"
        self.rest = before + text.strip() + (after if was or not is_last else "\n")

    def open_gap(self) -> None:
        """End with a blank line, so that a heading can follow."""
        if self.head or self.rest.strip():
            self.rest = f"{self.rest.rstrip(chr(10))}\n\n"
        else:
            self.rest = self.rest or "\n"


def edit_sections(body: str, changes: Mapping[str, str | None], order: Sequence[str]) -> str:
    """Return a body with some sections replaced, removed (None) or added; the rest keeps its bytes.

    A section is added behind those that stand before it in `order`, the headings of the form.
    """
    pieces = [
        _Piece(part.heading, body[part.start : part.text], body[part.text : part.end])
        for part in split_body(body)
    ]
    for heading, text in changes.items():
        piece = next((piece for piece in pieces if (piece.heading or FOREWORD) == heading), None)
        if text is None:
            _remove(pieces, piece)
        elif piece is None:
            _insert(pieces, heading, text, order)
        else:
            piece.say(text, piece is pieces[-1])
    return "".join(piece.head + piece.rest for piece in pieces)


def _remove(pieces: list[_Piece], piece: _Piece | None) -> None:
    if piece is None:
        return
    if piece is pieces[-1] and len(pieces) > 1:
        pieces[-2].rest = re.sub(r"\n+\Z", "\n", pieces[-2].rest)
    if piece.heading is None:
        piece.rest = "\n"
    else:
        pieces.remove(piece)


def _insert(pieces: list[_Piece], heading: str, text: str, order: Sequence[str]) -> None:
    at = _place_for(heading, [piece.heading for piece in pieces], order)
    pieces[at - 1].open_gap()
    end = "\n" if at == len(pieces) else "\n\n"
    pieces.insert(at, _Piece(heading, f"{write_heading(heading)}\n", f"\n{text.strip()}{end}"))


def _place_for(heading: str, headings: Sequence[str | None], order: Sequence[str]) -> int:
    """Return where a section goes: behind the last one before it, else before the first after it.

    The part above the first heading is the first of `headings` and stays above.
    """
    rank = {known: number for number, known in enumerate(order)}
    known = [(number, rank[found]) for number, found in enumerate(headings) if found in rank]
    before = [number for number, place in known if place < rank[heading]]
    after = [number for number, place in known if place > rank[heading]]
    if before:
        return max(before) + 1
    return min(after) if after else len(headings)
