"""What is recorded of one submission beside its text, as pairs of words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries.people import masked
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.widgets import button, label

Fact = tuple[str, str]
PHONE, OTHER_PHONE, ID_NO = "电话", "其他电话", "身份证号"
_MASKED = frozenset({PHONE, OTHER_PHONE, ID_NO})  # shown whole on a click


def facts_of(detail: SubmissionDetail) -> list[Fact]:
    """Name and value of everything that is filled in; the phone number whole."""
    lead = detail.contributors[0] if detail.contributors else Contributor(name="")
    archived = detail.archived_at is not None
    told = [
        ("来稿编号", detail.row.intake_no),
        ("收稿时间", deadlines.full(detail.row.received_at)),
        ("来稿方式", detail.intake_channel),
        ("反映人", _contributors(detail)),
        ("反映单位", detail.row.unit),
        ("单位职务", lead.position),
        (PHONE, lead.phone),
        ("界别", lead.sector),
        ("专委会", lead.committee),
        ("镇街", lead.town),
        ("党派", lead.party),
        ("执笔人", detail.drafter),
        ("信息小组", _group(detail)),
        ("类别", detail.row.category),
        ("性质", detail.nature),
        ("缓急", detail.row.urgency_grade),
        ("拟报", "、".join(detail.intended_destinations)),
        ("关键词", detail.keywords),
        ("拟办意见", detail.handling_opinion),
        ("筛选结论", "　".join(filter(None, (detail.screening, detail.rejection_reason)))),
        ("责任编辑", detail.responsible_editor),
        ("核稿人", detail.reviewer),
        ("签发人", detail.signatory),
        ("刊物", f"《{detail.journal}》" if detail.journal else ""),
        ("原标题", detail.original_title if detail.original_title != detail.row.title else ""),
        ("对应要点", detail.topic_call),
        ("约稿", "是" if detail.is_commissioned else ""),
        ("同意公开", "是" if detail.consent_public else ""),
        ("续报于", detail.follows),
        ("续报", "、".join(detail.followed_by)),
        ("登记", f"{detail.registered_by}　{deadlines.full(detail.registered_at)}"),
        ("归档号", detail.archive_no if archived else ""),
        ("保管期限", detail.retention if archived else ""),
    ]
    return [(name, value) for name, value in told if value]


def _contributors(detail: SubmissionDetail) -> str:
    if detail.collective_submission:
        return "集体来稿"
    return (
        "、".join(f"{c.name}（{c.kind}）" if c.kind is not PersonKind.OTHER else c.name for c in detail.contributors)
        or "待补"
    )


def _group(detail: SubmissionDetail) -> str:
    return detail.row.group + (f"（组长 {detail.group_leader}）" if detail.group_leader else "")


class FactsGrid(QWidget):
    """`show_facts` lays them out in `columns`; a number of a person is masked until it is clicked (U60)."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        for number in range(columns):
            self._grid.setColumnMinimumWidth(2 * number, 56)
            self._grid.setColumnStretch(2 * number + 1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Fill in."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        lines = -(-len(facts) // self._columns)
        for number, (name, value) in enumerate(facts):
            side, line = divmod(number, lines)
            words = label(name, "hint")
            words.setMinimumHeight(20)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(words, line, 2 * side, top)
            hidden = name in _MASKED
            shown = _number(value) if hidden else label(value, "small", wrap=True, selectable=True)
            self._grid.addWidget(shown, line, 2 * side + 1, top | Qt.AlignmentFlag.AlignLeft if hidden else top)


def _number(number: str) -> QWidget:
    made = button(masked(number), kind="link", tip="点击显示完整号码")
    made.clicked.connect(partial(_unmask, made, number))
    made.setProperty("inline", True)  # as high as the words beside it, and on their line
    return made


def _unmask(made: object, number: str) -> None:
    made.setText(number if "*" in made.text() else masked(number))  # type: ignore[attr-defined]
