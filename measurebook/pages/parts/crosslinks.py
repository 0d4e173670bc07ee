"""Cross-links: names in the prose lead to their pages, and pages list who names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec
from markupsafe import Markup

from measurebook.graph import DocumentKind, Mention, Reason, Related, TargetKind
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.quotations import QuotationView, link_quotation, show_quotation
from measurebook.pages.parts.views import Link, View
from measurebook.pages.parts.wording import mark
from measurebook.urls import address_of

V = TypeVar("V")


class MentionView(View, frozen=True, kw_only=True):
    """A sentence of a document that names something; `count` says how often it does in all."""

    link: Link
    quotation: QuotationView
    count: str


class RelatedView(View, frozen=True, kw_only=True):
    """A related measure, why it is one, and the address that sets the two side by side."""

    link: Link
    why: str
    compare: str


# Names in the prose


class ProseLinks:
    """Links the words of sources on one page; the first mention of each name is enough."""

    def __init__(self, edition: Edition, kind: DocumentKind, slug: str) -> None:
        self._linker = edition.atlas.linker(kind, slug)
        self._up = "../" * address_of(kind, slug).count("/")

    def link(self, shown: V) -> V:
        """Return the same views with links in all quoted words, in the order they are shown in.

        Words without a line are the editors' own, and stay as they are.
        """
        if isinstance(shown, tuple):
            linked = tuple(self.link(part) for part in shown)
            is_same = all(new is old for new, old in zip(linked, shown, strict=True))
            return shown if is_same else linked  # type: ignore[return-value]
        return self._link_view(shown) if isinstance(shown, View) else shown  # type: ignore[return-value]

    def link_anew(self, shown: V) -> V:
        """Link a section of a long page, whatever was linked above it."""
        self._linker.forget()
        return self.link(shown)

    def _link_view(self, view: View) -> View:
        fields = ((name, getattr(view, name)) for name in view.__struct_fields__)
        linked = {name: (value, self._link_field(view, name, value)) for name, value in fields}
        changed = {name: new for name, (old, new) in linked.items() if new is not old}
        return msgspec.structs.replace(view, **changed) if changed else view

    def _link_field(self, view: View, name: str, value: object) -> object:
        if name == "html" and isinstance(value, Markup):
            return (
                self._linker.link(value, self._find_address)
                if getattr(view, "cites", ())
                else value
            )
        return self.link(value) if isinstance(value, tuple | View) else value

    def _find_address(self, kind: str, slug: str) -> str:
        return f"{self._up}{address_of(kind, slug)}"


# Who names it


def list_mentions(edition: Edition, kind: TargetKind, slug: str) -> tuple[MentionView, ...]:
    """List the documents that name something, each with the first sentence that does."""
    mentions = edition.atlas.mentions_of(kind, slug)
    return tuple(_show_mention(edition, mention) for mention in mentions)


def _show_mention(edition: Edition, mention: Mention) -> MentionView:
    count = mention.count
    return MentionView(
        link=link_quotation(_link_document(edition, mention), mention.quotation),
        quotation=show_quotation(edition, mention.quotation),
        count=edition.wording.count("mentions", count) if count > 1 else "",
    )


def _link_document(edition: Edition, mention: Mention) -> Link:
    atlas, (kind, slug) = edition.atlas, mention.document
    if kind == "measure":
        return edition.measure(atlas.measure(slug))
    if kind == "event":
        return edition.event(atlas.event(slug))
    return edition.report(atlas.report(slug))


# Related measures


def list_related(edition: Edition, measure: str) -> tuple[RelatedView, ...]:
    """List the most related measures with the reasons."""
    found = edition.atlas.related(measure)
    return tuple(_show_related(edition, measure, related) for related in found)


def _show_related(edition: Edition, measure: str, related: Related) -> RelatedView:
    lang = edition.language_of_measure(related.measure)
    reasons = [_say_reason(edition, reason, lang) for reason in related.reasons]
    return RelatedView(
        link=edition.measure(related.measure),
        why=edition.wording.join(reasons),
        compare=f"{address_of('compare')}?m={measure},{related.measure.slug}",
    )


def _say_reason(edition: Edition, reason: Reason, lang: str) -> str:
    """Say why two measures are related; `lang` is the language of their texts."""
    kind = reason.kind.replace("-", "_")
    if reason.kind == "relation":
        return edition.wording.say(f"relation_{reason.values[0].replace('-', '_')}")
    if not reason.values:
        return edition.wording.say(f"related_{kind}")
    values = edition.wording.join(_name_values(edition, reason, lang), "comma")
    return edition.wording.say(f"related_{kind}", values=values)


def _name_values(edition: Edition, reason: Reason, lang: str) -> list[str]:
    if reason.kind == "wording":
        return [mark(value, lang) for value in reason.values]
    names = [_NAMES[reason.kind](edition, value) for value in reason.values]
    return [mark(name.text, name.lang) for name in names]


def _name_mentioned(edition: Edition, slug: str) -> Link:
    """Name what both texts name: a body or, where no body has that slug, a place."""
    is_body = slug in edition.vocabulary.organisations
    return edition.organisation(slug) if is_body else edition.place(slug)


_NAMES: Mapping[str, Callable[[Edition, str], Link]] = {
    "organisations": Edition.organisation,
    "mentions": _name_mentioned,
    "domains": Edition.domain,
    "areas": Edition.area,
}
