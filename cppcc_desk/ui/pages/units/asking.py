"""What is asked of a unit: its name, and whether it is in use."""

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries.units import UnitRow
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, TextField
from cppcc_desk.ui.stepping.asking import Asking, Values


class UnitWork(Asking):
    """A refusal is said in the dialog, in which everything stays as it was filled in."""

    def save(self, kind: UnitKind, unit: UnitRow | None) -> int | None:
        """Change a unit, or add one where `unit` is None; its id, None when the person thought better of it."""
        in_use = Ask(key="active", title="", make=lambda: CheckField("在用"), value=unit.active if unit else True)
        question = Question(
            title=f"修改{unit.name}" if unit else f"增加{kind}",
            intro="以前登记的来稿仍算这个单位的。" if unit else "以前登记的来稿写着这个名称的，一并算给它。",
            fields=(
                Ask(
                    key="name",
                    title="名称",
                    make=lambda: TextField(max_length=60),
                    value=unit.name if unit else "",
                    required=True,
                ),
                *((in_use,) if unit else ()),
            ),
            verb="保存",
        )
        saved: list[int] = []

        def do(values: Values) -> None:
            saved.append(
                self._context.desk.do(
                    save_unit,
                    unit.id if unit else None,
                    kind=kind,
                    name=values["name"],
                    area=unit.area if unit else "",
                    active=values.get("active", True),
                )
            )

        taken = self._ask_and_do(question, do)
        if taken is None:
            return None
        self._tell(f"已保存{kind}“{taken['name'].strip()}”")
        return saved[-1]
