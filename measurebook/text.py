"""Letters, blanks and slugs: what every layer must agree on about text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from slugify import slugify

_DOTTED_AND_DOTLESS_I = str.maketrans({"İ": "i", "I": "i"})
_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ə": "e", "ı": "i", "ö": "o", "ü": "u", "ğ": "g", "ş": "s", "ç": "c", "ς": "σ"}
)
_STRAIGHT_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"'}
)
_SPELLED_OUT = [("Ə", "E"), ("ə", "e")]
_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "index"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls other than tab and line feed
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SEEN = re.compile(
    "[^\\s\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_CONTROL_NAMES = {
    "\x00": "NULL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 80


def fold(text: str) -> str:
    """Fold letters to the form in which search, slugs and name matching compare them.

    The same steps are taken in the browser (`assets/js/fold.js`), so a change here needs one there.
    Python's own `lower` is not enough: `İ` becomes two code points, `ə` has no base letter, and a
    sigma is written otherwise at the end of a word.

    >>> fold("Şəki"), fold("İLHAM"), fold("Bakı")
    ('seki', 'ilham', 'baki')
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFC", text).translate(_DOTTED_AND_DOTLESS_I).lower()
    decomposed = unicodedata.normalize("NFD", lowered.translate(_LETTERS_WITHOUT_MARKS))
    return "".join(c for c in decomposed if c.isascii() or unicodedata.category(c)[0] != "M")


def squash_blanks(text: str) -> str:
    """Turn every run of blanks, no-break spaces included, into one space and trim the ends.

    >>> squash_blanks("  Name of partner:\N{NO-BREAK SPACE}")
    'Name of partner:'
    """
    return " ".join(text.split())


def fold_label(text: str) -> str:
    """Fold the wording of a form label to the form in which labels are compared.

    Form versions differ in apostrophes, in `œ`, in blanks and in how a label ends
    (`:`, ` :`, `?:`, `::` or nothing); none of that tells one label from another.

    >>> fold_label("Quels sont les résultats ?:\N{NO-BREAK SPACE}")
    'quels sont les résultats'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_STRAIGHT_QUOTES)
    spelled = plain.replace("œ", "oe").replace("Œ", "Oe")
    return squash_blanks(spelled).rstrip(" :.?").casefold()


def fold_name(text: str) -> str:
    """Fold a name so that quotes, dashes, blanks and letter case do not tell two spellings apart.

    >>> fold_name("“Kamillik”  Public Union") == fold_name('"KAMILLIK" public union')
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_STRAIGHT_QUOTES)
    return squash_blanks(re.sub(r"[\"‐‑–—-]+", " ", fold(plain)))


def make_slug(text: str) -> str:
    """Make the slug of a title or name: 1-80 characters of `a-z0-9-`, or "" if none is left.

    >>> make_slug('State Program "The theatre of Azerbaijan in 2009-2019"')
    'state-program-the-theatre-of-azerbaijan-in-2009-2019'
    >>> make_slug("Şəki"), make_slug("!?")
    ('seki', '')
    """
    slug = slugify(
        text,
        algorithm="modern",
        backend="text-unidecode",
        replacement_stage="pre",
        replacements=_SPELLED_OUT,
        max_length=SLUG_LENGTH,
        word_boundary=True,
    )
    return f"{slug}-1" if slug in _RESERVED_NAMES else slug


def is_slug(text: str) -> bool:
    """Tell whether a text can be a file's name, an address and an identifier.

    >>> is_slug("baku"), is_slug("Baku"), is_slug("con"), is_slug("a" * 81)
    (True, False, False, False)
    """
    fits = len(text) <= SLUG_LENGTH and text not in _RESERVED_NAMES
    return fits and re.fullmatch(SLUG_PATTERN, text) is not None


def split_lines(text: str) -> list[str]:
    r"""Split a text into its lines at line feeds only, as citations count them.

    `str.splitlines` also splits at form feeds and other marks, which would shift the count.

    >>> split_lines("a\x0cb\nc")
    ['a\x0cb', 'c']
    """
    return text.split("\n")


def is_blank(line: str) -> bool:
    r"""Tell whether a line shows nothing, whatever blanks and invisible marks it holds.

    >>> is_blank("\N{NO-BREAK SPACE}\u200b"), is_blank("-")
    (True, False)
    """
    return _SEEN.search(line) is None


def find_hidden(text: str) -> Iterator[tuple[int, str]]:
    r"""Find characters that nobody sees: controls, direction marks, zero-width characters, tags.

    Yields the line, counted from 1, and the character's code and name.

    >>> list(find_hidden("Baku\nSh\N{RIGHT-TO-LEFT OVERRIDE}eki"))
    [(2, 'U+202E RIGHT-TO-LEFT OVERRIDE')]
    """
    if _HIDDEN.search(text):
        for number, line in enumerate(split_lines(text), start=1):
            for found in _HIDDEN.finditer(line):
                yield number, name_character(found[0])


def mask_hidden(text: str) -> str:
    r"""Put a replacement character where one stands that nobody sees or that turns the text round.

    >>> mask_hidden("Sh\N{RIGHT-TO-LEFT OVERRIDE}eki")
    'Sh\ufffdeki'
    """
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def name_character(character: str) -> str:
    r"""Return the code and the name of a character, as a person can look it up.

    >>> name_character("\N{ZERO WIDTH SPACE}"), name_character("\x02")
    ('U+200B ZERO WIDTH SPACE', 'U+0002 control character')
    """
    usual = _CONTROL_NAMES.get(character, "control character")
    return f"U+{ord(character):04X} {unicodedata.name(character, usual)}"


def heading_of(key: str) -> str:
    """Return the heading of a body section from its key.

    >>> heading_of("executive_summary")
    'Executive summary'
    """
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def key_of(heading: str) -> str:
    """Return the key of a body section, which is also its citation's key, from its heading.

    >>> key_of("Conclusions of the evaluation"), key_of("Editor's note")
    ('conclusions_of_the_evaluation', 'editors_note')
    """
    return make_slug(heading.replace("'", "")).replace("-", "_")
