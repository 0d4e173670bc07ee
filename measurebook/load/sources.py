"""Source texts with their cards and ledgers."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter import Fields, read_fields, read_record
from measurebook.load.files import (
    SOURCE_LIMIT,
    collecting,
    decode,
    list_files,
    read_bytes,
    read_text,
)
from measurebook.model.knowledge import Source
from measurebook.model.source import Card, Ledger
from measurebook.settings import Layout
from measurebook.text import split_lines

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_ENDINGS = (".txt", ".yaml")


@dataclass(frozen=True)
class SourceFiles:
    """The sources that could be read, the ids of all there are, and the fields of the ledgers."""

    sources: dict[str, Source]
    ids: tuple[str, ...]
    ledgers: Mapping[str, Fields]


def load_sources(layout: Layout) -> dict[str, Source]:
    """Read all sources. Raises ContentError with the problems of all texts, cards and ledgers."""
    problems: list[Problem] = []
    files = read_sources(layout, problems)
    if problems:
        raise ContentError(problems)
    return files.sources


def read_sources(layout: Layout, problems: list[Problem]) -> SourceFiles:
    """Read all sources; one with a problem in text, card or ledger is reported and left out."""
    ids = list_ids(layout, problems)
    _check_ledgers(layout, ids, problems)
    sources: dict[str, Source] = {}
    ledgers: dict[str, Fields] = {}
    for source in ids:
        with collecting(problems):
            ledgers[source] = read_optional(layout.ledgers / f"{source}.yaml", layout)
            sources[source] = _read_source(source, ledgers[source], layout)
    return SourceFiles(sources, ids, ledgers)


def list_ids(layout: Layout, problems: list[Problem]) -> tuple[str, ...]:
    """List the ids of all texts; a file that is neither text nor card is reported."""
    files: list[Path] = []
    with collecting(problems):
        files = list_files(layout.sources, layout)
    texts = [path.stem for path in files if path.suffix == ".txt"]
    for path in files:
        fault = _find_fault(path, texts)
        if fault:
            problems.append(Problem(layout.name(path), 0, fault))
    return tuple(source for source in texts if _SOURCE_ID.fullmatch(source))


def _find_fault(path: Path, texts: list[str]) -> str | None:
    if path.suffix not in _ENDINGS:
        return "is neither a source text (.txt) nor the card of one (.yaml)"
    if not _SOURCE_ID.fullmatch(path.stem):
        return f"{quote(path.stem)} cannot name a source; expected a-z, 0-9, dots, _ and -"
    if path.suffix == ".yaml" and path.stem not in texts:
        return f"is the card of a text that is not there; expected {quote(path.stem + '.txt')}"
    return None


def _check_ledgers(layout: Layout, ids: tuple[str, ...], problems: list[Problem]) -> None:
    with collecting(problems):
        for path in list_files(layout.ledgers, layout):
            if path.suffix != ".yaml" or path.stem not in ids:
                message = "is the ledger of no source; expected the name of a source and .yaml"
                problems.append(Problem(layout.name(path), 0, message))


def _read_source(source: str, ledger: Fields, layout: Layout) -> Source:
    path = layout.sources / f"{source}.txt"
    name = layout.name(path)
    raw = read_bytes(path, name, SOURCE_LIMIT)
    lines = read_lines(raw, name)
    card_path = path.with_suffix(".yaml")
    fields = read_optional(card_path, layout)
    if not fields.values:
        message = f"has no card; run normalise, which writes {layout.name(card_path)}"
        raise ContentError([Problem(name, 0, message)])
    card = read_record(fields, Card)
    check_hash(raw, card, fields, name)
    return Source(source, name, card, lines, read_record(ledger, Ledger))


def read_optional(path: Path, layout: Layout) -> Fields:
    """Read the fields of a file; one that is not there has none."""
    name = layout.name(path)
    if not os.path.lexists(path):
        return Fields(name, {}, {})
    return read_fields(read_text(path, name), name)


def read_lines(raw: bytes, name: str) -> tuple[str, ...]:
    """Split a source into its lines, untouched but for the line ends of any system.

    Raises ContentError where it is empty, binary or not UTF-8.
    """
    if not raw.strip():
        raise ContentError([Problem(name, 0, "is empty; put the captured text here")])
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentError([Problem(name, 0, "is binary; a source is a text file in UTF-8")])
    return tuple(line.removesuffix("\r") for line in split_lines(decode(raw, name)))


def check_hash(raw: bytes, card: Card, fields: Fields, name: str) -> None:
    found = hashlib.sha256(raw).hexdigest()
    if found != card.sha256:
        message = (
            f"sha256: the card says {card.sha256}, but {name} has {found}; restore the text, or if"
            " it was captured anew, write this hash into the card and run normalise"
        )
        raise ContentError([fields.problem(message, "sha256")])
