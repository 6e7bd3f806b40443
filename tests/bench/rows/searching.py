"""Full-text search against a LIKE scan, and its exactness against a scan in Python."""

import re
from functools import cache
from statistics import median

from cppcc_desk.domain.bigrams import normal, terms
from cppcc_desk.queries.search import search_everything
from cppcc_desk.storage import search
from tests.bench.corpus import words
from tests.bench.table import Bench, Row, p95, seconds, told

NEWEST = 50
LENGTHS = (4, 2, 2, 2, 3, 3, 4, 5, 6, 8)
LIMIT_P95 = 0.025  # seconds


@cache
def questions(bench: Bench) -> tuple[str, ...]:
    """What people type: daily words, pieces of texts of 2 to 8 characters, two words, a word that is nowhere."""
    cut: list[str] = []
    for position, text in enumerate(bench.texts(100)):
        length = LENGTHS[position % len(LENGTHS)]
        runs = [run for run in re.findall(r"\w+", text) if len(run) >= length] or [text]
        # One in ten goes over punctuation, as pasted phrases do.
        source = text if position % 10 == 0 else bench.random.choice(runs)
        start = bench.random.randrange(len(source) - length + 1)
        cut.append("".join(source[start : start + length].split()))
    common = words("common")
    pairs = [f"{bench.random.choice(common[40:])} {bench.random.choice(common[40:])}" for _ in range(30)]
    daily = [word for word in common if len(word) > 1][::5]
    return tuple(typed for typed in (*cut, *daily, *pairs, "龘靐齉", "没有这样的词") if terms(typed))


@cache
def times(bench: Bench) -> tuple[float, ...]:
    """Seconds for the newest 50 of each question."""
    with bench.session() as session:
        search.search(session, terms("预热"), limit=NEWEST)
        return tuple(seconds(search.search, session, terms(typed), limit=NEWEST) for typed in questions(bench))


def search_newest(bench: Bench) -> Row:
    """Newest 50 against a LIKE scan."""
    taken = median(times(bench))
    return Row(
        name="search, newest 50, median",
        measured=told(taken),
        against=f"LIKE scan {told(bench.like_scan)}",
        ratio=taken / bench.like_scan,
        goal=1 / 100,
    )


def search_p95(bench: Bench) -> Row:
    """Newest 50, the slow ones."""
    slow = p95(times(bench))
    return Row(name="search, newest 50, p95", measured=told(slow), against="25 ms", ratio=slow / LIMIT_P95, goal=1)


def search_everything_p95(bench: Bench) -> Row:
    """The window's search with count, names, initials and snippets: it runs in a worker, so the goal is a human one."""
    with bench.session() as session:
        taken = [
            seconds(search_everything, session, typed, limit=NEWEST) for typed in (*questions(bench), "zgq", "gyjq")
        ]
    slow = p95(taken)
    return Row(
        name="Ctrl+F with count and snippets, p95",
        measured=f"{told(slow)}, median {told(median(taken))}",
        against=f"LIKE scan {told(bench.like_scan)}",
        ratio=slow / bench.like_scan,
        goal=1 / 5,
    )


def search_errors(bench: Bench) -> Row:
    """False and missed hits over all texts, for every question."""
    asked = {typed: normal(typed).split() for typed in questions(bench)}
    expected: dict[str, set[int]] = {typed: set() for typed in asked}
    with bench.session() as session:
        rows = session.connection().exec_driver_sql(
            "select s.id, s.title, t.original_text, t.edited_text "
            "from submission s join submission_text t on t.submission_id = s.id"
        )
        for identifier, *texts in rows:
            whole = "\0".join(normal(text) for text in texts)
            for typed, parts in asked.items():
                if all(part in whole for part in parts):
                    expected[typed].add(identifier)
        found = {typed: set(search.search(session, terms(typed), limit=bench.size)) for typed in asked}
    wrong = sum(len(found[typed] ^ expected[typed]) for typed in asked)
    hits = sum(map(len, expected.values()))
    return Row(
        name="search, false or missed hits",
        measured=f"{wrong} in {len(asked)} questions",
        against=f"Python scan, {hits} hits",
        ratio=wrong / hits,
        goal=0,
    )


def index_size(bench: Bench) -> Row:
    """Bytes of both indexes against bytes of titles and texts."""
    indexes = ("submission_search", "submission_names")
    parts = [f"(select sum(length(block)) from {name}_data)" for name in indexes]
    parts += [f"(select sum(length(sz) + 4) from {name}_docsize)" for name in indexes]
    text = (
        "select sum(octet_length(title)) + (select sum(octet_length(original_text) + octet_length(edited_text)) "
        "from submission_text) from submission"
    )
    with bench.session() as session:
        index = session.connection().exec_driver_sql(f"select {' + '.join(parts)}").scalar_one()
        texts = session.connection().exec_driver_sql(text).scalar_one()
    return Row(
        name="index size",
        measured=f"{index / 1e6:.0f} MB",
        against=f"text {texts / 1e6:.0f} MB",
        ratio=index / texts,
        goal=0.6,
    )
