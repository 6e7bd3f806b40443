"""What is asked of a unit: its name, whether it is in use, and which other one it really is."""

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.operations.units import save_unit, unite_units
from cppcc_desk.queries.units import UnitRow, units
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, ChoiceField, TextField
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

    def unite(self, unit: UnitRow) -> int | None:
        """Put a unit that is there twice into the other one; the id of that, None when nothing was done."""
        rows = self._context.desk.read(units, UnitKind(unit.kind), all_units=True)
        others = [(row.id, row.name) for row in rows if row.id != unit.id]
        if not others:
            self._context.notify(f"没有别的{unit.kind}可以合并")
            return None
        question = Question(
            title=f"{unit.name}并入哪个{unit.kind}",
            intro=f"它的 {unit.members} 人和来稿都算到选定的单位，“{unit.name}”不再列出。可以撤销。",
            fields=(Ask(key="into", title="并入", make=lambda: ChoiceField(others, blank="请选择"), required=True),),
            verb="合并",
        )
        given = self._ask_and_do(
            question, lambda values: self._context.desk.do(unite_units, unit.id, into_id=values["into"])
        )
        if given is None:
            return None
        self._tell(f"{unit.name}已并入{dict(others)[given['into']]}")
        into: int = given["into"]
        return into
