"""届次: which terms there were and when, and the one that runs."""

from collections.abc import Sequence

from cppcc_desk.operations.terms import TermEntry, save_terms
from cppcc_desk.queries import terms
from cppcc_desk.queries.terms import TermRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import MomentField, NumberField
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column


class TermsSection(Section):
    """A list edited in place, the newest term first."""

    id = "terms"
    title = "届次"
    icon = "star"
    hint = "身份和信息员证按届记。本届的结束日期留空，到换届时再填；新的一届从上一届结束的第二天开始。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor = RowsEditor(
            (
                EditorColumn("number", "第几届", lambda: NumberField(minimum=1, maximum=99, suffix="届"), 110),
                EditorColumn("began", "开始", lambda: MomentField(time=False), 170),
                EditorColumn("ended", "结束", lambda: MomentField(time=False, optional=True), 170),
            ),
            add_words="增加一届",
            remove_words="去掉这一届",
            ordered=False,
        )
        self.editor.changed.connect(self.touched)
        self.lay_out(scrolled(column(self.editor, STRETCH, margins=(16, 12, 16, 14))))

    def read(self) -> Sequence[TermRow]:
        return self.context.desk.read(terms.terms)

    def fill(self, held: Sequence[TermRow]) -> None:
        newest = max((row.number for row in held), default=0)
        self.editor.set_blank({"number": newest + 1, "began": self.context.today, "ended": None})
        self.editor.set_value(
            [{"id": row.id, "number": row.number, "began": row.began, "ended": row.ended} for row in held]
        )

    def store(self) -> str:
        entries = [
            TermEntry(id=line.get("id"), number=line["number"], began=line["began"], ended=line["ended"])
            for line in self.editor.value()
        ]
        self.context.desk.do(save_terms, entries)
        return f"已保存届次 {len(entries)} 届"
