"""Made-up Chinese submissions in any number, with the statistics that matter to an index: Zipf's law, repeated phrases.

Words are the shipped samples' own sentences, the office's common words and the phrases of pypinyin; nothing is real.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "sample_source" / "texts"

MEAN_CHARACTERS = 1_460


@dataclass(frozen=True)
class Piece:
    title: str
    body: str
    names: tuple[str, ...]
    unit: str


@cache
def _samples() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.md"))]
    prose = (line for text in texts for line in text.splitlines() if not line.startswith(("@", "---")))
    clauses = {clause.strip() for line in prose for clause in re.split(r"[。！？；，]", line)}
    return tuple(sorted(clause for clause in clauses if 6 <= len(clause) <= 30))


@cache
def words(kind: str) -> list[str]:
    """The words of one kind in words.txt: common (the commonest first), surname, given, place, place_end."""
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if line.startswith(f"{kind}\t") for word in line.split()[1:]]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    shuffled = random.Random(7)
    rare = sorted(phrases_dict)
    shuffled.shuffle(rare)
    common = words("common")
    # Zipf with a steeper tail: four words in five are the office's daily ones.
    weights = [1 / (rank + 3) for rank in range(len(common))]
    tail = sum(weights) / 4
    harmonic = [1 / (rank + 30) for rank in range(len(rare))]
    weights += [weight * tail / sum(harmonic) for weight in harmonic]
    return [*common, *rare], list(accumulate(weights))


class Author:
    """Writes pieces; the same seed writes the same pieces."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words, self._cumulative = _vocabulary()
        self._clauses = _samples()

    def pieces(self, count: int) -> Iterator[Piece]:
        for _ in range(count):
            yield self.piece()

    def piece(self) -> Piece:
        choose = self._random
        about = [*self._some(2), choose.choice(words("common")[40:])]
        length = min(6_000, max(120, int(choose.lognormvariate(0, 0.45) * MEAN_CHARACTERS * 0.9)))
        lines: list[str] = []
        written = 0
        while written < length:
            paragraph = "".join(self._sentence() for _ in range(choose.randint(2, 6)))
            lines.append(paragraph)
            written += len(paragraph)
        names = tuple(self.name() for _ in range(choose.choice((1, 1, 1, 2, 3))))
        unit = f"{choose.choice(words('place'))}{choose.choice(('镇', '街道', '县教育局', '县农业农村局', '县医院'))}"
        title = f"关于{choose.choice(('加强', '完善', '改善', '解决', '推进'))}{self.place()}{''.join(about)}的建议"
        return Piece(title, "\n".join(lines), names, unit)

    def name(self) -> str:
        choose = self._random
        return choose.choice(words("surname")) + "".join(choose.choices(words("given"), k=choose.choice((1, 2, 2))))

    def place(self) -> str:
        return self._random.choice(words("place")) + self._random.choice(words("place_end"))

    def sentence(self) -> str:
        return self._sentence()

    def _some(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._cumulative, k=count)

    def _sentence(self) -> str:
        choose = self._random
        clauses = ["".join(self._some(choose.randint(3, 7))) for _ in range(choose.randint(1, 4))]
        if choose.random() < 0.3:
            clauses.append(f"{self.place()}有{choose.randint(2, 9_999)}户{choose.choice(('居民', '商户', '村民'))}")
        if self._clauses and choose.random() < 0.15:
            clauses.append(choose.choice(self._clauses))
        choose.shuffle(clauses)
        return "，".join(clauses) + choose.choice("。。。。；！")
