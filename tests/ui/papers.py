"""A form and dialogs with invented content, for pictures."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.ui.dialogs import Ask, ChoiceSheet, Question, QuestionSheet
from cppcc_desk.ui.form import (
    CheckField,
    ChoiceField,
    Form,
    LongTextField,
    MomentField,
    NumberField,
    SeveralField,
    SuggestField,
    TagsField,
    TextField,
)
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, NoticeBar, Suggestion, button, column, label
from cppcc_desk.ui.widgets.lamp import LampChip

TEXT = (
    "近期，石桥镇、大坪乡等地群众反映，受客流下降、运营成本上升影响，县城至山区的 4 条农村客运班线先后停运或减班，"
    "沿线 9 个行政村 1.2 万余名群众出行不便，学生返校、老人就医受影响较大。\n"
    "一、主要情况。停运班线均为单线里程 40 公里以上的末端线路。\n"
    "二、原因分析。一是客流减少，单班实载率不足三成；二是燃油补贴到位慢；三是车辆老化更新难。"
)


def register() -> QWidget:
    """A form like the one for registering."""
    page = QWidget()
    page.setObjectName("page")
    form = Form(columns=3)
    form.add("number", "来稿编号", TextField(read_only=True))
    form.add("received_at", "收稿时间", MomentField(), required=True)
    form.add("channel", "收稿方式", ChoiceField(IntakeChannel), required=True)
    count = label("16 字", "hint")
    form.add("title", "标题", TextField(), required=True, span=3, beside=[count, button("从正文首行取", kind="link")])
    form.add("contributors", "反映人", TagsField(), required=True)
    form.add("unit", "工作单位", SuggestField(placeholder="选人后自动填"))
    form.add("phone", "手机", TextField())
    form.add("group", "信息小组", ChoiceField([(1, "第一小组"), (3, "第三小组（周洋）")], blank="未分派"))
    form.add("copies", "份数", NumberField(suffix="份"))
    form.add("due", "约稿截止", MomentField(time=False, optional=True))
    form.add(
        "destinations", "拟报去向", SeveralField([(1, "市政协"), (2, "县委"), (3, "县政府"), (4, "有关部门")]), span=2
    )
    form.add("public", "", CheckField("同意公开"))
    form.add("text", "正文", LongTextField(), required=True, span=3, grow=True)
    notice = NoticeBar()
    notice.tell("疑似重复：2026-142《关于恢复大坪乡农村客运班线的建议》，相似度 82%", actions=[("对照查看", print)])
    form.add_line(notice)
    form.fill(
        {
            "number": "2026-196",
            "received_at": datetime(2026, 11, 20, 14, 26),
            "title": "农村客运班线停运影响山区群众出行",
            "contributors": (Suggestion("石青", value=1), Suggestion("孙庆芝", value=2)),
            "group": 3,
            "copies": 45,
            "destinations": (1, 3),
            "phone": "13812",
            "due": date(2026, 12, 1),
            "text": TEXT,
        }
    )
    form.show_problems({"phone": "手机号应为 11 位数字，现有 5 位"})
    saving = button("保存，送分类  Ctrl+S", icon="check", kind="primary")
    bar = Bar(label("草稿已自动保存 14:31", "hint"), LampChip("市政协 截止 11-22 周日 23:59", "时限内"), STRETCH,
              button("取消"), button("保存并登记下一篇"), saving)  # fmt: skip
    body = column(form, margins=(16, 12, 16, 8))
    page.setLayout(column(Card(column(body, bar, gap=0)), margins=(12, 10, 12, 10)))
    return page


def returning() -> QWidget:
    """The question before 退回."""
    return QuestionSheet(
        None,
        Question(
            title="退回编辑",
            intro="2026-189《建议完善乡镇卫生院中药饮片统一配送机制》现在是“待审”。退回后由责任编辑修改，时限照常计算。",
            verb="退回编辑",
            fields=(
                Ask(key="to", title="退回到", make=lambda: ChoiceField([("编辑", "4 编辑"), ("筛选", "3 筛选")])),
                Ask(key="at", title="时间", make=MomentField, value=datetime(2026, 11, 20, 14, 31)),
                Ask(
                    key="reason", title="原因", make=lambda: LongTextField(lines=3, px=14, indent=False), required=True
                ),
            ),
        ),
    )


def locked() -> QWidget:
    """A file that is open elsewhere."""
    return ChoiceSheet(
        None,
        "没有导出成功：文件正被 WPS 打开",
        "“2026年11月来稿统计.xlsx”已在 WPS 表格中打开，不能覆盖它。您的数据没有丢失。",
        [("other", "另存为…"), ("again", "重试")],
        leave="关闭",
        advice="请先在 WPS 中关闭该文件再点“重试”，或者换一个文件名保存。",
        details="E",
    )
