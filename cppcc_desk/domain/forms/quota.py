"""任务数提醒函: what somebody owes in a year, what counts so far, how much is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form, letter


@dataclass(frozen=True, kw_only=True)
class QuotaFacts:
    """One person or unit; "" and None are left to the pen.

    `unit` is where a person works, `counted` how many pieces count, `due_by_now` how many should by the part of the
    year that has passed, `pieces` the titles of those that count. `courtesy` follows a person's name: 委员, 同志.
    """

    office: str
    printed_on: date
    addressee: str
    courtesy: str = ""
    of_unit: bool = False
    unit: str = ""
    year: int | None = None
    quota: int | None = None
    counted: int | None = None
    due_by_now: int | None = None
    pieces: tuple[str, ...] = ()


def quota_reminder(facts: QuotaFacts) -> form.Form:
    """The reminder as a short letter, the numbers and the pieces that count in grids."""
    name = "单位" if facts.of_unit else "姓名"
    work = () if facts.of_unit else (form.row(form.label(28, "单位"), form.value(130, facts.unit)),)
    return form.Form(
        kind="任务数提醒函",
        title=f"任务数提醒函 {facts.addressee}".strip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines("社情民意信息任务数提醒函"),
            Gap(60),
            letter.addressee(f"{facts.addressee}{facts.courtesy}"),
            letter.text("".join(_told(facts))),
            Gap(120),
            form.Grid(
                (
                    form.row(form.label(28, name), form.value(130, facts.addressee)),
                    *work,
                    form.row(
                        form.label(28, "全年任务"),
                        _pieces(24, facts.quota),
                        form.label(31, "目前应完成"),
                        _pieces(24, facts.due_by_now),
                        form.label(27, "已计入"),
                        _pieces(24, facts.counted),
                        height=11,
                    ),
                    form.row(form.label(28, "全年还差"), form.value(130, _still(facts)), height=11),
                )
            ),
            Gap(160),
            _counted(facts),
            Gap(160),
            letter.text("已经撰写、还没有报送的稿件，请尽快送来；对计入篇数有疑问的，请与我室核对。"),
            Gap(900),
            *letter.signature(facts.office, facts.printed_on),
        ),
    )


def _told(facts: QuotaFacts) -> Iterator[str]:
    you = "你单位" if facts.of_unit else "您"
    year = f"{facts.year}年" if facts.year else "今年"
    yield f"按照{year}反映社情民意信息工作安排，{you}全年应报送{_number(facts.quota)}篇。"
    so_far = "还没有计入任务的来稿" if facts.counted == 0 else f"已计入{_number(facts.counted)}篇"
    yield f"截至{form.paper_day(facts.printed_on)}，{so_far}，按时间进度应完成{_number(facts.due_by_now)}篇。"
    yield "请结合本职工作和联系群众的情况积极反映，按时完成全年任务。"


def _number(number: int | None) -> str:
    return "＿＿＿" if number is None else str(number)


def _pieces(width: float, number: int | None) -> form.Cell:
    return form.value(width, "" if number is None else f"{number}篇", style=form.CENTRED)


def _still(facts: QuotaFacts) -> str:
    if facts.quota is None or facts.counted is None:
        return ""
    return f"{max(0, facts.quota - facts.counted)}篇"


def _counted(facts: QuotaFacts) -> form.Grid:
    head = form.row(form.label(18, "序号"), form.label(140, "已计入任务的来稿"), repeats=True)
    rows = [
        form.row(form.value(18, str(number), style=form.CENTRED), form.value(140, title, style=form.VALUE), height=10.5)
        for number, title in zip(count(1), facts.pieces, strict=False)
    ]
    nothing = form.row(form.Cell(width=18), form.value(140, "无" if facts.counted == 0 else ""), height=10.5)
    return form.Grid((head, *(rows or [nothing])))
