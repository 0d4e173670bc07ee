"""What newer texts say, as the workbook and the page of promises show it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from measurebook.graph import News
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Cite, Link, View
from measurebook.pages.parts.wording import mark


class NewsView(View, frozen=True, kw_only=True):
    """A sentence of a newer text around what it was found by; `why` says what that is."""

    link: Link
    why: str
    before: str
    found: str
    after: str
    lang: str
    cites: tuple[Cite, ...]


def show_news(edition: Edition, news: Iterable[News]) -> tuple[NewsView, ...]:
    return tuple(_show(edition, one) for one in news)


def _show(edition: Edition, news: News) -> NewsView:
    event = edition.event(edition.atlas.event(news.document.slug))
    address = f"{event.address}#{news.fragment}" if news.fragment else event.address
    return NewsView(
        link=msgspec.structs.replace(event, address=address),
        why=_say_why(edition, news),
        before=news.sentence[: news.start],
        found=news.sentence[news.start : news.end],
        after=news.sentence[news.end :],
        lang=edition.language_of(news.source),
        cites=(edition.cite(news.source, news.lines),) if news.lines else (),
    )


def _say_why(edition: Edition, news: News) -> str:
    if news.reason == "subject":
        return edition.say_term(edition.vocabulary.subjects[news.about].wordings)
    if news.reason == "measure":
        name = edition.measure(edition.atlas.measure(news.about))
    else:
        name = edition.organisation(news.about)
    return edition.wording.say("news_names", name=mark(name.text, name.lang))
