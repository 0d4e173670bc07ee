"""The workbook as Markdown: to fill in, to send round, to print from any editor."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.exports.addresses import WORKBOOK
from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.exports.tables.workbook import say_answer, word_question
from measurebook.graph import Line, News, Promise, Quotation, Workbook, WorkbookPart, open_workbook
from measurebook.model.output import OutputFile
from measurebook.normalise.lines.cleaning import escape_markdown

_OPENING = """\
# Workbook for the next report

Last report: {report} (form {form}). Content version {version}.

Every question of the form in its own order, with its last answer, the line it stands on, and what
to know before it is answered again. An open question is not a no. Passages of newer texts were
found by a program, by the words of a subject; none of them is an answer.
"""

_REASONS = {
    "open": "left unanswered",
    "parent": "hangs on an unanswered question",
    "not_applicable": "ruled out by the answer before",
    "lists": "no measure was listed",
    "files": "nothing was attached",
}
_SUPPORTS = {
    "none": "no measure shows it, as an editor found",
    "partly": "measures show a part, as an editor found",
    "shown": "shown by",
    "empty-area": "no measure in its area; not looked at yet",
    "unreviewed": "not compared with the measures yet",
}


def render_workbook(release: Release) -> Iterator[OutputFile]:
    """Write the workbook of the newest report; nothing where there is no report."""
    book = open_workbook(release.atlas)
    if book is not None:
        yield OutputFile(WORKBOOK, "\n".join(_write(release, book)).encode())


def _write(release: Release, book: Workbook) -> Iterator[str]:
    report = book.report.record
    yield _OPENING.format(
        report=_escape(" ".join(filter(None, (report.title, report.party, report.year)))),
        form=report.form,
        version=release.version,
    )
    goal = ""
    for part in book.parts:
        if part.part.kind == "area":
            now = release.atlas.area(part.part.slug).goal
            if now != goal:
                yield f"## Goal {now}: {_name_goal(release, now)}\n"
            goal = now
        else:
            goal = ""
        yield from _write_part(release, part)


def _name_goal(release: Release, goal: str) -> str:
    return _escape(release.name_term(release.atlas.goal(goal).wordings))


def _write_part(release: Release, part: WorkbookPart) -> Iterator[str]:
    is_area = part.part.kind == "area"
    terms = release.vocabulary.areas if is_area else release.vocabulary.headings
    term = terms.get(part.part.slug)
    name = release.name_term(term.wordings) if term else "Other questions"
    yield f"{'###' if is_area else '##'} {_escape(name)}\n"
    for line in part.lines:
        yield from _write_line(release, line)
    if part.measures:
        yield "Measures to bring up to date:\n"
        yield from (f"- {_escape(entry.record.title or entry.slug)}" for entry in part.measures)
        yield ""
    elif is_area:
        yield "The last report names no measure here.\n"
    for postponed in part.postponed:
        title = _escape(postponed.measure.record.title or postponed.measure.slug)
        yield f"Put off to this report: {title}: {_quote(postponed.quotation)}\n"


def _write_line(release: Release, line: Line) -> Iterator[str]:
    found = line.found
    place = f"{found.report.record.source}:{found.answer.lines}"
    yield f"**{_escape(word_question(release, line))}**\n"
    answer = say_answer(line)
    is_long = found.answer.section is not None
    if answer and is_long:
        yield f"Last answer ({place}):\n"
        yield "\n".join(f"> {text}".rstrip() for text in answer.splitlines()) + "\n"
    else:
        yield f"- Last answer: {_escape(answer) if answer else found.answer.state} ({place})"
    yield from _write_notes(release, line)
    yield "- New answer:\n"


def _write_notes(release: Release, line: Line) -> Iterator[str]:
    if line.reason:
        yield f"- To do: {_REASONS[line.reason]}"
    if line.claim:
        titles = [_escape(entry.record.title or entry.slug) for entry in line.claim.measures]
        note = line.claim.finding.note if line.claim.finding else None
        told = f"{_SUPPORTS[line.claim.support]} {'; '.join(titles)}".rstrip()
        yield f"- Behind it: {told}{f'. {_escape(note)}' if note else ''}"
    for promise in line.promises:
        yield from _write_promise(promise)
    yield from (_write_news(release, news) for news in line.news)


def _write_promise(promise: Promise) -> Iterator[str]:
    newer = ", ".join(news.quotation.place for news in promise.news)
    found = f" Newer: {newer}." if newer else ""
    yield f"- Statement {promise.number}: “{_escape(promise.text)}”{found}"


def _write_news(release: Release, news: News) -> str:
    subject = release.vocabulary.subjects[news.about]
    about = _escape(release.name_term(subject.wordings))
    return f"- Newer, on {about}: {_quote(news.quotation)}"


def _quote(quoted: Quotation) -> str:
    return f"“{_escape(quoted.sentence)}” ({quoted.place})"


def _escape(text: str) -> str:
    return escape_markdown(tidy(text))
