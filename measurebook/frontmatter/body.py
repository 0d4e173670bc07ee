"""The body of a document as parts: what stands above its first `##` heading, and each section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

_BLANKS = " \t"
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Part(NamedTuple):
    """Characters `start` to `end` of a body, `text` being where the text below the heading starts.

    `heading` is as read, without Markdown's backslashes and closing marks; None above the first.
    """

    heading: str | None
    start: int
    text: int
    end: int


def split_body(body: str) -> list[Part]:
    r"""Split a body at its `##` headings; the parts together are the whole body.

    A line in fenced code is no heading; a fence that nobody closes opens no code. The first part
    is the one without a heading, however little is in it.

    >>> body = "x\n## A ##\n```\n## B\n```\n## Q\\&A"
    >>> [(part.heading, body[part.text : part.end]) for part in split_body(body)]
    [(None, 'x\n'), ('A', '```\n## B\n```\n'), ('Q&A', '')]
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)
    starts = [0, *accumulate(map(len, lines))]
    texts = [line.rstrip("\r\n") for line in lines]
    headings = {
        n: found for n, line in enumerate(texts) if (found := _read_heading(line)) is not None
    }
    if headings:
        headings = {n: headings[n] for n in sorted(headings.keys() - set(_find_code(texts)))}
    bounds = [*(starts[number] for number in headings), len(body)]
    parts = [Part(None, 0, 0, bounds[0])]
    for (number, heading), end in zip(headings.items(), bounds[1:], strict=True):
        parts.append(Part(heading, starts[number], starts[number + 1], end))
    return parts


def _read_heading(line: str) -> str | None:
    """Return the heading that a line is, or None; marks that close it are no part of it."""
    written = line.removeprefix("##")
    if written == line or (written and written[0] not in _BLANKS):
        return None
    text = written.strip(_BLANKS)
    unclosed = text.rstrip("#")
    if not unclosed or unclosed[-1] in _BLANKS:
        text = unclosed.rstrip(_BLANKS)
    return _ESCAPED.sub(r"\1", text)


def _find_code(lines: list[str]) -> Iterator[int]:
    """Yield the lines of fenced code, fences included."""
    unclosed = {"`": len(max(lines, key=len, default="")) + 1}
    unclosed["~"] = unclosed["`"]
    number = 0
    while number < len(lines):
        fence = _FENCE.fullmatch(lines[number])
        number += 1
        if fence is None or len(fence["mark"]) >= unclosed[fence["mark"][0]]:
            continue
        end = _find_end(lines, number, fence["mark"])
        if end is None:
            unclosed[fence["mark"][0]] = len(fence["mark"])
        else:
            yield from range(number - 1, end + 1)
            number = end + 1


def _find_end(lines: list[str], start: int, mark: str) -> int | None:
    for number in range(start, len(lines)):
        found = _FENCE.fullmatch(lines[number])
        if found and found["mark"].startswith(mark) and not found["info"].strip():
            return number
    return None
