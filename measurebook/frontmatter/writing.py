"""YAML as a person would write it: no folded lines, quotes only where they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

_INLINE_WIDTH = 88
_STRING_TAG = "tag:yaml.org,2002:str"


class _Writer(yaml.CSafeDumper):
    """Writes short leaf lists and mappings on one line, everything else in block style."""

    def represent(self, data: Any) -> None:
        """Write the file: its own keys stand on lines of their own, however few they are."""
        node = self.represent_data(data)
        if isinstance(node, yaml.CollectionNode):
            node.flow_style = False
        self.serialize(node)

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
