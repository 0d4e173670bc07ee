"""A source text, its card, and the class of each of its lines."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from measurebook.model.base import Lines, Record

SourceKind = Literal["periodic-report", "platform-page", "news-article"]
Language = Literal["en", "fr", "es", "az", "ru"]
Rights = Literal["unverified", "open", "permitted"]
LineClass = Literal[
    "used", "form-wording", "section-heading", "chrome", "spam", "withheld", "repeated"
]
"""What a non-blank line of a source is to the knowledge base; every such line has exactly one."""

Sha256 = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9a-f]{64}$", description="a SHA-256 hash: 64 digits 0-9 and a-f"),
]


class StartedCard(Record, frozen=True, kw_only=True):
    """A card that a curator began with whatever is known; the normaliser adds what it must have.

    `url`, `publisher` and `captured` are absent until somebody states them. `country` is for
    texts that do not name theirs: it lets names such as "Ministry of Culture" be told apart.
    """

    title: str | None = None
    kind: SourceKind | None = None
    sha256: Sha256 | None = None
    publisher: str | None = None
    url: str | None = None
    captured: str | None = None
    country: str | None = None
    label_languages: tuple[Language, ...] = ()
    prose_language: Language | None = None
    rights: Rights = "unverified"
    note: str | None = None


class Card(StartedCard, frozen=True, kw_only=True):
    """What is known of a source text; `content/sources/<id>.yaml` beside `<id>.txt`."""

    title: str
    kind: SourceKind
    sha256: Sha256


CARD_NEEDS = ("title", "kind", "sha256")
"""What every card must say; the rest may be unknown."""


class LineEntry(Record, frozen=True, kw_only=True):
    """Lines of a source that state nothing of their own, and why.

    `note` tells an editor more where the class alone does not.
    """

    lines: Lines
    line_class: LineClass = msgspec.field(name="class")
    note: str | None = None


class Ledger(Record, frozen=True, kw_only=True):
    """The lines of one source that no record cites; `content/ledgers/<source id>.yaml`.

    Lines that a record cites are `used` and are not repeated here: the citation is the one truth.
    """

    lines: tuple[LineEntry, ...] = ()
