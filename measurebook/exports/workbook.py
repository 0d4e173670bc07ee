"""The workbook as Markdown: to fill in, to send round, to print from any editor."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.exports.addresses import WORKBOOK
from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.exports.tables.workbook import say_answer, word_question
from measurebook.graph import (
    Claim,
    Line,
    Promise,
    Quotation,
    Workbook,
    WorkbookPart,
    open_workbook,
)
from measurebook.model.output import OutputFile
from measurebook.normalise.lines.cleaning import escape_markdown


def render_workbook(release: Release) -> Iterator[OutputFile]:
    """Write the workbook of the newest report; nothing where there is no report."""
    book = open_workbook(release.atlas)
    if book is not None:
        yield OutputFile(WORKBOOK, "\n".join(_write(release, book)).encode())


def _write(release: Release, book: Workbook) -> Iterator[str]:
    report = book.report.record
    about = _escape(" ".join(filter(None, (report.title, report.party, report.year))))
    yield f"# {release.say('workbook_heading')}\n"
    yield release.say("workbook_file_last", report=about, form=report.form) + "\n"
    yield release.say("workbook_file_how") + "\n"
    yield release.say("workbook_file_version", version=release.version) + "\n"
    goal = ""
    for part in book.parts:
        if part.part.kind == "area":
            now = release.atlas.area(part.part.slug).goal
            if now != goal:
                yield f"## {_name_goal(release, now)}\n"
            goal = now
        else:
            goal = ""
        yield from _write_part(release, part)


def _name_goal(release: Release, goal: str) -> str:
    name = _escape(release.name_term(release.atlas.goal(goal).wordings))
    return release.say("goal_with_name", goal=goal, name=name)


def _write_part(release: Release, part: WorkbookPart) -> Iterator[str]:
    is_area = part.part.kind == "area"
    terms = release.vocabulary.areas if is_area else release.vocabulary.headings
    term = terms.get(part.part.slug)
    name = release.name_term(term.wordings) if term else release.say("report_other_questions")
    yield f"{'###' if is_area else '##'} {_escape(name)}\n"
    for line in part.lines:
        yield from _write_line(release, line)
    if part.measures:
        yield f"{release.say('workbook_file_measures')}\n"
        yield from (f"- {_escape(entry.record.title or entry.slug)}" for entry in part.measures)
        yield ""
    elif is_area:
        yield f"{release.say('workbook_no_measure')}\n"
    for postponed in part.postponed:
        title = _escape(postponed.measure.record.title or postponed.measure.slug)
        yield f"{release.say('workbook_postponed')}: {title}: {_quote(postponed.quotation)}\n"


def _write_line(release: Release, line: Line) -> Iterator[str]:
    found = line.found
    place = f"{found.report.record.source}:{found.answer.lines}"
    yield f"**{_escape(word_question(release, line))}**\n"
    answer, last = say_answer(line), release.say("workbook_file_answer")
    if answer and found.answer.section is not None:
        yield f"{last} ({place}):\n"
        yield "\n".join(f"> {text}".rstrip() for text in answer.splitlines()) + "\n"
    else:
        told = _escape(answer) if answer else _say_state(release, found.answer.state)
        yield f"- {last}: {told} ({place})"
    yield from _write_notes(release, line)
    yield f"- {release.say('workbook_now')}:\n"


def _say_state(release: Release, state: str) -> str:
    """Say the state of an answer; `answered` is that of all that is not yes or no."""
    term = release.vocabulary.answers.get(state)
    return release.name_term(term.wordings) if term else release.say("answered")


def _write_notes(release: Release, line: Line) -> Iterator[str]:
    if line.reason:
        task = release.say(f"workbook_flag_{line.reason}")
        yield f"- {release.say('workbook_file_task')}: {task}"
    if line.claim:
        yield f"- {release.say('workbook_support')}: {_say_support(release, line.claim)}"
    for promise in line.promises:
        yield f"- {_say_promise(release, promise)}"
    for news in line.news:
        subject = release.vocabulary.subjects[news.about]
        about = _escape(release.name_term(subject.wordings))
        yield f"- {release.say('workbook_file_news', subject=about)}: {_quote(news.quotation)}"


def _say_support(release: Release, claim: Claim) -> str:
    """Say whether measures show a claim, which ones, and what an editor noted."""
    support = release.say(f"support_{claim.support.replace('-', '_')}")
    titles = "; ".join(_escape(entry.record.title or entry.slug) for entry in claim.measures)
    note = _escape(claim.finding.note or "") if claim.finding else ""
    return ". ".join(filter(None, (f"{support}: {titles}" if titles else support, note)))


def _say_promise(release: Release, promise: Promise) -> str:
    said = release.say("workbook_file_statement", number=promise.number)
    newer = ", ".join(news.quotation.place for news in promise.news)
    found = f" {release.say('workbook_news')} {newer}" if newer else ""
    return f"{said}: “{_escape(promise.text)}”{found}"


def _quote(quoted: Quotation) -> str:
    return f"“{_escape(quoted.sentence)}” ({quoted.place})"


def _escape(text: str) -> str:
    return escape_markdown(tidy(text))
