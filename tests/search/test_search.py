"""From content to the files of the search."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from measurebook.graph import RESULT_KINDS, Atlas, list_found_pages
from measurebook.graph.names import Target
from measurebook.load import load_knowledge
from measurebook.search import files, make_search_files
from measurebook.search.documents import Document, list_documents, number_targets
from measurebook.search.forms import Forms
from measurebook.search.index import Index, serialise
from measurebook.search.reading import FIELDS, ReadDocument, read_document
from measurebook.search.shards import shard_of, split_index
from measurebook.settings import Layout
from tests.content_folders import edit
from tests.samples import copy_sample
from tests.search.small_site import say_of
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MEDIA = "adoption-of-the-new-law-on-media"
SCRIPT = re.compile(rb"\(self\.measurebookData=self\.measurebookData\|\|\{\}\)\[(\".+\")\]=")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_sample(tmp_path)


@pytest.fixture
def atlas(layout: Layout) -> Atlas:
    return Atlas(load_knowledge(layout))


@pytest.fixture(scope="module")
def real() -> Atlas:
    return Atlas(load_knowledge(Layout(ROOT / "content")))


def find(atlas: Atlas, kind: str, slug: str) -> Document:
    return next(
        document
        for document in list_documents(atlas)
        if (document.kind, document.slug) == (kind, slug)
    )


def read(atlas: Atlas, kind: str, slug: str) -> dict[str, set[str]]:
    """The words of a document by field."""
    forms = Forms(atlas.knowledge.vocabulary)
    words = read_document(find(atlas, kind, slug), atlas.names, forms).words
    return {field: set(counts) for field, counts in zip(FIELDS, words, strict=True)}


def load_script(data: bytes) -> Any:
    """What a browser makes of a generated script: the JSON text inside its quotation marks."""
    found = SCRIPT.match(data)
    assert found is not None
    quoted = data[found.end() :]
    assert quoted.startswith(b"JSON.parse('")
    assert quoted.endswith(b"');\n")
    inner = quoted.removeprefix(b"JSON.parse('").removesuffix(b"');\n")
    assert not re.search(rb"(?<!\\)(?:\\\\)*'", inner)
    return json.loads(re.sub(rb"\\(['\\])", rb"\1", inner))


def load_scripts(atlas: Atlas) -> dict[str, Any]:
    made = make_search_files(atlas, {"en": say_of(atlas)})
    return {file.path: load_script(file.data) for file in made}


# Documents


def test_every_kind_of_thing_can_be_found(atlas: Atlas) -> None:
    found = [document.kind for document in list_documents(atlas)]
    assert list(dict.fromkeys(found)) == list(RESULT_KINDS)
    assert found.count("measure") == 3
    assert found.count("organisation") == 3
    answers = sum(len(report.record.answers) for report in atlas.reports)
    assert found.count("answer") == answers


def test_a_measure_is_found_by_its_title_its_facts_and_its_text(atlas: Atlas) -> None:
    words = read(atlas, "measure", "law-on-the-arts")
    assert {"law", "free", "stage"} <= words["title"]
    assert {"ministry", "actors", "tarn", "music"} <= words["names"]
    assert {"register", "stages", "65"} <= words["text"]


def test_what_the_editors_note_says_does_not_find_the_measure(layout: Layout) -> None:
    edit(layout.measures / "law-on-the-arts.md", "Compare the", "Zanzibar")
    atlas = Atlas(load_knowledge(layout))
    assert not any(
        "zanzibar" in words for words in read(atlas, "measure", "law-on-the-arts").values()
    )


def test_terms_are_found_in_every_language_that_has_them(real: Atlas) -> None:
    documents = [document for document in list_documents(real) if document.kind == "measure"]
    musical = [doc for doc in documents if "music" in doc.facets["domain"]]
    assert musical
    assert all("musiqi" in read(real, "measure", doc.slug)["names"] for doc in musical)


def test_the_page_of_a_term_is_found_by_its_words_in_every_language(real: Atlas) -> None:
    pages = {document.term: document for document in list_documents(real) if document.term}
    lists = real.knowledge.vocabulary
    assert set(pages) == {*lists.goals, *lists.areas, *lists.domains}
    assert {"Music", "Musiqi"} <= set(pages["music"].title)
    assert {"Goal 2", "Məqsəd 2"} <= set(pages["2"].title)


def test_a_measure_is_found_by_the_numbers_of_its_goals(real: Atlas) -> None:
    goals = {part.text for part in find(real, "measure", MEDIA).parts if part.section == "goals"}
    assert goals == {"Goal 1 · Məqsəd 1"}


def test_the_record_of_a_term_leads_to_its_page_and_is_called_as_there(real: Atlas) -> None:
    records = load_scripts(real)["assets/search/records.en.js"]["records"]
    titles = {record[1]: record[3] for record in records}
    assert titles["domains/music.html"] == "Music"
    assert titles["goals/1.html"].startswith("Goal 1 · Support Sustainable Systems")


def test_people_and_sessions_are_found_inside_their_event(atlas: Atlas) -> None:
    event = find(atlas, "event", "stage-forum")
    places = {part.text: part.fragment for part in event.parts}
    assert places["Una Dahl"] == "session-2"
    assert places["Stages and money"] == "session-1"


def test_an_answer_leads_to_its_question(atlas: Atlas) -> None:
    answers = [document for document in list_documents(atlas) if document.kind == "answer"]
    assert all(answer.fragment.startswith("question-") for answer in answers)
    assert len({answer.fragment for answer in answers}) == len(answers)


def test_what_texts_name_has_the_number_of_its_document(real: Atlas) -> None:
    documents = list(list_documents(real))
    for target, number in number_targets(real).items():
        assert (documents[number].kind, documents[number].slug) == (target.kind, target.slug)


def test_the_workbook_claims_and_promises_are_found_in_every_language(real: Atlas) -> None:
    names = {"workbook": "defteri", "claims": "iddialar", "promises": "vedler"}
    for page, word in names.items():
        words = read(real, "page", page)
        assert {page, word} <= words["title"] | words["names"]


def test_without_a_report_nothing_leads_to_a_workbook() -> None:
    assert list_found_pages([])
    assert not {"workbook", "claims", "promises"} & set(list_found_pages([]))


# Forms of names


def test_what_names_a_place_by_one_form_is_found_by_all(real: Atlas) -> None:
    forms = set(Forms(real.knowledge.vocabulary).of(Target("place", "sheki")))
    assert {"seki", "sheki", "shaki", "шеки"} <= forms
    for document in list_documents(real):
        words = set().union(
            *read_document(document, real.names, Forms(real.knowledge.vocabulary)).words
        )
        assert forms <= words or not words & {form for form in forms if " " not in form}


def test_every_form_of_a_body_finds_what_names_the_body(atlas: Atlas) -> None:
    words = read(atlas, "measure", "law-on-the-arts")
    assert {"naf", "medeniyyet", "nazirliyi"} <= words["forms"] | words["names"]


def test_a_form_of_several_words_is_kept_apart_from_the_text(real: Atlas) -> None:
    # “Ministry of Culture and Tourism” must not make all that the ministry does be tourism.
    words = read(real, "measure", "azerbaijan-design-forum-2019")
    assert "tourism" in words["forms"]
    assert not any("tourism" in words[field] for field in ("title", "names", "text"))


# The index


def make_words(**fields: str) -> ReadDocument:
    return ReadDocument(tuple(Counter(fields.get(field, "").split()) for field in FIELDS), ())


def make_index(*documents: ReadDocument) -> Index:
    index = Index()
    for document in documents:
        index.add(document)
    return index


def test_the_index_says_how_often_each_word_stands_in_each_field() -> None:
    index = make_index(make_words(title="a law", text="law law"), make_words(text="law film"))
    assert index.list_postings(["law"]) == [("law", {0: {0: 1}, 2: {0: 2, 1: 1}})]
    assert index.lengths == [[2, 0, 1, 0], [0, 0, 2, 0]]


def test_the_index_is_written_in_minisearchs_own_form() -> None:
    index = make_index(make_words(title="law film"), make_words(title="law"))
    assert serialise(index, ["film"]) == {
        "documentCount": 2,
        "nextId": 2,
        "documentIds": [0, 1],
        "fieldIds": {"title": 0, "names": 1, "text": 2, "forms": 3},
        "fieldLength": [[2, 0, 0, 0], [1, 0, 0, 0]],
        "averageFieldLength": [1.5, 0.0, 0.0, 0.0],
        "storedFields": {},
        "dirtCount": 0,
        "index": [("film", {0: {0: 1}})],
        "serializationVersion": 2,
    }


# Files


def test_the_files_hold_what_the_scripts_ask_for(atlas: Atlas) -> None:
    scripts = load_scripts(atlas)
    assert set(scripts) == {
        "assets/search/index.js",
        "assets/search/records.en.js",
        "assets/search/texts-0.js",
    }
    index, shown = scripts["assets/search/index.js"], scripts["assets/search/records.en.js"]
    count = index["search"]["documentCount"]
    assert len(index["facets"]) == len(shown["records"]) == len(scripts["assets/search/texts-0.js"])
    assert count == len(shown["records"])
    assert index["shards"] == []


def test_records_are_in_the_language_of_their_pages(layout: Layout) -> None:
    atlas = Atlas(load_knowledge(layout))
    says = {"en": say_of(atlas), "az": lambda key: f"az {key}"}
    made = {file.path: file.data for file in make_search_files(atlas, says)}
    record = load_script(made["assets/search/records.az.js"])["records"][3]
    assert record[:2] == [1, "ministry-of-culture"]
    assert record[3] == "Norland Mədəniyyət Nazirliyi"
    assert record[5] == ""


def test_a_title_that_is_not_in_the_pages_language_says_so(layout: Layout) -> None:
    atlas = Atlas(load_knowledge(layout))
    made = make_search_files(atlas, {"az": lambda key: key})
    data = next(file.data for file in made if "records" in file.path)
    records = load_script(data)["records"]
    assert {record[5] for record in records if record[0] == 0} == {"en"}


def test_every_address_and_name_is_that_of_a_document(atlas: Atlas) -> None:
    scripts = load_scripts(atlas)
    index = scripts["assets/search/index.js"]
    numbers = set(number_targets(atlas).values())
    assert {number for number, _ in index["forms"]} <= numbers
    for text in scripts["assets/search/texts-0.js"]:
        for _, _, passage, named in text["parts"]:
            spans = [named[place : place + 3] for place in range(0, len(named), 3)]
            targets = {span[2] for span in spans} if passage else set(named)
            assert targets <= numbers


def test_a_hostile_text_stays_text_in_the_files(layout: Layout) -> None:
    attack = "'); alert(1); ('\\\\ </script><b onload=x> \\<!--"
    edit(layout.measures / "open-stage-days.md", "small theatres", attack)
    scripts = load_scripts(Atlas(load_knowledge(layout)))
    texts = [part[2] for text in scripts["assets/search/texts-0.js"] for part in text["parts"]]
    assert any("'); alert(1); ('" in text and "</script>" in text for text in texts)


def test_two_runs_give_the_same_bytes(real: Atlas) -> None:
    again = Atlas(load_knowledge(Layout(ROOT / "content")))
    first, second = (list(make_search_files(a, {"en": say_of(a)})) for a in (real, again))
    assert first == second


def test_an_edit_of_a_text_changes_one_file_of_texts(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "DOCUMENTS_IN_CHUNK", 1)
    before = load_scripts(Atlas(load_knowledge(layout)))
    edit(layout.measures / "open-stage-days.md", "small theatres", "small stages")
    after = load_scripts(Atlas(load_knowledge(layout)))
    changed = {path for path in after if after[path] != before[path] and "texts" in path}
    assert len(changed) == 1


# Parts of a large index


def test_a_large_index_comes_in_parts_that_hold_every_word_once(
    real: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_scripts(real)["assets/search/index.js"]["search"]["index"]
    monkeypatch.setattr(files, "LARGEST_WHOLE", 0)
    scripts = load_scripts(real)
    base = scripts["assets/search/index.js"]
    assert base["search"]["index"] == []
    parts = [scripts[f"assets/search/words-{shard}.js"] for shard in base["shards"]]
    assert sorted(pair for part in parts for pair in part) == sorted(whole)


def test_the_parts_have_names_that_every_file_system_takes() -> None:
    words = ["theatre", "шеки", "7", "şə", "con"]
    assert all(re.fullmatch(r"[a-z0-9-]+", shard_of(word)) for word in words)
    assert split_index(["thea", "them", "film"]) == {"fi": ["film"], "th": ["thea", "them"]}
