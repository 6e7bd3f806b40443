"""The sheet on which a chapter is read: the interface's own type and colours, sharp pictures, places marked."""

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from cppcc_desk.ui.pages.help import manual
from cppcc_desk.ui.pages.help.manual import Chapter
from cppcc_desk.ui.theme import READING_PITCH, color, font

WIDEST: Final = 760  # pixels of a line of text, about 46 characters
_MARGIN: Final = 28
_INDENT: Final = 22
_SIZES: Final = {1: 20, 2: 16, 3: 15}  # heading level -> pixels
_PICTURE: Final = "\ufffc"
_ZOOMS: Final = (0.9, 1.0, 1.15, 1.3, 1.5)


class Reader(QTextBrowser):
    """`chapter_wanted(id)` when a link to another chapter is pressed."""

    chapter_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName("帮助正文")
        self.setFont(font(15))
        self.anchorClicked.connect(self._follow)
        self._chapter: Chapter | None = None
        self._zoom = 1.0
        self._shown_width = 0
        self._marked: tuple[str, int] = ("", 0)

    @property
    def room(self) -> int:
        """Pixels for a line of text."""
        return min(WIDEST, max(320, self.viewport().width() - 2 * _MARGIN))

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter from its beginning."""
        self._chapter = chapter
        self.unmark()
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        if self._chapter is None:
            return
        self._shown_width = self.room
        document = QTextDocument(self)  # a used one would hand its last formats on to the next text
        document.setDefaultFont(font(15 * self._zoom))
        document.setBaseUrl(QUrl.fromLocalFile(f"{manual.folder()}/"))
        document.setDocumentMargin(_MARGIN)
        document.setIndentWidth(_INDENT)
        document.setMarkdown(self._chapter.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        whole = document.rootFrame().frameFormat()
        whole.setRightMargin(max(_MARGIN, self.viewport().width() - self.room - _MARGIN))
        document.rootFrame().setFrameFormat(whole)
        self.setDocument(document)

    def _dress(self, block: QTextBlock) -> None:
        shape, level = QTextBlockFormat(block.blockFormat()), block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        ink = QTextCharFormat()
        if level:
            ink.setFont(font(_SIZES.get(level, 15) * self._zoom, bold=True), _FONT)
            ink.setForeground(QBrush(color("text")))
            shape.setTopMargin(4 if level == 1 else 18)
            shape.setBottomMargin(8)
        else:
            ink.setProperty(QTextFormat.Property.FontPixelSize, round(15 * self._zoom))
            if _PICTURE not in block.text():
                shape.setLineHeight(READING_PITCH * self._zoom, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            shape.setTopMargin(6 if _PICTURE in block.text() else 0)
            shape.setBottomMargin(10 if _PICTURE in block.text() else 4 if block.textList() else 8)
        QTextCursor(block).setBlockFormat(shape)
        place = QTextCursor(block)
        place.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if level:  # a heading's own format carries a size relative to the text
            place.setCharFormat(ink)
        else:
            place.mergeCharFormat(ink)
        self._dress_links(block)

    def _dress_links(self, block: QTextBlock) -> None:
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().isAnchor() or part.charFormat().fontFixedPitch():
                ink = QTextCharFormat()
                if part.charFormat().isAnchor():
                    ink.setForeground(QBrush(color("primary")))
                    ink.setFontUnderline(False)
                else:
                    ink.setForeground(QBrush(color("primary_press")))
                    ink.setBackground(QBrush(color("grey_soft")))
                    ink.setFontFixedPitch(False)
                    ink.setFontFamilies(font().families())
                cursor = QTextCursor(block)
                cursor.setPosition(part.position())
                cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(ink)
            parts += 1

    def _dress_table(self, table: QTextTable) -> None:
        shape = table.format()
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderBrush(QBrush(color("line")))
        shape.setCellPadding(5)
        shape.setCellSpacing(0)
        shape.setTopMargin(4)
        shape.setBottomMargin(12)
        shape.setWidth(QTextLength(QTextLength.Type.FixedLength, self.room))
        first = QTextLength(QTextLength.Type.FixedLength, min(250, self.room * 0.36))
        rest = QTextLength(QTextLength.Type.VariableLength, 0)
        shape.setColumnWidthConstraints([first, *([rest] * (table.columns() - 1))])
        shape.setHeaderRowCount(1)
        table.setFormat(shape)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            ground = cell.format()
            ground.setBackground(QBrush(color("surface2")))
            cell.setFormat(ground)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """A picture at the size it is shown, for the density of this screen."""
        if type != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(type, name)
        url = name if isinstance(name, QUrl) else QUrl(name)
        found = QImage(str(manual.folder() / url.toString()) if url.isRelative() else url.toLocalFile())
        if found.isNull():
            return found
        ratio = self.devicePixelRatioF()
        width = min(found.width(), self.room)
        made = found
        if round(width * ratio) < found.width():
            made = found.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        framed = made.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(framed)
        painter.setPen(color("line2"))
        painter.drawRect(0, 0, framed.width() - 1, framed.height() - 1)
        painter.end()
        framed.setDevicePixelRatio(framed.width() / width)
        return framed

    # --- places ---

    def mark(self, words: str, number: int = 0) -> None:
        """Mark every place of `words` and go to the `number`-th of them."""
        self._marked = (words, number)
        places: list[QTextCursor] = []
        place = self.document().find(words)
        while not place.isNull():
            places.append(place)
            place = self.document().find(words, place)
        marks = []
        for found in places:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = found  # type: ignore[attr-defined]
            selection.format.setBackground(QBrush(color("mark")))  # type: ignore[attr-defined]
            marks.append(selection)
        self.setExtraSelections(marks)
        if places:
            at = places[min(number, len(places) - 1)]
            still = QTextCursor(at)
            still.setPosition(at.selectionStart())
            self.setTextCursor(still)
            top = self.cursorRect(still).top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(max(0, top - self.viewport().height() // 3))

    def unmark(self) -> None:
        """No place is marked any more."""
        self._marked = ("", 0)
        self.setExtraSelections([])

    def _follow(self, url: QUrl) -> None:
        self.chapter_wanted.emit(url.toString().removesuffix(".md"))

    # --- size ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.room != self._shown_width or self.viewport().width() > WIDEST:
            self._again()

    def wheelEvent(self, event: Any) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def zoom(self, way: int) -> None:
        """One size larger (1), smaller (-1), or as made (0)."""
        place = _ZOOMS.index(self._zoom) + way
        self._zoom = 1.0 if way == 0 else _ZOOMS[max(0, min(place, len(_ZOOMS) - 1))]
        self._again()

    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.DevicePixelRatioChange:
            self._again()
        return super().event(e)

    def _again(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._lay_out()
        if self._marked[0]:
            self.mark(*self._marked)
        else:
            bar.setValue(round(share * bar.maximum()))


_FONT = QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
