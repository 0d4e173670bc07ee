"""Whatever curators do and sources become, no edit is lost and a second run writes nothing.

Random sequences of edits and of changes of the sources, each followed by runs. The default
profile tries 2,000 sequences; `pytest --hypothesis-profile=thorough` tries 20,000 longer ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from msgspec.structs import replace

from measurebook.normalise.merging.memory import read_remembered
from measurebook.normalise.state import Plan, State
from tests.normalise.drafting import apply
from tests.normalise.small_world import (
    BROKEN,
    EDITS,
    TITLES,
    WORDS,
    Told,
    content_of,
    edit_text,
    fresh,
    number_of,
    plan,
)

PLACES = st.integers(0, 11)
_OWN_WORD = re.compile(r"own\d+")

Units = dict[tuple[str, ...], Any]


class Reruns(RuleBasedStateMachine):
    """A content folder in memory, its sources, and what a curator did to it."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: dict[str, tuple[int, tuple[Told, ...]]] = {}
        self.state = State()
        self.touched: dict[int, set[tuple[str, ...]]] = {}
        self.deleted: set[int] = set()
        self.count = 0
        self.corrected: dict[int, set[str]] = {}
        self.is_lost = False
        """Whether memory got lost: then a measure may be taken for another one of its title."""

    @initialize(told=st.integers(1, 3), twice=st.booleans())
    def start(self, told: int, twice: bool) -> None:
        measures = tuple(Told(self.next(), TITLES[n % 2]) for n in range(told))
        self.sources = {"report": (0, measures)}
        if twice:
            self.sources["page"] = (0, measures[:1])
        self.state = first_state(tuple(self.sources.items()))

    def next(self) -> int:
        self.count += 1
        return self.count

    # The curator

    @property
    def files(self) -> list[str]:
        return list(self.state.content)

    @precondition(lambda self: self.state.content)
    @rule(edit=st.sampled_from(EDITS), file=PLACES, place=PLACES)
    def edit(self, edit: Any, file: int, place: int) -> None:
        name = self.files[file % len(self.files)]
        text = self.state.content[name]
        if BROKEN in text:
            return
        edited = edit_text(text, edit, f"own{self.next()}", place)
        if BROKEN not in edited:
            self.note_touched(text, edited)
        self.write(name, edited)

    @precondition(lambda self: self.state.content)
    @rule(edits=st.lists(st.tuples(st.sampled_from(EDITS[:-1]), PLACES), max_size=4), file=PLACES)
    def edit_much(self, edits: list[tuple[Any, int]], file: int) -> None:
        for edit, place in edits:
            self.edit(edit, file, place)

    def note_touched(self, before: str, after: str) -> None:
        touched = self.touched.setdefault(number_of(before), set())
        there, edited = units_of(before), units_of(after)
        touched |= {unit for unit in {*there, *edited} if there.get(unit) != edited.get(unit)}

    def write(self, name: str, text: str | None) -> None:
        content = {**self.state.content, name: text}
        kept = {name: text for name, text in content.items() if text is not None}
        self.state = replace(self.state, content=kept)

    @precondition(lambda self: any(BROKEN in text for text in self.state.content.values()))
    @rule()
    def mend(self) -> None:
        for name, text in self.state.content.items():
            self.write(name, re.sub(rf"{re.escape(BROKEN)}\r?\n", "", text))

    @precondition(lambda self: self.state.content)
    @rule(file=PLACES)
    def rename(self, file: int) -> None:
        name = self.files[file % len(self.files)]
        text = self.state.content[name]
        self.write(name, None)
        self.write(f"measures/file-{self.next()}", text)

    @precondition(lambda self: self.state.content)
    @rule(file=PLACES)
    def delete(self, file: int) -> None:
        name = self.files[file % len(self.files)]
        number = number_of(self.state.content[name])
        self.write(name, None)
        if self.is_remembered(number):
            self.deleted.add(number)
        self.touched.pop(number, None)

    def is_remembered(self, number: int) -> bool:
        """Whether a run can know that there was a file of this measure."""
        remembered = map(read_remembered, self.state.memory.values())
        return any(number_of(one.text) == number for one in remembered if one)

    @precondition(lambda self: self.state.proposals)
    @rule()
    def decide(self) -> None:
        self.state = replace(self.state, proposals={})

    @precondition(lambda self: self.state.memory)
    @rule(file=PLACES)
    def lose_memory(self, file: int) -> None:
        """What is remembered gets lost, of one file or of all, or is cut off."""
        names = list(self.state.memory)
        chosen = names if file % 3 == 0 else names[file % len(names) :][:1]
        self.is_lost = True
        memory = dict(self.state.memory)
        for name in chosen:
            if file % 2:
                memory[name] = memory[name][:-5]
            else:
                del memory[name]
        self.state = replace(self.state, memory=memory)
        self.deleted = {number for number in self.deleted if self.is_remembered(number)}

    # The sources

    def told(self) -> list[Told]:
        return list({one.number: one for _, told in self.sources.values() for one in told}.values())

    @rule(which=PLACES, what=st.sampled_from(["title", "goal", "features", "results"]), to=PLACES)
    def correct(self, which: int, what: str, to: int) -> None:
        old = self.told()[which % len(self.told())]
        self.corrected.setdefault(old.number, set()).add(what)
        if len(self.corrected[old.number]) > 2:
            self.run(1)  # a title and all texts corrected at once make it another measure
        values = {
            "title": f"{TITLES[to % len(TITLES)]} {old.number}",
            "goal": 1 + to % 4,
            "features": to % len(WORDS),
            "results": to % len(WORDS) if to else None,
        }
        new = replace(old, **{what: values[what]})
        self.sources = {
            source: (above, tuple(new if one == old else one for one in told))
            for source, (above, told) in self.sources.items()
        }

    @rule(lines=st.integers(1, 3))
    def insert_lines(self, lines: int) -> None:
        above, told = self.sources["report"]
        self.sources["report"] = (above + lines, told)

    @rule(first=st.booleans())
    def add_measure(self, first: bool) -> None:
        above, told = self.sources["report"]
        new = (Told(self.next(), f"Newly {self.count} told"),)
        self.sources["report"] = (above, (*new, *told) if first else (*told, *new))

    @precondition(lambda self: len(self.sources["report"][1]) > 1)
    @rule(which=PLACES)
    def remove_measure(self, which: int) -> None:
        above, told = self.sources["report"]
        gone = told[which % len(told)]
        self.sources["report"] = (above, tuple(one for one in told if one != gone))

    @rule(which=PLACES)
    def add_page(self, which: int) -> None:
        self.sources["page"] = (0, (self.told()[which % len(self.told())],))

    @precondition(lambda self: "page" in self.sources)
    @rule()
    def remove_page(self) -> None:
        del self.sources["page"]

    # Runs

    @rule(times=st.sampled_from([1, 2, 10]))
    def run(self, times: int) -> None:
        before = self.state
        self.corrected.clear()
        first = self.run_once()
        self.check(before, first)
        for _ in range(times - 1):
            assert self.run_once().is_empty

    def run_once(self) -> Plan:
        found = plan(self.sources, self.state)
        self.state = apply(self.state, found.in_order())
        return found

    def check(self, before: State, found: Plan) -> None:
        self.check_words(before)
        self.check_files(before)
        waiting = bool(self.state.proposals)
        assert not waiting or found.problems, "something waits, and nobody is told"
        told = {number_of(text) for text in self.state.content.values()}
        assert not told & self.deleted, "a deleted measure came back"

    def check_words(self, before: State) -> None:
        """Every word of the curator's own is where it was."""
        assert before.content.keys() - self.gone(before) <= self.state.content.keys()
        for name in before.content.keys() & self.state.content.keys():
            words = _OWN_WORD.findall(before.content[name])
            assert sorted(_OWN_WORD.findall(self.state.content[name])) == sorted(words)

    def gone(self, before: State) -> set[str]:
        """Files that may go: those of measures that nobody tells of and nobody touched."""
        told = {one.number for one in self.told()}
        numbers = {name: number_of(text) for name, text in before.content.items()}
        kept = told | {n for n, units in self.touched.items() if units}
        return {name for name, number in numbers.items() if number not in kept}

    def check_files(self, before: State) -> None:
        wanted = fresh(tuple(sorted(self.sources.items())))
        standing = {number_of(text): text for text in self.state.content.values()}
        for number in {one.number for one in self.told()} - self.deleted:
            assert number in standing or self.is_lost, f"measure {number} has no file"
        for name, text in self.state.content.items():
            number = number_of(text)
            if BROKEN in text:
                assert before.content[name] == text
            elif number in wanted:
                if not self.is_lost:
                    check_values(text, wanted[number], self.touched.setdefault(number, set()))
                check_left_out(before, name, text)

    def teardown(self) -> None:
        if self.sources:
            self.run(2)


