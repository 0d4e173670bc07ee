"""Which draft is which remembered document, and which file each document is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import msgspec
from msgspec.structs import replace

from measurebook.normalise.merging.identity import (
    Traits,
    are_kin,
    likeness_of_file,
    likeness_of_unknown_file,
    pair,
    pair_drafts,
    pair_reworded,
    traits_of_draft,
    traits_of_text,
)
from measurebook.normalise.merging.line_ends import plain
from measurebook.normalise.merging.memory import Remembered, read_remembered
from measurebook.normalise.merging.same_measure import slug_candidates
from measurebook.normalise.reading import Draft
from measurebook.normalise.state import KINDS, State


class Sources(msgspec.Struct, frozen=True):
    """The ids of all sources there are, and of those that could not be read this time."""

    all: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


class Match(msgspec.Struct, frozen=True):
    """A draft, what is remembered of it, and its file.

    `key` is the name under which it is remembered, whether it is yet or not. `place` is the name
    of its file, None where that was deleted by hand. `absorbed` are slugs of other documents that
    have become one with it.
    """

    draft: Draft
    key: str
    memory: Mapping[str, Remembered]
    place: str | None
    absorbed: tuple[str, ...] = ()

    @property
    def remembered(self) -> Remembered | None:
        return self.memory.get(self.key)


class Memory(Mapping[str, Remembered]):
    """What is remembered, read from the texts of the memory each time it is asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._names: dict[str, None] = {}

    def add(self, names: Iterable[str]) -> None:
        """Count names among what is remembered; their texts have been found to be sound."""
        self._names |= dict.fromkeys(names)

    def __getitem__(self, name: str) -> Remembered:
        if name not in self._names:
            raise KeyError(name)
        remembered = read_remembered(self._texts[name])
        assert remembered is not None  # noqa: S101 (names are added for sound texts alone)
        return remembered

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Matches(msgspec.Struct):
    """All drafts by name, and what is remembered without a draft, with the place of its file.

    `places` are the names of the files of all that is remembered, None for those deleted by hand.

    `stale` are names remembered of folders that were removed as a whole, `damaged` those of which
    the memory is not as it was written. `held` are remembered names of documents that come from a
    source that could not be read this time; `doubtful` those that may be a file which cannot be
    read, or may have been deleted.
    """

    remembered: Memory
    drafts: dict[str, Match] = msgspec.field(default_factory=dict)
    orphans: dict[str, str | None] = msgspec.field(default_factory=dict)
    places: dict[str, str | None] = msgspec.field(default_factory=dict)
    held: set[str] = msgspec.field(default_factory=set)
    doubtful: set[str] = msgspec.field(default_factory=set)
    stale: set[str] = msgspec.field(default_factory=set)
    damaged: set[str] = msgspec.field(default_factory=set)
    restored: set[str] = msgspec.field(default_factory=set)


def match(
    drafts: Mapping[str, Draft],
    texts: Mapping[str, str],
    state: State,
    sources: Sources,
    restore: frozenset[str] = frozenset(),
) -> Matches:
    """Match drafts, by name and with their generated texts, with memory and content.

    `restore` are names or slugs of documents that were deleted by hand and are asked for again.
    """
    matcher = _Matcher(state)
    matcher.hold(sources.unread)
    matcher.find_files()
    matcher.match_drafts(drafts, texts, sources.all)
    matcher.adopt_files(drafts)
    matcher.match_reworded(drafts)
    matcher.place_rest(drafts, restore)
    matcher.absorb_orphans(drafts, sources.all)
    return matcher.matches


