from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measurebook.errors import ContentError, MachineError
from measurebook.frontmatter import write_fields
from measurebook.load import (
    list_ids,
    load_knowledge,
    load_sources,
    load_vocabulary,
    read_texts,
)
from measurebook.load.vocabulary import file_of
from measurebook.model.vocabulary import Vocabulary
from measurebook.settings import Layout
from tests.content_folders import copy_content, edit
from tests.source_code import ROOT

if TYPE_CHECKING:
    from measurebook.errors import Problem


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_content(tmp_path)


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


# What is loaded


def test_a_folder_is_loaded_with_all_its_parts(layout: Layout) -> None:
    knowledge = load_knowledge(layout)
    assert knowledge.site.title == "Creative Norland"
    assert knowledge.words["az"]["measures"] == "Tədbirlər"
    assert list(knowledge.vocabulary.areas) == ["culture", "travel"]
    assert list(knowledge.sources) == ["film-day", "norland-2022"]
    assert list(knowledge.reports) == ["norland-2022"]
    assert list(knowledge.events) == ["film-day"]
    assert list(knowledge.conflicts) == ["who-runs-the-film-day"]


def test_a_document_knows_its_slug_file_and_sections(layout: Layout) -> None:
    entry = load_knowledge(layout).measures["film-fund"]
    assert (entry.slug, entry.path) == ("film-fund", "content/measures/film-fund.md")
    assert [section.key for section in entry.sections] == ["main_features", "editors_note"]
    note = entry.section("editors_note")
    assert note
    assert (note.heading, note.line) == ("Editor's note", 37)
    assert note.text == "The film makers call it the first-film fund."


def test_the_heading_of_a_session_may_have_escaped_marks(layout: Layout) -> None:
    event = layout.events / "film-day.md"
    edit(event, "title: New films", "title: New *films* (#1)")
    edit(event, "## New films", "## New \\*films\\* (\\#1)")
    edit(event, "new_films:", "new_films_1:")
    section = load_knowledge(layout).events["film-day"].sections[-1]
    assert (section.key, section.heading) == ("new_films_1", "New *films* (#1)")


def test_the_lines_of_a_source_are_untouched(layout: Layout) -> None:
    source = load_sources(layout)["norland-2022"]
    assert source.lines[:3] == ("Periodic Report", "Norland 2022", "")
    assert len(source.lines) == 40  # the last one is empty: the file ends with a line feed


def test_documents_are_sorted_by_slug_and_not_by_file_name(layout: Layout) -> None:
    text = (layout.measures / "school-of-music.md").read_text(encoding="utf-8")
    for slug in ("school", "school-2"):
        (layout.measures / f"{slug}.md").write_text(text, encoding="utf-8")
    assert list(load_knowledge(layout).measures) == [
        "film-fund",
        "school",
        "school-2",
        "school-of-music",
    ]


def test_a_text_without_a_card_is_there_for_the_normaliser(layout: Layout) -> None:
    (layout.sources / "school-day.txt").write_text("School Day\n")
    (layout.sources / "broken.txt").write_bytes(b"\xff")
    problems: list[Problem] = []
    texts = list(read_texts(list_ids(layout, problems), layout, problems))
    assert [(text.id, text.card is None) for text in texts] == [
        ("film-day", False),
        ("norland-2022", False),
        ("school-day", True),
    ]
    assert [problem.path for problem in problems] == ["content/sources/broken.txt"]


@pytest.mark.parametrize("card", ["kind: news-article\n", "kind: news-article\nsha256:\n", "# \n"])
def test_a_card_that_was_begun_is_there_for_the_normaliser(layout: Layout, card: str) -> None:
    (layout.sources / "film-day.yaml").write_text(card)
    problems: list[Problem] = []
    text = next(
        text
        for text in read_texts(list_ids(layout, problems), layout, problems)
        if text.id == "film-day"
    )
    assert (text.card, text.started.sha256, problems) == (None, None, [])


