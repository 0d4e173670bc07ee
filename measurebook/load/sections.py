"""The body of a document as its `##` sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter.body import split_body
from measurebook.model.knowledge import Section
from measurebook.text import key_of, split_lines

_FEW = 12

Headings = Mapping[str, str] | None
"""The sections a document may have, key to heading; None where their list could not be read."""


class _Part(msgspec.Struct):
    """Lines of a body: those above the first section have no heading."""

    heading: str | None
    line: int
    lines: list[str] = msgspec.field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")


def read_sections(
    body: str, first_line: int, path: str, headings: Headings, problems: list[Problem]
) -> tuple[Section, ...]:
    """Split a body into sections; one that cannot stand there is reported and left out."""
    opening, *parts = _split(body, first_line)
    problems += (Problem(path, line, fault) for line, fault in _find_strays(opening, headings))
    sections: dict[str, Section] = {}
    for part in parts:
        fault = _find_fault(part, headings, sections)
        if fault:
            problems.append(Problem(path, part.line, fault))
        else:
            section = _as_section(part)
            sections[section.key] = section
    return tuple(sections.values())


def _split(body: str, first_line: int) -> list[_Part]:
    parts: list[_Part] = []
    line = first_line
    for part in split_body(body):
        text = body[part.text : part.end].removesuffix("\n")
        parts.append(_Part(part.heading, line, split_lines(text)))
        line += body.count("\n", part.start, part.end)
    return parts


def _as_section(part: _Part) -> Section:
    heading = part.heading or ""
    return Section(key_of(heading), heading, part.text, part.line)


def _find_strays(opening: _Part, headings: Headings) -> Iterator[tuple[int, str]]:
    """Find the first line that stands above all sections."""
    for number, line in enumerate(opening.lines, start=opening.line):
        if line.strip():
            yield number, f'text stands above the first section; expected "## …"{_offer(headings)}'
            return


def _find_fault(part: _Part, headings: Headings, known: Mapping[str, Section]) -> str | None:
    section, written = _as_section(part), quote(part.heading or "")
    if headings is not None and headings.get(section.key) != section.heading:
        near = guess(section.heading, headings.values()) or _offer(headings)
        return f"{written} is not the heading of a section here{near}"
    if section.key in known:
        return f"the section {written} stands twice, first at line {known[section.key].line}"
    if not section.text.strip():
        return f"the section {written} has no text; write it or remove its heading"
    return None


def _offer(headings: Headings) -> str:
    if headings is None or len(headings) > _FEW:
        return ""
    return f"; the sections are {', '.join(headings.values())}"
