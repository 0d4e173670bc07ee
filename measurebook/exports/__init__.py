"""What readers and programs take along: citations, data, feeds, and what heads of pages tell."""

from __future__ import annotations

from measurebook.exports.addresses import FEED, RECORD_KINDS, RecordKind
from measurebook.exports.cards import Card, find_card, list_cards
from measurebook.exports.changes import Change, list_changes
from measurebook.exports.citations import CitationFile, CitationView, cite_record
from measurebook.exports.head import Head, make_head
from measurebook.exports.page_facts import PageFacts
from measurebook.exports.planning import Exports, plan_signposts
from measurebook.exports.redirects import Redirect, list_redirects
from measurebook.exports.release import Release

__all__ = [
    "FEED",
    "RECORD_KINDS",
    "Card",
    "Change",
    "CitationFile",
    "CitationView",
    "Exports",
    "Head",
    "PageFacts",
    "RecordKind",
    "Redirect",
    "Release",
    "cite_record",
    "find_card",
    "list_cards",
    "list_changes",
    "list_redirects",
    "make_head",
    "plan_signposts",
]
