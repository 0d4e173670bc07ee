"""Sentences of sources, as pages quote them for what was found in them."""

from __future__ import annotations

import msgspec

from measurebook.graph import Quotation
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Cite, Link, View


class QuotationView(View, frozen=True, kw_only=True):
    """A sentence around the words it was found by, and the lines it stands on."""

    before: str
    found: str
    after: str
    lang: str
    cites: tuple[Cite, ...]


def show_quotation(edition: Edition, quoted: Quotation) -> QuotationView:
    return QuotationView(
        before=quoted.before,
        found=quoted.found,
        after=quoted.after,
        lang=edition.language_of(quoted.source),
        cites=(edition.cite(quoted.source, quoted.lines),) if quoted.lines else (),
    )


def link_quotation(document: Link, quoted: Quotation) -> Link:
    """Link to the place of a sentence on the page of its document."""
    fragment = f"#{quoted.fragment}" if quoted.fragment else ""
    return msgspec.structs.replace(document, address=f"{document.address}{fragment}")
