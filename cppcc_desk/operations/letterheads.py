"""Which papers and journals bear a 版头 of the office's own."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official.usual import LETTERHEAD_USES
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.office import change_setting
from cppcc_desk.queries.office import LETTERHEADS, office
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

Reference = Mapping[str, str]


@operation("修改版头")
def save_letterheads(session: Session, changed: Mapping[str, Reference | None], *, since: date) -> None:
    """Set the letterheads of uses of 公文 and of journals, by their names; None goes back to the standard's head.

    Papers and issues that are drafted or numbered keep theirs. Raises Missing for what is neither.
    """
    heads = dict(office(session, on=since).letterheads)
    journals = {row.name: row for row in session.scalars(select(t.Journal))}
    for use, reference in changed.items():
        if use in LETTERHEAD_USES:
            heads = {known: head for known, head in heads.items() if known != use}
            if reference is not None:
                heads[use] = reference
        elif use in journals:
            journals[use].letterhead = dict(reference) if reference is not None else None
        else:
            known = "、".join((*LETTERHEAD_USES, *journals))
            raise Missing(f"没有“{use}”这种公文或刊物；有：{known}。{NOTHING}")
    if any(use in LETTERHEAD_USES for use in changed):
        change_setting(session, LETTERHEADS, {use: dict(head) for use, head in heads.items()}, since=since)
    acting(session).label = f"修改版头：{'、'.join(changed)}"
