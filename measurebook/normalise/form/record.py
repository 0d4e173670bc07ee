"""The record of a measure, made from what was found below its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

import msgspec

from measurebook.model.base import Span
from measurebook.model.measure import SECTION_HEADINGS, FormVersion, Measure
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block
from measurebook.normalise.values.dates import dates_of_title


def form_of(blocks: Iterable[Block], default: FormVersion) -> FormVersion:
    """Return the form version that the labels of a measure belong to.

    Labels of several versions count for each; most labels decide, the latest version among equals.
    """
    votes = Counter(version for block in blocks if block.label for version in block.label.forms)
    return max(votes, key=lambda version: (votes[version], version), default=default)


def make_measure(found: Findings, reader: Reader, **fixed: Any) -> tuple[Measure, dict[str, str]]:
    """Make the record and its sections, in the order of the form, from what was found.

    `fixed` are values that come from the source as a whole rather than from a line.
    """
    _add_dates(found, reader)
    _add_places(found, reader)
    if found.unresolved:
        found.values["unresolved"] = tuple(found.unresolved)
    answers = dict.fromkeys(("targets_young_people", "ifcd_support", "evaluated"), "not-asked")
    order = (*Measure.__struct_fields__, *SECTION_HEADINGS)
    citations = {
        name: {reader.source: str(found.spans[name])} for name in order if name in found.spans
    }
    measure = msgspec.structs.replace(
        Measure(reported_by="party", **cast("Any", answers)),
        **{**found.values, **fixed, "citations": citations},
    )
    sections = {
        heading: found.sections[name]
        for name, heading in SECTION_HEADINGS.items()
        if name in found.sections
    }
    return measure, sections


def _add_dates(found: Findings, reader: Reader) -> None:
    title = dates_of_title(found.values.get("title") or "")
    text = reader.lists.dates.find(found.sections.get("main_features", ""))
    if title or text:
        found.values["dates"] = (*title, *text)
        stated = {"title": title, "main_features": text}
        found.spans["dates"] = Span.cover(found.spans[name] for name in stated if stated[name])


def _add_places(found: Findings, reader: Reader) -> None:
    """Note the known places that the title and the texts name."""
    texts = {"title": found.values.get("title") or "", **found.sections}
    places = {name: reader.lists.places.find(text) for name, text in texts.items()}
    named = tuple(dict.fromkeys(slug for slugs in places.values() for slug in slugs))
    if named:
        found.values["places"] = named
        found.spans["places"] = Span.cover(found.spans[name] for name in places if places[name])
