"""What the tests of the normaliser's writing half share: drafts, and runs in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from measurebook.errors import Problem
from measurebook.model.measure import Measure
from measurebook.normalise.merging.memory import Remembered, read_remembered
from measurebook.normalise.merging.reconcile import reconcile
from measurebook.normalise.merging.same_measure import join_drafts
from measurebook.normalise.reading import Draft
from measurebook.normalise.state import Change, Group, Note, Plan, State
from measurebook.text import make_slug

LOREM = {
    "Main features": "The measure supports young artists of {0} in all the regions of the country.",
    "Results achieved": "In the end {0} was shown in twelve towns, and many people came to see it.",
}


def draft(
    title: str | None = "The festival",
    *,
    source: str = "report",
    line: int = 1,
    sections: dict[str, str] | None = None,
    **values: Any,
) -> Draft:
    """A measure as a reader gives it, told by some lines of a source."""
    texts = {h: t.format(title) for h, t in LOREM.items()} if sections is None else sections
    fields = {"title": title, "goals": ("1",), "agencies": ("ministry",), **values}
    cited = [key for key in fields if key not in {"report", "relations", "aliases"}]
    cited += [heading.lower().replace(" ", "_") for heading in texts]
    measure = Measure(
        reported_by="party",
        targets_young_people="yes",
        ifcd_support="no",
        evaluated="no",
        citations={key: {source: str(line + n)} for n, key in enumerate(cited)},
        **{key: value for key, value in fields.items() if value is not None},
    )
    slug = make_slug(title or f"{source} {line}")
    return Draft(slug, measure, texts)


def apply(state: State, changes: Iterable[tuple[Group, Change]]) -> State:
    """The state after these changes were written, as far as documents and memory go."""
    parts: dict[str, dict[str, str]] = {
        "content": dict(state.content),
        "memory": dict(state.memory),
        "proposed": dict(state.proposals),
        "conflicts": dict(state.conflicts),
        "ledgers": dict(state.ledgers),
    }
    organisations, schema = state.organisations, state.schema
    for group, change in changes:
        if group == "schema":
            schema = change.after
        if group == "vocabulary":
            organisations = change.after
        part = parts.get("memory" if group == "forgotten" else group)
        if part is None:
            continue
        assert part.get(change.name) == change.before, f"{group}: {change.name} is not as expected"
        if change.after is None:
            del part[change.name]
        else:
            part[change.name] = change.after
    folders = state.folders | {name.partition("/")[0] for name in parts["content"]}
    return replace(
        state,
        content=parts["content"],
        memory=parts["memory"],
        proposals=parts["proposed"],
        conflicts=parts["conflicts"],
        ledgers=parts["ledgers"],
        folders=folders,
        organisations=organisations,
        schema=schema,
    )


@dataclass
class Base:
    """A knowledge base in memory: it is normalised, edited, and normalised again."""

    state: State = field(default_factory=State)
    drafts: list[Draft] = field(default_factory=list)
    last: Plan = field(default_factory=Plan)

    def run(self, *drafts: Draft, restore: Iterable[str] = (), **sources: Any) -> Plan:
        """Normalise; without drafts, those of the last run are read again."""
        self.drafts = list(drafts) or self.drafts
        joined, _ = join_drafts(self.drafts)
        self.last = Plan()
        reconcile(joined, self.state, self.last, restore=frozenset(restore), **sources)
        self.state = apply(self.state, self.last.in_order())
        return self.last

    def edit(self, slug: str, old: str = "", new: str = "", folder: str = "measures") -> None:
        """Replace words in a file; without words, delete it."""
        content = dict(self.state.content)
        text = content.pop(f"{folder}/{slug}")
        if old:
            assert old in text
            content[f"{folder}/{slug}"] = text.replace(old, new)
        self.state = replace(self.state, content=content)

    def write(self, slug: str, text: str | None) -> None:
        content = {**self.state.content, f"measures/{slug}": text}
        kept = {name: text for name, text in content.items() if text is not None}
        self.state = replace(self.state, content=kept)

    def rename(self, slug: str, to: str) -> None:
        content = dict(self.state.content)
        content[f"measures/{to}"] = content.pop(f"measures/{slug}")
        self.state = replace(self.state, content=content)

    def forget(self, slug: str | None = None) -> None:
        """Lose what is remembered of a measure, or of all."""
        memory = {
            name: text
            for name, text in self.state.memory.items()
            if slug is not None and name != f"measures/{slug}"
        }
        self.state = replace(self.state, memory=memory)

    def decide(self) -> None:
        """Delete all proposals."""
        self.state = replace(self.state, proposals={})

    @property
    def slugs(self) -> list[str]:
        return sorted(name.partition("/")[2] for name in self.state.content)

    def text(self, slug: str) -> str:
        return self.state.content[f"measures/{slug}"]

    def remembered(self, slug: str) -> Remembered:
        """What is remembered under a slug."""
        remembered = read_remembered(self.state.memory[f"measures/{slug}"])
        assert remembered
        return remembered

    def notes(self, kind: str) -> list[Note]:
        return [note for note in self.last.notes if note.kind == kind]

    @property
    def problems(self) -> list[Problem]:
        return self.last.problems

    @property
    def written(self) -> int:
        return sum(map(len, self.last.changes.values()))
