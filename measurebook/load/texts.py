"""Source texts as the normaliser needs them: also those that have no card yet."""

from __future__ import annotations

import hashlib

from measurebook.errors import Problem
from measurebook.frontmatter import read_record
from measurebook.load.files import SOURCE_LIMIT, collecting, read_bytes
from measurebook.load.sources import check_hash, list_ids, read_lines, read_optional
from measurebook.model.knowledge import RawText
from measurebook.model.source import Card
from measurebook.settings import Layout


def load_texts(layout: Layout, problems: list[Problem]) -> list[RawText]:
    """Read all source texts, sorted by id; one that cannot be read is reported and left out."""
    texts: list[RawText] = []
    for source in list_ids(layout, problems):
        with collecting(problems):
            texts.append(_load_text(source, layout))
    return texts


def _load_text(source: str, layout: Layout) -> RawText:
    path = layout.sources / f"{source}.txt"
    name = layout.name(path)
    raw = read_bytes(path, name, SOURCE_LIMIT)
    lines = read_lines(raw, name)
    fields = read_optional(path.with_suffix(".yaml"), layout)
    card = read_record(fields, Card) if fields.values else None
    if card:
        check_hash(raw, card, fields, name)
    return RawText(source, name, lines, hashlib.sha256(raw).hexdigest(), card)
