"""The JSON Schema of a measure's front matter, by which editors check what is typed."""

from __future__ import annotations

import json
from inspect import cleandoc
from typing import Any

import msgspec

from measurebook.model.measure import Measure

_NULL = {"type": "null"}


def make_measure_schema() -> str:
    """Return the text of `content/measure.schema.json`.

    It tells the form of each field; whether slugs and cited lines are there, and every value is
    cited, only loading can tell.
    """
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_as_written(msgspec.json.schema(Measure)),
        "title": "Front matter of a measure",
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _as_written(node: Any) -> Any:
    """Turn the schema of a record into that of what people write: absent is left out, not null."""
    if isinstance(node, list):
        return [_as_written(part) for part in node if part != _NULL]
    if not isinstance(node, dict):
        return node
    written = {key: _as_written(part) for key, part in node.items() if part is not None}
    if isinstance(written.get("description"), str):
        written["description"] = cleandoc(written["description"]).partition("\n\n")[0]
    choices = written.get("anyOf")
    if isinstance(choices, list) and len(choices) == 1:
        del written["anyOf"]
        written |= choices[0]
    return written
