"""What each kind of page is about, in the words of schema.org. People are not among it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from measurebook.exports.linked_data.dataset import describe_data
from measurebook.exports.linked_data.measures import describe_measure
from measurebook.exports.linked_data.namer import Namer, Node, keep_told
from measurebook.exports.linked_data.texts import describe_event, describe_report, describe_source
from measurebook.exports.linked_data.vocabulary import (
    describe_organisation,
    describe_place,
    describe_term,
)

_DESCRIBERS: Mapping[str, Callable[[Namer], Node]] = {
    "measure": describe_measure,
    "report": describe_report,
    "event": describe_event,
    "source": describe_source,
    "organisation": describe_organisation,
    "place": describe_place,
    "goal": describe_term,
    "area": describe_term,
    "domain": describe_term,
    "data": describe_data,
}


def describe_subject(namer: Namer) -> Node:
    """Describe what a page is about; {} for a page that is about nothing but the site."""
    describe = _DESCRIBERS.get(namer.page.kind)
    return keep_told(describe(namer)) if describe else {}
