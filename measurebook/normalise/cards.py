"""The card of a source: what the text shows of itself, put beside what a curator wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.model.knowledge import RawText
from measurebook.model.source import CARD_NEEDS, Card, Language, SourceKind
from measurebook.normalise.kinds import detect_kind
from measurebook.normalise.lines.blocks import number_lines
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.merging.yaml_edits import UnchangeableError, edit_fields
from measurebook.normalise.reading import Reading, SourceText
from measurebook.normalise.values.lists import Lists

_LONGEST_TITLE = 300


def make_card(text: RawText, lists: Lists) -> Card | None:
    """Return the card of a text, or None where neither a curator nor the text tells its kind.

    What a card says already stays; a card that says all it must is the curator's as it is.
    """
    if text.card:
        return text.card
    kind = text.started.kind or detect_kind(text.lines, lists)
    if kind is None:
        return None
    stated = {k: v for k, v in msgspec.structs.asdict(text.started).items() if v}
    return msgspec.structs.replace(_draft_card(text, kind, lists), **stated)


def name_by_reading(text: RawText, source: SourceText, reading: Reading) -> Card:
    """Return the card of a source with the title that its reading found, unless one is stated.

    A page may open with a banner or a motto; only its reader knows which line is its title.
    """
    found = next((draft.record.title for draft in reading.drafts), None)
    if text.started.title or not found:
        return source.card
    return msgspec.structs.replace(source.card, title=found[:_LONGEST_TITLE])


def _draft_card(text: RawText, kind: SourceKind, lists: Lists) -> Card:
    """Return what a text shows of itself; what it does not say stays out."""
    return Card(
        title=_first_title(text.lines, lists),
        kind=kind,
        sha256=text.sha256,
        label_languages=_label_languages(text.lines, lists),
    )


def _first_title(lines: Sequence[str], lists: Lists) -> str:
    for line in number_lines(lines):
        is_text = not line.is_blank and lists.noise.class_of(line) is None
        if is_text and not lists.labels.find(line.text):
            return line.cleaned[:_LONGEST_TITLE]
    return "Untitled"


def _label_languages(lines: Sequence[str], lists: Lists) -> tuple[Language, ...]:
    found = set(lists.labels.languages(lines))
    return tuple(language for language in get_args(Language) if language in found)


def name_card(text: RawText) -> str:
    """Name the file of a text's card."""
    return text.path.removesuffix(".txt") + ".yaml"


def ask_for_kind(text: RawText, is_there: bool) -> Problem:
    """Return the problem of a text whose kind nobody has said and that does not show it.

    `is_there` tells whether there is a file for its card already.
    """
    first, *others = get_args(SourceKind)
    step = "add this line to" if is_there else "make a file"
    held = "" if is_there else " that holds this one line"
    message = (
        f"does not show what kind of text it is; {step} {name_card(text)}{held}:"
        f" {quote(f'kind: {first}')} (or {', or '.join(others)}), and run normalise again"
    )
    return Problem(text.path, 0, message)


def write_card(card: Card, before: str | None, path: str) -> str:
    """Write a card; one that was begun gets the keys it lacks, and all else in it stays.

    Raises ContentError where it is written in a way that cannot be added to.
    """
    if before is None:
        return write_fields(as_values(card))
    fields = read_fields(plain(before), path)
    written = {k: v for k, v in fields.values.items() if v or k not in CARD_NEEDS}
    try:
        text = edit_fields(plain(before), {**as_values(card), **written})
    except UnchangeableError:
        raise _refuse(card, path) from None
    if read_record(read_fields(text, path), Card) != card:
        raise _refuse(card, path)
    return restyle(text, before)


def _refuse(card: Card, path: str) -> ContentError:
    lines = ", ".join(quote(f"{name}: {getattr(card, name)}") for name in CARD_NEEDS)
    message = f"cannot be added to as it is written; write each key on a line, with {lines}"
    return ContentError([Problem(path, 0, message)])
