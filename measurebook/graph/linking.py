"""Puts links into finished prose: the first mention of each name leads to its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from markupsafe import Markup

from measurebook.graph.mentions import NameFinder
from measurebook.graph.names import Target

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_KEPT = frozenset({"a", "button", "cite", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
"""Elements inside which nothing is linked."""

FindAddress = Callable[[str, str], str]
"""The address of a page, from its kind and slug, as the linked page must write it."""


class Linker:
    """Links the prose of one page. It remembers what it has linked, for one link to each is enough.

    `own` is the page itself, to which it never links; `country` is that of the page's source.
    """

    def __init__(self, finder: NameFinder, own: Target | None, country: str | None) -> None:
        self._finder = finder
        self._country = country
        self._own = own
        self._linked: set[Target] = set()

    def forget(self) -> None:
        """Start anew, as at the next section of a long page."""
        self._linked.clear()

    def link(self, html: Markup, find_address: FindAddress) -> Markup:
        """Return the same elements with links in them; all they show stays as it is."""
        parts = (
            self._link_text(text, find_address) if is_open else text
            for text, is_open in _split_text(html)
        )
        return Markup("".join(parts))  # noqa: S704 (escaped where made)

    def _link_text(self, written: str, find_address: FindAddress) -> str:
        text = unescape(written)
        pieces: list[str | Markup] = []
        rest = 0
        for found in self._finder.find(text, self._country):
            if found.target != self._own and found.target not in self._linked:
                self._linked.add(found.target)
                pieces += [text[rest : found.start], _make_link(text, found, find_address)]
                rest = found.end
        return str(Markup("").join([*pieces, text[rest:]])) if pieces else written


def _make_link(text: str, found: tuple[int, int, Target], find_address: FindAddress) -> Markup:
    start, end, target = found
    return Markup('<a class="mention-link" href="{}">{}</a>').format(
        find_address(target.kind, target.slug), text[start:end]
    )


def _split_text(html: str) -> Iterator[tuple[str, bool]]:
    """Split safe markup into tags and texts; True marks a text in which links may stand."""
    depth = place = 0
    for tag in _TAG.finditer(html):
        if tag.start() > place:
            yield html[place : tag.start()], depth == 0
        yield tag[0], False
        if tag[2].lower() in _KEPT:
            depth += -1 if tag[1] else 1
        place = tag.end()
    if place < len(html):
        yield html[place:], depth == 0
