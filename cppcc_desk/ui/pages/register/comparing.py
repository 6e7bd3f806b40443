"""Two pieces side by side, with the words they have in common marked: for judging a likely duplicate."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from cppcc_desk.domain.comparison import Span, SpanKind, compare
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.dialogs.windows import Sheet
from cppcc_desk.ui.theme import READING_PITCH, color, font
from cppcc_desk.ui.widgets import ElidedLabel, button, column, label, row

_LEAST = 4  # characters in common that are worth marking


class ComparisonSheet(Sheet):
    """`title` and `text` of what is being registered at the left, a registered piece at the right.

    Closes with `answer` "follow" when the new piece is to be registered as a follow-up of the other.
    """

    def __init__(
        self, parent: QWidget, *, title: str, text: str, other: SubmissionDetail, found: LikelyDuplicate
    ) -> None:
        super().__init__(parent, "对照查看")
        same = "，标题相同" if found.same_title else ""
        self._box.addWidget(label(f"与 {found.intake_no} 对照：相似度 {found.similarity:.0%}{same}", "dialog_title"))
        self._box.addWidget(
            label("黄底加下划线的是两篇相同的文字。是否重复由您判断，不影响登记。", "secondary", wrap=True)
        )
        old = other.original_text
        spans = compare(old, text)
        self.ours = _reader("正在登记的这一篇")
        self.theirs = _reader("已登记的来稿")
        _fill(self.ours, [span for span in spans if span.kind is not SpanKind.REMOVED])
        _fill(self.theirs, [span for span in spans if span.kind is not SpanKind.ADDED])
        who = "、".join(filter(None, (other.row.contributors, other.row.unit)))
        sides = row(
            _side("正在登记的这一篇", title or "（还没有标题）", self.ours),
            _side(f"{other.row.intake_no}　{other.row.state}　{who}", other.row.title, self.theirs),
            gap=12,
        )
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        self._box.addLayout(sides, 1)
        self.follow = button("作为它的续报登记", lambda: self.finish("follow"), icon="merge")
        self.leave = button("关闭", self.reject)
        self.buttons(right=[self.follow, self.leave])
        room = parent.window().size()
        self.resize(min(1080, room.width() - 80), min(680, room.height() - 60))
        self.leave.setFocus()


def _side(head: str, title: str, reader: QTextEdit) -> QWidget:
    made = QWidget()
    made.setLayout(column(ElidedLabel(head, "secondary"), ElidedLabel(title, "strong"), reader, gap=4))
    return made


def _reader(name: str) -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setFont(font(15))
    made.document().setDocumentMargin(8)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


def _fill(reader: QTextEdit, spans: list[Span]) -> None:
    cursor = QTextCursor(reader.document())
    paragraph = QTextBlockFormat()
    paragraph.setLineHeight(READING_PITCH, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    paragraph.setTextIndent(30)
    cursor.setBlockFormat(paragraph)
    for span in spans:
        cursor.insertText(span.text, _looks(span))
    reader.moveCursor(QTextCursor.MoveOperation.Start)


def _looks(span: Span) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color("text"))
    if span.kind is SpanKind.SAME and len(span.text.strip()) >= _LEAST:
        made.setBackground(color("mark"))
        made.setFontUnderline(True)
    return made
