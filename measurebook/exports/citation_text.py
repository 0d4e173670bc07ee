"""A citation as people write it below a text."""

from __future__ import annotations

from measurebook.exports.plain import end_sentence, join_told
from measurebook.exports.references import CitationWords, CitedSource, Reference


def render_citation(reference: Reference, words: CitationWords) -> str:
    """Write author, date, title, the texts it rests on with their lines, and where it was read.

    Author and date stand first, as in most house styles of the social sciences; titles are not
    set off, because plain text has no italics. The content version takes the place of the day on
    which a page was visited: it names the same state of the page for every reader.
    """
    sources = "; ".join(_render_source(reference, source, words) for source in reference.sources)
    is_part = bool(reference.container)
    told = words.in_container.format(container=sources) if is_part else sources
    parts = (
        f"{join_told(reference.authors)} ({reference.date or words.undated})",
        reference.title,
        told,
        reference.edition,
    )
    sentences = [end_sentence(part) for part in parts if part]
    return join_told((*sentences, reference.address), " ")


def _render_source(reference: Reference, source: CitedSource, words: CitationWords) -> str:
    captured = words.captured.format(date=source.captured) if source.captured else ""
    title = source.title if source.title != reference.title else ""
    publisher = source.publisher if source.publisher not in reference.authors else ""
    return join_told((title, publisher, source.url, captured, source.lines))
