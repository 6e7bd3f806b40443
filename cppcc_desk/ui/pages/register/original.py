"""The original beside the form: what was read of the file, the file itself one click away, other encodings for text."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QStackedWidget, QTextEdit, QWidget

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.ui.encodings import encoding_field
from cppcc_desk.ui.theme import READING_PITCH, TOKENS, color, font
from cppcc_desk.ui.widgets import STRETCH, Card, ElidedLabel, EmptyState, button, column, label, row
from cppcc_desk.ui.widgets.boxes import Item

_TITLE_PITCH = 32


@dataclass(frozen=True, kw_only=True)
class Original:
    """What the pane shows; `kept` is None for pasted text."""

    file_name: str
    title: str
    who: str
    text: str
    kept: ReceivedFile | None


class OriginalPane(Card):
    """`text_wanted`: 读入正文. `file_wanted`: open the kept file. `encoding_chosen(str)`. `files_wanted`,
    `paste_wanted` from the empty pane."""

    text_wanted = Signal()
    file_wanted = Signal()
    encoding_chosen = Signal(str)
    files_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.original: Original | None = None
        self._name = ElidedLabel("", "secondary")
        self.take = button("读入正文", self.text_wanted.emit, icon="import", kind="link", tip="用原稿的文字替换正文")
        self.open = button("打开", self.file_wanted.emit, icon="folder", kind="link", tip="打开原件")
        head = row(label("原稿", "card_title"), self._name, self.take, self.open, margins=(14, 6, 8, 6))
        head.setStretch(1, 1)
        self.encoding = encoding_field()
        self.encoding.changed.connect(lambda: self.encoding_chosen.emit(self.encoding.value() or ""))
        self._coding = _strip(
            label("文字编码", "secondary"), self.encoding, label("有乱码时换一种重读", "hint"), STRETCH
        )
        self.reader = QTextEdit()
        self.reader.setReadOnly(True)
        self.reader.setAccessibleName("原稿文字")
        self.reader.setFont(font(15))
        self.reader.document().setDocumentMargin(18)
        self.reader.setStyleSheet(f"QTextEdit {{ border:1px solid {TOKENS['line']}; }}")
        self.empty = EmptyState().tell(
            "还没有原稿",
            "把 Word 或文本文件拖到窗口任意处，程序读出标题、反映人和正文；也可以不要原稿，直接在左边录入。",
            icon="doc",
            buttons=[
                button("选择文件", self.files_wanted.emit, icon="folder", shortcut="Ctrl+O"),
                button("从剪贴板", self.paste_wanted.emit, icon="copy", shortcut="Ctrl+V"),
            ],
        )
        paper = QFrame()
        paper.setObjectName("under_paper")
        paper.setLayout(row(self.reader, margins=(12, 12, 12, 12)))
        blank = QWidget()
        blank.setLayout(column(self.empty, margins=(12, 12, 12, 12)))
        self.stack = QStackedWidget()
        self.stack.addWidget(blank)
        self.stack.addWidget(paper)
        self._next = label("把下一个 Word 或文本文件拖到窗口任意处，自动读入", "hint", wrap=True)
        self._next.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = _strip(self._next)
        self._foot = foot
        box = column(head, self._coding, self.stack, foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.setMinimumWidth(280)
        self.show_original(None)

    def show_original(self, original: Original | None, *, encoding: str = "") -> None:
        """Show it, or the empty pane."""
        self.original = original
        self._name.setText(original.file_name if original else "")
        kept = original.kept if original else None
        self.take.setVisible(original is not None)
        self.open.setVisible(kept is not None)
        self._foot.setVisible(original is not None)
        self._coding.setVisible(kept is not None and kept.file_name.lower().endswith(".txt"))
        self.encoding.set_value(encoding or None)
        self.stack.setCurrentIndex(1 if original else 0)
        if original:
            _write(self.reader, original)


def _strip(*items: Item) -> QWidget:
    made = QWidget()
    made.setLayout(row(*items, margins=(14, 4, 8, 4)))
    return made


def _write(reader: QTextEdit, original: Original) -> None:
    reader.clear()
    cursor = QTextCursor(reader.document())
    centred = Qt.AlignmentFlag.AlignHCenter
    lines = [(original.title, _looks(bold=True, px=16), _shape(_TITLE_PITCH, centred))]
    lines.append((original.who, _looks(px=13, token="text2"), _shape(READING_PITCH, centred)))
    body = _shape(READING_PITCH, Qt.AlignmentFlag.AlignLeft)
    body.setTextIndent(30)
    lines += [(line, _looks(px=15), body) for line in original.text.splitlines()]
    first = True
    for text, looks, shape in lines:
        if not text:
            continue
        if not first:
            cursor.insertBlock()
        first = False
        cursor.setBlockFormat(shape)
        cursor.insertText(text, looks)
    reader.moveCursor(QTextCursor.MoveOperation.Start)


def _shape(pitch: int, align: Qt.AlignmentFlag) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setAlignment(align)
    return made


def _looks(*, px: int, bold: bool = False, token: str = "text") -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(px, bold=bold))
    made.setForeground(color(token))
    return made
