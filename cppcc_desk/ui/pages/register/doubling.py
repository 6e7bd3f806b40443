"""The yellow bar: whether what is being typed has come in before. It warns and compares, it never blocks (U13)."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from cppcc_desk.domain.likeness import ALIKE
from cppcc_desk.queries import likeness, submissions
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.pages.register.comparing import ComparisonSheet
from cppcc_desk.ui.pages.register.entry import EntryForm

AFTER_MS = 600
_LEAST = 8  # characters of title and text before there is anything to compare


class Doubling(QObject):
    """`touch()` at each change of title or text; the search runs on the worker once the person pauses."""

    def __init__(self, context: Context, entry: EntryForm) -> None:
        super().__init__(entry)
        self._context = context
        self._entry = entry
        self.sheet: ComparisonSheet | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(self.look)

    def touch(self) -> None:
        """Title or text changed."""
        self._wait.start()

    def look(self) -> None:
        """Look now."""
        self._wait.stop()
        asked = self._asked()
        if sum(map(len, asked)) < _LEAST:
            self._entry.duplicates.dismiss()
            return
        desk = self._context.desk

        def search(_: Reporter) -> tuple[LikelyDuplicate, ...]:
            return desk.read(likeness.likely_duplicates, *asked, exclude=None)

        self._context.work.run("正在查重", search, done=partial(self._show, asked))

    def _asked(self) -> tuple[str, str]:
        return self._entry.value("title"), self._entry.value("original_text")

    def _show(self, asked: tuple[str, str], found: tuple[LikelyDuplicate, ...]) -> None:
        if asked != self._asked():
            return  # the person has typed on
        if not found:
            self._entry.duplicates.dismiss()
            return
        first = found[0]
        alike = f"相似度 {first.similarity:.0%}" if first.similarity >= ALIKE else "标题相同"
        more = f"（另有 {len(found) - 1} 篇）" if len(found) > 1 else ""
        self._entry.duplicates.tell(
            f"疑似重复：{first.intake_no}《{first.title}》，{alike}{more}",
            actions=[("对照查看", partial(self.compare, first))],
        )

    def compare(self, found: LikelyDuplicate) -> None:
        """Both side by side; the person decides."""
        other = self._context.desk.read(submissions.detail, found.submission_id, now=self._context.now)
        title, text = self._asked()
        self.sheet = ComparisonSheet(self._entry.window(), title=title, text=text, other=other, found=found)
        self.sheet.accepted.connect(partial(self._follow, found.intake_no))
        self.sheet.open()

    def _follow(self, intake_no: str) -> None:
        self._entry.unfold(True)
        self._entry.more.set_value("follows_intake_no", intake_no)
