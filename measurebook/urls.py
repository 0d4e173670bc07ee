"""The addresses of pages and how one page links to another.

Addresses are relative `.html` files everywhere, so that the same tree works from a server, under
a sub-path, out of an unpacked zip and by double click.
"""

from __future__ import annotations

import posixpath

ADDRESSES = {
    "home": "index.html",
    "measures": "measures/index.html",
    "measure": "measures/{}.html",
    "goals": "goals/index.html",
    "goal": "goals/{}.html",
    "areas": "areas/index.html",
    "area": "areas/{}.html",
    "domains": "domains/index.html",
    "domain": "domains/{}.html",
    "agencies": "agencies/index.html",
    "partners": "partners/index.html",
    "organisations": "organisations/index.html",
    "organisation": "organisations/{}.html",
    "places": "places/index.html",
    "place": "places/{}.html",
    "events": "events/index.html",
    "event": "events/{}.html",
    "reports": "reports/index.html",
    "report": "reports/{}.html",
    "sources": "sources/index.html",
    "source": "sources/{}.html",
    "search": "search.html",
    "compare": "compare.html",
    "timeline": "timeline.html",
    "network": "network.html",
    "indicators": "indicators.html",
    "workbook": "workbook.html",
    "gaps": "gaps.html",
    "claims": "claims.html",
    "promises": "promises.html",
    "conflicts": "conflicts.html",
    "vocabulary": "vocabulary.html",
    "data": "data.html",
    "about": "about.html",
    "not-found": "404.html",
}
"""Page kind to address; `{}` is the slug."""

NOT_STATED = "not-stated"
"""The slug of the page that lists the measures which state no value of a list."""


def address_of(kind: str, slug: str = "", language: str = "", default_language: str = "en") -> str:
    """Return the address of a page; languages other than the default have their own folder.

    >>> address_of("measure", "abad"), address_of("home", language="az")
    ('measures/abad.html', 'az/index.html')
    """
    address = ADDRESSES[kind].format(slug)
    return address if language in ("", default_language) else f"{language}/{address}"


def relative_link(source: str, target: str) -> str:
    """Return the link from one address of the site to another; `target` may end in `#fragment`.

    >>> relative_link("measures/abad.html", "goals/1.html")
    '../goals/1.html'
    >>> relative_link("index.html", "about.html#method")
    'about.html#method'
    """
    path, mark, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(source) or ".") + mark + fragment


def line_fragment(lines: str) -> str:
    """Return the fragment of a source page for a line or the first of several lines.

    >>> line_fragment("161-165")
    'L161'
    """
    return f"L{lines.partition('-')[0]}"
