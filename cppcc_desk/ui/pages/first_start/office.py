"""What the office is called: the name of its county, city or district is typed, and all other names follow from it."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.domain.naming import OfficeNames, names_for
from cppcc_desk.domain.official import doc_number
from cppcc_desk.operations.founding import name_office
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Form, TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column, label

AREA = "area"
NAMES = ("office_name", "office_short_name", "issued_by")
CODES = ("委员会", "办公室", "函")


class OfficeStep(Section):
    """Names that were put right by hand stay as they are when the place is typed anew."""

    id = "office"
    title = "单位"
    hint = "印在期刊、公文和表单上。只填县（市、区）名，其余的自动生成，不对的再改。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(label_width=112)
        self.form.setMaximumWidth(WIDEST_FORM)
        add = self.form.add
        add(AREA, "县（市、区）", TextField(max_length=30, placeholder="如：云溪县；市辖区写全，如：江宁市云溪区"))
        add("office_name", "单位全称", TextField(max_length=60), required=True)
        add("office_short_name", "单位简称", TextField(max_length=30), required=True)
        add("issued_by", "编印单位", TextField(max_length=40), required=True)
        self._examples = {code: label("", "hint") for code in CODES}
        for code, example in self._examples.items():
            example.setMinimumWidth(170)
            add(code, _title(code), TextField(max_length=12), required=True, beside=[example])
        self._by_hand: set[str] = set()
        self.form.changed.connect(self._typed)
        self.lay_out(scrolled(column(self.form, STRETCH, margins=(16, 14, 16, 14))), bar=False)

    def forms(self) -> tuple[Form, ...]:
        return (self.form,)

    def read(self) -> Mapping[str, Any]:
        return self.context.desk.read(office.setting_values, on=self.context.today)

    def fill(self, held: Mapping[str, Any]) -> None:
        codes: Mapping[str, str] = held["org_codes"]
        self.form.fill({key: held[key] for key in NAMES} | {code: codes.get(code, "") for code in CODES} | {AREA: ""})
        self._by_hand.clear()
        self._show_examples()

    def save(self) -> bool:
        if self.dirty and self.form.show_problems(self.form.missing([*NAMES, *CODES])):
            return False
        return super().save()

    def store(self) -> str:
        names = OfficeNames(
            office_name=self.form.value("office_name"),
            office_short_name=self.form.value("office_short_name"),
            issued_by=self.form.value("issued_by"),
            org_codes={code: self.form.value(code) for code in CODES},
        )
        self.context.desk.do(name_office, names, since=self.context.today)
        return f"已设为{names.office_short_name}"

    def _typed(self, key: str) -> None:
        self.touched()
        if key == AREA:
            self._follow()
        else:
            self._by_hand.add(key)
        self._show_examples()

    def _follow(self) -> None:
        names = names_for(self.form.value(AREA))
        if names is None:
            return
        made = {key: getattr(names, key) for key in NAMES} | dict(names.org_codes)
        self.form.fill({key: value for key, value in made.items() if key not in self._by_hand})

    def _show_examples(self) -> None:
        for code, example in self._examples.items():
            written = self.form.value(code) or "×"
            example.setText(f"例：{doc_number(written, self.context.today.year, 3)}")


def _title(code: str) -> str:
    return "函的代字" if code == "函" else f"{code}发文代字"
