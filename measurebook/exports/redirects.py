"""Old addresses of pages, which lead on to the new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.urls import address_of, relative_link


class Redirect(msgspec.Struct, frozen=True, kw_only=True):
    """An old address of a page and its new one, both from the root of the site.

    `link` leads from one to the other, also in a folder; `title` is that of the page.
    """

    kind: str
    language: str
    old: str
    new: str
    title: str

    @property
    def link(self) -> str:
        return relative_link(self.old, self.new)


def list_redirects(release: Release) -> Iterator[Redirect]:
    """List the former slugs of measures, reports and events, in every language of the site."""
    for kind, former, slug, title in _find_aliases(release):
        for language in release.site.languages:
            default = release.site.languages[0]
            yield Redirect(
                kind=kind,
                language=language,
                old=address_of(kind, former, language, default),
                new=address_of(kind, slug, language, default),
                title=tidy(title),
            )


def _find_aliases(release: Release) -> Iterable[tuple[str, str, str, str]]:
    atlas = release.atlas
    for kind, entries in (
        ("measure", atlas.measures),
        ("report", atlas.reports),
        ("event", atlas.events),
    ):
        for entry in entries:
            for former in entry.record.aliases:
                yield kind, former, entry.slug, entry.record.title or entry.slug
