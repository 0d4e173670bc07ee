"""Everything one content folder holds, as loaded: the input of the site and of nothing else."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from measurebook.model.conflict import Conflict
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.review import Review
from measurebook.model.site import Site
from measurebook.model.source import Card, Ledger, StartedCard
from measurebook.model.vocabulary import Vocabulary

R = TypeVar("R")


class Section(msgspec.Struct, frozen=True):
    """A `##` section of a document's body. `text` is Markdown; `line` is where the heading stands.

    `key` is the snake case form of the heading and the key of the section's citation.
    """

    key: str
    heading: str
    text: str
    line: int


class Entry(msgspec.Struct, Generic[R], frozen=True):
    """A document of the content folder: its record, its sections, its slug and its file."""

    slug: str
    path: str
    record: R
    sections: tuple[Section, ...] = ()

    def section(self, key: str) -> Section | None:
        """Return the section with this key, or None where the document has none."""
        return next((section for section in self.sections if section.key == key), None)


class RawText(msgspec.Struct, frozen=True):
    """A source text before it is read; `card` is None until it says all that a card must say.

    `started` is what the card says in any case. `lines` are untouched; `sha256` is that of the
    file's bytes.
    """

    id: str
    path: str
    lines: tuple[str, ...]
    sha256: str
    card: Card | None
    started: StartedCard = msgspec.field(default_factory=StartedCard)


class Source(msgspec.Struct, frozen=True):
    """A source text with its card and the ledger of its unused lines. `lines` are untouched."""

    id: str
    path: str
    card: Card
    lines: tuple[str, ...]
    ledger: Ledger


class Knowledge(msgspec.Struct, frozen=True):
    """One knowledge base. Mappings are sorted by slug; `words` is language to key to wording."""

    site: Site
    words: dict[str, dict[str, str]]
    vocabulary: Vocabulary
    sources: dict[str, Source]
    measures: dict[str, Entry[Measure]]
    reports: dict[str, Entry[Report]]
    events: dict[str, Entry[Event]]
    conflicts: dict[str, Conflict]
    reviews: dict[str, Review]
