"""The strict reading of YAML, on the events of the C parser.

Events come one at a time, so that what is nested too deeply is refused where it passes the limit;
building the tree first would run out of stack and take the whole program down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter.fields import Fields, KeyPath, failure
from measurebook.memory import recall
from measurebook.text import find_hidden, split_lines

DEPTH_LIMIT = 24
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_QUOTED = ('"', "'")

_AT_CONTEXT = {
    "found unexpected end of stream": "opens a quote that is not closed",
    "did not find expected ',' or ']'": 'opens a list with "[" that is not closed with "]"',
    "did not find expected ',' or '}'": 'opens a mapping with "{" that is not closed with "}"',
}
"""What the parser says where an opening mark is at fault, in words for the line it stands on."""

_AT_PROBLEM = {
    "mapping values are not allowed in this context": (
        'has a second ": " or a wrong indentation; put a text that holds ": " in quotes'
    ),
    "could not find expected ':'": 'has no ": " after its key',
    "did not find expected key": "does not fit the lines above; look at indentation and quotes",
    "did not find expected '-' indicator": "does not fit the list above; look at its indentation",
    "block sequence entries are not allowed in this context": (
        'starts a list where none fits; lines with "- " go below the key'
    ),
    "found character that cannot start any token": (
        "starts a value with a character that YAML reserves; put the text in quotes"
    ),
    "found unknown escape character": (
        "has a backslash that means nothing in double quotes; use single quotes"
    ),
    "did not find expected <document start>": "does not fit the lines above",
}


def read_fields(text: str, path: str, first_line: int = 1) -> Fields:
    """Read a YAML mapping strictly. Raises ContentError with the line of what is wrong."""
    return recall(("fields", path), _read_fields, text, path, first_line)


def _read_fields(text: str, path: str, first_line: int) -> Fields:
    tab = _TAB_INDENT.search(text)
    if tab:
        line = first_line + text.count("\n", 0, tab.start())
        raise failure(path, line, "is indented with a tab; use spaces")
    reader = _Reader(text, path, first_line)
    try:
        values = reader.read_file()
    except yaml.YAMLError as error:
        raise ContentError([*reader.problems, _explain(error, text, path, first_line)]) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return Fields(path, values, reader.lines)


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(path, first_line, f"is not valid YAML: {' '.join(str(error).split())}")
    problem = str(error.problem)
    mark = error.context_mark if problem in _AT_CONTEXT else error.problem_mark
    index = mark.line if mark else 0
    lines = split_lines(text)
    if index >= len(lines) or not lines[index].strip():
        index = max((i for i, line in enumerate(lines[:index]) if line.strip()), default=0)
    words = _AT_CONTEXT.get(problem) or _AT_PROBLEM.get(problem) or f"is not valid YAML: {problem}"
    return Problem(path, first_line + index, f"{quote(lines[index].strip())} {words}")


class _Reader:
    """Turns events into plain values, noting lines and everything the strict form forbids."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event

    def read_file(self) -> dict[str, Any]:
        """Read the one mapping of the file; a file without any is an empty mapping."""
        self._next()  # the stream's start
        if isinstance(self._next(), StreamEndEvent):
            return {}
        event = self._next()
        values = self._read(event, ())
        if not isinstance(event, MappingStartEvent):
            if values == "" and not self.problems:
                return {}
            self._add(event, "holds no `key: value` lines")
            return {}
        self._next()  # the document's end
        rest = self._next()
        if not isinstance(rest, StreamEndEvent):
            self._add(rest, 'opens a second document with "---"; keep one')
        mapping: dict[str, Any] = values
        return mapping

    def _read(self, event: Any, keys: KeyPath) -> Any:
        kind = type(event)
        if kind is ScalarEvent and event.tag is None and event.style != '"':
            return event.value  # nearly all values; the rest is looked at more closely
        if kind is AliasEvent:
            self._add(event, f"uses a YAML alias (*{event.anchor}); write the value again instead")
            return ""
        if event.tag is not None:
            self._add(event, f"has a YAML tag {quote(event.tag)}; values are plain text here")
        if kind is ScalarEvent:
            return self._read_quoted(event)
        if len(keys) >= DEPTH_LIMIT:
            self._add(event, f"is nested more than {DEPTH_LIMIT} levels deep")
            raise ContentError(self.problems)
        return self._read_mapping(keys) if kind is MappingStartEvent else self._read_list(keys)

    def _read_quoted(self, event: Any) -> str:
        """Read a text in double quotes: escapes can hide what a look at the file would not."""
        text: str = event.value
        for _, character in find_hidden(text):
            self._add(event, f"holds an invisible character, {character}; remove it")
        return text

    def _read_mapping(self, keys: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._read_key(event, keys, values)
            if key is None:
                self._read(self._next(), (*keys, ""))
            else:
                place = (*keys, key)
                self.lines[place] = self._line(event)
                values[key] = self._read(self._next(), place)
        return values

    def _read_key(self, event: Any, keys: KeyPath, values: dict[str, Any]) -> str | None:
        key = self._read(event, (*keys, ""))
        if type(event) is not ScalarEvent:
            self._add(event, "has a key that is not plain text")
        elif key == "<<" and event.style not in _QUOTED:
            self._add(event, "uses a YAML merge key (<<); write the values out instead")
        elif key in values:
            self._add(event, f"the key {quote(key)} stands twice; keep one")
        else:
            return str(key)
        return None

    def _read_list(self, keys: KeyPath) -> list[Any]:
        values: list[Any] = []
        while type(event := self._next()) is not SequenceEndEvent:
            place = (*keys, len(values))
            self.lines[place] = self._line(event)
            values.append(self._read(event, place))
        return values

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)

    def _add(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.path, self._line(event), message))
