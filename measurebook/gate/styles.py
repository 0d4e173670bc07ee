"""Finds the addresses in style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_ADDRESS = re.compile(
    r"""@namespace\b[^;]*;                                      # names, not addresses
      | @import\s+(?:url\(\s*)?(['"]?)(?P<sheet>[^'")\s;]+)\1
      | url\(\s*(['"]?)(?P<file>.*?)\3\s*\)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_style_addresses(text: str) -> Iterator[str]:
    """Yield every address that a style sheet loads; places of the same page are none."""
    for found in _STYLE_ADDRESS.finditer(_COMMENT.sub(" ", text)):
        address = found["sheet"] or found["file"]
        if address and not address.startswith("#"):
            yield address
