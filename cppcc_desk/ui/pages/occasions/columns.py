"""What the lists of meetings and activities show: the list itself, people, pieces, decisions, files."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.occasions import OccasionState, Part, Presence, money
from cppcc_desk.domain.people import unit_and_post
from cppcc_desk.queries.occasions import AttendanceRow, DecisionRow, FileRow, OccasionRow, PieceRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

STATE_LAMPS = {OccasionState.PLANNED: "时限内", OccasionState.HELD: "已办结", OccasionState.CANCELLED: "暂停"}
_PRESENCE_TONES = {Presence.PENDING: "text3", Presence.CAME: "primary", Presence.EXCUSED: "soon"}
NOT_SAID = "—"
PRESENCE, SPOKE = "presence", "spoke"  # cells that a click changes


def occasion_columns(context: Context) -> tuple[Column[OccasionRow], ...]:
    """会议与活动."""
    today = context.today
    return (
        Column(
            key="at", title="时间", text=lambda r: deadlines.short(r.at, today), width=138, sort=lambda r: (r.at, r.id)
        ),
        Column(key="kind", title="类别", text=lambda r: r.kind, width=76),
        Column(key="group", title="小组", text=lambda r: r.group, width=100),
        Column(
            key="name",
            title="名称或主题",
            text=lambda r: r.name,
            width=200,
            kind=Kind.TEXT,
            stretch=True,
            tone=lambda r: "text3" if r.state is OccasionState.CANCELLED else "text",
            tip=lambda r: r.cancelled and f"已取消：{r.cancelled}",
        ),
        Column(
            key="state",
            title="状态",
            text=lambda r: r.state,
            width=88,
            kind=Kind.LAMP,
            urgency=lambda r: STATE_LAMPS[r.state],
        ),
        Column(key="place", title="地点", text=lambda r: r.place, width=130, wide_only=True, tip=lambda r: r.place),
        Column(
            key="came",
            title="到会",
            text=lambda r: f"{r.came}/{r.invited}" if r.invited else "",
            width=62,
            kind=Kind.NUMBER,
            sort=lambda r: r.came,
            tip=lambda r: f"应到 {r.invited} 人，到会 {r.came} 人，发言 {r.spoke} 人",
        ),
        Column(
            key="pieces",
            title="稿件",
            text=_pieces,
            width=96,
            sort=lambda r: r.discussed + r.produced,
            tip=lambda r: f"讨论来稿 {r.discussed} 篇，形成来稿 {r.produced} 篇",
        ),
        Column(
            key="decisions",
            title="决定",
            text=_decisions,
            width=86,
            sort=lambda r: r.open_decisions,
            tone=lambda r: "soon" if r.open_decisions else "text2",
        ),
        Column(
            key="cost",
            title="经费（元）",
            text=lambda r: money(r.cost_cents),
            width=90,
            kind=Kind.NUMBER,
            sort=lambda r: r.cost_cents,
            wide_only=True,
        ),
        Column(key="host", title="主持人", text=lambda r: r.host, width=80, hidden=True),
        Column(
            key="files",
            title="文件",
            text=lambda r: str(r.files or ""),
            width=50,
            kind=Kind.NUMBER,
            sort=lambda r: r.files,
            hidden=True,
        ),
    )


def _pieces(row: OccasionRow) -> str:
    told = (("讨论", row.discussed), ("形成", row.produced))
    return " ".join(f"{words}{number}" for words, number in told if number)


def _decisions(row: OccasionRow) -> str:
    if row.open_decisions:
        return f"未办结 {row.open_decisions}"
    return f"{row.decisions} 项" if row.decisions else ""


def people_columns() -> tuple[Column[AttendanceRow], ...]:
    """参加人员; a click on 到会 or 发言 changes it."""
    return (
        Column(key="name", title="姓名", text=lambda r: r.name, width=92, kind=Kind.TEXT),
        Column(
            key="work",
            title="单位职务",
            text=lambda r: unit_and_post(r.unit, r.position),
            width=160,
            stretch=True,
            tip=lambda r: "" if r.person_id else "不在名册里",
        ),
        Column(
            key="kind",
            title="身份",
            text=lambda r: r.kind or "名册外",
            width=86,
            tone=lambda r: "text2" if r.kind else "text3",
            wide_only=True,
        ),
        Column(
            key="part",
            title="参加",
            text=lambda r: r.part,
            width=56,
            tone=lambda r: "primary" if r.part is Part.OBSERVING else "text2",
        ),
        Column(
            key=PRESENCE,
            title="到会",
            text=lambda r: r.presence,
            width=70,
            kind=Kind.LINK,
            sort=lambda r: list(Presence).index(r.presence),
            tone=lambda r: _PRESENCE_TONES.get(r.presence, "overdue"),
            tip=lambda r: "点一下记为到会，再点一下改回待定",
        ),
        Column(
            key=SPOKE,
            title="发言",
            text=lambda r: "发言" if r.spoke else NOT_SAID,
            width=60,
            kind=Kind.LINK,
            tone=lambda r: "primary" if r.spoke else "text3",
            tip=lambda r: "点一下记为发言，再点一下取消",
        ),
        Column(key="remark", title="备注", text=lambda r: r.remark, width=110, tip=lambda r: r.remark),
    )


def piece_columns() -> tuple[Column[PieceRow], ...]:
    """来稿 that were discussed or came of it."""
    return (
        Column(key="relation", title="关系", text=lambda r: r.relation, width=60),
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=92),
        Column(
            key="title",
            title="标题",
            text=lambda r: r.title,
            width=220,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.title,
        ),
        Column(key="who", title="反映人", text=lambda r: r.contributors or "待补", width=120),
        Column(key="state", title="状态", text=lambda r: r.state, width=86),
    )


def decision_columns(context: Context) -> tuple[Column[DecisionRow], ...]:
    """决定事项."""
    today = context.today

    def latest(row: DecisionRow) -> str:
        last = row.follow_ups[-1] if row.follow_ups else None
        return f"{deadlines.short_day(last.on, today)} {last.text}" if last else ""

    return (
        Column(key="number", title="序", text=lambda r: str(r.number), width=40, sort=lambda r: r.number),
        Column(
            key="text",
            title="决定",
            text=lambda r: r.text.replace("\n", " "),
            width=200,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.text,
        ),
        Column(key="unit", title="承办单位", text=lambda r: r.handling_unit, width=110, tip=lambda r: r.handling_unit),
        Column(
            key="due",
            title="期限",
            text=lambda r: deadlines.short_day(r.due_on, today) if r.due_on else "",
            width=78,
            sort=lambda r: r.due_on,
        ),
        Column(
            key="state",
            title="办理",
            text=lambda r: r.left,
            width=104,
            kind=Kind.LAMP,
            urgency=lambda r: r.urgency.value,
            sort=lambda r: (r.done_on is not None, r.due_on is None, r.due_on),
        ),
        Column(key="latest", title="最近进展", text=latest, width=200, tip=_all_follow_ups),
    )


def _all_follow_ups(row: DecisionRow) -> str:
    return "\n".join(f"{f.on.isoformat()} {f.text}（{f.by}）" for f in row.follow_ups)


def file_columns() -> tuple[Column[FileRow], ...]:
    """照片和文件."""
    return (
        Column(key="name", title="文件", text=lambda f: f.file_name, width=200, kind=Kind.TEXT, stretch=True),
        Column(
            key="size",
            title="大小",
            text=lambda f: lists.size_words(f.size),
            width=90,
            kind=Kind.NUMBER,
            sort=lambda f: f.size,
        ),
    )
