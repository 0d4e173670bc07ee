"""Pictures that stand for pages say what the page is, and stay inside their frame."""

from __future__ import annotations

import re

import msgspec
import pytest
from lxml import etree

from measurebook.exports import PageFacts, find_card, list_cards, make_head
from measurebook.exports.cards import CARD_HEIGHT, CARD_WIDTH, Card
from tests.exports.releases import (
    HOME,
    load_azerbaijan,
    load_norland,
    make_release,
    with_measure,
)

PAGE = PageFacts(
    kind="measure",
    path="measures/film-fund.html",
    language="en",
    default_language="en",
    heading="Film Fund",
    title="Film Fund · Site",
    slug="film-fund",
)


def draw_all() -> dict[str, Card]:
    return {card.address: card for card in list_cards(make_release(load_azerbaijan(), HOME))}


def test_every_measure_has_its_card_and_all_other_pages_one_together() -> None:
    cards = draw_all()
    assert len(cards) == 1 + len(load_azerbaijan().measures)
    assert find_card(PAGE) == "cards/film-fund.png"
    assert "cards/site.png" in cards


@pytest.mark.parametrize("card", draw_all().values(), ids=lambda card: card.address)
def test_every_line_stands_inside_the_card(card: Card) -> None:
    root = etree.fromstring(card.drawing.encode())
    assert (root.get("width"), root.get("height")) == (str(CARD_WIDTH), str(CARD_HEIGHT))
    texts = root.findall("{*}text")
    for text in texts[:-1]:
        assert float(text.get("y", "")) < 520
        assert len(text.text or "") * float(text.get("font-size", "")) * 0.48 < CARD_WIDTH - 80


def test_a_title_stays_text_in_its_card() -> None:
    hostile = "<image href='https://else.example/a.png'/> & \"more\""
    knowledge = with_measure(load_norland(), "film-fund", title=hostile)
    cards = {card.address: card for card in list_cards(make_release(knowledge, HOME))}
    card = cards["cards/film-fund.png"]
    assert not etree.fromstring(card.drawing.encode()).findall(".//{*}image")
    assert card.words.startswith(hostile)


def test_a_long_title_is_cut_at_its_last_line() -> None:
    knowledge = with_measure(load_norland(), "film-fund", title="On the culture of " * 40)
    cards = {card.address: card for card in list_cards(make_release(knowledge, HOME))}
    lines = re.findall(r'font-size="44"[^>]*>([^<]*)<', cards["cards/film-fund.png"].drawing)
    assert len(lines) == 5
    assert lines[-1].endswith("…")


def test_a_page_names_its_card_with_its_size_and_words() -> None:
    release = make_release(load_norland(), HOME)
    with_card = msgspec.structs.replace(PAGE, card="cards/film-fund.png", card_words="Film")
    head = make_head(release, with_card)
    told = dict(head.properties)
    assert told["og:image"] == f"{HOME}cards/film-fund.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == "Film"
    assert ("twitter:card", "summary_large_image") in head.meta
    assert not any(name.startswith("og:image") for name, _ in make_head(release, PAGE).properties)