def test_a_card_that_was_begun_with_a_wrong_hash_is_refused(layout: Layout) -> None:
    (layout.sources / "film-day.yaml").write_text(f"sha256: {'0' * 64}\n")
    problems: list[Problem] = []
    list(read_texts(list_ids(layout, problems), layout, problems))
    assert ["sha256: the card says 000" in str(problem) for problem in problems] == [True]


def test_every_list_of_the_vocabulary_has_a_file_in_the_base(layout: Layout) -> None:
    written = {path.name for path in layout.vocabulary.iterdir()}
    optional = {"article_wording", "legal_acts", "subjects", "report_wording", "conflict_wording"}
    assert written == {file_of(name) for name in {*Vocabulary.__struct_fields__} - optional}


def test_the_lists_load_without_the_rest(layout: Layout) -> None:
    layout.site.unlink()
    assert list(load_vocabulary(layout).domains) == ["film", "music"]


def test_lists_that_are_wrong_are_told_together(layout: Layout) -> None:
    (layout.vocabulary / "goals.yaml").write_text("'1': {}\n")
    (layout.vocabulary / "places.yaml").write_text("port-nor: {}\n")
    with pytest.raises(ContentError) as caught:
        load_vocabulary(layout)
    assert [problem.path for problem in caught.value.problems] == [
        "content/vocabulary/goals.yaml",
        "content/vocabulary/places.yaml",
    ]


# What is no fault


@pytest.mark.parametrize(
    "name", [".film-fund.md.swp", "film-fund.md~", "#film-fund.md#", ".#film-fund.md", ".DS_Store"]
)
@pytest.mark.parametrize("folder", ["measures", "sources", "vocabulary", "conflicts", "."])
def test_what_editors_leave_behind_is_not_content(layout: Layout, folder: str, name: str) -> None:
    left = layout.content / folder / name
    if name.startswith(".#"):
        left.symlink_to("user@machine.1234")
    else:
        left.write_bytes(b"\x00\xff")
    assert len(load_knowledge(layout).measures) == 2


@pytest.mark.parametrize("file", ["measures/film-fund.md", "site.yaml", "vocabulary/goals.yaml"])
def test_line_ends_and_marks_of_other_systems_are_read(layout: Layout, file: str) -> None:
    before = load_knowledge(layout)
    rewrite(layout.content / file, b"\n", b"\r\n")
    path = layout.content / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_knowledge(layout) == before


def test_a_folder_of_documents_may_be_missing(layout: Layout) -> None:
    for path in (layout.conflicts, layout.events):
        for file in path.iterdir():
            file.unlink()
        path.rmdir()
    edit((layout.vocabulary / "organisations.yaml"), "sources: ['film-day:4']", "sources: []")
    for ending in (".txt", ".yaml"):
        (layout.sources / f"film-day{ending}").unlink()
    assert load_knowledge(layout).events == {}


def test_a_list_of_the_form_may_name_sources_of_another_knowledge_base(layout: Layout) -> None:
    edit(layout.vocabulary / "areas.yaml", "norland-2022:11", "sudland-2018:58")
    load_knowledge(layout)


def test_a_generic_name_may_stand_for_bodies_of_two_countries(layout: Layout) -> None:
    with (layout.vocabulary / "organisations.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "ministry-of-culture-of-sudland:\n"
            "  name: Ministry of Culture of Sudland\n"
            "  country: Sudland\n"
            "  aliases: [{name: Ministry of Culture, generic: true}]\n"
        )
    load_knowledge(layout)


def test_an_answer_may_be_cited_with_its_label(layout: Layout) -> None:
    measure = layout.measures / "school-of-music.md"
    edit(measure, "targets_young_people: unanswered", "targets_young_people: blank")
    edit(
        measure,
        "targets_young_people: {norland-2022: '37'}",
        "targets_young_people: {norland-2022: 36-37}",
    )
    load_knowledge(layout)


# One read, one run


def test_every_file_is_read_once(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path] = []
    read_bytes = Path.read_bytes

    def note(path: Path) -> bytes:
        reads.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    load_knowledge(layout)
    assert sorted(reads) == sorted(path for path in layout.content.rglob("*") if path.is_file())


