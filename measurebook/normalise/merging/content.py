"""What a document says, whatever it is written like, and the names of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from measurebook.frontmatter import read_document, read_fields
from measurebook.normalise.merging.body_edits import read_body

Unit = tuple[str, ...]
"""A field `("title",)`, a part of one `("citations", "title")` or a section `("##", heading)`."""

SECTION = "##"
CITATIONS = "citations"
_MOST_CITATIONS = 3
_READ_LATELY = 64


class Content(msgspec.Struct, frozen=True):
    """What a document says, whatever it is written like."""

    fields: dict[str, Any]
    sections: dict[str, str]


@lru_cache(maxsize=_READ_LATELY)
def read_content(text: str, path: str) -> Content:
    """Read what a document says; a YAML file has fields alone. Raises ContentError for neither.

    A run asks for one text several times in a row, so the last ones are kept; nobody changes them.
    """
    if has_fields_alone(path):
        return Content(read_fields(text, path).values, {})
    document = read_document(text, path)
    return Content(document.fields.values, read_body(document.body))


def has_fields_alone(path: str) -> bool:
    return path.endswith(".yaml")


def name_unit(unit: Unit) -> str:
    """Name a unit as a curator sees it.

    >>> name_unit(("citations", "title")), name_unit(("##", "Main features"))
    ('citations.title', '## Main features')
    """
    return " ".join(unit) if unit[0] == SECTION else ".".join(unit)


def name_units(units: Iterable[Unit]) -> tuple[str, ...]:
    """Name units for a message; many citations are named together.

    >>> name_units([("title",), ("citations", "title", "report"), ("citations", "title", "page")])
    ('title', 'citations.title')
    >>> name_units([("citations", key) for key in "abcd"])
    ('citations',)
    """
    names = dict.fromkeys(name_unit(x[:2] if x[0] == CITATIONS else x) for x in units)
    cited = [name for name in names if name.startswith(f"{CITATIONS}.")]
    if len(cited) > _MOST_CITATIONS:
        names = {name: None for name in names if name not in cited} | {CITATIONS: None}
    return tuple(names)
