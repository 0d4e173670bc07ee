"""The feed of changes, as Atom. Only a site that knows its own address has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from measurebook.exports.addresses import FEED
from measurebook.exports.changes import Change, list_changes
from measurebook.exports.plain import tidy_for_xml
from measurebook.exports.release import Release
from measurebook.model.output import OutputFile
from measurebook.urls import address_of

_LONGEST = 100
"""Feed readers fetch the whole file again and again; what is older is on the site."""


def render_feed(release: Release) -> Iterator[OutputFile]:
    """Write the feed; none where nothing has a date, for a feed without one is not allowed."""
    changes = list_changes(release)
    if release.base and changes:
        yield OutputFile(FEED, "".join(_list_lines(release, changes[:_LONGEST])).encode())


def _list_lines(release: Release, changes: Sequence[Change]) -> Iterator[str]:
    site, language = release.site, f'"{escape(release.language)}"'
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>\n'
    yield f" <id>{_render(release.base)}</id>\n"
    yield f" <title>{_render(site.title)}</title>\n"
    yield f" <subtitle>{_render(site.description)}</subtitle>\n"
    yield f" <updated>{render_moment(changes[0].date)}</updated>\n"
    yield f" <author><name>{_render(site.title)}</name></author>\n"
    yield f' <link rel="self" type="application/atom+xml" href={_quote(release.in_full(FEED))}/>\n'
    yield f' <link rel="alternate" type="text/html" href={_quote(_home(release))}/>\n'
    for change in changes:
        yield from _list_entry_lines(release, change)
    yield "</feed>\n"


def _list_entry_lines(release: Release, change: Change) -> Iterator[str]:
    page = release.in_full(change.path)
    language = f" xml:lang={_quote(change.language)}" if change.language else ""
    yield f" <entry{language}>\n"
    yield f"  <id>{_render(page)}</id>\n"
    yield f"  <title>{_render(change.title)}</title>\n"
    yield f"  <updated>{render_moment(change.date)}</updated>\n"
    yield f'  <link rel="alternate" type="text/html" href={_quote(page)}/>\n'
    yield f"  <category term={_quote(change.kind)}/>\n"
    if change.summary:
        yield f"  <summary>{_render(change.summary)}</summary>\n"
    yield " </entry>\n"


def render_moment(date: str) -> str:
    """Write a date as the moment that Atom asks for: the first one of what is known.

    >>> render_moment("2022"), render_moment("2022-08-05")
    ('2022-01-01T00:00:00Z', '2022-08-05T00:00:00Z')
    """
    return f"{date}-01-01"[:10] + "T00:00:00Z"


def _home(release: Release) -> str:
    return release.in_full(address_of("home"))


def _render(text: str) -> str:
    return escape(tidy_for_xml(text))


def _quote(text: str) -> str:
    return f'"{escape(tidy_for_xml(text))}"'
