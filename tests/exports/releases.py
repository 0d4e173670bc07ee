"""Releases for the tests of the exports: a small made-up country, and the real content."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec.structs import replace

from measurebook.exports import Release
from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.measure import Measure
from measurebook.settings import Layout
from tests.content_folders import BASE
from tests.source_code import ROOT

VERSION = "1a2b3c4d"
HOME = "https://norland.example/culture/"


@cache
def load_norland() -> Knowledge:
    """Two measures, a report and an event, in two languages, with the words of the real site."""
    return replace(load_knowledge(Layout(BASE)), words=load_azerbaijan().words)


@cache
def load_azerbaijan() -> Knowledge:
    return load_knowledge(Layout(ROOT / "content"))


def make_release(knowledge: Knowledge, base_url: str | None = None) -> Release:
    """Make a release of a knowledge base that stands there, or nowhere."""
    site = msgspec.structs.replace(knowledge.site, base_url=base_url)
    return Release(Atlas(replace(knowledge, site=site)), VERSION)


def with_measure(knowledge: Knowledge, slug: str, **changed: object) -> Knowledge:
    """Change fields of a measure."""
    entry = knowledge.measures[slug]
    record = msgspec.structs.replace(entry.record, **changed)
    measures: dict[str, Entry[Measure]] = knowledge.measures | {slug: replace(entry, record=record)}
    return replace(knowledge, measures=measures)
