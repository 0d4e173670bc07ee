"""Sources: texts with their cards and ledgers."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter import Fields, read_record
from measurebook.load.files import collecting, list_files, read_optional
from measurebook.load.texts import list_ids, read_raw_text, refuse_repeated
from measurebook.model.knowledge import RawText, Source
from measurebook.model.source import CARD_NEEDS, Ledger, StartedCard
from measurebook.settings import Layout


class SourceFiles(msgspec.Struct, frozen=True):
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
    _check_names_of_ledgers(layout, ids, problems)
    sources: dict[str, Source] = {}
    ledgers: dict[str, Fields] = {}
    seen: dict[str, str] = {}
    for source in ids:
        with collecting(problems):
            ledgers[source] = read_optional(layout.ledgers / f"{source}.yaml", layout)
            found = _read_source(source, ledgers[source], layout)
            refuse_repeated(found.path, found.card.sha256, seen)
            sources[source] = found
    return SourceFiles(sources, ids, ledgers)


def _check_names_of_ledgers(layout: Layout, ids: tuple[str, ...], problems: list[Problem]) -> None:
    with collecting(problems):
        for path in list_files(layout.ledgers, layout):
            if path.suffix != ".yaml" or path.stem not in ids:
                message = "is the ledger of no source; expected the name of a source and .yaml"
                problems.append(Problem(layout.name(path), 0, message))


def _read_source(source: str, ledger: Fields, layout: Layout) -> Source:
    text = read_raw_text(source, layout)
    if text.card is None:
        raise ContentError([_tell_lacking(text, layout)])
    return Source(source, text.path, text.card, text.lines, read_record(ledger, Ledger))


def _tell_lacking(text: RawText, layout: Layout) -> Problem:
    card = layout.name(layout.sources / f"{text.id}.yaml")
    if text.started == StartedCard():
        return Problem(text.path, 0, f"has no card; run normalise to write {card}")
    lacking = [name for name in CARD_NEEDS if getattr(text.started, name) is None]
    return Problem(card, 0, f"lacks {', '.join(lacking)}; run normalise to add what is missing")
