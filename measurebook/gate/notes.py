"""What is noted while a page is read: its ids, its links, and what is wrong with it."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from measurebook.errors import quote
from measurebook.gate.addresses import find_form_fault, read_scheme
from measurebook.gate.rules import Rules

Role = Literal["page", "resource", "id"]
"""page: the reader goes there; resource: the browser loads it; id: a place on the same page."""

NOT_FOUND_PAGE = re.compile(r"([a-z]{2,3}/)?404\.html")
"""Shown at addresses of any depth, in each language: it alone may name files by full address."""


class Link(msgspec.Struct, frozen=True, array_like=True):
    """An address as a page states it, and the tag and attribute where it stands."""

    tag: str
    attribute: str
    address: str
    role: Role

    def __str__(self) -> str:
        return show(self.tag, self.attribute, self.address)


class Fault(msgspec.Struct, frozen=True):
    """What is wrong in a file, and the text in the file by which its line can be found."""

    message: str
    written: str = ""


def show(tag: str, attribute: str, value: str) -> str:
    """Show an element in a message.

    >>> show("a", "href", "x.html")
    '<a href="x.html">'
    """
    return f"<{tag} {attribute}={quote(value, limit=200)}>"


class Notes(msgspec.Struct):
    """The notes of one page; an address is judged here as far as the page alone tells.

    `styles` are the hashes of the styles that its policy allows inside it.
    """

    path: str
    rules: Rules
    ids: set[str] = msgspec.field(default_factory=set)
    links: dict[Link, None] = msgspec.field(default_factory=dict)
    faults: list[Fault] = msgspec.field(default_factory=list)
    has_policy: bool = False
    styles: set[str] = msgspec.field(default_factory=set)

    def fault(self, message: str, written: str = "") -> None:
        self.faults.append(Fault(message, written))

    def is_own(self, address: str) -> bool:
        """Tell whether an address names a file of this site in full."""
        return bool(self.rules.base_url) and address.startswith(self.rules.base_url)

    def note(self, tag: str, attribute: str, address: str, role: Role) -> None:
        """Note an address that has no scheme, or that is the site's own."""
        link = Link(tag, attribute, address, role)
        if link in self.links:
            return
        if address.startswith("//"):
            self.refuse_scheme(tag, attribute, address)
        elif fault := find_form_fault(address):
            self.fault(f"the address of {link} {fault}", address)
        else:
            self.links[link] = None

    def note_local(self, tag: str, attribute: str, address: str, role: Role) -> None:
        """Note an address that must be relative."""
        may_be_full = bool(NOT_FOUND_PAGE.fullmatch(self.path)) and self.is_own(address)
        if read_scheme(address) and not may_be_full:
            self.refuse_scheme(tag, attribute, address)
        else:
            self.note(tag, attribute, address, role)

    def note_same_page(self, tag: str, attribute: str, address: str) -> None:
        """Note an address that works from a folder only where it stays on its own page."""
        if address.startswith("#") and len(address) > 1:
            self.note(tag, attribute, address, "id")
        else:
            self.fault(f"{show(tag, attribute, address)} leaves the page; expected #id", address)

    def note_own(self, tag: str, attribute: str, address: str) -> None:
        """Note an address that must be full and the site's own."""
        if not self.rules.base_url:
            why = "needs the site's base URL, which is not set"
        elif not self.is_own(address):
            why = f"is not of this site; expected it to start with {quote(self.rules.base_url)}"
        else:
            self.note(tag, attribute, address, "page")
            return
        self.fault(f"{show(tag, attribute, address)} {why}", address)

    def refuse_scheme(self, tag: str, attribute: str, address: str) -> None:
        self.fault(
            f"{show(tag, attribute, address)} leaves the site; expected a relative address "
            "(only <a> leads outside, to http, https or mailto)",
            address,
        )
