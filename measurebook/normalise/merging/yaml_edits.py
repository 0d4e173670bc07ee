"""Changing a YAML text so that it says other values, and touching nothing else in it.

Comments, order, quotes, indentation and flow style of whoever wrote the text stay. Where a value
has to be written anew, comments that stood inside it move above it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, TypeAlias

import yaml

from measurebook.frontmatter import write_fields

_TEXT_TAG = "tag:yaml.org,2002:str"
_LIST_TAG = "tag:yaml.org,2002:seq"
_QUOTES = ("'", '"')
_BLOCK = ("|", ">")
_HASH = re.compile("#")

Node: TypeAlias = Any
"""A node of PyYAML with marks; its types do not say what a node's value is."""


class UnchangeableError(Exception):
    """The text is written in a way in which the change cannot be made in place."""


def edit_fields(text: str, values: Mapping[str, Any]) -> str:
    """Return a YAML mapping changed to say `values`; new keys stand behind those before them.

    The text has been read strictly before. The caller reads the result again and compares.
    Raises UnchangeableError.
    """
    text = text if text.endswith("\n") or not text else f"{text}\n"
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    if root is None:
        return text + write_fields(values)
    editor = _Editor(text, root)
    if not editor.change_mapping(root, values):
        raise UnchangeableError
    return editor.apply()