class _Matcher:
    def __init__(self, state: State) -> None:
        self.state = state
        self.matches = Matches(Memory(state.memory))
        self.bases: dict[str, str] = {}
        """Name of a draft to the name under which it is remembered."""
        self.adopted: dict[str, str] = {}
        """Name of a draft of which nothing is remembered to the name of its file."""
        self.places = self.matches.places
        self._traits: dict[str, Traits] = {}
        self._remember()

    def _remember(self) -> None:
        """Read what is remembered, but not of folders that somebody removed as a whole.

        A folder from which all documents were deleted one by one, as remembered, is not kept by
        version control: that it is missing says nothing.
        """
        for folder in KINDS:
            names = [name for name in self.state.memory if name.startswith(f"{folder}/")]
            read = ((name, read_remembered(self.state.memory[name])) for name in names)
            deleted = {name: found.is_deleted for name, found in read if found}
            is_all_deleted = len(deleted) == len(names) and all(deleted.values())
            if folder not in self.state.folders and not is_all_deleted:
                self.matches.stale |= set(names)
            else:
                self.matches.remembered.add(deleted)
                self.matches.damaged |= set(names) - deleted.keys()

    def hold(self, unread: frozenset[str]) -> None:
        """Note what comes from sources that could not be read this time."""
        for key in self.matches.remembered if unread else ():
            if self._traits_of_key(key).sources & unread:
                self.matches.held.add(key)

    # Remembered documents and files

    def find_files(self) -> None:
        """Find the file of each remembered document: by name, or else by what it says."""
        content, unusable = self.state.content, self.state.unusable
        estranged: dict[str, str] = {}
        for key, remembered in self.matches.remembered.items():
            at = "" if remembered.is_deleted else _name_in(key, remembered)
            if at in unusable or (at in content and self._is_kin(key, at)):
                self.places[key] = at
            elif at in content:
                estranged[key] = at
        lost = [key for key in self.matches.remembered if key not in self.places]
        self.places.update(self._find_renamed(lost))
        free = self._find_free_files()
        for key in lost:
            self.places.setdefault(key, estranged[key] if estranged.get(key) in free else None)
        self._doubt([key for key in lost if self.places[key] is None])

    def _doubt(self, missing: Iterable[str]) -> None:
        """Note what is missing while there are files of which nobody can tell what they are."""
        unknown = [*self._find_free_files(), *(self.state.unusable.keys() - self._find_placed())]
        folders = {name.partition("/")[0] for name in unknown if self._is_unreadable(name)}
        for key in missing:
            is_new = not self.matches.remembered[key].is_deleted
            if is_new and key.partition("/")[0] in folders:
                self.matches.doubtful.add(key)

    def _is_unreadable(self, name: str) -> bool:
        return name in self.state.unusable or self._traits_of_file(name) == Traits(name)

    def _is_kin(self, key: str, at: str) -> bool:
        if self.state.content[at] == self.matches.remembered[key].text:
            return True
        return are_kin(self._traits_of_key(key), self._traits_of_file(at))

    def _find_renamed(self, lost: Iterable[str]) -> dict[str, str | None]:
        known = [self._traits_of_lost(key) for key in lost]
        files = self._find_free_files() if known else ()
        found = pair(known, map(self._traits_of_file, files), likeness_of_file)
        return {key: name for name, key in found.items()}

    def _traits_of_lost(self, key: str) -> Traits:
        """Return what a lost file is known by; the lines of one lost long ago say nothing now."""
        traits = self._traits_of_key(key)
        is_deleted = self.matches.remembered[key].is_deleted
        return replace(traits, places=frozenset()) if is_deleted else traits

    def _find_free_files(self) -> list[str]:
        taken = self._find_placed()
        return [name for name in self.state.content if name not in taken]

    def _find_placed(self) -> set[str | None]:
        return {*self.places.values(), *self.adopted.values()}

    def _traits_of_key(self, key: str) -> Traits:
        return traits_of_text(key, self.matches.remembered[key].text)

    def _traits_of_file(self, name: str) -> Traits:
        if name not in self._traits:
            self._traits[name] = traits_of_text(name, plain(self.state.content[name]))
        return self._traits[name]

    # Drafts

    def match_drafts(
        self, drafts: Mapping[str, Draft], texts: Mapping[str, str], sources: frozenset[str]
    ) -> None:
        """Find what each draft is remembered as."""
        remembered = self.matches.remembered
        for name, text in texts.items():
            if name in remembered and remembered[name].text == text:
                self.bases[name] = name
        known = {key: self._traits_of_key(key) for key in remembered.keys() - self.bases.keys()}
        rest = drafts.keys() - self.bases.keys() if known else ()
        traits = {name: traits_of_draft(name, drafts[name]) for name in rest}
        self.bases |= pair_drafts(known.values(), traits.values(), sources)

    def adopt_files(self, drafts: Mapping[str, Draft]) -> None:
        """Find files of drafts of which nothing is remembered: what was remembered got lost."""
        unknown = [name for name in drafts if name not in self.bases]
        free = self._find_free_files() if unknown else []
        if free:
            known = [traits_of_draft(name, drafts[name]) for name in unknown]
            found = pair(known, map(self._traits_of_file, free), likeness_of_unknown_file)
            self.adopted = {draft: name for name, draft in found.items()}
        for name in unknown:
            if name in self.state.unusable and name not in self.places.values():
                self.adopted.setdefault(name, name)

    def match_reworded(self, drafts: Mapping[str, Draft]) -> None:
        """Find what is left over as what was remembered in other words."""
        remembered = self.matches.remembered
        keys = sorted(remembered.keys() - set(self.bases.values()))
        names = [x for x in drafts if x not in self.bases and x not in self.adopted]
        if keys and names:
            known = [self._traits_of_key(key) for key in keys]
            deleted = frozenset(key for key in keys if remembered[key].is_deleted)
            traits = [traits_of_draft(name, drafts[name]) for name in names]
            self.bases |= pair_reworded(known, traits, deleted)

    def place_rest(self, drafts: Mapping[str, Draft], restore: frozenset[str]) -> None:
        """Give a slug to what is new or asked for again, one that nothing had or has."""
        known = set(self.matches.remembered)
        taken: set[str] | None = None
        for name, draft in drafts.items():
            key = self.bases.get(name)
            place = self.places[key] if key else self.adopted.get(name)
            last = _name_in(key, self.matches.remembered[key]) if key else name
            asked = restore & {*_spellings(name), *_spellings(key or name), *_spellings(last)}
            self.matches.restored |= asked
            if place is None and (key is None or asked):
                taken = self._find_taken() if taken is None else taken
                place = _choose(last, draft, taken if key else taken | known)
                taken.add(place)
            if key is None:
                key = _choose(place or name, draft, known)
                known.add(key)
            self.matches.drafts[name] = Match(draft, key, self.matches.remembered, place)

    def _find_taken(self) -> set[str]:
        """Find the names that documents have or had."""
        former = {
            f"{name.partition('/')[0]}/{slug}"
            for name, text in self.state.content.items()
            if "aliases:" in text
            for slug in self._traits_of_file(name).former
        }
        return {*self.state.content, *self.state.unusable, *former}

    def absorb_orphans(self, drafts: Mapping[str, Draft], sources: frozenset[str]) -> None:
        """Let documents that have become one with another leave their slugs to it."""
        keys = {match.key for match in self.matches.drafts.values()}
        keys |= self.matches.held | self.matches.doubtful
        self.matches.orphans = {key: at for key, at in self.places.items() if key not in keys}
        gone = [key for key in self.matches.orphans if self._is_untouched(key)]
        traits = [traits_of_draft(name, drafts[name]) for name in drafts] if gone else []
        for key in gone:
            for name in pair_drafts([self._traits_of_key(key)], traits, sources):
                one = self.matches.drafts[name]
                slug = (self.places[key] or key).partition("/")[2]
                self.matches.drafts[name] = replace(one, absorbed=(*one.absorbed, slug))

    def _is_untouched(self, key: str) -> bool:
        text = self.state.content.get(self.places[key] or "")
        return text is not None and plain(text) == self.matches.remembered[key].text


def _name_in(key: str, remembered: Remembered) -> str:
    """Return the name of the file that a remembered document had last."""
    return f"{key.partition('/')[0]}/{remembered.place}"


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield name.partition("/")[2]


def _choose(name: str, draft: Draft, taken: set[str]) -> str:
    """Return the name itself, or the first of the names a draft may have that is free."""
    folder, _, slug = name.partition("/")
    candidates = (f"{folder}/{other}" for other in chain([slug], slug_candidates(draft)))
    return next(candidate for candidate in candidates if candidate not in taken)
