"""The full-text index: pairs of characters in FTS5, kept in step by triggers whichever way a row changes.

Two indexes, because a person's name must not cost a text: `submission_search` over titles and texts, `submission_names`
over contributors, units and pinyin initials. Both are external content over views that call application functions, so
they store no second copy of the text, and `rebuild` and `integrity-check` work. Deleted submissions are in neither.
Design: performance.md item 1.

A migration that rebuilds `submission`, `submission_text` or `contributor` loses their triggers: it runs the triggers of
`DDL` again and then `rebuild`. `INSERT OR REPLACE` and `OR IGNORE` on these tables go past the triggers: never use
them.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import text as sql
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from cppcc_desk.domain import pinyin
from cppcc_desk.domain.bigrams import Term, bigrams, holds, match_expression, normal
from cppcc_desk.storage.initials import fingerprint, pinyin_table

CAP = 1_001  # a count beyond is told as 1000+

# Raised by hand when tokens change; together with the table of initials it says how an index was made.
_RECIPE = "1"

# Set before tokens of initials: never part of a bigram, and a token character to the ascii tokenizer.
_MARK = "·"
_TITLE_SIZES = (3,)  # two letters are in nearly every title
_NAME_SIZES = (2, 3)


def _index(name: str, view: str, columns: Sequence[str]) -> str:
    return (
        f"create virtual table {name} using fts5({', '.join(columns)}, "
        f"content='{view}', content_rowid='id', tokenize='ascii', detail=none)"
    )


_TEXT_COLUMNS = ("title", "original_title", "original_text", "edited_text")
_NAME_COLUMNS = ("title_initials", "people", "people_initials", "unit")


def _add(name: str, view: str, columns: Sequence[str], row: str) -> str:
    listed = ", ".join(columns)
    return f"insert into {name}(rowid, {listed}) select id, {listed} from {view} where id = {row};"


def _drop(name: str, view: str, columns: Sequence[str], row: str) -> str:
    listed = ", ".join(columns)
    return f"insert into {name}({name}, rowid, {listed}) select 'delete', id, {listed} from {view} where id = {row};"


_TEXT = ("submission_search", "v_search", _TEXT_COLUMNS)
_NAMES = ("submission_names", "v_names", _NAME_COLUMNS)


def _changed(columns: Sequence[str]) -> str:
    return " or ".join(f"old.{c} is not new.{c}" for c in columns)


def _triggers(
    index: tuple[str, str, Sequence[str]], table: str, key: str, columns: Sequence[str], *, whole: bool
) -> list[str]:
    """Take the row out of the index before a change and put it back after.

    `whole` is a table without whose row there is nothing in the index; a row of another one comes and goes beside it.
    """
    watched = ", ".join((*columns, key))
    when = f"when {_changed((*columns, key))}"
    old, new = f"old.{key}", f"new.{key}"
    prefix = f"{index[0]}_{table}"
    moved = f"{old} is not {new}"
    # A row that moves to another submission touches two entries of the index.
    drop_second = "" if whole else " " + _drop(*index, f"iif({moved}, {new}, null)")
    add_second = "" if whole else " " + _add(*index, f"iif({moved}, {old}, null)")
    made = [
        f"create trigger {prefix}_bu before update of {watched} on {table} {when} begin "
        f"{_drop(*index, old)}{drop_second} end",
        f"create trigger {prefix}_au after update of {watched} on {table} {when} begin "
        f"{_add(*index, new)}{add_second} end",
        f"create trigger {prefix}_bd before delete on {table} begin {_drop(*index, old)} end",
        f"create trigger {prefix}_ai after insert on {table} begin {_add(*index, new)} end",
    ]
    if not whole:
        made += [
            f"create trigger {prefix}_bi before insert on {table} begin {_drop(*index, new)} end",
            f"create trigger {prefix}_ad after delete on {table} begin {_add(*index, old)} end",
        ]
    return made


# Statements without blank lines or line breaks, for the migration that makes the index.
DDL: tuple[str, ...] = (
    "create view v_search as select s.id as id, bigr(s.title) as title, bigr(s.original_title) as original_title, "
    "bigr(t.original_text) as original_text, bigr(t.edited_text) as edited_text "
    "from submission s join submission_text t on t.submission_id = s.id where s.deleted_at is null",
    "create view v_names as select id, title_initials(title) as title_initials, bigr(names) as people, "
    "name_initials(names) as people_initials, bigr(unit) as unit from (select s.id as id, s.title as title, "
    "coalesce((select group_concat(c.name, char(10)) from contributor c where c.submission_id = s.id), '') "
    "|| char(10) || s.drafter as names, s.submitting_unit as unit from submission s where s.deleted_at is null)",
    _index(*_TEXT),
    _index(*_NAMES),
    "create table search_recipe (id integer primary key check (id = 1), digest text not null)",
    *_triggers(_TEXT, "submission", "id", ("title", "original_title", "deleted_at"), whole=True),
    *_triggers(_TEXT, "submission_text", "submission_id", ("original_text", "edited_text"), whole=True),
    *_triggers(_NAMES, "submission", "id", ("title", "submitting_unit", "drafter", "deleted_at"), whole=True),
    *_triggers(_NAMES, "contributor", "submission_id", ("name",), whole=False),
)


def register(connection: Any) -> None:
    """Give a driver connection the functions that the views, triggers and searches call; needed on every connection."""
    for name, count, function in _FUNCTIONS:
        connection.create_function(name, count, function, deterministic=True)


def _bigr(value: str | None) -> str:
    return bigrams(value or "")


def _title_initials(value: str | None) -> str:
    return _marked(value or "", _TITLE_SIZES)


def _name_initials(value: str | None) -> str:
    return _marked(value or "", _NAME_SIZES)


def _marked(value: str, sizes: tuple[int, ...]) -> str:
    return " ".join(_MARK + gram for gram in sorted(pinyin.grams(value, pinyin_table(), sizes=sizes)))


def _holds(term: str, *texts: str | None) -> bool:
    return any(text and holds(text, term) for text in texts)


def _spells(typed: str, *texts: str | None) -> bool:
    table = pinyin_table()
    return any(pinyin.find(typed, line, table) for text in texts if text for line in text.splitlines())


_FUNCTIONS: tuple[tuple[str, int, Callable[..., object]], ...] = (
    ("bigr", 1, _bigr),
    ("title_initials", 1, _title_initials),
    ("name_initials", 1, _name_initials),
    ("holds", -1, _holds),
    ("spells", -1, _spells),
)


# --- keeping ---------------------------------------------------------------------------------------------------------


def recipe() -> str:
    """How an index is made by this program; an index made otherwise must be rebuilt."""
    return f"{_RECIPE} {fingerprint()}"


def in_step(session: Session | Connection) -> bool:
    """A quick look at every start (40 ms at 100 000): the same submissions as the tables, and made the present way.

    False means `rebuild` before anything is written: a trigger can only take out what it would put in.
    """
    if session.execute(sql("select digest from search_recipe")).scalar() != recipe():
        return False
    told = "select count(*), coalesce(sum(s.id), 0) from"
    live = "where s.deleted_at is null"
    texts, names, rows = (
        session.execute(sql(f"{told} {table}")).one()
        for table in (f"{_TEXT[0]}_docsize s", f"{_NAMES[0]}_docsize s", f"submission s {live}")
    )
    if texts != rows:  # a submission without a text is no fault of the index; the join reads every text's page
        joined = f"submission s join submission_text t on t.submission_id = s.id {live}"
        return names == rows and texts == session.execute(sql(f"{told} {joined}")).one()
    return names == rows


def sound(session: Session | Connection) -> bool:
    """Whether index and texts agree to the last token; reads everything (about 45 s at 100 000)."""
    try:
        for name, _, _ in (_TEXT, _NAMES):
            session.execute(sql(f"insert into {name}({name}, rank) values ('integrity-check', 1)"))
    except DatabaseError as error:
        if any(word in str(error.orig) for word in ("malformed", "fts5:")):  # the words differ by what is off
            return False
        raise
    return True


def rebuild(session: Session | Connection) -> None:
    """Make the index anew from the texts (about 1 ms a submission); the caller commits."""
    for name, _, _ in (_TEXT, _NAMES):
        session.execute(sql(f"insert into {name}({name}) values ('rebuild')"))
    session.execute(sql("insert or replace into search_recipe values (1, :digest)"), {"digest": recipe()})


# --- searching -------------------------------------------------------------------------------------------------------


_TEXT_PROOF = (
    "exists (select 1 from submission s join submission_text t on t.submission_id = s.id where s.id = f.rowid and {})"
)
_IN_TEXT = "holds({}, s.title, s.original_title, t.original_text, t.edited_text)"
_NAME_PROOF = "exists (select 1 from submission s where s.id = f.rowid and {})"
_PEOPLE = "(select group_concat(c.name, char(10)) from contributor c where c.submission_id = s.id)"
_IN_NAMES = f"holds({{}}, s.submitting_unit, s.drafter, {_PEOPLE})"
_SPELLED = f"spells({{}}, s.title, s.drafter, {_PEOPLE})"


def search(session: Session, terms: Sequence[Term], *, limit: int, among: Sequence[int] | None = None) -> list[int]:
    """Ids of submissions whose titles or texts hold every term, newest first; only those in `among` if it is given."""
    proofs = {f"t{i}": term.text for i, term in enumerate(terms) if not term.exact}
    where = [_TEXT_PROOF.format(" and ".join(_IN_TEXT.format(f":{name}") for name in proofs))] if proofs else []
    match = match_expression(tuple(terms))
    return _ids(session, "submission_search", match, where=where, values=proofs, limit=limit, among=among)


def search_names(session: Session, term: Term, *, limit: int) -> list[int]:
    """Ids of submissions with `term` in a contributor, drafter or unit, newest first."""
    proofs = {} if term.exact else {"t": term.text}
    where = [_NAME_PROOF.format(_IN_NAMES.format(":t"))] if proofs else []
    return _ids(session, "submission_names", match_expression((term,)), where=where, values=proofs, limit=limit)


def search_initials(session: Session, typed: str, *, limit: int) -> list[int]:
    """Ids of submissions whose people or (from three letters on) title are spelled by `typed`, newest first."""
    letters = normal(typed)
    if len(letters) < 2 or not letters.isascii() or not letters.isalnum() or letters.isdigit():
        return []
    size = min(len(letters), max(_NAME_SIZES))
    grams = [letters[i : i + size] for i in range(len(letters) - size + 1)]
    match = " AND ".join(f'"{_MARK}{gram}"' for gram in dict.fromkeys(grams))
    proofs = {"t": letters} if len(grams) > 1 else {}
    where = [_NAME_PROOF.format(_SPELLED.format(":t"))] if proofs else []
    return _ids(session, "submission_names", match, where=where, values=proofs, limit=limit)


def _ids(
    session: Session,
    index: str,
    match: str | None,
    *,
    where: Sequence[str],
    values: dict[str, str],
    limit: int,
    among: Sequence[int] | None = None,
) -> list[int]:
    if match is None or not limit:
        return []
    conditions = [f"{index} match :match", *where]
    if among is not None:
        # The plus keeps FTS5 from asking the whole question again for every single id.
        conditions.append("+f.rowid in (select value from json_each(:among))")
        values = {**values, "among": json.dumps(list(among))}
    statement = f"select f.rowid from {index} f where {' and '.join(conditions)} order by f.rowid desc limit :limit"
    return list(session.execute(sql(statement), {**values, "match": match, "limit": limit}).scalars())


COMMON = 1_000  # submissions; of pairs in more than that it is enough to know that they are common

# One statement: asked pair by pair, most of the time would go into getting from here to the index and back.
_RAREST = sql(
    "with asked as materialized (select value as pair, (select count(*) from (select 1 from submission_search "
    "where submission_search match '\"' || value || '\"' limit :common)) as pieces from json_each(:pairs)), "
    "rare as materialized (select pair, pieces from asked where pieces > 0 order by pieces, pair limit :rarest) "
    "select (select json_group_array(rowid) from (select rowid from submission_search "
    "where submission_search match '\"' || pair || '\"' order by rowid desc limit :most)) from rare "
    "order by pieces, pair"
)


def holders_of_rarest(session: Session, pairs: Sequence[str], *, rarest: int, most: int) -> Iterator[list[int]]:
    """Ids of the submissions that hold each of the `rarest` rarest of `pairs`, the rarest first, `most` ids in all.

    Each list has the newest first. Of pairs in more than `COMMON` submissions none counts as rarer than another.
    """
    # In order, so that neighbours in the index are looked up one after another.
    asked = {"pairs": json.dumps(sorted(pairs)), "common": COMMON, "rarest": rarest, "most": most}
    left = most
    for (found,) in session.execute(_RAREST, asked):
        held: list[int] = json.loads(found)[:left]
        left -= len(held)
        yield held
