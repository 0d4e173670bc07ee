"""Sentences as words and marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Literal

import msgspec

from measurebook.normalise.readers.article.text import find_quotations
from measurebook.text import fold

Kind = Literal[
    "word", "honorific", "initial", "number",
    "quote", "open", "close", "comma", "semicolon", "dash", "other",
]  # fmt: skip

_TOKENS = re.compile(
    r"(?P<honorific>\bH\.\s?E\.)"
    r"|(?P<initial>[^\W\d_]\.(?=\s?[^\W\d_]))"
    r"|(?P<number>\d[\d.,:]*(?<![.,:])(?![^\W\d_]))"
    r"|(?P<word>[^\W_]+(?:['.&/-][^\W_]+|\([^\W_]+\)[^\W_]+)*(?:(?<=s)'(?=\s[^\W_]))?)"
    r'|(?P<quote>")|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,)|(?P<semicolon>;)'
    r"|(?P<dash>(?<=\s)[-–—]+(?=\s))|(?P<other>\S)"
)


class Token(msgspec.Struct, frozen=True, dict=True):
    """A word or mark of a sentence and where it stands; `quoted` inside quotation marks."""

    text: str
    start: int
    end: int
    kind: Kind
    quoted: bool = False

    @cached_property
    def folded(self) -> str:
        """The word as the lists hold it: folded, without a possessive ending."""
        return fold(self.text.removesuffix("'s").removesuffix("'"))

    @property
    def is_word(self) -> bool:
        return self.kind in {"word", "initial"}

    @property
    def is_lower(self) -> bool:
        return self.kind == "word" and self.text[0].islower()


@lru_cache(maxsize=8)
def tokenise(text: str) -> tuple[Token, ...]:
    """Split a sentence with plain quotation marks into words and marks."""
    quotations = iter(find_quotations(text))
    start, end = next(quotations, (len(text), len(text)))
    tokens = []
    for match in _TOKENS.finditer(text):
        while match.start() >= end:
            start, end = next(quotations, (len(text), len(text) + 1))
        quoted = start <= match.start() < end
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        tokens.append(Token(match[0], match.start(), match.end(), kind, quoted))
    return tuple(tokens)


def split_at(tokens: Sequence[Token], kinds: Collection[Kind]) -> Iterator[list[Token]]:
    """Split words at marks of some kinds, outside brackets and quotation marks."""
    segment: list[Token] = []
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind == "open") - (token.kind == "close"))
        if token.kind in kinds and not token.quoted and not depth:
            yield segment
            segment = []
        else:
            segment.append(token)
    yield segment
