"""Citations for reference managers: RIS, one tag and one value to a line.

RIS has no way to escape anything; every value is on one line, and nothing else can break it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from measurebook.exports.references import Reference

_LINE_END = "\r\n"
"""As the format's description says; programs accept the other ends too."""


def render_ris(reference: Reference) -> str:
    """Write one entry: a report as RPRT, all else as ELEC, a page of a web site."""
    lines = [f"{tag}  - {value}" for tag, value in _list_tags(reference) if value]
    return _LINE_END.join([*lines, "ER  - ", "", ""])


def render_all_ris(references: Iterable[Reference]) -> str:
    """Write entries one after the other, each with a blank line behind it."""
    return "".join(map(render_ris, references))


def _list_tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT" if reference.is_report else "ELEC"
    yield "ID", reference.key
    yield from (("AU", author) for author in reference.authors)
    yield "TI", reference.title
    yield "T2", reference.site
    yield "PY", reference.year
    yield "DA", _render_date(reference.date)
    yield "PB", reference.publisher
    yield "ET", reference.version
    yield from (("KW", keyword) for keyword in reference.keywords)
    yield "LA", reference.language
    yield "N1", reference.edition
    yield "N1", reference.basis
    yield "UR", reference.address


def _render_date(date: str) -> str:
    """Write a date with all three slashes, as RIS wants it, however little of it is known.

    >>> _render_date("2022"), _render_date("2022-08"), _render_date("2022-08-05"), _render_date("")
    ('2022///', '2022/08//', '2022/08/05/', '')
    """
    parts = [*date.split("-"), "", ""][:3]
    return f"{'/'.join(parts)}/" if date else ""
