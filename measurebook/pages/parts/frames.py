"""What stands around the content of every page: head, path, navigation and foot."""

from __future__ import annotations

from markupsafe import escape

from measurebook.memory import recall
from measurebook.pages.parts.edition import Edition, shorten
from measurebook.pages.parts.views import EditionLink, Frame, Link, LinkGroup, NavigationLink
from measurebook.pages.parts.wording import unmark
from measurebook.urls import address_of

_PARTS = (
    "measures",
    "areas",
    "domains",
    "organisations",
    "events",
    "reports",
    "workbook",
    "sources",
    "about",
)
"""The parts of the site in the head, in order."""

_LONGEST_DOCUMENT_TITLE = 70
_SHORTEST_PART = 20

_FOOTER = {
    "browse": ("measures", "goals", "areas", "domains", "events", "timeline"),
    "who": ("agencies", "partners", "organisations", "places", "network"),
    "prepare": ("workbook", "reports", "indicators", "gaps", "promises"),
    "check": ("claims", "conflicts", "sources"),
    "take": ("search", "data", "vocabulary", "about"),
}

PART_OF_KIND = {
    "measure": "measures",
    "goals": "areas",
    "goal": "areas",
    "area": "areas",
    "domain": "domains",
    "organisation": "organisations",
    "agencies": "organisations",
    "partners": "organisations",
    "places": "organisations",
    "place": "organisations",
    "event": "events",
    "report": "reports",
    "source": "sources",
    "compare": "measures",
    "timeline": "events",
    "network": "organisations",
    "indicators": "reports",
    "gaps": "workbook",
    "claims": "workbook",
    "promises": "workbook",
    "conflicts": "sources",
}
"""The part of the head under which a page of another kind is found."""


def make_frame(
    edition: Edition,
    kind: str,
    title: str,
    slug: str = "",
    path: tuple[Link, ...] = (),
    description: str = "",
) -> Frame:
    """Make the frame of a page; `path` leads to it from the home page, which it leaves out."""
    address = address_of(kind, slug)
    own = edition.address_of(kind, slug)
    up, root = _find_way_up(edition, kind, address, own)
    return Frame(
        kind=kind,
        language=edition.language,
        heading=title,
        title=_name_document(edition, title),
        site_title=edition.site_name.title,
        description=unmark(description),
        site_description=edition.site_name.description or "",
        up=up,
        root=root,
        canonical="" if kind == "not-found" else make_absolute(edition, own),
        home=address_of("home"),
        navigation=tuple(_make_navigation(edition, part, kind, slug) for part in _PARTS),
        breadcrumb=() if kind == "home" else (edition.link("home"), *path),
        footer=recall(("footer", edition.language), _list_footer, edition),
        editions=_list_editions(edition, kind, slug),
        version=edition.wording.say("footer_version", version=edition.version),
    )


def _name_document(edition: Edition, title: str) -> str:
    """Return a title that a tab or a list of results shows whole, the site's name included."""
    site = edition.site_name.title
    signs = len(escape(title)) - len(title)  # written out as references, they count in full
    room = max(_LONGEST_DOCUMENT_TITLE - len(f" · {escape(site)}") - signs, _SHORTEST_PART)
    return f"{shorten(title, room, room)} · {site}"


def _find_way_up(edition: Edition, kind: str, address: str, own: str) -> tuple[str, str]:
    """Return what leads from a page to the root of its edition and to the root of the site.

    The page for missing addresses is shown at any depth, so its links are whole where they can be.
    """
    if kind == "not-found" and edition.site.base_url:
        return make_absolute(edition, own.removesuffix(address)), make_absolute(edition, "")
    return "../" * address.count("/"), "../" * own.count("/")


def make_absolute(edition: Edition, address: str) -> str:
    """Return the public address of a page, or "" where the site does not know where it stands."""
    base = edition.site.base_url
    return f"{base.rstrip('/')}/{address}" if base else ""


def _make_navigation(edition: Edition, part: str, kind: str, slug: str) -> NavigationLink:
    link = link_part(edition, part)
    here = address_of(kind, slug) == link.address
    inside = part in (kind, PART_OF_KIND.get(kind))
    current = "page" if here else "true" if inside else ""
    return NavigationLink(text=link.text, address=link.address, current=current)


def link_part(edition: Edition, part: str) -> Link:
    """Return the link to a part of the site; a single report stands for the list of reports."""
    reports = edition.atlas.reports
    if part == "reports" and len(reports) == 1:
        return edition.link("report", reports[0].slug, edition.wording.say("part_report"))
    return edition.link(part)


def _list_footer(edition: Edition) -> tuple[LinkGroup, ...]:
    return tuple(_make_group(edition, group) for group in _FOOTER)


def _make_group(edition: Edition, group: str) -> LinkGroup:
    return LinkGroup(
        id=f"foot-{group}",
        heading=edition.wording.say(f"footer_{group}"),
        links=tuple(link_part(edition, part) for part in _FOOTER[group]),
    )


def _list_editions(edition: Edition, kind: str, slug: str) -> tuple[EditionLink, ...]:
    others = [language for language in edition.site.languages if language != edition.language]
    words = edition.knowledge.words
    return tuple(
        EditionLink(
            language=language,
            name=words[language]["language_name"],
            short=words[language]["language_short"],
            address=edition.address_of(kind, slug, language),
        )
        for language in others
        if language in words
    )
