"""Curator's file, text last generated, text generated now: what stays and what follows.

Values are compared, never lines: the front matter field by field, lists of records by what names
each record, citations one by one, and the body section by section. What a curator changed stays;
what nobody changed follows the source; where both changed, the curator's stays and the other is
proposed. The result is written into the curator's text, which keeps its comments, its order, its
quotes and its line ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from measurebook.errors import ContentError
from measurebook.frontmatter import read_document
from measurebook.normalise.merging.body_edits import edit_sections
from measurebook.normalise.merging.content import Content, Unit, has_fields_alone, read_content
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.merging.merger import Merger
from measurebook.normalise.merging.yaml_edits import UnchangeableError, edit_fields


class Merged(msgspec.Struct, frozen=True):
    """The text of a file after a run, and what was decided in it."""

    text: str
    followed: tuple[Unit, ...] = ()
    kept: tuple[Unit, ...] = ()
    disputed: tuple[Unit, ...] = ()


def merge(base: str, now: str, new: str, path: str) -> Merged:
    """Merge a new generated text into a curator's file.

    Raises ContentError where the curator's file is no document. A change that cannot be written
    into the file so that it reads back as meant is left to the curator.
    """
    text = plain(now)
    if text == base:
        follow = read_content(base, path), read_content(new, path)
        return Merged(restyle(new, now), followed=tuple(find_differences(*follow)))
    there, coming = read_content(text, path), read_content(new, path)
    merger = Merger()
    wanted = _settle(merger.merge(read_content(base, path), there, coming), coming)
    written = _write(text, there, wanted, coming, path)
    decided = tuple(merger.followed), tuple(merger.kept), tuple(merger.disputed)
    if written is None:
        followed, kept, disputed = decided
        return Merged(now, (), kept, (*followed, *disputed))
    return Merged(now if written == text else restyle(written, now), *decided)


def compare(now: str, new: str, path: str) -> Merged:
    """Compare a generated text with a file of which nobody knows who wrote it: all is in dispute.

    Only citations go of what is not there. Raises ContentError where the file is no document.
    """
    text = plain(now)
    there, coming = read_content(text, path), read_content(new, path)
    written = _write(text, there, _settle(there, coming), coming, path)
    is_same = written is None or written == text
    disputed = tuple(find_differences(there, coming))
    return Merged(now if is_same else restyle(written or "", now), disputed=disputed)


def _settle(wanted: Content, coming: Content) -> Content:
    """Return what the next run would make of this, when `coming` is what was last generated."""
    return Merger().merge(coming, wanted, coming)


def find_differences(one: Content, other: Content) -> Iterable[Unit]:
    """Find what two documents say differently, field by field and section by section."""
    merger = Merger()
    merger.merge(one, one, other)
    return merger.followed


# Writing it into the curator's text


def _write(text: str, there: Content, wanted: Content, order: Content, path: str) -> str | None:
    """Write what is wanted into a text; None where it does not then read as meant."""
    if has_fields_alone(path):
        return _write_fields(text, there, wanted, path)
    front, body = _split(text, path)
    changes = {
        heading: wanted.sections.get(heading)
        for heading in (*wanted.sections, *there.sections)
        if wanted.sections.get(heading) != there.sections.get(heading)
    }
    try:
        if wanted.fields != there.fields:
            front = _edit_front(front, wanted.fields)
        if changes:
            front = front if front.endswith("\n") else f"{front}\n"
            body = edit_sections(body, changes, list(order.sections))
        return front + body if read_content(front + body, path) == wanted else None
    except (ContentError, UnchangeableError):
        return None


def _write_fields(text: str, there: Content, wanted: Content, path: str) -> str | None:
    try:
        edited = text if wanted == there else edit_fields(text, wanted.fields)
        return edited if read_content(edited, path) == wanted else None
    except (ContentError, UnchangeableError):
        return None


def _split(text: str, path: str) -> tuple[str, str]:
    """Split a document into its front matter, fences included, and its body."""
    body = read_document(text, path).body
    return text[: len(text) - len(body)], body


def _edit_front(front: str, fields: Mapping[str, Any]) -> str:
    opening = front.index("\n") + 1
    closing = front.rstrip("\n").rindex("\n") + 1
    return front[:opening] + edit_fields(front[opening:closing], fields) + front[closing:]
