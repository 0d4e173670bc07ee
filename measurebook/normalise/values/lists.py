"""The vocabulary as the readers look things up in it: built once for a run, for all sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import msgspec

from measurebook.model.vocabulary import Term, Vocabulary
from measurebook.normalise.lines.classes import NoiseTable
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.lines.labels import LabelTable
from measurebook.normalise.values.dates import DateFinder
from measurebook.normalise.values.places import PlaceFinder
from measurebook.normalise.values.terms import TermTable

CONTACT_TABLE = "contact-table"
"""The heading that is the head of a table among the answers to a question."""


class Lists(msgspec.Struct, frozen=True, dict=True):
    """Every list of the vocabulary in the form in which lines are compared with it."""

    vocabulary: Vocabulary

    @cached_property
    def labels(self) -> LabelTable:
        return LabelTable(self.vocabulary.labels)

    @cached_property
    def noise(self) -> NoiseTable:
        return NoiseTable(self.vocabulary.noise)

    @cached_property
    def answers(self) -> TermTable:
        return TermTable(self.vocabulary.answers)

    @cached_property
    def entity_types(self) -> TermTable:
        return TermTable(self.vocabulary.entity_types)

    @cached_property
    def dates(self) -> DateFinder:
        return DateFinder(self.vocabulary.date_kinds)

    @cached_property
    def places(self) -> PlaceFinder:
        return PlaceFinder(self.vocabulary.places)

    @cached_property
    def terms(self) -> Mapping[str, TermTable]:
        """The closed lists by the name of the field whose values they hold."""
        lists: dict[str, Mapping[str, Term]] = {
            "goals": self.vocabulary.goals,
            "areas": self.vocabulary.areas,
            "domains": self.vocabulary.domains,
            "scope": self.vocabulary.scopes,
            "nature": self.vocabulary.natures,
        }
        return {name: TermTable(terms) for name, terms in lists.items()}

    @cached_property
    def headings(self) -> TermTable:
        """The headings of the reports, without the heads of tables."""
        headings = self.vocabulary.headings.items()
        return TermTable({slug: term for slug, term in headings if slug != CONTACT_TABLE})

    @cached_property
    def glued_row(self) -> re.Pattern[str]:
        """Match a row of the overview whose cells ran together without any blank."""
        scope, nature = (
            "|".join(
                re.escape(wording.text)
                for term in terms.values()
                for wording in term.wordings.values()
            )
            for terms in (self.vocabulary.scopes, self.vocabulary.natures)
        )
        lists = [rf"(?:{words})(?:,\s*(?:{words}))*" for words in (scope, nature)]
        return re.compile(rf"(?P<title>.*?[^\s-])\s*(?P<scope>{lists[0]})\s*(?P<nature>{lists[1]})")

    @cached_property
    def questions(self) -> Mapping[str, tuple[str, ...]]:
        """Folded wordings of the reports' questions; some are printed for several questions."""
        index: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for slug, question in self.vocabulary.questions.items():
            for text in (*(w.text for w in question.wordings.values()), *question.variants):
                index[fold_line(text)][slug] = None
        return {text: tuple(slugs) for text, slugs in index.items()}

    def fold_wordings(self, heading: str) -> frozenset[str]:
        """Return the folded wordings of one heading; none where the vocabulary lacks it."""
        term = self.vocabulary.headings.get(heading)
        wordings = term.wordings.values() if term else ()
        return frozenset(fold_line(wording.text) for wording in wordings)

    def is_empty_value(self, text: str) -> bool:
        """Tell whether a line says that there is no value, such as a dash or "N/A"."""
        return self.answers.find(text) in {"unanswered", "not-applicable", "blank"}
