from __future__ import annotations

from tests.normalise.readers.article.readings import find_unaccounted, read_text, say_date

PROSE = "An exhibition of silk was opened by weavers in the old caravanserai of Sheki."
MORE = "Its halls hold sixty works and a loom that visitors may try for themselves."


def entries_of(text: str) -> list[str]:
    read = read_text(text)
    assert find_unaccounted(read, text) == []
    return [f"{entry.lines} {entry.line_class}" for entry in read.reading.entries]


def title_of(*lines: str) -> str:
    return read_text("\n".join(lines)).event.title


def published_of(*lines: str) -> str:
    return say_date(read_text("\n".join(lines)).event.published)


def test_a_motto_above_the_title_is_chrome() -> None:
    text = f"A people lives by its songs. They are its memory.\n\n\nSilk in Sheki again\n\n{PROSE}"
    assert entries_of(text) == ["1 chrome"]
    assert read_text(text).event.title == "Silk in Sheki again"


def test_a_first_sentence_that_names_something_is_no_motto() -> None:
    text = f"{PROSE}\n\nWhat the visitors say\n\n{MORE}"
    assert read_text(text).event.title == ""
    assert entries_of(text) == []


def test_navigation_around_the_article_is_chrome() -> None:
    text = f"Home\nNews | Events\nSilk in Sheki again\n{PROSE}\n{MORE}\nShare\n<- Back to top"
    assert entries_of(text) == ["1-2 chrome", "6-7 chrome"]


def test_the_title_in_a_trail_of_links_is_not_the_title() -> None:
    text = f"» Silk in Sheki again\n12.05.2021\nSilk in Sheki again\n\n{PROSE}\n{MORE}"
    assert entries_of(text) == ["1 chrome"]
    assert read_text(text).event.citations["title"] == {"news": "3"}


def test_a_title_may_be_a_question_or_a_call() -> None:
    assert title_of("Who pays for all the music?", "", PROSE) == "Who pays for all the music?"
    assert title_of("“Hello, Novruz!”", "", PROSE) == "“Hello, Novruz!”"


def test_a_title_may_end_with_a_point_beside_its_date() -> None:
    title = "Silk and wool are shown in Sheki."
    assert title_of(title, "12 May 2021", "", PROSE, MORE) == title


def test_no_prose_is_made_a_title() -> None:
    read = read_text(f"{PROSE}\n\n{MORE}")
    assert read.event.title == ""
    assert [problem.message for problem in read.reading.problems] == ["title not found"]
    assert read.reading.drafts[0].slug == "news"


def test_a_date_line_may_stand_above_and_below_the_title_and_at_the_end() -> None:
    title = "Silk in Sheki again"
    assert published_of("12.05.2021 10:30", title, "", PROSE) == "2021-05-12"
    assert published_of(title, "12 Mart 2020 Xəbər", "", PROSE) == "2020-03-12"
    assert published_of(title, "", PROSE, MORE, "", "May 12, 2021") == "2021-05-12"


def test_a_date_line_may_hold_categories_times_and_counters() -> None:
    title = "Silk in Sheki again"
    for line in (
        "# 27 November 2023 10:27 (UTC +04:00)",
        "Published: 27.11.2023, 17:40 | Views: 318",
        "27.11.2023 - Honorary and Goodwill Ambassadors",
        "Monday, 27 November 2023",
        "2023-11-27 09:00:00 / Press-releases",
        "27 ноября 2023",
    ):
        assert published_of(title, line, "", PROSE) == "2023-11-27"


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert published_of("Silk in Sheki again", "", "On May 12, 2021 the halls opened again.") == ""


def test_a_list_of_dates_and_headlines_behind_the_text_is_chrome() -> None:
    head = f"Silk in Sheki again\n\n{PROSE}\n\n"
    dates_first = "12.05.2021 10:30\nCarpets go online\n11.05.2021 09:00\nLibrary week begins"
    dates_last = "Carpets go online\n12.05.2021 10:30\nLibrary week begins\n11.05.2021 09:00"
    in_one_line = "12.05.2021 Carpets of three towns go online\n11.05.2021 Library week begins"
    assert entries_of(head + dates_first) == ["5-8 chrome"]
    assert entries_of(head + dates_last) == ["5-8 chrome"]
    assert entries_of(head + in_one_line) == ["5-6 chrome"]


def test_a_list_of_headlines_without_dates_needs_its_heading() -> None:
    head = f"Silk in Sheki again\n\n{PROSE}\n\n"
    assert entries_of(f"{head}Digər xəbərlər\nCarpets go online\nLibrary week") == ["5-7 chrome"]
    assert entries_of(f"{head}Carpets go online\nLibrary week") == []


def test_a_heading_of_other_news_with_prose_behind_it_is_no_list() -> None:
    assert entries_of(f"Silk in Sheki again\n\n{PROSE}\n\nOther news\n\n{MORE}") == []


def test_spam_is_spam_wherever_it_stands() -> None:
    text = f"Silk in Sheki again\n\n{PROSE}\nbestbonus.example.biz slots.example.com\n{MORE}"
    assert entries_of(text) == ["4 spam"]


def test_where_to_write_is_withheld() -> None:
    text = f"Silk in Sheki again\n\n{PROSE}\nContact: Jane Doe, jane.doe@example.org"
    assert entries_of(text) == ["4 withheld"]


def test_an_address_within_prose_is_withheld_alone() -> None:
    read = read_text(
        f"Silk in Sheki again\n\n{PROSE}\nWho wants to weave may write to the house of weavers at"
        " loom@example.org and come in May."
    )
    assert read.reading.entries == ()
    assert "loom@" not in read.sections["Account"]
    assert "come in May" in read.sections["Account"]


def test_a_text_that_is_blank_gives_nothing_but_a_problem() -> None:
    from measurebook.model.source import Card
    from measurebook.normalise.readers.article.reader import read_article
    from measurebook.normalise.reading import SourceText
    from measurebook.normalise.values.names import NameBook
    from tests.normalise.readers.article.readings import vocabulary

    card = Card(title="", kind="news-article", sha256="0" * 64)
    source = SourceText("news", "content/sources/news.txt", ("", "\N{NO-BREAK SPACE}"), card)
    reading = read_article(source, vocabulary(), NameBook(vocabulary()))
    assert reading.drafts == ()
    assert [str(problem) for problem in reading.problems] == [
        "content/sources/news.txt: holds no text"
    ]
