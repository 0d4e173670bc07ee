"""Names resolve by the lists alone, and a new name gets an entry of its own."""

from __future__ import annotations

import msgspec
import pytest

from measurebook.model.vocabulary import Alias, FormerName, Organisation
from measurebook.normalise.values.names import NameBook, is_prose
from measurebook.normalise.values.near import NearNames
from tests.normalise.reading_aid import lists_without_names

LIBRARY = Organisation(
    name="National Library",
    country="Ruritania",
    aliases=(Alias(name="Library of Strelsau"), Alias(name="Library", generic=True)),
    former_names=(FormerName(name="Royal Library"),),
)
VOCABULARY = msgspec.structs.replace(
    lists_without_names().vocabulary, organisations={"national-library": LIBRARY}
)


@pytest.fixture
def names() -> NameBook:
    return NameBook(VOCABULARY)


@pytest.mark.parametrize(
    "name", ["national  LIBRARY", "Library of Strelsau", "Royal Library", "“National Library”"]
)
def test_a_name_an_alias_and_a_former_name_resolve(names: NameBook, name: str) -> None:
    assert names.find(name) == "national-library"


def test_a_generic_alias_holds_in_its_country_alone(names: NameBook) -> None:
    assert names.find("Library", "Ruritania") == "national-library"
    assert names.find("Library", "Syldavia") is None
    assert names.find("Library") is None


def test_a_name_that_looks_alike_is_not_merged(names: NameBook) -> None:
    assert names.resolve("National Libraries", "page", 3) == "national-libraries"
    assert names.new["national-libraries"].reviewed is False
    assert names.new["national-libraries"].sources == ("page:3",)


def test_one_new_name_is_one_entry(names: NameBook) -> None:
    assert names.resolve("House of Songs", "page", 1) == names.resolve("house of songs", "b", 2)
    assert len(names.new) == 1


def test_names_with_one_slug_are_told_apart_by_country_or_number(names: NameBook) -> None:
    slugs = [
        names.resolve(name, "page", 1, "Togo") for name in ("Library!", "Library?", "Library*")
    ]
    assert slugs == ["library", "library-togo", "library-2"]


def test_a_name_without_letters_of_a_slug_gets_one(names: NameBook) -> None:
    assert names.resolve("!?", "page", 1) == "organisation"


def test_what_a_failed_source_taught_is_forgotten(names: NameBook) -> None:
    names.resolve("House of Songs", "page", 1)
    for name in ("Library!", "Library?", "Library*"):
        names.resolve(name, "other", 2)
    names.forget(but=1)
    assert list(names.new) == ["house-of-songs"]
    assert [names.find(name) for name in ("House of Songs", "Library!")] == ["house-of-songs", None]
    assert names.resolve("Library?", "third", 1) == "library"
    assert names.resolve("Library!", "third", 2) == "library-2"


def test_a_name_that_nobody_reviewed_holds_in_its_country_alone(names: NameBook) -> None:
    lands = ("Togo", "Benin", None, "Togo")
    slugs = [names.resolve("Ministry", f"page-{land}", 1, land) for land in lands]
    assert slugs == ["ministry", "ministry-benin", "ministry-2", "ministry"]


def test_a_text_of_unknown_country_means_the_only_body_of_a_name(names: NameBook) -> None:
    assert names.resolve("Song Union", "page", 1, "Togo") == "song-union"
    assert names.resolve("Song Union", "news", 1) == "song-union"


def test_a_text_of_unknown_country_finds_its_own_body_again(names: NameBook) -> None:
    names.resolve("Song Union", "page", 1, "Togo")
    names.resolve("Song Union", "news", 1)
    names.resolve("Song Union", "report", 1, "Benin")
    written = msgspec.structs.replace(VOCABULARY, organisations=dict(names.new))
    again = NameBook(written)
    assert again.resolve("Song Union", "news", 1) == "song-union"
    assert again.new == {}


def test_a_reader_goes_by_no_name_that_another_source_added(names: NameBook) -> None:
    names.resolve("House of Songs", "page", 1)
    assert names.find_settled("House of Songs") == "house-of-songs"
    names.begin_source()
    assert names.find_settled("House of Songs") is None
    assert names.find_settled("National Library") == "national-library"


def test_a_generic_name_is_not_hidden_by_a_new_one_of_unknown_country(names: NameBook) -> None:
    assert names.resolve("Library", "page", 1) == "library"
    assert names.find("Library", "Ruritania") == "national-library"
    assert names.find("Library") == "library"


def test_near_names_are_offered_to_the_editor() -> None:
    near = NearNames(VOCABULARY)
    assert near.find("The National Library of Ruritania") == ("national-library",)
    assert near.find("House of Songs") == ()


def test_two_sentences_are_no_name() -> None:
    assert is_prose("Readers come from all the towns of the valley and stay. " * 5)
    assert not is_prose("Readers. Writers.")
