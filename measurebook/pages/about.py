"""The page on method and limits, and the page for addresses that lead to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.model.knowledge import Source
from measurebook.pages.measures import count_records
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import link_part, make_frame
from measurebook.pages.parts.views import Answer, Cite, Fact, LedView, Link, Value, View
from measurebook.pages.sources import LINE_CLASSES, count_classes
from measurebook.urls import ADDRESSES

_CHECKS = ("barriers", "markup", "contrast", "keyboard", "scripts")
"""What `tests/browser` and the test of the colours hold the pages to."""

_STATES = ("yes", "no", "unanswered", "not-applicable", "blank", "not-asked")


class AnswerMeaning(View, frozen=True, kw_only=True):
    answer: Answer
    meaning: str


class CoverageRow(View, frozen=True, kw_only=True):
    """A source with its number of lines in each class."""

    source: Link
    short_id: str
    lines: str
    counts: tuple[str, ...]


class RightsRow(View, frozen=True, kw_only=True):
    source: Link
    publisher: str
    rights: str


class Check(View, frozen=True, kw_only=True):
    """Something that every change of the program is tested for, and with what."""

    what: str
    means: str


class AboutView(LedView, frozen=True, kw_only=True):
    heading: str
    example: Cite | None
    figures: tuple[Fact, ...]
    answers: tuple[AnswerMeaning, ...]
    classes: tuple[str, ...]
    coverage: tuple[CoverageRow, ...]
    rights: tuple[RightsRow, ...]
    site_rights: str
    checks: tuple[Check, ...]
    contact: Link | None
    sources: Link
    version_text: str


class NotFoundView(LedView, frozen=True, kw_only=True):
    heading: str
    links: tuple[Link, ...]


def make_about(edition: Edition) -> AboutView:
    heading = edition.wording.say("about_heading")
    sources = edition.knowledge.sources.values()
    return AboutView(
        frame=make_frame(edition, "about", heading),
        heading=heading,
        lead=edition.wording.say("about_lead"),
        example=find_example(edition),
        figures=tuple(_list_figures(edition)),
        answers=tuple(list_meanings(edition)),
        classes=tuple(
            edition.wording.say(f"line_{line_class.replace('-', '_')}")
            for line_class in LINE_CLASSES
        ),
        coverage=tuple(_make_coverage(edition, source) for source in sources),
        rights=tuple(_make_rights(edition, source) for source in sources),
        checks=tuple(_list_checks(edition)),
        site_rights=edition.site.rights or "",
        contact=_make_contact(edition),
        sources=edition.link("sources"),
        version_text=edition.wording.say("about_version_text", version=edition.version),
    )


def find_example(edition: Edition) -> Cite | None:
    """Return the mark of some line, as an example of what marks look like."""
    titles = (entry.record.citations.get("title") for entry in edition.atlas.measures)
    return next((cite for title in titles for cite in edition.cites(title)), None)


def _list_figures(edition: Edition) -> Iterator[Fact]:
    atlas, wording = edition.atlas, edition.wording
    conflicts = edition.knowledge.conflicts.values()
    numbers = {
        "measures": len(atlas.measures),
        "records": count_records(atlas),
        "organisations": len(edition.vocabulary.organisations),
        "unreviewed": sum(not body.reviewed for body in edition.vocabulary.organisations.values()),
        "answers": sum(len(report.record.answers) for report in atlas.reports),
        "no_domain": len(atlas.measures_without("domains")),
        "no_area": len(atlas.measures_without("areas")),
        "conflicts": len(conflicts),
        "rulings": sum(conflict.ruling is not None for conflict in conflicts),
    }
    for name, number in numbers.items():
        shown = Value(text=wording.number(number))
        yield Fact(label=wording.say(f"figure_{name}"), values=(shown,))


def list_meanings(edition: Edition) -> Iterator[AnswerMeaning]:
    for state in _STATES:
        meaning = edition.wording.say(f"meaning_{state.replace('-', '_')}")
        yield AnswerMeaning(answer=edition.answer(state), meaning=meaning)


def _list_checks(edition: Edition) -> Iterator[Check]:
    """List what the tests of the program hold every kind of page to, in every language."""
    number = edition.wording.number
    for name in _CHECKS:
        yield Check(
            what=edition.wording.say(
                f"access_check_{name}",
                kinds=number(len(ADDRESSES)),
                languages=number(len(edition.site.languages)),
            ),
            means=edition.wording.say(f"access_means_{name}"),
        )


def _make_coverage(edition: Edition, source: Source) -> CoverageRow:
    counts = count_classes(edition, source)
    number = edition.wording.number
    return CoverageRow(
        source=edition.source(source),
        short_id=edition.short_id(source.id),
        lines=number(sum(counts.values())),
        counts=tuple(number(counts[line_class]) for line_class in LINE_CLASSES),
    )


def _make_rights(edition: Edition, source: Source) -> RightsRow:
    return RightsRow(
        source=edition.source(source),
        publisher=edition.name_publisher(source.card) or edition.wording.say("not_stated"),
        rights=edition.wording.say(f"rights_{source.card.rights}"),
    )


def _make_contact(edition: Edition) -> Link | None:
    """Return where to write to. An e-mail address is shown nowhere, so only a link counts."""
    contact = edition.site.contact
    if contact is None or not contact.startswith(("https://", "http://")):
        return None
    return Link(text=contact, address=contact)


def make_not_found(edition: Edition) -> NotFoundView:
    """Plan the page that a server shows for any address without a file.

    Such an address has any number of folders, so relative links lead nowhere certain: the page
    links to whole addresses where the site knows its own. Where it does not, its links are those
    of a page at the top: right for a missing page there, and a plain page otherwise. Nothing
    that would work at every depth is at hand, because addresses from the root of the host break
    sites in a folder, and the security policy allows neither inline styles nor a base address.
    """
    say = edition.wording.say
    parts = ("measures", "areas", "organisations", "reports", "sources", "about")
    frame = make_frame(edition, "not-found", say("not_found_heading"))
    return NotFoundView(
        frame=frame,
        heading=say("not_found_heading"),
        lead=say("not_found_lead"),
        links=(edition.link("home"), *(link_part(edition, part) for part in parts)),
    )
