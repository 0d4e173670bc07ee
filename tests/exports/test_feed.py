"""The feed is valid Atom, tells only dates that somebody stated, and needs a known address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from lxml import etree
from msgspec.structs import replace

from measurebook.exports import FEED, Release, list_changes
from measurebook.exports.changes import cut_opening, is_date
from measurebook.exports.feed import render_feed, render_moment
from measurebook.model.knowledge import Knowledge
from tests.exports.releases import HOME, load_azerbaijan, load_norland, make_release, with_measure
from tests.exports.texts import texts

ATOM = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


def write(release: Release) -> bytes:
    (file,) = render_feed(release)
    assert file.path == FEED
    return file.data


def read(release: Release) -> Any:
    feed = feedparser.parse(write(release))
    assert not feed.bozo
    return feed


def capture(knowledge: Knowledge, **dates: str | None) -> Knowledge:
    """Say when sources were captured; their ids are written with underscores here."""
    sources = dict(knowledge.sources)
    for name, captured in dates.items():
        source = sources[name.replace("_", "-")]
        card = msgspec.structs.replace(source.card, captured=captured)
        sources[source.id] = replace(source, card=card)
    return replace(knowledge, sources=sources)


def test_the_feed_of_the_real_content_is_valid() -> None:
    data = write(make_release(load_azerbaijan(), "https://azerbaijan.example"))
    ATOM.assertValid(etree.fromstring(data))


def test_the_feed_of_the_small_country_is_valid(norland: Release) -> None:
    ATOM.assertValid(etree.fromstring(write(norland)))


def test_the_schema_finds_an_entry_without_a_date() -> None:
    feed = write(make_release(load_norland(), HOME)).decode()
    start, end = feed.rindex("  <updated>"), feed.rindex("</updated>") + len("</updated>")
    assert not ATOM.validate(etree.fromstring((feed[:start] + feed[end:]).encode()))


@given(texts)
def test_any_text_can_be_read_back(text: str) -> None:
    release = make_release(with_measure(load_norland(), "film-fund", title=text or None), HOME)
    document = etree.fromstring(write(release))
    ATOM.assertValid(document)


def test_a_site_without_an_address_has_no_feed(nowhere: Release) -> None:
    assert list(render_feed(nowhere)) == []


def test_what_has_no_date_is_no_news() -> None:
    bare = with_measure(load_norland(), "film-fund", report=None, year=None)
    slugs = [change.slug for change in list_changes(make_release(bare, HOME))]
    assert "film-fund" not in slugs
    assert "school-of-music" in slugs


def test_a_measure_is_as_new_as_the_newest_capture_of_its_sources() -> None:
    release = make_release(capture(load_norland(), norland_2022="2023-07-02"), HOME)
    dates = {(change.kind, change.slug): change.date for change in list_changes(release)}
    assert dates["measure", "film-fund"] == "2023-07-02"
    assert dates["source", "norland-2022"] == "2023-07-02"


def test_without_a_capture_it_is_as_new_as_the_text_says() -> None:
    release = make_release(capture(load_norland(), norland_2022=None, film_day=None), HOME)
    dates = {(change.kind, change.slug): change.date for change in list_changes(release)}
    assert dates["measure", "film-fund"] == "2022"
    assert dates["event", "film-day"] == "2022-03-01"
    assert ("source", "film-day") not in dates


def test_a_date_that_nobody_can_read_counts_for_nothing() -> None:
    release = make_release(capture(load_norland(), norland_2022="last summer"), HOME)
    assert {change.date for change in list_changes(release)} == {"2022", "2022-03-01"}


def test_news_come_newest_first_and_sources_before_what_they_gave() -> None:
    known = capture(load_norland(), norland_2022="2023-07-02", film_day="2024-01")
    changes = list_changes(make_release(known, HOME))
    assert [change.kind for change in changes] == [
        "source",
        "event",
        "source",
        "report",
        "measure",
        "measure",
    ]


def test_entries_lead_to_their_pages_and_keep_their_names(norland: Release) -> None:
    entries = {entry.id: entry for entry in read(norland).entries}
    fund = entries[f"{HOME}measures/film-fund.html"]
    assert fund.title == "Film Fund"
    assert fund.link == fund.id
    assert fund.summary == "The fund pays for first films made in Port Nor. It was set up in 2019."


def test_the_feed_is_as_new_as_its_newest_entry(norland: Release) -> None:
    feed = read(norland)
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)


@pytest.mark.parametrize("written", ["2022", "2022-02", "2022-02-28"])
def test_a_moment_is_the_first_of_what_is_known(written: str) -> None:
    assert render_moment(written).startswith(written)
    assert len(render_moment(written)) == len("2022-01-01T00:00:00Z")


@pytest.mark.parametrize("written", ["", "22", "2022-13", "2022-02-30", "2022-2-3", "20220203"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert not is_date(written)


def test_a_long_opening_is_cut_at_the_end_of_a_word() -> None:
    opening = cut_opening("word " * 100)
    assert len(opening) <= 300
    assert opening.endswith("word …")
