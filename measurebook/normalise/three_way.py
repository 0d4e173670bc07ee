"""Curator's file, value last generated, value generated now: what stays and what follows.

The front matter is compared field by field (citations one by one), the body section by section.
What a curator changed stays; what nobody changed follows the source; where both changed, the
curator's stays and the other is proposed. Lines that are not replaced keep their bytes: comments,
order and quoting of a curator survive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from measurebook.frontmatter import Document, read_document, write_fields

_HEADING = re.compile(r"^## +(.+?)[ \t]*$", re.MULTILINE)
_FOREWORD = ""
"""The key of the text above the first heading of a body."""

_GROUPED = "citations"
"""The field whose entries are compared one by one."""

Unit = tuple[str, ...]
"""A field `("title",)`, a citation `("citations", "title")` or a section `("##", heading)`."""


@dataclass(frozen=True)
class Merged:
    """The text of a file after a run, and what was decided in it."""

    text: str
    followed: tuple[Unit, ...] = ()
    kept: tuple[Unit, ...] = ()
    disputed: tuple[Unit, ...] = ()


def merge(base: str, now: str, new: str, path: str) -> Merged:
    """Merge a new generated text into a curator's file.

    Raises ContentError where one of the texts is no document.
    """
    if now == base:
        return Merged(new, followed=_differing(base, new, path))
    if new == base:
        return Merged(now, kept=_differing(base, now, path))
    units = {
        name: _units(text, path) for name, text in (("base", base), ("now", now), ("new", new))
    }
    text = now
    followed, kept, disputed = [], [], []
    for unit in dict.fromkeys((*units["new"], *units["base"], *units["now"])):
        was, stands, comes = (units[name].get(unit) for name in ("base", "now", "new"))
        if stands == comes:
            continue
        if stands == was:
            text = _replace(text, unit, comes, units["new"], path)
            followed.append(unit)
        elif comes == was:
            kept.append(unit)
        else:
            disputed.append(unit)
    return Merged(text, tuple(followed), tuple(kept), tuple(disputed))


def name_unit(unit: Unit) -> str:
    """Name a unit as a curator sees it.

    >>> name_unit(("citations", "title")), name_unit(("##", "Main features"))
    ('citations.title', '## Main features')
    """
    return " ".join(unit) if unit[0] == "##" else ".".join(unit)


def _differing(one: str, other: str, path: str) -> tuple[Unit, ...]:
    if one == other:
        return ()
    first, second = _units(one, path), _units(other, path)
    return tuple(u for u in dict.fromkeys((*first, *second)) if first.get(u) != second.get(u))


def _units(text: str, path: str) -> dict[Unit, Any]:
    document = read_document(text, path)
    units: dict[Unit, Any] = {}
    for key, value in document.fields.values.items():
        if key == _GROUPED and isinstance(value, dict):
            units |= {(key, name): entry for name, entry in value.items()}
        else:
            units[(key,)] = value
    return units | {
        ("##", heading): text.strip() for heading, text in split_sections(document.body)
    }


def split_sections(body: str) -> list[tuple[str, str]]:
    r"""Split a body at its `##` headings; text above the first has the heading "" if there is any.

    >>> split_sections("## A\nx\n## B\n")
    [('A', 'x\n'), ('B', '')]
    """
    matches = list(_HEADING.finditer(body))
    ends = [match.start() for match in matches[1:]] + [len(body)]
    foreword = body[: matches[0].start()] if matches else body
    sections = [(_FOREWORD, foreword)] if foreword.strip() else []
    for match, end in zip(matches, ends, strict=True):
        sections.append((match[1], body[match.end() : end].removeprefix("\n")))
    return sections


# Replacing one unit in a text


def _replace(text: str, unit: Unit, value: Any, order: Mapping[Unit, Any], path: str) -> str:
    if unit[0] == "##":
        return _replace_section(text, unit[1], value, order, path)
    document = read_document(text, path)
    lines = text.split("\n")
    block = _lines_of(document, unit, lines)
    written = _write_unit(unit, value)
    if block:
        comments = [line for line in lines[block.start : block.stop] if _is_comment(line)]
        lines[block.start : block.stop] = [*comments, *written]
    elif written:
        at = _place_for(document, unit, order, lines)
        lines[at:at] = [*_opening(document, unit), *written]
    return "\n".join(lines)


def _write_unit(unit: Unit, value: Any) -> list[str]:
    if value is None:
        return []
    indent = "  " * (len(unit) - 1)
    written = write_fields({unit[-1]: value}).rstrip("\n").split("\n")
    return [indent + line for line in written]


def _opening(document: Document, unit: Unit) -> list[str]:
    """Return the line that opens the group of a unit, where the file does not have it yet."""
    has_group = len(unit) == 1 or unit[0] in document.fields.values
    return [] if has_group else [f"{unit[0]}:"]


def _lines_of(document: Document, unit: Unit, lines: list[str]) -> range | None:
    """Return the lines (from 0) of a key and its value; comments above the next key are not its."""
    starts = document.fields.lines
    if unit not in starts:
        return None
    first = starts[unit] - 1
    end = _end_of_block(document, unit, lines)
    while end - 1 > first and (not lines[end - 1].strip() or _is_comment(lines[end - 1])):
        end -= 1
    return range(first, end)


def _end_of_block(document: Document, unit: Unit, lines: list[str]) -> int:
    first = document.fields.lines[unit] - 1
    deeper = len(lines[first]) - len(lines[first].lstrip())
    for index in range(first + 1, len(lines)):
        line = lines[index]
        indent = len(line) - len(line.lstrip())
        is_item = line.lstrip().startswith("- ") and indent == deeper
        if line.strip() and not _is_comment(line) and indent <= deeper and not is_item:
            return index
    return len(lines)


def _place_for(document: Document, unit: Unit, order: Mapping[Unit, Any], lines: list[str]) -> int:
    """Return the line (from 0) to insert a new key at: behind the key it follows in the form."""
    before = []
    for other in order:
        if other == unit:
            break
        if len(other) == len(unit) and other[:-1] == unit[:-1] and other[0] != "##":
            before.append(other)
    for other in reversed(before):
        block = _lines_of(document, other, lines)
        if block:
            return block.stop
    group = _lines_of(document, unit[:-1], lines) if len(unit) > 1 else None
    return group.start + 1 if group else document.body_line - 2


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _replace_section(
    text: str, heading: str, value: str | None, order: Mapping[Unit, Any], path: str
) -> str:
    body = read_document(text, path).body
    front = text[: len(text) - len(body)]
    places = _places_of_sections(body)
    written = "" if value is None else f"## {heading}\n\n{value}\n"
    if heading in places:
        start, end = places[heading]
    else:
        start = end = _end_of_sections_before(places, heading, order)
    before, after = body[:start].rstrip("\n"), body[end:].lstrip("\n")
    parts = [part for part in (before, written.rstrip("\n"), after.rstrip("\n")) if part]
    return f"{front}\n" + "\n\n".join(parts) + "\n" if parts else front


def _places_of_sections(body: str) -> dict[str, tuple[int, int]]:
    """Return where each section begins and ends; the first of two equal headings counts."""
    matches = list(_HEADING.finditer(body))
    ends = [match.start() for match in matches[1:]] + [len(body)]
    places: dict[str, tuple[int, int]] = {}
    for match, end in zip(matches, ends, strict=True):
        places.setdefault(match[1], (match.start(), end))
    return places


def _end_of_sections_before(
    places: Mapping[str, tuple[int, int]], heading: str, order: Mapping[Unit, Any]
) -> int:
    headings = [unit[1] for unit in order if unit[0] == "##"]
    before = headings[: headings.index(heading)]
    first = min((start for start, _ in places.values()), default=0)
    return max((places[other][1] for other in before if other in places), default=first)


def write_sections(sections: Mapping[str, str]) -> str:
    """Write a body: each heading, its text, and one blank line between sections."""
    parts = [
        text.strip("\n") if heading == _FOREWORD else f"## {heading}\n\n{text.strip(chr(10))}"
        for heading, text in sections.items()
    ]
    return "\n" + "\n\n".join(part.rstrip("\n") for part in parts) + "\n" if parts else ""
