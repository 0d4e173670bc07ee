"""What is put aside comes back as it was, however much there is."""

from __future__ import annotations

import gc

from measurebook.shelf import Shelf, ShelvedTexts

LONG = "Şəki " * 300_000


def test_what_is_put_aside_comes_back() -> None:
    shelf = Shelf()
    kept = [shelf.put(thing) for thing in ("a", LONG, {"b": ("c",)}, "\udcff")]
    assert [one.get() for one in kept] == ["a", LONG, {"b": ("c",)}, "\udcff"]
    assert shelf.put("later").get() == "later"
    assert kept[0].get() == "a"


def test_texts_are_a_mapping() -> None:
    texts = ShelvedTexts(Shelf(), [("a", LONG), ("b", "short")])
    assert dict(texts) == {"a": LONG, "b": "short"}
    assert ("a" in texts, "c" in texts, texts.get("c")) == (True, False, None)


def test_a_shelf_goes_without_a_warning() -> None:
    Shelf().put(LONG * 5)
    gc.collect()
