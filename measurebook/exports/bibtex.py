r"""Citations for LaTeX: BibTeX entries in UTF-8.

Values stand in two pairs of braces, so that styles neither change capitals in titles nor take a
body's name apart. Every character that TeX or BibTeX would take for its own is written as a
command; braces too, for BibTeX counts them even behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from measurebook.exports.references import Reference

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
}
_SPECIAL = re.compile("|".join(map(re.escape, _ESCAPED)))
_LIGATURE = re.compile(r"([-',])(?=\1)")
"""Two of these in a row would be printed as one other sign."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def escape_bibtex(text: str) -> str:
    r"""Write a text of one line so that LaTeX prints it as it is.

    >>> escape_bibtex("50 % of {craft} & design_")
    '50 \\% of \\textbraceleft{}craft\\textbraceright{} \\& design\\_'
    """
    return _LIGATURE.sub(r"\1{}", _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text))


def render_bibtex(reference: Reference) -> str:
    """Write one entry: a report as @techreport, all else as @misc, which every style knows."""
    kind = "techreport" if reference.is_report else "misc"
    lines = [f"  {name} = {value}," for name, value in _list_fields(reference)]
    return "\n".join([f"@{kind}{{{reference.key},", *lines, "}", ""])


def render_all_bibtex(references: Iterable[Reference]) -> str:
    """Write entries with a blank line between them."""
    return "\n".join(map(render_bibtex, references))


def _list_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "author", f"{{{' and '.join(map(_brace, reference.authors))}}}"
    yield "title", f"{{{_brace(reference.title)}}}"
    if reference.year:
        yield "year", f"{{{reference.year}}}"
    if len(reference.date) > 4:
        yield "month", _MONTHS[int(reference.date[5:7]) - 1]
    if reference.is_report:
        yield "institution", f"{{{_brace(reference.publisher or reference.site)}}}"
    elif reference.publisher:
        yield "publisher", f"{{{_brace(reference.publisher)}}}"
    yield "howpublished", f"{{{_brace(reference.edition)}}}"
    yield "note", f"{{{_brace(reference.basis)}}}"
    if reference.keywords:
        keywords = ", ".join(keyword.replace(",", ";") for keyword in reference.keywords)
        yield "keywords", f"{{{escape_bibtex(keywords)}}}"
    if reference.language:
        yield "language", f"{{{reference.language}}}"
    if reference.address:
        yield "url", f"{{{reference.address}}}"


def _brace(text: str) -> str:
    return f"{{{escape_bibtex(text)}}}"
