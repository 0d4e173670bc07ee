"""Citations for Zotero, Pandoc and citeproc: CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from measurebook.exports.plain import dump_json
from measurebook.exports.references import Reference


def render_csl(references: Iterable[Reference]) -> str:
    """Write the entries as one list, which is what programs expect even of a single one."""
    entries = [make_csl_entry(reference) for reference in references]
    return dump_json(entries).decode()


def make_csl_entry(reference: Reference) -> dict[str, Any]:
    """Make one entry; what is not known is left out."""
    entry = {
        "id": reference.key,
        "type": "report" if reference.is_report else "webpage",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "issued": {"date-parts": [[int(part) for part in reference.date.split("-") if part]]},
        "container-title": "" if reference.is_report else reference.site,
        "publisher": reference.publisher,
        "version": reference.version,
        "keyword": ", ".join(reference.keywords),
        "language": reference.language,
        "note": f"{reference.edition}. {reference.basis}",
        "URL": reference.address,
    }
    if not reference.date:
        del entry["issued"]
    return {field: value for field, value in entry.items() if value}
