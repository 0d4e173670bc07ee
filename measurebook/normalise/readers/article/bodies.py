"""Names of bodies inside sentences: organisers, venues, and the organisations of a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurebook.model.vocabulary import ArticleWording
from measurebook.normalise.readers.article.lexicon import Lexicon
from measurebook.normalise.readers.article.text import Sentence, straighten
from measurebook.normalise.readers.article.tokens import Token, tokenise
from measurebook.normalise.values.countries import is_country
from measurebook.normalise.values.names import NameBook
from measurebook.text import fold, squash_blanks

LONGEST_NAME = 16
"""In words; longer runs of words are not looked up as one name."""

_ARTICLES = frozenset({"the", "a", "an"})
_INSIDE_NAMES = frozenset({"of", "and", "for", "under", "on", "to", "&", "named", "after"})
_TAKE_WITH = frozenset({"work", "relations", "cooperation"})
_LONGEST_LIST = 60


class BodyReader:
    """Reads names of bodies by their capitals, by what words bodies are called, and by the list."""

    def __init__(
        self, wording: ArticleWording, lexicon: Lexicon, names: NameBook, country: str | None
    ) -> None:
        self._lexicon = lexicon
        self._names = names
        self._country = country
        self._venues = frozenset(map(fold, wording.events.venues))
        self._months = frozenset(
            fold(name) for names in wording.dates.months.values() for name in names
        )
        self._offices = {fold(role): body for role, body in wording.people.offices.items()}

    # Organisers

    def read_list(self, sentence: Sentence, start: int) -> list[str]:
        """Read the bodies that a phrase such as `organized by` is followed by."""
        tokens = [token for token in tokenise(sentence.text) if token.start >= start]
        return self._read_names(sentence.printed, tokens[:_LONGEST_LIST])

    def read_list_before(self, sentence: Sentence, end: int) -> list[str]:
        """Read the bodies that are the subject of the words at `end`."""
        tokens = [token for token in tokenise(sentence.text) if token.end <= end]
        tokens = tokens[-_LONGEST_LIST:]
        for at in range(len(tokens)):
            is_start = at == 0 or _ends_phrase(tokens[:at])
            is_start = is_start and tokens[at].folded not in _INSIDE_NAMES
            if is_start and self._end_of_list(tokens[at:]) == len(tokens) - at:
                names = self._read_names(sentence.printed, tokens[at:])
                if names and all(map(self._is_body_name, names)):
                    return names
        return []

    def _read_names(self, printed: str, tokens: Sequence[Token]) -> list[str]:
        tokens = tokens[: self._end_of_list(tokens)]
        names = [_spell(printed, part) for part in self._split(tokens)]
        return [name for name in names if name]

    def _end_of_list(self, tokens: Sequence[Token]) -> int:
        """Return where names of bodies, joined by commas and `and`, come to an end."""
        end = at = 0
        while at < len(tokens):
            step = self._step(tokens, at)
            if step == 0:
                break
            at += step
            if tokens[at - 1].kind != "comma" and not _is_small(tokens[at - 1]):
                end = at
        return end

    def _step(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many words from here still belong to names of bodies, or 0."""
        token = tokens[at]
        if self._is_of_name(token) or (at and self._is_kind_of_body(tokens, at)):
            return 1
        if token.kind == "open":
            return _length_of_brackets(tokens[at:])
        may_join = token.folded in _INSIDE_NAMES or token.kind == "comma" or token.text == "&"
        takes_with = token.folded == "with" and at > 0 and tokens[at - 1].folded in _TAKE_WITH
        if may_join or takes_with or token.folded in _ARTICLES:
            return self._step_over(tokens, at)
        return 0

    def _step_over(self, tokens: Sequence[Token], at: int) -> int:
        """Step over small words, where a name goes on behind them."""
        following = at + 1
        while following < len(tokens) and _is_small(tokens[following]):
            following += 1
        goes_on = following < len(tokens) and self._is_of_name(tokens[following])
        return following - at if goes_on else 0

    def _is_of_name(self, token: Token) -> bool:
        if token.quoted or token.kind == "quote":
            return True
        is_capital = token.kind in {"word", "initial"} and token.text[0].isupper()
        return is_capital and token.folded not in self._months | self._lexicon.openers

    def _is_kind_of_body(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell a word such as `magazine` behind a name: `"Baku" magazine`."""
        is_after_name = self._is_of_name(tokens[at - 1]) or self._is_body_word(tokens[at - 1])
        return self._is_body_word(tokens[at]) and is_after_name

    def _is_body_word(self, token: Token) -> bool:
        forms = {token.folded, token.folded.removesuffix("s")}
        return token.is_word and not forms.isdisjoint(self._lexicon.organisations)

    def _split(self, tokens: Sequence[Token], is_last: bool = False) -> Iterator[Sequence[Token]]:
        """Split joined names: `A, B and C`. A comma behind `and C` ends the list.

        What a comma adds that is no name of a body ends it too.
        """
        for at in range(1, len(tokens)):
            if not self._parts_names(tokens, at):
                continue
            yield tokens[:at]
            rest = _strip_small(tokens[at + 1 :])
            by_comma = tokens[at].kind == "comma"
            goes_on = not is_last and (self._has_body_word(rest) or self._find(rest))
            if not by_comma or goes_on:
                yield from self._split(rest, is_last=not by_comma)
            return
        if tokens:
            yield tokens

    def _parts_names(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a comma or `and` parts two names, rather than words of one name."""
        token, left, right = tokens[at], tokens[:at], _strip_small(tokens[at + 1 :])
        if token.quoted or not right or _depth(left) or not self._is_whole(left):
            return False
        if token.kind == "comma":
            has_article = tokens[at + 1].folded in _ARTICLES
            return has_article or right[0].folded not in self._lexicon.fields
        is_and = token.folded in {"and", "&"}
        return is_and and (self._opens_name(tokens[at + 1 :]) or _is_behind_country(left, right))

    def _opens_name(self, tokens: Sequence[Token]) -> bool:
        if tokens[0].folded in _ARTICLES or tokens[0].kind == "quote":
            return True
        return self._has_body_word(tokens)

    def _is_whole(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words are a whole name: known, or with a word for a body at their end."""
        words = _strip_small(tokens)
        if not words:
            return False
        if self._find(words) or words[-1].kind in {"quote", "close"}:
            return True
        last_part = _behind_last_article(words)
        return self._has_body_word(last_part) or all(t.text.isupper() for t in words)

    def _has_body_word(self, tokens: Sequence[Token]) -> bool:
        return any(self._is_body_word(token) or token.quoted for token in tokens)

    def _is_body_name(self, name: str) -> bool:
        tokens = tokenise(straighten(name))
        return self._find(tokens) is not None or self._has_body_word(tokens)

    # Venues

    def read_venue(self, sentence: Sentence, start: int) -> str | None:
        """Read the name of a house behind `at the`: known, or ending in a word such as `Center`."""
        tokens = [token for token in tokenise(sentence.text) if token.start >= start]
        tokens = tokens[: min(self._end_of_list(tokens), LONGEST_NAME)]
        shorter = [_strip_small(tokens[:end]) for end in range(len(tokens), 0, -1)]
        known = (words for words in shorter if words and self._find(words))
        named = (words for words in shorter if words and self._is_venue(words))
        venue = next(known, None) or next(named, None)
        return _spell(sentence.printed, venue) if venue else None

    def _is_venue(self, tokens: Sequence[Token]) -> bool:
        """Tell `Sumgayit State University` and `National Museum of Art`."""
        if len(tokens) > 1 and self._is_venue_word(tokens[-1]):
            return True
        places = [at for at, token in enumerate(tokens) if at and self._is_venue_word(token)]
        behind = tokens[places[-1] + 1 :] if places else []
        is_of = len(behind) > 1 and behind[0].folded == "of"
        return is_of and all(token.is_word and token.text[0].isupper() for token in behind[1:])

    def _is_venue_word(self, token: Token) -> bool:
        return token.is_word and token.folded in self._venues

    # Organisations of a role

    def find_known(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the known organisations that a text names, the longest names first.

        A minister is taken to name the ministry, where the ministry is known.
        """
        tokens = tokenise(straighten(text))
        found: list[str] = []
        at = 0
        while at < len(tokens):
            slug, length = self._find_longest(tokens[at : at + LONGEST_NAME])
            is_whole = not self._is_within_name(tokens, at, at + length)
            if slug and is_whole and slug not in found:
                found.append(slug)
            at += length
        return tuple(found)

    def _is_within_name(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether a known name is part of a longer one: `Ministry of Culture of Georgia`."""
        if start and self._belongs_to_name(tokens[start - 1]):
            return True
        words = [token for token in tokens[end + 1 : end + 4] if not _is_small(token)]
        if end == len(tokens) or not words or not self._is_of_name(words[0]):
            return False
        joint = tokens[end]
        if joint.kind == "comma":
            return words[0].folded in self._lexicon.fields
        is_home = joint.folded == "of" and any(map(self._is_home, words))
        return joint.folded in {"of", "and"} and not is_home

    def _belongs_to_name(self, token: Token) -> bool:
        is_of_role = self._lexicon.is_role(token) or token.folded in self._lexicon.modifiers
        is_name = token.is_word and token.text[0].isupper() and not is_of_role
        return is_name and token.folded not in self._lexicon.openers and not self._is_home(token)

    def _is_home(self, token: Token) -> bool:
        return token.folded == fold(self._country or "\0")

    def _find_longest(self, tokens: Sequence[Token]) -> tuple[str | None, int]:
        for length in range(len(tokens), 0, -1):
            slug = self._find(tokens[:length])
            if slug:
                return slug, length
        return None, 1

    def _find(self, tokens: Sequence[Token]) -> str | None:
        name = _rebuild(tokens)
        body = self._offices.get(tokens[0].folded)
        if body and len(tokens) > 1:
            name = f"{body} {_rebuild(tokens[1:])}"
        return self._names.find_settled(name, self._country)


def _is_behind_country(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Tell whether a body's name has ended: `Ministry of Culture of Georgia and Creative …`."""
    ends_in_country = len(left) > 1 and left[-2].folded == "of" and is_country(left[-1].text)
    return ends_in_country and right[0].text[0].isupper() and not is_country(_rebuild(right))


def _ends_phrase(tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase ends here: at a comma, also one inside closing quotation marks."""
    if tokens[-1].kind == "quote" and len(tokens) > 1:
        return tokens[-2].kind == "comma"
    return tokens[-1].kind in {"comma", "semicolon", "dash"} and not tokens[-1].quoted


def _is_small(token: Token) -> bool:
    return token.folded in _ARTICLES | _INSIDE_NAMES | {"with"} or token.text == "&"


def _strip_small(tokens: Sequence[Token]) -> Sequence[Token]:
    while tokens and (_is_small(tokens[0]) or tokens[0].kind == "comma"):
        tokens = tokens[1:]
    while tokens and (_is_small(tokens[-1]) or tokens[-1].kind == "comma"):
        tokens = tokens[:-1]
    return tokens


def _behind_last_article(tokens: Sequence[Token]) -> Sequence[Token]:
    places = [at for at, token in enumerate(tokens) if token.folded in _ARTICLES]
    return tokens[places[-1] + 1 :] if places else tokens


def _depth(tokens: Sequence[Token]) -> int:
    return sum((token.kind == "open") - (token.kind == "close") for token in tokens)


def _length_of_brackets(tokens: Sequence[Token]) -> int:
    closing = next((at for at, token in enumerate(tokens) if token.kind == "close"), None)
    return closing + 1 if closing is not None else 0


def _rebuild(tokens: Sequence[Token]) -> str:
    """Put words together again with the blanks that stood between them."""
    text, end = "", None
    for token in tokens:
        gap = " " if end is not None and token.start > end else ""
        text, end = f"{text}{gap}{token.text}", token.end
    return text


def _spell(printed: str, tokens: Sequence[Token]) -> str:
    words = _strip_small(tokens)
    return squash_blanks(printed[words[0].start : words[-1].end]) if words else ""
