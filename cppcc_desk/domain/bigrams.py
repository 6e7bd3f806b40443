"""Chinese text as overlapping pairs of characters: what the full-text index stores and is asked, where a word stands.

A text holds a term when the term's normal form (NFKC, case folded) is part of the text's normal form; the index only
narrows down, and `Term.exact` says when it alone decides.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_RUN = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")

# Characters whose normal form holds an ideograph of another code point: radicals, ㈠, ㊣, ㋀, compatibility ideographs.
_HIDES_HAN = re.compile(
    "[\u2e80-\u2fdf\u3036-\u303f\u3190-\u319f\u3200-\u33ff\uf900-\ufaff\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f]"
)

# Characters whose normal form is one character and does not depend on its neighbours: nearly all of an ordinary text.
_PLAIN = re.compile("[\n\x20-\x7e·—‘’“”\u3001-\u3011\u3014-\u301b\u3400-\u9fff\uff01-\uff5e]*")
_TO_FULL_WIDTH = 0xFEE0
_WRITTEN = {
    chr(code): "".join(
        sorted({chr(c + width) for c in (code, ord(chr(code).upper())) for width in (0, _TO_FULL_WIDTH)})
    )
    for code in range(0x21, 0x7F)
    if not chr(code).isupper()
}

_COMMON_MARKS = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；！？（）")

# A whole text may be pasted into the search box; more pairs than this narrow nothing down any further.
_MOST_TOKENS = 32


def normal(text: str) -> str:
    """The form in which texts are compared: full width is half width, capitals are small."""
    # One full-width comma sends the whole text through the slow way of NFKC, fifteen times as long.
    for full, half in _COMMON_MARKS:
        text = text.replace(full, half)
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text: str) -> str:
    """Tokens of `text`, separated by blanks: the pairs of each run of letters or digits, then the last character alone.

    Every token is one or two letters or digits, so it passes SQLite's `ascii` tokenizer unchanged.
    """
    spaced = " ".join(_RUN.findall(normal(text))) + " "
    return " ".join([first + second for first, second in pairwise(spaced) if first != " "])


@dataclass(frozen=True)
class Term:
    """One word of a search in normal form; `tokens` must all be in the index, `exact` when that alone proves a hit."""

    text: str
    tokens: tuple[str, ...]
    exact: bool


def terms(typed: str) -> tuple[Term, ...]:
    """The words of what was typed, split by blanks; a hit holds every one of them. Empty when there is too little.

    Two characters at least, and a letter or digit among them: one character alone would find nearly everything.
    """
    words = normal(typed).split()
    if sum(len(word) for word in words) < 2 or not any(_RUN.search(word) for word in words):
        return ()
    return tuple(_term(word) for word in words)


def _term(word: str) -> Term:
    tokens: dict[str, None] = {}
    for run in _RUN.finditer(word):
        letters = run.group()
        tokens.update((letters[i : i + 2], None) for i in range(len(letters) - 1))
        # Only the end of a run stands alone in the index, and punctuation after it proves that this is one.
        if run.end() < len(word):
            tokens[letters[-1]] = None
    return Term(word, tuple(tokens), exact=len(word) == 2 and len(tokens) == 1 and word in tokens)


def query(typed: str) -> str | None:
    """The MATCH expression that narrows a full-text search for `typed` down, or None when there is too little to ask.

    It lets every true hit through. Words of two characters need no proof (`Term.exact`), longer ones do: the index
    keeps no positions. Only letters and digits get into the expression, so nothing typed can be taken for syntax.
    """
    return match_expression(terms(typed))


def match_expression(asked: tuple[Term, ...]) -> str | None:
    """`query` of terms that are already at hand."""
    tokens = list(dict.fromkeys(token for term in asked for token in term.tokens))
    step = -(-len(tokens) // _MOST_TOKENS) or 1
    parts = [f'"{token}"' for token in tokens[::step]]
    if not parts:  # single characters only: the pairs that begin with them
        first = [run.group() for term in asked for run in _RUN.finditer(term.text)]
        parts = [f'"{character}"*' for character in dict.fromkeys(first)]
    return " AND ".join(parts) or None


def holds(text: str, term: str) -> bool:
    """Whether the normal form of `text` contains `term`, which is in normal form already."""
    if _HAN.fullmatch(term):
        # Ideographs neither compose nor change, so the costly normal form is only needed where one may be in disguise.
        if term in text:
            return True
        if not _HIDES_HAN.search(text):
            return False
    elif _PLAIN.fullmatch(text) and _PLAIN.fullmatch(term):
        return _as_written(term).search(text) is not None
    return term in normal(text)


@lru_cache(maxsize=64)
def _as_written(term: str) -> re.Pattern[str]:
    """Finds all ways to write `term` with the characters of `_PLAIN`."""
    return re.compile("".join(f"[{re.escape(_WRITTEN.get(c, c))}]" for c in term))


def places(text: str, term: str, *, most: int) -> tuple[tuple[int, int], ...]:
    """The first `most` places of `term` (normal form) in `text` as written, without overlap: start and end."""
    if _HAN.fullmatch(term) and term in text:
        return _finds(text, term, range(len(text)), most)
    folded = [normal(character) for character in text]
    origin = [position for position, form in enumerate(folded) for _ in form]
    return _finds("".join(folded), term, origin, most)


def _finds(whole: str, term: str, origin: Sequence[int], most: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = whole.find(term)
    while start >= 0 and term and len(found) < most:
        found.append((origin[start], origin[start + len(term) - 1] + 1))
        start = whole.find(term, start + len(term))
    return tuple(found)
