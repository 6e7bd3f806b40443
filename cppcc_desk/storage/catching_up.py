"""An older copy of the data goes on where the newer one stopped: no number that was given then is given again."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation
from cppcc_desk.storage.given import Given, numbers_given, raise_sequence

DOC_NUMBER = "doc_number:"  # how the sequences of 发文字号 are called, before their 机关代字
REASON = "恢复到较早的数据以前编的，不再使用"


@operation("接续编号", final=True)
def catch_up(session: Session, noted: Given) -> None:
    """Raise the sequences to what was `noted`; each 发文字号 in between is entered as void, so that nobody chooses it
    by hand either."""
    given = numbers_given(session)
    for (name, year), number in noted.items():
        session.add_all(_void(session, name, year, range(given.get((name, year), 0) + 1, number + 1)))
        raise_sequence(session, name, year, number)


def _void(session: Session, name: str, year: int, serials: range) -> Iterator[t.DocumentNumber]:
    if not name.startswith(DOC_NUMBER):
        return
    doing, code = acting(session), name.removeprefix(DOC_NUMBER)
    n = t.DocumentNumber
    known = set(session.scalars(select(n.serial).where(n.org_code == code, n.year == year)))
    for serial in serials:
        if serial not in known:
            yield t.DocumentNumber(
                sequence=_sequence(session, code),
                org_code=code,
                year=year,
                serial=serial,
                purpose="",
                given_at=doing.at,
                given_by=doing.by,
                voided_at=doing.at,
                voided_by=doing.by,
                void_reason=REASON,
            )


def _sequence(session: Session, code: str) -> str:
    """委员会, 办公室, 函: what the office calls the sequence of a 机关代字, or that itself."""
    s = t.OfficeSetting
    codes = session.scalars(select(s.value).where(s.key == "org_codes").order_by(s.effective_from.desc()))
    names = (name for value in codes if isinstance(value, Mapping) for name, held in value.items() if held == code)
    return next(names, code)
