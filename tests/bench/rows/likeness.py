"""Near-duplicates: time against one LIKE scan, recall over seven kinds of editing, false alarms on new pieces."""

import re
import time
from collections.abc import Callable
from functools import cache
from random import Random
from statistics import median

from cppcc_desk.queries.likeness import likely_duplicates
from tests.bench.corpus import Author, words
from tests.bench.table import Bench, Row, told

EACH = 25
FRESH = 300
FRESH_SEED = 99  # other pieces than those in the database


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。；！\n]+[。；！\n]*", text)


def _copied(text: str, random: Random) -> str:
    return text


def _typing_errors(text: str, random: Random) -> str:
    return "".join(random.choice(text) if random.random() < 0.03 else c for c in text)


def _reordered(text: str, random: Random) -> str:
    parts = _sentences(text)
    random.shuffle(parts)
    return "".join(parts)


def _shortened(text: str, random: Random) -> str:
    parts = _sentences(text)
    return "".join(part for part in parts if random.random() < 0.5) or text


def _embedded(text: str, random: Random) -> str:
    new = Author(random.randrange(1 << 30)).piece().body
    return new[: len(new) // 2] + text[: max(len(text) // 2, 200)] + new[len(new) // 2 :]


def _words_replaced(text: str, random: Random) -> str:
    common = [word for word in words("common")[20:] if len(word) > 1]
    for word in random.sample(common, len(common) // 3):
        text = text.replace(word, random.choice(common))
    return text


def _laid_out_anew(text: str, random: Random) -> str:
    half = text.translate(str.maketrans("，。；！", ",.;!")).replace("\n", "")
    return "\n".join(half[i : i + 38] for i in range(0, len(half), 38))


EDITS: tuple[Callable[[str, Random], str], ...] = (
    _copied,
    _typing_errors,
    _reordered,
    _shortened,
    _embedded,
    _words_replaced,
    _laid_out_anew,
)


@cache
def checks(bench: Bench) -> tuple[dict[str, int], list[float]]:
    """How many of each kind of edit were missed, and the seconds of each check."""
    ids = bench.random.sample(range(1, bench.size + 1), min(EACH * len(EDITS), bench.size))
    missed = {edit.__name__: 0 for edit in EDITS}
    taken: list[float] = []
    ask = "select original_text from submission_text where submission_id = ?"
    with bench.session() as session:
        for position, identifier in enumerate(ids):
            edit = EDITS[position % len(EDITS)]
            text = edit(session.connection().exec_driver_sql(ask, (identifier,)).scalar_one(), bench.random)
            start = time.perf_counter()
            found = likely_duplicates(session, "另拟的标题", text, exclude=None)
            taken.append(time.perf_counter() - start)
            missed[edit.__name__] += identifier not in {one.submission_id for one in found}
    return missed, taken


def near_duplicates(bench: Bench) -> Row:
    """One check against one LIKE scan."""
    taken = median(checks(bench)[1])
    return Row(
        name="near-duplicate check, median",
        measured=told(taken),
        against=f"LIKE scan {told(bench.like_scan)}",
        ratio=taken / bench.like_scan,
        goal=1 / 5,
    )


def near_duplicates_missed(bench: Bench) -> Row:
    """Edited copies that were not found."""
    missed, taken = checks(bench)
    kinds = ", ".join(f"{name.strip('_')} {count}" for name, count in missed.items() if count)
    total = sum(missed.values())
    return Row(
        name="near-duplicates missed",
        measured=f"{total} ({kinds or 'no kind'})",
        against=f"{len(taken)} edits of {len(EDITS)} kinds",
        ratio=total / len(taken),
        goal=0.02,
    )


def near_duplicates_false(bench: Bench) -> Row:
    """New pieces that were taken for repeated ones."""
    author = Author(FRESH_SEED)
    with bench.session() as session:
        alarms = sum(
            bool(likely_duplicates(session, f"{piece.title}之{number}", piece.body, exclude=None))
            for number, piece in enumerate(author.pieces(FRESH))
        )
    return Row(
        name="near-duplicate false alarms",
        measured=str(alarms),
        against=f"{FRESH} new pieces",
        ratio=alarms / FRESH,
        goal=0.01,
    )
