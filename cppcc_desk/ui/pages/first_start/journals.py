"""The journals of the office, and how many issues there were before the program."""

from collections.abc import Sequence

from cppcc_desk.operations.founding import JournalEntry, set_journals
from cppcc_desk.queries import office
from cppcc_desk.queries.office import JournalRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import NumberField, TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column


class JournalsStep(Section):
    """Report lines, heads and the rest are in the settings."""

    id = "journals"
    title = "刊物"
    hint = "不出的刊物去掉即可。已出期数填用本程序以前总共出了多少期，总期号接着编；每年的期号从第 1 期编起。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor = RowsEditor(
            (
                EditorColumn("name", "名称", lambda: TextField(max_length=30)),
                EditorColumn("copies", "每期份数", lambda: NumberField(minimum=1, maximum=9999, suffix="份"), 110),
                EditorColumn("issued_before", "已出期数", lambda: NumberField(maximum=99999, suffix="期"), 120),
            ),
            add_words="增加刊物",
            remove_words="不出这种刊物",
            blank={"copies": 30, "issued_before": 0},
            ordered=False,
        )
        self.editor.setMaximumWidth(WIDEST_FORM)
        self.editor.changed.connect(self.touched)
        self.lay_out(scrolled(column(self.editor, STRETCH, margins=(16, 14, 16, 14))), bar=False)

    def read(self) -> Sequence[JournalRow]:
        return self.context.desk.read(office.journals)

    def fill(self, held: Sequence[JournalRow]) -> None:
        self.editor.set_value(
            [{"id": row.id, "name": row.name, "copies": row.copies, "issued_before": row.issued_before} for row in held]
        )

    def store(self) -> str:
        wanted = [
            JournalEntry(line.get("id"), line["name"], line["copies"], line["issued_before"])
            for line in self.editor.value()
        ]
        self.context.desk.do(set_journals, wanted)
        return f"已保存刊物 {len(wanted)} 种"
