"""Sections that are one form over the office's settings: 单位 and 时限规则."""

from collections.abc import Mapping
from typing import Any

from cppcc_desk.domain.official import doc_number
from cppcc_desk.operations.office import change_settings
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import CheckField, ChoiceField, Form, NumberField, TextField
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column, label

WIDEST_FORM = 720
EVENING = [f"{hour}:{minute:02}" for hour in range(16, 20) for minute in (0, 30)]


class SettingsSection(Section):
    """A form whose keys are keys of the settings; only what was changed is saved, from today on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(label_width=112)
        self.form.setMaximumWidth(WIDEST_FORM)
        self.form.changed.connect(lambda _key: self.touched())

    def forms(self) -> tuple[Form, ...]:
        return (self.form,)

    def read(self) -> Mapping[str, object]:
        return self.context.desk.read(office.setting_values, on=self.context.today)

    def wanted(self) -> dict[str, object]:
        """The settings as they are on the screen."""
        return self.form.values()

    def store(self) -> str:
        present = self.read()
        changed = {key: value for key, value in self.wanted().items() if value != present[key]}
        self.context.desk.do(change_settings, changed, since=self.context.today)
        return f"已保存“{self.title}”"


class OfficeSection(SettingsSection):
    """What the office is called on its papers."""

    id = "office"
    title = "单位"
    icon = "home"
    hint = "印在期刊、公文和表单上。改动从今天起生效，已经印发的不变。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add("office_name", "单位全称", TextField(max_length=60), required=True)
        add("office_short_name", "单位简称", TextField(max_length=30), required=True)
        add("issued_by", "编印单位", TextField(max_length=40), required=True)
        self._examples = {}
        self._codes = tuple(context.desk.read(office.office, on=context.today).org_codes)
        for name in self._codes:
            self._examples[name] = label("", "hint")
            self._examples[name].setMinimumWidth(170)
            add(
                _code(name),
                f"{name}发文代字" if name != "函" else "函的代字",
                TextField(max_length=12),
                required=True,
                beside=[self._examples[name]],
            )
        self.form.changed.connect(lambda _key: self._show_examples())
        self.lay_out(scrolled(column(self.form, STRETCH, margins=(16, 14, 16, 14))))

    def fill(self, held: Mapping[str, Any]) -> None:
        codes: Mapping[str, str] = held["org_codes"]
        self.form.fill({key: held[key] for key in ("office_name", "office_short_name", "issued_by")})
        self.form.fill({_code(name): codes.get(name, "") for name in self._codes})
        self._show_examples()

    def wanted(self) -> dict[str, object]:
        values = self.form.values()
        codes = {name: values.pop(_code(name)) for name in self._codes}
        return {**values, "org_codes": codes}

    def save(self) -> bool:
        keys = ["office_name", "office_short_name", "issued_by", *map(_code, self._codes)]
        return not self.form.show_problems(self.form.missing(keys)) and super().save()

    def _show_examples(self) -> None:
        for name, example in self._examples.items():
            written = self.form.value(_code(name)) or "×"
            example.setText(f"例：{doc_number(written, self.context.today.year, 3)}")


def _code(name: str) -> str:
    return f"org_code_{name}"


class RulesSection(SettingsSection):
    """How time is reckoned, and what is expected of a text."""

    id = "rules"
    title = "时限规则"
    icon = "clock"
    hint = "各去向的报送期限在“去向与时限”里定，这里是对所有去向都一样的规则。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add(
            "soon_hours",
            "临期提醒",
            NumberField(minimum=1, maximum=240, suffix="小时"),
            beside=[_told("离截止不足这么久就显示为临期")],
        )
        add("same_day_when_urgent", "急件", CheckField("特急和急件当日报送（与各去向的期限比较，取较早的）"))
        add(
            "closing_time",
            "下班时间",
            ChoiceField([(t, t) for t in EVENING]),
            beside=[_told("“下班前报送”按这个时间算")],
        )
        add(
            "review_levels",
            "审稿级数",
            ChoiceField([(1, "一级审稿"), (2, "两级审稿")]),
            beside=[_told("两级时须两人先后审稿通过")],
        )
        add(
            "length_limit",
            "字数上限",
            NumberField(minimum=100, maximum=100_000, suffix="字"),
            beside=[_told("编辑稿超过时提醒，不阻止")],
        )
        add("retention", "保管期限", ChoiceField(), beside=[_told("存档时先填这一项，可以改")])
        self.lay_out(scrolled(column(self.form, STRETCH, margins=(16, 14, 16, 14))))

    def fill(self, held: Mapping[str, Any]) -> None:
        closing, retention = self.form.field("closing_time"), self.form.field("retention")
        assert isinstance(closing, ChoiceField) and isinstance(retention, ChoiceField)
        times = sorted({*EVENING, str(held["closing_time"])})
        closing.set_choices([(time, time) for time in times])
        words = self.context.desk.read(office.words, "retention")
        retention.set_choices([(word, word) for word in dict.fromkeys((*words, str(held["retention"])))])
        self.form.fill({key: held[key] for key in self.form.values()})


def _told(words: str) -> Any:
    told = label(words, "hint")
    told.setMinimumWidth(230)
    return told
