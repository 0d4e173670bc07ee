"""The place of a measure or an answer in a report: the headings it stands under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from measurebook.model.measure import MeasureSection
from measurebook.normalise.form.findings import Findings
from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.readers.report.parts import SECTION_MARK

_SECTIONS: dict[str, MeasureSection] = {
    "civil-society": "civil-society",
    "transversal": "transversal",
}
"""Headings to the section of the measures below them."""

_PERSONAL_PARTS = frozenset({"technical-information", "stakeholder", "submission"})
"""Headings below which the form asks for persons: what no question claims there is withheld."""


class Place(msgspec.Struct, frozen=True):
    """Section, goal, area and theme, with the lines of their headings by the field they state."""

    section: MeasureSection | None = None
    goal: str | None = None
    area: str | None = None
    theme: str | None = None
    is_personal: bool = False
    heads: Mapping[str, Sequence[Line]] = msgspec.field(default_factory=dict)

    @property
    def is_of_civil_society(self) -> bool:
        return self.section == "civil-society"

    def below_heading(self, slug: str, lines: Sequence[Line]) -> Place:
        """The place below a heading of the form; the report's own heading opens none."""
        if slug == "report":
            return self
        if slug in _SECTIONS:
            return Place(_SECTIONS[slug], heads={"section": lines})
        if slug.startswith("theme-"):
            theme = SECTION_MARK.sub("", lines[0].cleaned)
            return Place(theme=theme, heads={"report_section": lines})
        return Place(is_personal=slug in _PERSONAL_PARTS)

    def below_goal(self, goal: str, lines: Sequence[Line]) -> Place:
        """The place below a goal; the measures of civil society have goals of their own."""
        if self.is_of_civil_society:
            heads = {"goals": lines, "section": self.heads["section"]}
            return Place("civil-society", goal, heads=heads)
        return Place("goals", goal, heads={"goals": lines, "section": lines})

    def below_area(self, area: str, lines: Sequence[Line]) -> Place:
        return Place(self.section, self.goal, area, heads={**self.heads, "areas": lines})

    def without_area(self) -> Place:
        """The place below a line that stands as a heading: it is of no area that is known."""
        heads = {name: lines for name, lines in self.heads.items() if name != "areas"}
        return replace(self, area=None, heads=heads)

    def note_in(self, found: Findings) -> None:
        """Note goal, area and section from the headings a measure stands under."""
        values = {
            "goals": (self.goal,) if self.goal else None,
            "areas": (self.area,) if self.area else None,
            "report_section": self.theme,
        }
        for name, value in values.items():
            if value:
                found.set(name, value, self.heads[name])
        if self.section:
            found.cite("section", self.heads["section"])
