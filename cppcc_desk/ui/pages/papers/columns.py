"""What the four lists of 期刊与公文 show."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.issues import IssueRow, PaperRow, SignedRow
from cppcc_desk.queries.numbers import SequenceRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

# How far the sheet of an issue is, and the lamp that says it: printed, proofread once, issued, archived.
PROOF: dict[str, tuple[str, str]] = {
    State.PRINTING.value: ("待一校", "临期"),
    State.PROOFREADING.value: ("一校通过，待二校", "临期"),
    State.ISSUED.value: ("二校通过，已印发", "时限内"),
    State.ARCHIVED.value: ("已归档", "已办结"),
}
_BACK = ("退回修改，待重新排印", "暂停")


def proof(row: IssueRow) -> str:
    """校次 of an issue in words."""
    return PROOF.get(row.state, _BACK)[0]


def signed_columns(context: Context) -> tuple[Column[SignedRow], ...]:
    """待排印."""
    return (
        Column(key="number", title="编号", text=lambda row: row.intake_no, width=90),
        Column(key="title", title="标题", text=lambda row: row.title, width=220, kind=Kind.TEXT, stretch=True),
        Column(
            key="journal", title="刊物", text=lambda row: f"《{row.journal}》" if row.journal else "未定", width=116
        ),
        Column(key="to", title="报送去向", text=lambda row: row.destinations or "未定", width=170, wide_only=True),
        Column(key="signatory", title="签发人", text=lambda row: row.signatory, width=84),
        Column(
            key="signed_at",
            title="签发时间",
            text=lambda row: deadlines.short(row.signed_at, context.today) if row.signed_at else "",
            width=144,
            sort=lambda row: row.signed_at,
        ),
    )


def issue_columns(context: Context) -> tuple[Column[IssueRow], ...]:
    """各期."""
    return (
        Column(
            key="number",
            title="期号",
            text=lambda row: row.name,
            width=206,
            kind=Kind.TEXT,
            sort=lambda row: (row.year, row.journal, row.supplement, row.issue_no),
        ),
        Column(
            key="total",
            title="总期",
            text=lambda row: str(row.cumulative_no or ""),
            width=60,
            kind=Kind.NUMBER,
            sort=lambda row: row.cumulative_no,
        ),
        Column(
            key="titles",
            title="标题",
            text=lambda row: "；".join(row.titles),
            width=200,
            stretch=True,
            tip=lambda row: "\n".join(
                f"{number}　{title}" for number, title in zip(row.intake_nos, row.titles, strict=True)
            ),
        ),
        Column(
            key="date",
            title="印发日期",
            text=lambda row: deadlines.short_day(row.issued_on, context.today),
            width=104,
            sort=lambda row: row.issued_on,
        ),
        Column(
            key="copies",
            title="份数",
            text=lambda row: str(row.copies),
            width=60,
            kind=Kind.NUMBER,
            sort=lambda row: row.copies,
        ),
        Column(
            key="proof",
            title="校次",
            text=proof,
            width=178,
            kind=Kind.LAMP,
            urgency=lambda row: PROOF.get(row.state, _BACK)[1],
        ),
        Column(key="state", title="状态", text=lambda row: row.state, width=80, hidden=True),
        Column(key="printed_by", title="印制人", text=lambda row: row.printed_by, width=84, wide_only=True),
    )


def number_columns(context: Context) -> tuple[Column[SequenceRow], ...]:
    """编号登记."""
    return (
        Column(key="name", title="编号", text=lambda row: row.name, width=240, kind=Kind.TEXT),
        Column(key="last", title="最后编到", text=lambda row: row.last, width=120),
        Column(key="following", title="下一个", text=lambda row: row.following, width=120),
        Column(
            key="used", title="在用", text=lambda row: str(row.used), width=70, kind=Kind.NUMBER, sort=lambda r: r.used
        ),
        Column(
            key="gaps",
            title="空号",
            text=lambda row: "、".join(row.gaps) if row.gaps else "没有",
            width=200,
            stretch=True,
            tone=lambda row: "soon" if row.gaps else "text2",
            tip=lambda row: "空号是登记后又撤销、或者更正期号留下的，不再给别的来稿或别的一期。" if row.gaps else "",
        ),
    )


def paper_columns(context: Context) -> tuple[Column[PaperRow], ...]:
    """已出文件."""
    return (
        Column(key="kind", title="种类", text=lambda row: row.kind, width=110),
        Column(key="file", title="文件名", text=lambda row: row.file_name, width=240, kind=Kind.TEXT, stretch=True),
        Column(
            key="made_at",
            title="生成时间",
            text=lambda row: deadlines.short(row.made_at, context.today),
            width=150,
            sort=lambda row: (row.made_at, row.id),
        ),
        Column(key="made_by", title="经办", text=lambda row: row.made_by, width=90),
    )
