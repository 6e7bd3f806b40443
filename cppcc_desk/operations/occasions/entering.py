"""A meeting or an activity entered, changed, cancelled with its reason, or deleted when it was a mistake."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.occasions import AttendanceEntry, OccasionEntry, Presence, problems
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.occasions.attending import ask
from cppcc_desk.queries.occasions import entry_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("登记会议或活动")
def add_occasion(session: Session, entry: OccasionEntry, *, invited: Sequence[AttendanceEntry] = ()) -> int:
    """Enter a meeting or an activity with those who are asked to it; its id. Raises Invalid, Missing."""
    row = t.Occasion(cancelled="", attendances=[], pieces=[], files=[], decisions=[])
    _fill(session, row, entry)
    ask(session, row, invited)
    session.add(row)
    session.flush()
    acting(session).label = f"登记{entry.kind} {row.name}"
    return row.id


@operation("修改会议或活动")
def change_occasion(session: Session, occasion_id: int, entry: OccasionEntry, *, held: OccasionEntry) -> None:
    """Change what is told of it. `held` is what the form was filled from.

    Raises Missing, Stale when it no longer is as in `held`, Invalid.
    """
    row = finding.occasion(session, occasion_id, cancelled=True)
    if entry_of(session, occasion_id) != held:
        raise Stale(f"“{row.name}”刚被别处修改过，本次修改没有保存；请刷新后再试。")
    if entry.at.date() > row.at.date() and (
        happened := _happened(row, entry.at.date(), today=acting(session).at.date())
    ):
        problem = f"{happened}，不能改到 {entry.at:%Y-%m-%d}；记错了的，请先改正。"
        raise Invalid(f"{problem}{NOTHING}", {"at": problem})
    _fill(session, row, entry)
    acting(session).label = f"修改{entry.kind} {row.name}"


@operation("取消会议或活动")
def cancel_occasion(session: Session, occasion_id: int, *, reason: str) -> None:
    """It does not take place; what is known of it stays. Raises Forbidden where people came, Invalid without reason."""
    row = finding.occasion(session, occasion_id)
    if not reason.strip():
        raise Invalid(f"请写明取消的原因。{NOTHING}", {"reason": "请填写原因。"})
    if came := _came(row):
        raise Forbidden(f"“{row.name}”已记有 {came} 人到会，不能取消。{NOTHING}记错了的，请先改正到会情况。")
    row.cancelled = reason.strip()
    acting(session).label = f"取消{row.kind} {row.name}"


@operation("恢复会议或活动")
def reinstate_occasion(session: Session, occasion_id: int) -> None:
    """Take back that it was cancelled. Raises Forbidden where it was not."""
    row = finding.occasion(session, occasion_id, cancelled=True)
    if not row.cancelled:
        raise Forbidden(f"“{row.name}”没有取消，不用恢复。{NOTHING}")
    row.cancelled = ""
    acting(session).label = f"恢复{row.kind} {row.name}"


@operation("删除会议或活动")
def delete_occasion(session: Session, occasion_id: int) -> None:
    """Delete what was entered by mistake. Raises Forbidden, saying why, where anything hangs on it."""
    row = finding.occasion(session, occasion_id, cancelled=True)
    hanging = (
        (row.attendances, "参加人员 {} 人"),
        (row.pieces, "来稿 {} 篇"),
        (row.decisions, "决定事项 {} 项"),
        (row.files, "照片和文件 {} 个"),
    )
    if told := "、".join(words.format(len(rows)) for rows, words in hanging if rows):
        raise Forbidden(f"“{row.name}”下面有{told}，不能删除。{NOTHING}没有举行的请用“取消”。")
    acting(session).label = f"删除{row.kind} {row.name}"
    session.delete(row)


def _came(row: t.Occasion) -> int:
    return _count(row, Presence.CAME)


def _count(row: t.Occasion, presence: Presence) -> int:
    return sum(a.presence == presence for a in row.attendances)


def _happened(row: t.Occasion, day: date, *, today: date) -> str:
    """What is written down that could not be so if it were held on `day`; "" for nothing."""
    if day > today:
        for presence in (Presence.CAME, Presence.ABSENT):
            if number := _count(row, presence):
                return f"已记有 {number} 人{presence}"
    days = [on for d in row.decisions for on in (d.done_on, *(f.on for f in d.follow_ups)) if on is not None]
    return f"决定事项记有 {min(days)} 的进展或办结" if days and min(days) < day else ""


def _fill(session: Session, row: t.Occasion, entry: OccasionEntry) -> None:
    if wrong := problems(entry):
        raise Invalid(f"没有保存：{next(iter(wrong.values()))}已填内容没有丢失。", wrong)
    for field in ("name", "outcome"):
        finding.refuse_secret(getattr(entry, field).splitlines(), field)
    finding.refuse_secret(entry.topics, "topics")
    if entry.info_group_id is not None:
        group = session.get(t.Unit, entry.info_group_id)
        if group is None or group.kind != UnitKind.INFO_GROUP:
            raise Missing(f"找不到这个信息小组，可能已被撤销。{NOTHING}请刷新后再试。")
    row.kind, row.name, row.at = entry.kind.value, entry.name.strip(), entry.at
    row.info_group_id, row.place, row.host = entry.info_group_id, entry.place.strip(), entry.host.strip()
    row.topics = "\n".join(topic.strip() for topic in entry.topics if topic.strip())
    row.cost_cents, row.outcome = entry.cost_cents, entry.outcome.strip()
