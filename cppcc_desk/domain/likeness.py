"""How much of one text stands in another: for telling, never for deciding, that a piece has come in before.

Tuned in design/performance.md item 2: containment finds partial copying and survives reordering, where simhash and
edit ratios fail.
"""

import re

from cppcc_desk.domain.bigrams import bigrams, normal

SHINGLE = 5  # characters
ALIKE = 0.2  # containment from which a piece is worth showing
SAMPLED = 250  # pairs looked up of a text
RAREST = 40  # of those, the pairs whose holders are fetched
CANDIDATES = 15  # pieces compared character by character

_LETTERS = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")
_LEAST_SHINGLES = 20  # a few words in common are no likeness, even when one text is only a few words
_LEAST_SENTENCE = 8  # letters; shorter ones are phrases that everybody uses
_SENTENCE_COVERED = 0.7


def stretches(text: str) -> list[str]:
    """What stands between blanks and punctuation, in normal form."""
    return _LETTERS.findall(normal(text))


def normalise(text: str) -> str:
    """Only the letters and digits of `text`, in normal form: layout and punctuation say nothing about origin."""
    return "".join(stretches(text))


def shingles(text: str) -> frozenset[str]:
    """All stretches of five characters of the normalised text; a shorter text is one shingle."""
    letters = normalise(text)
    if len(letters) <= SHINGLE:
        return frozenset((letters,) if letters else ())
    return frozenset(letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set of shingles that is in the other one, 0 to 1; 1 for equal texts however short."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    return len(one & other) / max(min(len(one), len(other)), _LEAST_SHINGLES)


def shared_sentences(text: str, other: frozenset[str], *, most: int) -> tuple[str, ...]:
    """The longest sentences of `text` that stand in the text of shingles `other` all but a few characters, in order."""
    shared = [
        (position, sentence.strip())
        for position, sentence in enumerate(_SENTENCE.findall(text))
        if len(normalise(sentence)) >= _LEAST_SENTENCE and _covered(sentence, other)
    ]
    longest = sorted(shared, key=lambda found: (-len(found[1]), found[0]))[:most]
    return tuple(sentence for _, sentence in sorted(longest))


def _covered(sentence: str, other: frozenset[str]) -> bool:
    own = shingles(sentence)
    return len(own & other) >= _SENTENCE_COVERED * len(own)


def sample(text: str) -> tuple[str, ...]:
    """Up to `SAMPLED` different pairs of characters of `text`, spread evenly over it."""
    pairs = list(dict.fromkeys(token for token in bigrams(text).split() if len(token) > 1))
    if len(pairs) <= SAMPLED:
        return tuple(pairs)
    return tuple(pairs[i * len(pairs) // SAMPLED] for i in range(SAMPLED))
