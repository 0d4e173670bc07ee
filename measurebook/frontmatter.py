"""YAML and front matter, read strictly and written as people would write them.

Read strictly means: every scalar is text, keys are text and unique, and there are no aliases,
merge keys or tags. The records give the types. PyYAML's usual loaders turn `NO` into False and
`12:30` into 750, and let the last of two equal keys win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
import yaml

from measurebook.errors import ContentError, Problem, guess, quote

FRONT_MATTER_LIMIT = 64 * 1024
DOCUMENT_LIMIT = 1024 * 1024
DEPTH_LIMIT = 24
_FENCE = "---"
_INLINE_WIDTH = 88
_STRING_TAG = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {_STRING_TAG, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

T = TypeVar("T")
KeyPath = tuple[str | int, ...]
Value = str | list[Any] | dict[str, Any]


@dataclass(frozen=True)
class Fields:
    """A YAML mapping as plain text values, and the line of the file where each key stands."""

    path: str
    values: dict[str, Any]
    lines: dict[KeyPath, int]

    def line_of(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest mapping around it, or 1."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return 1

    def problem(self, message: str, *keys: str | int, blocking: bool = True) -> Problem:
        """Return a problem that points at a key of this file."""
        return Problem(self.path, self.line_of(*keys), message, blocking)


@dataclass(frozen=True)
class Document:
    """A Markdown file with front matter: its fields, its body, and the body's first line."""

    fields: Fields
    body: str
    body_line: int


# Reading


def read_document(text: str, path: str) -> Document:
    """Read a Markdown file that opens with front matter.

    Raises ContentError where the fences are missing, a limit is passed or the YAML is not strict.
    """
    if len(text) > DOCUMENT_LIMIT:
        raise _failure(path, 0, f"is longer than {DOCUMENT_LIMIT:,} characters; split it")
    opening, _, rest = text.partition("\n")
    if opening.rstrip() != _FENCE:
        raise _failure(path, 1, f'does not open with front matter; expected "{_FENCE}"')
    closing = re.search(rf"^{_FENCE}[ \t]*$\n?", rest, flags=re.MULTILINE)
    if closing is None:
        raise _failure(path, 1, f'the front matter is not closed; expected a line "{_FENCE}"')
    front, body = rest[: closing.start()], rest[closing.end() :]
    if len(front) > FRONT_MATTER_LIMIT:
        raise _failure(
            path, 1, f"the front matter is longer than {FRONT_MATTER_LIMIT:,} characters"
        )
    body_line = 2 + rest[: closing.end()].count("\n")
    return Document(read_fields(front, path, first_line=2), body, body_line)


def read_fields(text: str, path: str, first_line: int = 1) -> Fields:
    """Read a YAML mapping strictly. Raises ContentError with the line of what is wrong."""
    node = _compose(text, path, first_line)
    if node is None:
        return Fields(path, {}, {})
    if not isinstance(node, yaml.MappingNode):
        raise _failure(path, first_line, "holds no `key: value` lines")
    walk = _Walk(path, first_line)
    values = walk.read(node, ())
    if walk.problems:
        raise ContentError(walk.problems)
    return Fields(path, values, walk.lines)


