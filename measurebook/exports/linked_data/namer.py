"""Names of things: each is an address of this site, as seen from one page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec

from measurebook.exports.page_facts import PageFacts
from measurebook.exports.release import Release
from measurebook.urls import address_of

Node = dict[str, Any]


class Namer(msgspec.Struct, frozen=True, dict=True):
    """Names things by addresses, as seen from one page."""

    release: Release
    page: PageFacts

    def iri(self, address: str, fragment: str = "") -> str:
        """Return the identifier of a file, or of the thing that it is about."""
        target = f"{address}#{fragment}" if fragment else address
        return f"{self._start}{target}"

    @cached_property
    def _start(self) -> str:
        """The address of the root of the site, in full or as the way up from the page."""
        return self.release.base or "../" * self.page.address.count("/")

    def thing(self, kind: str, slug: str) -> str:
        """Return the identifier of what a page is about; all languages share it."""
        return self.iri(address_of(kind, slug), kind)

    def in_edition(self, path: str) -> str:
        """Return the address of another page in the language of this one."""
        is_default = self.page.language == self.page.default_language
        return path if is_default else f"{self.page.language}/{path}"


def keep_told(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