def test_every_front_matter_is_parsed_once(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    loader = yaml.CBaseLoader

    def note(text: str) -> yaml.CBaseLoader:
        parsed.append(text)
        return loader(text)

    monkeypatch.setattr(yaml, "CBaseLoader", note)
    load_knowledge(layout)
    texts = [path for path in layout.content.rglob("*") if path.suffix == ".txt"]
    files = [path for path in layout.content.rglob("*") if path.is_file()]
    assert len(parsed) == len(files) - len(texts)


def test_nothing_of_the_folder_is_changed(layout: Layout) -> None:
    before = {path: path.stat() for path in layout.content.rglob("*")}
    load_knowledge(layout)
    assert {path: path.stat() for path in layout.content.rglob("*")}.keys() == before.keys()
    assert all(path.stat().st_mtime_ns == status.st_mtime_ns for path, status in before.items())


def test_a_file_that_may_not_be_read_is_a_fault_of_the_machine(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(MachineError, match="permission is missing"):
        load_knowledge(layout)


# Whatever a file holds


def load_with(layout: Layout, file: str, raw: bytes) -> None:
    """Load with other bytes in a file; anything but problems with a place is a failure."""
    path = layout.content / file
    before = path.read_bytes()
    path.write_bytes(raw)
    problems: tuple[Problem, ...] = ()
    try:
        load_knowledge(layout)
    except ContentError as error:
        problems = error.problems
    finally:
        path.write_bytes(before)
    assert all(str(problem).isprintable() for problem in problems)
    assert all(problem.path.startswith("content/") for problem in problems)


FILES = [
    "measures/film-fund.md",
    "reports/norland-2022.md",
    "events/film-day.md",
    "conflicts/who-runs-the-film-day.yaml",
    "ledgers/norland-2022.yaml",
    "sources/film-day.txt",
    "sources/film-day.yaml",
    "site.yaml",
    "interface/az.yaml",
    "vocabulary/organisations.yaml",
    "vocabulary/questions.yaml",
    "vocabulary/noise.yaml",
]
SOME = settings(
    max_examples=settings().max_examples // 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

SNIPPETS = st.sampled_from(
    [
        b"\xff",
        b"\x00",
        b"\n",
        b"---\n",
        b": ",
        b"- ",
        b"[",
        b"{",
        b"&a ",
        b"*a",
        b"!!x ",
        b"'",
        b'"',
        b"\xe2\x80\xae",
        b"99999999999",
        b"-",
        b"0",
        b"## ",
        b"\r",
        b"\t",
        b"yes",
        b"norland-2022",
    ]
)


@pytest.mark.parametrize("file", FILES)
@SOME
@given(raw=st.binary())
def test_any_bytes_are_read_or_told(layout: Layout, file: str, raw: bytes) -> None:
    load_with(layout, file, raw)


@pytest.mark.parametrize("file", FILES)
@SOME
@given(position=st.floats(0, 1), removed=st.integers(0, 40), added=st.lists(SNIPPETS, max_size=3))
def test_any_slip_is_read_or_told(
    layout: Layout, file: str, position: float, removed: int, added: list[bytes]
) -> None:
    raw = (layout.content / file).read_bytes()
    start = int(len(raw) * position)
    load_with(layout, file, raw[:start] + b"".join(added) + raw[start + removed :])


KEYS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    KEYS | st.sampled_from(["norland-2022", "1", "yes", "film-fund", "culture", "1-2", "2-1"]),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(KEYS, part, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".yaml")])
@SOME
@given(data=st.data())
def test_any_values_are_read_or_told(layout: Layout, file: str, data: st.DataObject) -> None:
    fields = yaml.safe_load((layout.content / file).read_text(encoding="utf-8"))
    keys = st.sampled_from(sorted(fields)) | KEYS
    fields |= data.draw(st.dictionaries(keys, VALUES, max_size=3))
    text = write_fields({str(key): value for key, value in fields.items()})
    load_with(layout, file, text.encode())


# The project's own content


def test_the_content_of_the_project_loads() -> None:
    knowledge = load_knowledge(Layout(ROOT / "content"))
    assert len(knowledge.measures) == 27
    assert len(knowledge.sources) == 5