def _compose(text: str, path: str, first_line: int) -> yaml.Node | None:
    if "\t" in text and re.search(r"^ *\t", text, flags=re.MULTILINE):
        line = text[: re.search(r"^ *\t", text, flags=re.MULTILINE).start()].count("\n")  # type: ignore[union-attr]
        raise _failure(path, first_line + line, "is indented with a tab; use spaces")
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise _failure(path, line, f"is not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise _failure(path, first_line, f"is not valid YAML: {_one_line(error)}") from None
    except RecursionError:
        raise _failure(path, first_line, "is nested too deeply") from None


class _Walk:
    """Turns YAML nodes into plain values, noting lines and everything the strict form forbids."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, keys: KeyPath) -> Any:
        if self._is_forbidden(node, keys):
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return self._read_sequence(node, keys)
        return node.value

    def _is_forbidden(self, node: yaml.Node, keys: KeyPath) -> bool:
        if len(keys) > DEPTH_LIMIT:
            self._add(node, f"is nested more than {DEPTH_LIMIT} levels deep")
        elif id(node) in self._seen:
            self._add(node, "uses a YAML alias (*name); write the value again instead")
        elif node.tag not in _PLAIN_TAGS:
            self._add(node, f"has a YAML tag {quote(node.tag)}; values are plain text here")
        else:
            self._seen.add(id(node))
            return False
        return True

    def _read_mapping(self, node: yaml.MappingNode, keys: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._read_key(key_node, values)
            if key is not None:
                self.lines[(*keys, key)] = self._line(key_node)
                values[key] = self.read(value_node, (*keys, key))
        return values

    def _read_key(self, node: yaml.Node, values: Mapping[str, Any]) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._add(node, "has a key that is not plain text")
        elif node.value == "<<":
            self._add(node, "uses a YAML merge key (<<); write the values out instead")
        elif node.value in values:
            self._add(node, f"the key {quote(node.value)} stands twice; keep one")
        else:
            return str(node.value)
        return None

    def _read_sequence(self, node: yaml.SequenceNode, keys: KeyPath) -> list[Any]:
        items = []
        for index, child in enumerate(node.value):
            self.lines[(*keys, index)] = self._line(child)
            items.append(self.read(child, (*keys, index)))
        return items

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _add(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.path, self._line(node), message))


# Records


def read_record(fields: Fields, kind: type[T]) -> T:
    """Convert fields to a record; raises ContentError with every value that does not fit."""
    record, problems = convert(fields, fields.values, kind, ())
    if record is None or problems:
        raise ContentError(problems)
    return record


def read_records(fields: Fields, kind: type[T]) -> dict[str, T]:
    """Convert a mapping of slug to record; raises ContentError with all that does not fit."""
    records: dict[str, T] = {}
    problems: list[Problem] = []
    for key, value in fields.values.items():
        record, found = convert(fields, value, kind, (key,))
        problems += found
        if record is not None:
            records[key] = record
    if problems:
        raise ContentError(problems)
    return records


def convert(
    fields: Fields, value: Any, kind: type[T], keys: KeyPath
) -> tuple[T | None, list[Problem]]:
    """Convert a value to a record; a key that does not fit is reported and left out of the rest.

    msgspec stops at the first error, so the value is tried again without the key at fault until
    nothing more is found: a curator sees all problems of a file in one run.
    """
    problems: list[Problem] = []
    rest = value
    while True:
        try:
            return msgspec.convert(rest, kind, strict=False), problems
        except msgspec.ValidationError as error:
            message, where = _explain(str(error), kind)
            problems.append(fields.problem(message, *keys, *where))
            if not where or not isinstance(rest, dict) or where[0] not in rest:
                return None, problems
            rest = {key: item for key, item in rest.items() if key != where[0]}


def _explain(error: str, kind: Any) -> tuple[str, KeyPath]:
    """Turn a msgspec message into our words and the keys it is about."""
    message, _, place = error.partition(" - at `$")
    where = _read_place(place.rstrip("`"))
    unknown = re.search(r"unknown field `(.+?)`", message)
    if unknown:
        where = (*where, unknown[1])
        known = msgspec.structs.fields(kind) if len(where) == 1 else ()
        near = guess(unknown[1], [field.encode_name for field in known])
        return f"{quote(unknown[1])} is not a field here{near}", where
    name = ".".join(str(key) for key in where) or "the file"
    return f"{name}: {message[0].lower()}{message[1:]}", where


def _read_place(place: str) -> KeyPath:
    """Read msgspec's path, such as `.goals[0].x`, as keys. `[...]` stands for a value in a map."""
    found = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", place)
    return tuple(name or int(index) for name, index in found)


# Writing


class _Writer(yaml.CSafeDumper):
    """Writes short leaf lists and mappings on one line, everything else in block style."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_sequence(
        self, tag: str, sequence: Iterable[Any], flow_style: bool | None = None
    ) -> yaml.SequenceNode:
        node: yaml.SequenceNode = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _fits_on_a_line(node)
        return node

    def represent_mapping(
        self, tag: str, mapping: Any, flow_style: bool | None = None
    ) -> yaml.MappingNode:
        node: yaml.MappingNode = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = _fits_on_a_line(node) and bool(node.value)
        return node


def _write_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return writer.represent_scalar(_STRING_TAG, text, style=style)


_Writer.add_representer(str, _write_text)


def _fits_on_a_line(node: yaml.SequenceNode | yaml.MappingNode) -> bool:
    parts = [part for child in node.value for part in _as_pair(child)]
    if any(not isinstance(part, yaml.ScalarNode) or "\n" in part.value for part in parts):
        return False
    return sum(len(part.value) + 2 for part in parts) <= _INLINE_WIDTH


def _as_pair(child: Any) -> tuple[yaml.Node, ...]:
    return child if isinstance(child, tuple) else (child,)


def write_fields(values: Mapping[str, Any]) -> str:
    """Write a mapping as YAML in the given key order, without folding long lines."""
    if not values:
        return ""
    text: str = yaml.dump(
        dict(values),
        Dumper=_Writer,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**30,
    )
    return text


def write_document(values: Mapping[str, Any], body: str, comment: str = "") -> str:
    """Write a Markdown file with front matter; `comment` is its first line, without the `#`."""
    opening = f"# {comment}\n" if comment else ""
    return f"{_FENCE}\n{opening}{write_fields(values)}{_FENCE}\n{body}"


def as_values(record: msgspec.Struct) -> dict[str, Any]:
    """Turn a record into plain values; fields that hold their default are left out."""
    values: dict[str, Any] = msgspec.to_builtins(record, str_keys=True)
    return values


def _failure(path: str, line: int, message: str) -> ContentError:
    return ContentError([Problem(path, line, message)])


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
