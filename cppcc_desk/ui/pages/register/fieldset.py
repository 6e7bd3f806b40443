"""The fields of 登记 in reading order, in two grids: what every piece has, and the foldable 更多信息."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cppcc_desk.domain.people import WORD_OF_UNIT, PersonKind
from cppcc_desk.domain.submission import MAX_TITLE, IntakeChannel, UrgencyGrade
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import (
    CheckField,
    ChoiceField,
    FilesField,
    Form,
    LongTextField,
    MomentField,
    SuggestField,
    TagsField,
    TextField,
)
from cppcc_desk.ui.pages.register.due import DestinationsField
from cppcc_desk.ui.pages.register.fields import PhoneField
from cppcc_desk.ui.pages.register.suggesting import Suggesting
from cppcc_desk.ui.widgets import button, label

LABELS = 64  # pixels: five characters and the star


class MainFields(Form):
    """What every piece has."""

    def __init__(self, suggesting: Suggesting) -> None:
        super().__init__(columns=3, label_width=LABELS)
        self.number = TextField(read_only=True)
        self.number.edit.setToolTip("保存时才正式编号；别的窗口先保存时顺延")
        self.received = MomentField()
        self.received.edit.setMinimumWidth(166)  # a whole date and time beside the arrow
        self.channel = ChoiceField(IntakeChannel, blank="请选择")
        self.title = TextField(max_length=MAX_TITLE)
        self.title_length = label("0 字", "hint")
        self.title_length.setMinimumWidth(36)
        self.first_line = button("从正文首行取", kind="link", tip="把正文的第一行移到标题")
        self.contributors = TagsField(suggesting.people, placeholder="姓名或拼音首字母")
        self.contributors.edit.setToolTip("姓名、拼音首字母或手机尾号；↓ 列出最近的反映人；多人一个一个地加")
        self.unit = SuggestField(partial(suggesting.words, "units"), placeholder="选人后自动填")
        self.collective = CheckField("集体来稿", tip="以单位名义报来，可以没有反映人")
        self.collective.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.collective.name("集体来稿")
        self.category = ChoiceField(blank="暂不分类")
        self.group = ChoiceField(blank="未分派")
        self.destinations = DestinationsField()
        self.text = LongTextField(lines=5, placeholder="在这里录入，或从 Word、QQ、微信里复制后粘贴")
        self.attach = button("添加文件", icon="clip", kind="link", compact=True)
        self.paste = button("从剪贴板", icon="copy", kind="link", compact=True, tip="读入剪贴板里的文件或文字")
        self.files = FilesField(self.attach, self.paste)
        self.fold = button("更多信息", kind="link", compact=True)
        self.fold.setToolTip("界别、专委会、镇街、党派、执笔人、续报、征集要点")
        self._fill_grid()

    def _fill_grid(self) -> None:
        self.add("intake_no", "来稿编号", self.number)
        self.add("received_at", "收稿时间", self.received, required=True)
        self.add("intake_channel", "来稿方式", self.channel, required=True)
        self.add("title", "标题", self.title, required=True, span=3, beside=[self.title_length, self.first_line])
        self.add("contributors", "反映人", self.contributors, required=True, span=2, beside=[self.collective])
        self.add("submitting_unit", "反映单位", self.unit)
        self.add("kind", "身份", ChoiceField(PersonKind))
        self.add("position", "职务", TextField(max_length=120))
        self.add("phone", "电话", PhoneField())
        self.add("category", "类别", self.category)
        self.add("urgency_grade", "缓急", ChoiceField(reversed(UrgencyGrade)))
        self.add("info_group_id", "信息小组", self.group)
        self.add("destinations", "拟报去向", self.destinations, span=3)
        self.add("original_text", "正文", self.text, required=True, span=3, grow=True)
        self.add("attachments", "附件", self.files, span=3, beside=[self.fold])


class MoreFields(Form):
    """What some pieces have; folded until it is asked for."""

    def __init__(self, context: Context, suggesting: Suggesting) -> None:
        super().__init__(columns=3, label_width=LABELS)
        for key, title, words in (
            ("sector", "界别", "sectors"),
            ("committee", "专委会", "committees"),
            ("town", "镇街", "towns"),
            ("party", "党派", "parties"),
        ):
            self.add(key, title, SuggestField(partial(suggesting.words, words)))
        self.add("drafter", "执笔人", TextField(max_length=60))
        self.add("follows_intake_no", "续报于", SuggestField(partial(pieces, context), placeholder="首篇的编号或标题"))
        self.topic = ChoiceField(blank="（不对应）")
        self.add("topic_call_id", "征集要点", self.topic)
        self.add("credited", "计入", ChoiceField(WORD_OF_UNIT, blank="按本单位的办法"))
        self.add("is_commissioned", "约稿", CheckField("是约稿"))
        self.add("consent_public", "公开", CheckField("同意公开"))


def buttons_of(field: QWidget) -> list[QPushButton]:
    """The buttons of a field, without those that are about to be deleted."""
    told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    return [b for b in field.findChildren(QPushButton) if not (b.isHidden() and b.testAttribute(told))]
