"""What search engines are told: which pages there are, and in which languages.

Only a site that knows its own address says so. No page has a date of change, for none is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from measurebook.exports.addresses import ROBOTS, SITEMAP
from measurebook.exports.redirects import list_redirects
from measurebook.exports.release import Release
from measurebook.model.output import OutputFile
from measurebook.urls import address_of

LONGEST = 50_000
"""More addresses than these one sitemap may not hold."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def render_sitemaps(
    release: Release, addresses: Iterable[str], longest: int = LONGEST
) -> Iterator[OutputFile]:
    """Write the sitemap of these pages, in parts with a list of them where it would be too long.

    Pages that say that nothing is here, and redirects, are left out.
    """
    if not release.base:
        return
    pages = _group_editions(release, addresses)
    entries = [_render_entry(release, address, editions) for address, editions in pages]
    parts = [entries[start : start + longest] for start in range(0, len(entries), longest)]
    if len(parts) <= 1:
        yield _render_part(SITEMAP, entries)
        return
    names = [SITEMAP.replace(".", f"-{number}.") for number in range(1, len(parts) + 1)]
    yield from map(_render_part, names, parts)
    yield _render_list(release, names)


def render_robots(release: Release) -> Iterator[OutputFile]:
    """Let everyone read everything, and name the sitemap."""
    if release.base:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {release.in_full(SITEMAP)}\n"
        yield OutputFile(ROBOTS, text.encode())


def _group_editions(
    release: Release, addresses: Iterable[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each page with its addresses by language, all of them together one after the other."""
    languages = release.site.languages
    pages: dict[str, dict[str, str]] = {}
    for address in sorted(set(addresses) - _find_unlisted(release)):
        language, path = _split_language(address, languages)
        pages.setdefault(path, {})[language] = address
    for path in sorted(pages):
        ordered = {
            language: pages[path][language] for language in languages if language in pages[path]
        }
        yield from ((address, ordered) for address in ordered.values())


def _find_unlisted(release: Release) -> set[str]:
    languages = release.site.languages
    lost = {address_of("not-found", "", language, languages[0]) for language in languages}
    return lost | {redirect.old for redirect in list_redirects(release)}


def _split_language(address: str, languages: Sequence[str]) -> tuple[str, str]:
    folder, _, path = address.partition("/")
    return (folder, path) if folder in languages[1:] else (languages[0], address)


def _render_entry(release: Release, address: str, editions: dict[str, str]) -> str:
    links = _list_alternates(release, editions) if len(editions) > 1 else ()
    return f"<url><loc>{escape(release.in_full(address))}</loc>{''.join(links)}</url>\n"


def _list_alternates(release: Release, editions: dict[str, str]) -> Iterator[str]:
    default = release.site.languages[0]
    named = [*editions.items()]
    if default in editions:
        named.append(("x-default", editions[default]))
    for language, address in named:
        href = f'"{escape(release.in_full(address))}"'
        yield f'<xhtml:link rel="alternate" hreflang="{language}" href={href}/>'


def _render_part(name: str, entries: Iterable[str]) -> OutputFile:
    text = f"{_HEAD}<urlset {_NAMESPACE} {_LINKS}>\n{''.join(entries)}</urlset>\n"
    return OutputFile(name, text.encode())


def _render_list(release: Release, names: Iterable[str]) -> OutputFile:
    parts = (f"<sitemap><loc>{escape(release.in_full(name))}</loc></sitemap>\n" for name in names)
    text = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(parts)}</sitemapindex>\n"
    return OutputFile(SITEMAP, text.encode())
