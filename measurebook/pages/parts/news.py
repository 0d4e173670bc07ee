"""What newer texts say, as the workbook and the page of promises show it."""

from __future__ import annotations

from collections.abc import Iterable

from measurebook.graph import News
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.quotations import QuotationView, link_quotation, show_quotation
from measurebook.pages.parts.views import Link, View
from measurebook.pages.parts.wording import mark


class NewsView(View, frozen=True, kw_only=True):
    """A sentence of a newer text; `why` says what it was found by."""

    link: Link
    why: str
    quotation: QuotationView


def show_news(edition: Edition, news: Iterable[News]) -> tuple[NewsView, ...]:
    return tuple(_show(edition, one) for one in news)


def _show(edition: Edition, news: News) -> NewsView:
    event = edition.event(edition.atlas.event(news.document.slug))
    return NewsView(
        link=link_quotation(event, news.quotation),
        why=_say_why(edition, news),
        quotation=show_quotation(edition, news.quotation),
    )


def _say_why(edition: Edition, news: News) -> str:
    if news.reason == "subject":
        return edition.say_term(edition.vocabulary.subjects[news.about].wordings)
    if news.reason == "measure":
        name = edition.measure(edition.atlas.measure(news.about))
    else:
        name = edition.organisation(news.about)
    return edition.wording.say("news_names", name=mark(name.text, name.lang))
