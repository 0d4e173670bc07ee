"""Conflicts that the program found, against what curators did to their files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from measurebook.frontmatter import read_fields, read_record
from measurebook.model.conflict import Conflict, ConflictKind, ConflictRule, Quote
from measurebook.normalise.conflicts.material import Found, Subject
from measurebook.normalise.conflicts.naming import Documents
from measurebook.normalise.conflicts.records import reconcile_conflicts
from measurebook.normalise.merging.line_ends import plain
from measurebook.normalise.state import Plan, State
from tests.normalise.drafting import apply

SLUG = "songs-year-in-title"
OTHER = "dances-year-in-title"
RULING = "ruling: 2019, as the minutes say.\n"


def found(
    slug: str = "songs",
    lines: tuple[str, str] = ("1", "5"),
    texts: tuple[str, str] = ("Songs (2018)", "Held in 2019."),
    rule: ConflictRule = "year-in-title",
) -> Found:
    quotes = tuple(
        Quote(source="page", lines=line, text=text) for line, text in zip(lines, texts, strict=True)
    )
    record = Conflict(kind="date", rule=rule, found_by="program", quotes=quotes)
    return Found(record, (Subject("measures", slug),))


def by_hand(text: str = "Songs (2018)", kind: str = "date") -> str:
    return (
        f"title: When?\nkind: {kind}\nfound_by: editor\nmeasures: [songs]\nquotes:\n"
        f"- {{source: page, lines: '1', text: {text}}}\n"
        "- {source: page, lines: 4-6, text: Held}\n"
    )


@dataclass
class Base:
    """A folder of conflicts in memory: rules find something, people edit, rules find again."""

    state: State = field(default_factory=State)
    places: dict[str, str | None] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    plan: Plan = field(default_factory=Plan)

    def run(self, *ones: Found, restore: str = "") -> Plan:
        named = {f"measures/{s.slug}": f"measures/{s.slug}" for one in ones for s in one.subjects}
        named |= {"measures/other": "measures/other"}
        places: dict[str, str | None] = {**named, **self.places}
        asked = frozenset(restore.split())
        documents = Documents(named, places, self.unread, asked)
        self.plan = Plan()
        reconcile_conflicts(ones, documents, self.state, self.plan)
        self.state = apply(self.state, self.plan.in_order())
        return self.plan

    @property
    def files(self) -> dict[str, str]:
        return dict(self.state.conflicts)

    def write(self, slug: str, text: str | None) -> None:
        files = {**self.files, slug: text}
        kept = {name: text for name, text in files.items() if text is not None}
        self.state = replace(self.state, conflicts=kept)

    def edit(self, change: Callable[[str], str], slug: str = SLUG) -> None:
        self.write(slug, change(self.files[slug]))

    def record(self, slug: str = SLUG) -> Conflict:
        return read_record(read_fields(plain(self.files[slug]), slug), Conflict)

    def notes(self) -> list[tuple[str, str]]:
        return [(note.kind, note.path.rpartition("/")[2]) for note in self.plan.notes]


@pytest.fixture
def base() -> Base:
    made = Base()
    made.run(found())
    return made


def test_what_a_rule_found_is_written_with_what_it_concerns(base: Base) -> None:
    record = base.record()
    assert (record.found_by, record.rule, record.measures) == (
        "program",
        "year-in-title",
        ("songs",),
    )
    assert base.notes() == [("new", f"{SLUG}.yaml")]


def test_a_second_run_writes_nothing(base: Base) -> None:
    assert base.run(found()).is_empty


EDITS_OF_A_FILE: dict[str, Callable[[str], str]] = {
    "ruling": lambda text: text + RULING,
    "note": lambda text: f"{text}note: Seen.\n",
    "title": lambda text: text.replace("kind:", "title: When?\nkind:"),
    "comment": lambda text: f"{text}# mine\n",
    "value with a comment": lambda text: text.replace("kind: date", "kind: number  # rather"),
    "quote": lambda text: text.replace("Songs (2018)", "(2018)"),
    "blank line": lambda text: f"{text}\n",
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "order": lambda text: re.sub(r"(kind: .*\n)(rule: .*\n)", r"\2\1", text),
}


@pytest.mark.parametrize("edit", EDITS_OF_A_FILE.values(), ids=EDITS_OF_A_FILE)
def test_an_edit_stays(base: Base, edit: Callable[[str], str]) -> None:
    base.edit(edit)
    edited = base.files
    assert base.run(found()).is_empty
    assert base.files == edited


def test_a_ruling_stays_while_the_lines_follow_the_source(base: Base) -> None:
    base.edit(lambda text: text + RULING)
    base.run(found(lines=("3", "7")))
    record = base.record()
    assert [quote.lines for quote in record.quotes] == ["3", "7"]
    assert record.ruling == "2019, as the minutes say."
    assert base.run(found(lines=("3", "7"))).is_empty


def test_a_quote_of_an_editor_stays_while_another_one_follows(base: Base) -> None:
    own = "- {source: page, lines: '9', text: mine}\n"
    base.edit(lambda text: text + own)
    base.run(found(texts=("Songs (2018)", "Held in May 2019.")))
    texts = [quote.text for quote in base.record().quotes]
    assert sorted(texts) == ["Held in May 2019.", "Songs (2018)", "mine"]


def test_what_both_changed_is_the_editors_and_is_listed(base: Base) -> None:
    base.edit(lambda text: text.replace("kind: date", "kind: number"))
    changed = found()
    record = replace_kind(changed, "name")
    plan = base.run(record)
    assert base.record().kind == "number"
    assert "kind: name" in base.state.proposals[f"conflicts/{SLUG}"]
    assert [problem.blocking for problem in plan.problems] == [False]
    assert base.run(record).changes == {}


def replace_kind(one: Found, kind: ConflictKind) -> Found:
    return one._replace(record=msgspec.structs.replace(one.record, kind=kind))


def test_a_deleted_conflict_stays_deleted(base: Base) -> None:
    base.write(SLUG, None)
    base.run(found())
    assert base.files == {}
    assert base.notes() == [("deleted", f"{SLUG}.yaml")]
    assert base.run(found()).is_empty
    base.run(found(lines=("3", "7")))
    assert base.files == {}


@pytest.mark.parametrize("name", [SLUG, f"conflicts/{SLUG}"])
def test_a_deleted_conflict_comes_back_when_asked_for(base: Base, name: str) -> None:
    text = base.files[SLUG]
    base.write(SLUG, None)
    base.run(found())
    base.run(found(), restore=name)
    assert base.files == {SLUG: text}


def test_a_renamed_conflict_stays_renamed(base: Base) -> None:
    base.write("own-name", base.files[SLUG] + RULING)
    base.write(SLUG, None)
    base.run(found(lines=("2", "6")))
    assert list(base.files) == ["own-name"]
    assert "lines: '6'" in base.files["own-name"]
    assert base.run(found(lines=("2", "6"))).is_empty


def test_an_untouched_conflict_goes_with_its_cause(base: Base) -> None:
    base.run(found("dances", rule="own-partner"))
    assert SLUG not in base.files
    assert not [name for name in base.state.memory if "songs" in name]


def test_an_edited_conflict_outlives_its_cause_and_is_listed(base: Base) -> None:
    base.edit(lambda text: text + RULING)
    base.run()
    assert base.notes() == [("left", f"{SLUG}.yaml")]
    assert RULING in base.files[SLUG]
    assert base.run().is_empty


def test_what_an_editor_recorded_is_not_recorded_again() -> None:
    base = Base()
    base.write("when", by_hand())
    assert base.run(found()).is_empty


def test_a_record_of_the_same_lines_that_says_something_else_does_not_count() -> None:
    base = Base()
    base.write("when", by_hand("Festival", "name").replace("text: Held", "text: at noon"))
    base.run(found())
    assert sorted(base.files) == [SLUG, "when"]


def test_an_untouched_conflict_makes_way_for_that_of_an_editor(base: Base) -> None:
    base.write("when", by_hand())
    base.run(found())
    assert list(base.files) == ["when"]
    assert base.run(found()).is_empty


def test_an_edited_conflict_stays_beside_that_of_an_editor(base: Base) -> None:
    base.edit(lambda text: text + RULING)
    base.write("when", by_hand())
    base.run(found())
    assert sorted(base.files) == [SLUG, "when"]


def test_a_file_in_the_way_is_left_alone() -> None:
    base = Base()
    base.write(SLUG, by_hand().replace("source: page", "source: elsewhere"))
    base.run(found())
    assert sorted(base.files) == [SLUG, f"{SLUG}-2"]


def test_nothing_is_written_while_a_file_cannot_be_read() -> None:
    base = Base()
    base.write("when", "title: [")
    assert base.run(found()).is_empty


def test_an_edit_that_cannot_be_read_stays_and_is_told(base: Base) -> None:
    base.edit(lambda text: f"{text}: [")
    edited = base.files
    plan = base.run(found(lines=("3", "7")))
    assert base.files == edited
    assert plan.problems


def test_without_memory_a_file_is_taken_for_what_it_says(base: Base) -> None:
    base.edit(lambda text: text + RULING)
    edited = base.files
    base.state = replace(base.state, memory={})
    base.run(found())
    assert base.files == edited
    base.write(SLUG, None)
    base.run(found())
    assert base.files == {}


def test_removed_with_its_memory_a_conflict_is_written_as_before(base: Base) -> None:
    first = base.state
    base.state = State(shelf=first.shelf)
    base.run(found())
    assert base.state == first


def test_a_folder_that_was_removed_as_a_whole_is_made_anew(base: Base) -> None:
    first = base.state
    base.state = replace(base.state, conflicts={}, folders=frozenset({"measures"}))
    base.run(found())
    assert base.files == dict(first.conflicts)
    assert base.state.memory == first.memory


def test_a_conflict_names_a_measure_by_the_slug_it_has_now(base: Base) -> None:
    base.edit(lambda text: text + RULING)
    base.places = {"measures/songs": "measures/chants"}
    base.run(found())
    assert base.record().measures == ("chants",)
    assert base.record().ruling


def test_a_conflict_about_a_deleted_measure_goes(base: Base) -> None:
    base.places = {"measures/songs": None}
    base.run(found())
    assert base.files == {}


def test_what_a_source_says_that_cannot_be_read_stays(base: Base) -> None:
    base.unread = frozenset({"page"})
    assert base.run().is_empty
    assert SLUG in base.files


def test_two_conflicts_of_one_rule_keep_apart() -> None:
    base = Base()
    base.run(found(), found("dances"))
    assert sorted(base.files) == [OTHER, SLUG]
    base.write(SLUG, None)
    base.run(found(), found("dances"))
    assert list(base.files) == [OTHER]


# Any sequence


_OWN = re.compile(r"own\d+")
ONES = [found(), found("dances", ("8", "9"), ("Dances (2018)", "Held in 2020."))]
MOVED = [found(lines=("3", "7")), ONES[1]._replace(record=found(lines=("9", "10")).record)]


def add_ruling(text: str, word: str) -> str:
    return text if "ruling" in text else f"{text.rstrip()}\nruling: {word}\n"


def add_note(text: str, word: str) -> str:
    return text if "note" in text else f"note: {word}\n{text}"


def add_comment(text: str, word: str) -> str:
    return f"{text.rstrip()}\n# {word}\n"


def change_title(text: str, word: str) -> str:
    return re.sub(r"(?m)\A(title: .*\n)?", f"title: {word}\n", text) if "own" not in text else text


EDITS = st.sampled_from([add_ruling, add_note, add_comment, change_title])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), EDITS, st.integers(0, 3)),
        st.tuples(st.sampled_from(["rename", "delete"]), st.none(), st.integers(0, 3)),
        st.tuples(st.sampled_from(["run", "move", "vanish"]), st.none(), st.integers(1, 3)),
    ),
    max_size=12,
)


@given(STEPS)
def test_no_word_of_an_editor_is_lost_and_a_second_run_writes_nothing(
    steps: list[tuple[str, Callable[[str, str], str] | None, int]],
) -> None:
    base, ones = Base(), list(ONES)
    base.run(*ones)
    for number, (what, edit, place) in enumerate(steps):
        slugs = sorted(base.files)
        slug = slugs[place % len(slugs)] if slugs else ""
        if edit and slug:
            base.write(slug, edit(base.files[slug], f"own{number}"))
        elif what == "rename" and slug:
            base.write(f"named-{number}", base.files[slug])
            base.write(slug, None)
        elif what == "delete" and slug:
            base.write(slug, None)
        elif what in {"run", "move", "vanish"}:
            ones = {"run": ONES, "move": MOVED, "vanish": ONES[:1]}[what]
            before = sorted(_OWN.findall(" ".join(base.files.values())))
            base.run(*ones)
            assert sorted(_OWN.findall(" ".join(base.files.values()))) == before
            assert base.run(*ones).is_empty
