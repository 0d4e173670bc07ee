"""Source texts and their cards, as far as they are there: a new text has no card yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter import Fields, read_record
from measurebook.load.files import (
    SOURCE_LIMIT,
    collecting,
    decode,
    list_files,
    read_bytes,
    read_optional,
)
from measurebook.model.knowledge import RawText
from measurebook.model.source import CARD_NEEDS, Card, StartedCard
from measurebook.settings import Layout
from measurebook.text import is_blank, split_lines

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_ENDINGS = (".txt", ".yaml")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_texts(ids: Iterable[str], layout: Layout, problems: list[Problem]) -> Iterator[RawText]:
    """Read source texts one after the other; one that cannot be read is reported and left out."""
    seen: dict[str, str] = {}
    for source in ids:
        with collecting(problems):
            text = read_raw_text(source, layout)
            refuse_repeated(text.path, text.sha256, seen)
            yield text


def refuse_repeated(path: str, sha256: str, seen: dict[str, str]) -> None:
    """Raise ContentError for a text that is among those `seen`; note it otherwise."""
    first = seen.setdefault(sha256, path)
    if first != path:
        message = f"is the same text as {first}; a text counts once, so delete one of them"
        raise ContentError([Problem(path, 0, message)])


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


def read_raw_text(source: str, layout: Layout) -> RawText:
    """Read a text and its card. Raises ContentError for either, and where their hashes differ."""
    path = layout.sources / f"{source}.txt"
    name = layout.name(path)
    raw = read_bytes(path, layout, SOURCE_LIMIT)
    lines = _read_lines(raw, name)
    found = hashlib.sha256(raw).hexdigest()
    fields = _drop_empty(read_optional(path.with_suffix(".yaml"), layout))
    started = read_record(fields, StartedCard)
    if started.sha256 not in {None, found}:
        raise ContentError([_tell_changed(fields, started.sha256, name, found)])
    is_complete = all(name in fields.values for name in CARD_NEEDS)
    card = read_record(fields, Card) if is_complete else None
    return RawText(source, name, lines, found, card, started)


def _drop_empty(fields: Fields) -> Fields:
    """Leave out what a card must say and only has a key for: nobody has stated it yet."""
    values = {k: v for k, v in fields.values.items() if v or k not in CARD_NEEDS}
    return replace(fields, values=values)


def _read_lines(raw: bytes, name: str) -> tuple[str, ...]:
    """Split a source into its lines, untouched but for the line ends of other systems."""
    if b"\0" in raw and not raw.startswith(_UTF_16_MARKS):
        raise ContentError([Problem(name, 0, "is binary; a source is a text file in UTF-8")])
    text = decode(raw, name)
    if is_blank(text):
        raise ContentError([Problem(name, 0, "is empty; put the captured text here")])
    return tuple(line.removesuffix("\r") for line in split_lines(text))


def _tell_changed(fields: Fields, expected: str | None, name: str, found: str) -> Problem:
    message = (
        f"sha256: the card says {expected}, but {name} has {found}; restore the text, or if it"
        " was captured anew, write this hash into the card and run normalise"
    )
    return fields.problem(message, "sha256")
