"""What is done with whole schemes: begun from one that ships, brought in, handed on, copied, retired, deleted."""

from collections.abc import Collection
from dataclasses import replace
from itertools import count
from typing import Final

from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.errands.schemes import export_scheme, read_scheme
from cppcc_desk.operations.scoring.schemes import remove_scheme, retire_scheme, save_scheme
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries.scoring.schemes import SchemeInUse, schemes
from cppcc_desk.ui import lists
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import TextField
from cppcc_desk.ui.stepping.asking import Asking, Values

LONGEST: Final = 40
_FILES: Final = (("计分办法", ("*.json",)),)


class SchemeWork(Asking):
    """What is refused in a question is said in it. Those that make a draft return its id, None for 取消."""

    def begin_from(self, preset: Scheme) -> int | None:
        """A draft like one that ships."""
        named = f"{self._context.today.year} 年{preset.name}"
        return self._keep(preset, f"用自带的“{preset.name}”新建", named, "新建草案")

    def copy(self, used: SchemeInUse) -> int | None:
        """A draft like one of the office."""
        return self._keep(used.row.scheme, f"把“{used.row.name}”另存一份", used.row.name, "另存为草案")

    def bring_in(self) -> int | None:
        """A draft out of a file. Raises Unreadable, Invalid."""
        paths = self._context.dialogs.open_files("导入计分办法", _FILES)
        if not paths:
            return None
        scheme = read_scheme(str(paths[0]))
        return self._keep(scheme, f"导入“{paths[0].name}”", scheme.name, "导入为草案")

    def hand_on(self, scheme: Scheme) -> None:
        """A file for another office, or for keeping."""
        suggested = self._context.desk.folder.papers / f"{safe_name(f'计分办法（{scheme.name}）')}.json"
        path = self._context.dialogs.save_file("导出计分办法", free_name(suggested), _FILES)
        if path is not None:
            target = path if path.suffix else path.with_suffix(".json")
            lists.save(self._context, target, lambda file, _reporter: export_scheme(scheme, file))

    def retire(self, used: SchemeInUse) -> None:
        """A draft again. Raises Forbidden."""
        text = f"“{used.row.name}”{used.counts}。停用以后变回草案，这些年度改由前后的办法计分，得分和名次会变。"
        if self._context.dialogs.confirm("停用这个计分办法？", text, verb="停用"):
            self._context.desk.do(retire_scheme, used.id)
            self._tell(f"“{used.row.name}”已停用，成为草案")

    def remove(self, used: SchemeInUse) -> None:
        """Delete a draft. Raises Forbidden."""
        text = f"草案“{used.row.name}”将被删除，删除后可以撤销。"
        if self._context.dialogs.confirm("删除这个草案？", text, verb="删除草案"):
            self._context.desk.do(remove_scheme, used.id)
            self._tell(f"已删除草案“{used.row.name}”")

    def _keep(self, scheme: Scheme, title: str, named: str, verb: str) -> int | None:
        taken = {row.name for row in self._context.desk.read(schemes, today=self._context.today)}
        question = Question(
            title=title,
            intro="先存为草案，看过、改过、试算过以后再启用；启用以前不影响得分。",
            fields=[
                Ask(
                    key="name",
                    title="名称",
                    make=lambda: TextField(max_length=LONGEST),
                    value=_free(named, taken),
                    required=True,
                )
            ],
            verb=verb,
        )
        made: list[int] = []

        def do(values: Values) -> None:
            made.append(self._context.desk.do(save_scheme, None, replace(scheme, name=values["name"])))

        if self._ask_and_do(question, do) is None:
            return None
        self._tell(f"已存为草案“{self._context.desk.read(schemes, today=self._context.today)[-1].name}”")
        return made[-1]


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where another one has it."""
    if name not in taken:
        return name
    return next(free for number in count(2) if (free := f"{name}（{number}）") not in taken)