@cache
def first_state(sources: tuple[tuple[str, tuple[int, tuple[Told, ...]]], ...]) -> State:
    """The state after a first run; most sequences begin with the same few."""
    state = State(folders=frozenset())
    return apply(state, plan(dict(sources), state).in_order())


def units_of(text: str) -> Units:
    """All a file says, by field, citation and section; nothing where it is broken."""
    content = content_of(text)
    if content is None:
        return {}
    citations = content.fields.get("citations", {})
    fields = {k: v for k, v in content.fields.items() if k not in {"citations", "aliases"}}
    return {
        **{(key,): value for key, value in fields.items()},
        **{("citations", key): value for key, value in citations.items()},
        **{("##", heading): words for heading, words in content.sections.items()},
    }


def check_values(text: str, wanted: str, touched: set[tuple[str, ...]]) -> None:
    """What nobody touched says what a first run would say."""
    there, fresh_units = units_of(text), units_of(wanted)
    for unit in {*there, *fresh_units} - touched:
        if unit[0] == "citations" and is_touched(unit[1], touched):
            continue
        assert there.get(unit) == fresh_units.get(unit), unit


def is_touched(key: str, touched: set[tuple[str, ...]]) -> bool:
    """Whether a curator touched what a citation is for."""
    heading = key.replace("_", " ").capitalize()
    return (key,) in touched or ("##", heading) in touched


def check_left_out(before: State, name: str, text: str) -> None:
    """What was generated and then taken out stays out."""
    if name not in before.content:
        return
    for memory in before.memory.values():
        remembered = read_remembered(memory)
        if remembered and f"measures/{remembered.place}" == name and not remembered.is_deleted:
            generated, there = units_of(remembered.text), units_of(before.content[name])
            for unit in generated.keys() - there.keys() if there else ():
                assert unit not in units_of(text), f"{unit} came back"


class LongReruns(Reruns):
    """The same over more steps."""


thorough = settings().max_examples > 2000
Reruns.TestCase.settings = settings(
    max_examples=10_000 if thorough else 1200, stateful_step_count=10 if thorough else 4
)
LongReruns.TestCase.settings = settings(
    max_examples=10_000 if thorough else 800, stateful_step_count=25 if thorough else 8
)
TestReruns = Reruns.TestCase
TestLongReruns = LongReruns.TestCase