class _Editor:
    """Collects edits of one text. Its methods tell whether a change can be made that closely."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root
        self.edits: list[tuple[int, int, str]] = []

    def apply(self) -> str:
        """Return the text with all edits made; of two at one place the first comes first."""
        parts = []
        at = 0
        for start, end, written in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < at:
                raise UnchangeableError
            parts += [self.text[at:start], written]
            at = end
        return "".join([*parts, self.text[at:]])

    # Mappings

    def change_mapping(self, node: Node, values: Mapping[str, Any]) -> bool:
        entries = {key.value: (key, value) for key, value in node.value}
        if node.flow_style or not values or not entries:
            return entries.keys() == values.keys() and self._change_entries(node, entries, values)
        return (
            self._change_entries(node, entries, values)
            and all(self._remove_entry(*entries[name]) for name in entries if name not in values)
            and self._add_entries(node, entries, values)
        )

    def _change_entries(
        self, parent: Node, entries: Mapping[str, tuple[Node, Node]], values: Mapping[str, Any]
    ) -> bool:
        return all(
            self._change_inside(node, values[name], parent.flow_style)
            or (not parent.flow_style and self._rewrite_entry(key, node, values[name]))
            for name, (key, node) in entries.items()
            if name in values and _value_of(node) != values[name]
        )

    def _change_inside(self, node: Node, value: Any, in_flow: bool) -> bool:
        """Change parts of a value and leave the rest; where that cannot be, collect no edit."""
        before = len(self.edits)
        done = False
        if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
            done = self.change_mapping(node, value)
        elif isinstance(node, yaml.SequenceNode) and isinstance(value, list):
            done = self._change_list(node, value)
        elif isinstance(node, yaml.ScalarNode) and isinstance(value, str):
            done = self._change_text(node, value, in_flow)
        if not done:
            del self.edits[before:]
        return done

    def _change_text(self, node: Node, value: str, in_flow: bool) -> bool:
        start, end = node.start_mark.index, node.end_mark.index
        if "\n" in value or node.style in _BLOCK:
            return False
        if start == end and self.text[start - 1 : start] != ":":
            return False
        blank = " " if start == end else ""
        self.edits.append((start, end, blank + _write_text(value, node.style, in_flow)))
        return True

    def _rewrite_entry(self, key: Node, node: Node, value: Any) -> bool:
        start = key.start_mark.index
        first = self._line_start(start)
        end = self._end_below(node, key)
        if self.text[first:start].strip() or not self._is_plain_key(key):
            return False
        indent = self.text[first:start]
        written = self.text[start : key.end_mark.index] + write_fields({"k": value})[1:]
        self.edits.append((first, end, self._hoist(first, end, indent) + _indent(written, indent)))
        return True

    def _is_plain_key(self, key: Node) -> bool:
        """Tell whether a key is written as `key:`, and not behind a question mark."""
        rest = self.text[key.end_mark.index : self._line_end(key.end_mark.index)]
        return rest.lstrip(" ").startswith(":")

    def _remove_entry(self, key: Node, node: Node) -> bool:
        start = key.start_mark.index
        first = self._line_start(start)
        end = self._end_below(node, key)
        indent = self.text[first:start]
        if indent.strip() or not self._is_plain_key(key):
            return False
        self.edits.append((first, end, self._hoist(first, end, indent)))
        return True

    def _add_entries(
        self, node: Node, entries: Mapping[str, tuple[Node, Node]], values: Mapping[str, Any]
    ) -> bool:
        column = " " * node.start_mark.column
        at = self._line_start(node.start_mark.index)
        if self.text[at : node.start_mark.index].strip():
            at = -1  # behind the "- " of a list: nothing can stand before the first key
        for name, value in values.items():
            if name in entries:
                key, value_node = entries[name]
                at = self._end_below(value_node, key)
            elif at < 0:
                return False
            else:
                self.edits.append((at, at, _indent(write_fields({name: value}), column)))
        return True

    # Lists

    def _change_list(self, node: Node, values: Sequence[Any]) -> bool:
        old = [_value_of(child) for child in node.value]
        if node.flow_style or not values or not old:
            return len(old) == len(values) and all(
                value == was or self._change_inside(child, value, True)
                for child, was, value in zip(node.value, old, values, strict=True)
            )
        keys = [_as_key(value) for value in old], [_as_key(value) for value in values]
        return all(
            self._change_run(node, run[1:3], values[run[3] : run[4]])
            for run in SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
            if run[0] != "equal"
        )

    def _change_run(self, node: Node, run: tuple[int, int], values: Sequence[Any]) -> bool:
        """Let some parts of a list say other values: change the first, remove or add the rest."""
        places = self._places_of(node)
        if places is None:
            return False
        first, last = run
        common = min(last - first, len(values))
        for number in range(first, last):
            is_kept = number < first + common
            value = [values[number - first]] if is_kept else []
            if not (is_kept and self._change_inside(node.value[number], value[0], False)):
                self._rewrite_part(places[number], value)
        at = places[last - 1][1] if last else places[0][0]
        column = " " * node.start_mark.column
        added = "".join(_indent(_write_part(value), column) for value in values[common:])
        if added:
            self.edits.append((at, at, added))
        return True

    def _rewrite_part(self, place: tuple[int, int], values: Sequence[Any]) -> None:
        start, end = place
        line = self.text[start:end]
        indent = line[: len(line) - len(line.lstrip(" "))]
        written = "".join(_indent(_write_part(value), indent) for value in values)
        self.edits.append((start, end, self._hoist(start, end, indent) + written))

    def _places_of(self, node: Node) -> list[tuple[int, int]] | None:
        """Return where the lines of each part of a block list start and end, from its dash on."""
        places = []
        end = self._line_start(node.start_mark.index)
        for child in node.value:
            dash = self._find_dash(end, child.start_mark.index)
            start = self._line_start(dash)
            if dash - start != node.start_mark.column:
                return None
            end = self._pass_comments(self._line_end(max(self._end_of(child), dash)), dash - start)
            places.append((start, end))
        return places

    def _find_dash(self, start: int, end: int) -> int:
        """Find the dash of a part between the end of the part before and its own value."""
        at = start
        while at <= end:
            stop = self._line_end(at)
            line = self.text[at:stop]
            if line.lstrip(" ").startswith("-"):
                return at + line.index("-")
            at = stop if stop > at else end + 1
        return -1

    # Places in the text

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Return where the line after the one with this place starts."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def _end_of(self, node: Node) -> int:
        """Return the end of what a node says, without blank lines and comments below it."""
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            start, end = int(node.start_mark.index), int(node.end_mark.index)
            return start + len(self.text[start:end].rstrip()) if end > start else end
        last = node.value[-1]
        return self._end_of(last[1] if isinstance(last, tuple) else last)

    def _end_below(self, node: Node, key: Node) -> int:
        """Return the start of the line below an entry and the comments that are indented to it."""
        return self._pass_comments(self._line_end(self._end_of(node)), key.start_mark.column)

    def _pass_comments(self, at: int, column: int) -> int:
        """Return the end of the comments from a line on that stand further right than a column.

        They belong to what is above, and below a text of several lines they would become text.
        """
        end = at
        while at < len(self.text):
            stop = self._line_end(at)
            line = self.text[at:stop]
            depth = len(line) - len(line.lstrip(" "))
            if line.strip() and not (line[depth] == "#" and depth > column):
                break
            end = stop if line.strip() else end
            at = stop
        return end

    # Comments

    def _hoist(self, start: int, end: int, indent: str) -> str:
        return "".join(f"{indent}{comment}\n" for comment in self._comments(start, end))

    def _comments(self, start: int, end: int) -> Iterator[str]:
        """Find the comments between two places; a `#` within a text is none."""
        starts, ends = self._texts
        for found in _HASH.finditer(self.text, start, end):
            at = found.start()
            before = bisect_right(starts, at) - 1
            if at >= start and (before < 0 or at >= ends[before]):
                start = self._line_end(at)
                yield self.text[at:start].rstrip()

    @cached_property
    def _texts(self) -> tuple[list[int], list[int]]:
        """Where each key and each plain value starts and ends, without the head of a block."""
        starts, ends = [], []
        for node in _find_texts(self.root):
            start, end = node.start_mark.index, node.end_mark.index
            if node.style in _BLOCK:
                start = min(self._line_end(start), end)
            starts.append(start)
            ends.append(max(start, end))
        return starts, ends


def _find_texts(node: Node) -> Iterator[Node]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _find_texts(part)


def _value_of(node: Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(child) for child in node.value]
    return node.value


def _as_key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


# Writing


def _write_text(text: str, style: str | None, in_flow: bool) -> str:
    """Write a text on one line, in the quotes it had before."""
    if style not in _QUOTES and not in_flow:
        return write_fields({"k": text})[3:-1]
    node = yaml.ScalarNode(_TEXT_TAG, text, style=style if style in _QUOTES else None)
    listed = yaml.SequenceNode(_LIST_TAG, [node], flow_style=True)
    written: str = yaml.serialize(listed, Dumper=yaml.CSafeDumper, allow_unicode=True, width=2**30)
    return written.rstrip("\n")[1:-1]


def _write_part(value: Any) -> str:
    """Write a part of a block list with its dash."""
    written = write_fields({"k": [value]}).removeprefix("k:")
    if written.startswith("\n- "):
        return written[1:]
    return "-" + write_fields({"k": value}).removeprefix("k:")


def _indent(written: str, indent: str) -> str:
    lines = written.split("\n")
    return "\n".join(indent + line if line else line for line in lines)
