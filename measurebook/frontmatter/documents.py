"""Markdown files that open with front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from measurebook.frontmatter.fields import Fields, failure
from measurebook.frontmatter.strict_yaml import read_fields
from measurebook.frontmatter.writing import write_fields

FRONT_MATTER_LIMIT = 64 * 1024
DOCUMENT_LIMIT = 1024 * 1024
_FENCE = "---"
_CLOSING = re.compile(rf"^{_FENCE}[ \t]*$\n?", re.MULTILINE)


class Document(msgspec.Struct, frozen=True):
    """A Markdown file with front matter: its fields, its body, and the body's first line."""

    fields: Fields
    body: str
    body_line: int


def read_document(text: str, path: str) -> Document:
    """Read a Markdown file that opens with front matter.

    Raises ContentError where the fences are missing, a limit is passed or the YAML is not strict.
    """
    if len(text) > DOCUMENT_LIMIT:
        raise failure(path, 0, f"is longer than {DOCUMENT_LIMIT:,} characters; split it")
    opening, _, rest = text.partition("\n")
    if opening.rstrip() != _FENCE:
        raise failure(path, 1, f'does not open with front matter; expected a line "{_FENCE}"')
    closing = _CLOSING.search(rest)
    if closing is None:
        raise failure(path, 1, f'the front matter is not closed; expected a line "{_FENCE}"')
    front, body = rest[: closing.start()], rest[closing.end() :]
    if len(front) > FRONT_MATTER_LIMIT:
        raise failure(path, 1, f"the front matter is longer than {FRONT_MATTER_LIMIT:,} characters")
    body_line = 2 + rest.count("\n", 0, closing.end())
    return Document(read_fields(front, path, first_line=2), body, body_line)


def write_document(values: Mapping[str, Any], body: str, comment: str = "") -> str:
    """Write a Markdown file with front matter; `comment` is its first line, without the `#`."""
    opening = f"# {comment}\n" if comment else ""
    return f"{_FENCE}\n{opening}{write_fields(values)}{_FENCE}\n{body}"
