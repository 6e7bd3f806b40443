"""One page with every component, to be looked at beside the design picture of the same name."""

from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QWidget

from cppcc_desk.ui.theme import ROLES, TOKENS
from cppcc_desk.ui.widgets import (
    STRETCH,
    Card,
    EmptyState,
    FilterChips,
    NoticeBar,
    ProgressCard,
    Snackbar,
    button,
    column,
    label,
    row,
    tag,
)
from cppcc_desk.ui.widgets.counter import CounterCard
from cppcc_desk.ui.widgets.lamp import Lamp, LampChip
from cppcc_desk.ui.widgets.step_bar import Progress, StepBar, StepMark
from cppcc_desk.ui.widgets.step_strip import StepCount, StepStrip


def _section(title: str, *items: QWidget | QLayout) -> Card:
    return Card(column(label(title, "card_title"), *items, gap=10, margins=(16, 12, 16, 14)))


def _swatches() -> QGridLayout:
    grid = QGridLayout()
    for number, token in enumerate(TOKENS):
        patch = QWidget()
        patch.setFixedSize(60, 18)
        patch.setStyleSheet(f"background:{TOKENS[token]}; border:1px solid {TOKENS['line2']}")
        grid.addWidget(patch, number // 9, number % 9)
    return grid


def _marks() -> list[StepMark]:
    dates = ["11-16", "11-16", "11-17", "11-19"]
    done = [StepMark(Progress.DONE, when) for when in dates]
    return [*done, StepMark(Progress.CURRENT, "今天"), *[StepMark()] * 5]


def sheet() -> QWidget:
    """The whole page."""
    page = QWidget()
    page.setObjectName("page")
    lamps = row(*[LampChip(w, u) for w, u in _LAMPS], *[Lamp(u) for _, u in _LAMPS], STRETCH)
    disabled = button("不可用")
    disabled.setEnabled(False)
    buttons = row(
        button("主要操作", icon="check", kind="primary"),
        button("一般操作", icon="export"),
        button("不予采用", kind="danger"),
        disabled,
        button("打印", icon="print", kind="flat"),
        button("文字链接", kind="link"),
        button("", icon="more", kind="flat", tip="更多"),
        STRETCH,
    )
    plain, read_only, bad = QLineEdit("石桥镇联络组"), QLineEdit("2026-196"), QLineEdit("13812")
    read_only.setReadOnly(True)
    bad.setProperty("bad", True)
    notice, refusal, info = NoticeBar(), NoticeBar(), NoticeBar()
    notice.tell("疑似重复：2026-142《关于恢复大坪乡农村客运班线的建议》，相似度 82%", actions=[("对照查看", print)])
    refusal.tell("这篇来稿刚被别处修改过，本次修改没有保存；请刷新后再试。", kind="error", actions=[("刷新", print)])
    info.tell("今天到期 3 件，超期 2 件", kind="info", actions=[("去看", print), ("明天再提醒", print)])
    work = ProgressCard()
    work.show_progress(
        "正在生成第 4 季度通讯", done=62, total=100, detail="正在排版：第 3 部分“采用情况”", rest="约剩 6 秒"
    )
    empty = EmptyState().tell(
        "还没有来稿",
        "把 Word 或文本来稿拖到这里，系统会读出标题和正文；\n也可以点“登记来稿”手工录入。",
        buttons=[button("登记来稿", icon="plus", kind="primary"), button("载入示例数据", kind="link")],
    )
    bar = StepBar()
    bar.show_marks(_marks())
    strip = StepStrip()
    strip.show_counts([StepCount(n, 1 if n in (1,) else 0) for n in (1, 2, 3, 4, 3, 1, 0, 2, 3, 0)])
    strip.choose(3)
    counters = [
        CounterCard("已超期", "超期"),
        CounterCard("临近到期", "临期"),
        CounterCard("时限内", "时限内"),
        CounterCard("本月来稿"),
    ]
    for card, (count, detail) in zip(counters, _COUNTS, strict=True):
        card.show_count(count, detail)
    counters[0].setChecked(True)
    low = [CounterCard("已超期", "超期"), CounterCard("本月来稿")]
    for card in low:
        card.set_low(True)
        card.show_count(47)
    chips = FilterChips([("mine", "我的待办"), ("all", "全科待办"), ("done", "我已办")])
    chips.show_count("mine", 12)
    host = QWidget()
    host.setFixedHeight(44)
    snack = Snackbar(host)
    snack.offset = (0, 2)
    snack.tell("已把 3 篇来稿转入“编辑”环节", undo=True)
    left = column(
        _section("颜色", _swatches()),
        _section(
            "字号", *[label(f"{role} {px}px 页面文字", role) for role, (px, _, _) in ROLES.items() if role != "error"]
        ),
        _section("时限灯", lamps),
        _section("进行中的长操作", work),
        STRETCH,
        gap=10,
    )
    right = column(
        _section(
            "按钮",
            buttons,
            row(chips, tag("重要"), tag("拟报市政协", "blue"), tag("批示", "amber"), tag("退回", "red"), STRETCH),
        ),
        _section("输入框状态", row(plain, read_only, bad)),
        _section("操作回执（可撤销）", host),
        _section("提示条", notice, refusal, info),
        _section("环节", bar, strip, row(*counters), row(*low, STRETCH)),
        _section("空列表", empty),
        STRETCH,
        gap=10,
    )
    page.setLayout(row(left, right, gap=12, margins=(14, 12, 14, 12)))
    return page


_LAMPS = [("超期 1 天", "超期"), ("剩 2 小时", "临期"), ("剩 3 天", "时限内"), ("按时办结", "已办结"), ("暂停", "暂停")]
_COUNTS = [(2, "最早超期 1 天"), (3, "今天 1 件，下周一 2 件"), (7, "最近 11-25 到期"), (47, "")]
