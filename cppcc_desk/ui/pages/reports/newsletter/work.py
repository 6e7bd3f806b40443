"""What is asked before a newsletter is set up, issued, put right, packed, or a copy is signed for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cppcc_desk.domain.newsletter import Chosen, Extra, Head, Plan
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands import newsletters
from cppcc_desk.errands.newsletters import Look
from cppcc_desk.errands.previews import Letters
from cppcc_desk.operations import newsletters as doing
from cppcc_desk.queries import forms, office, submissions
from cppcc_desk.queries.newsletters import USE
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import ChoiceField, MomentField, NameField, NoteField, NumberField, TagsField, TextField
from cppcc_desk.ui.letterhead import LetterheadField, pick_letterhead
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values
from cppcc_desk.ui.widgets import Suggestion

_LARGEST = 9999


class NewsletterWork(Asking):
    """A refusal is said in the dialog; each returns whether it was done."""

    def save(self, look: Look, plan: Plan) -> None:
        """Save what was decided. Raises what `save_newsletter` raises."""
        held = look.composed.held
        version = held.row.version if held else None
        self._context.desk.do(doing.save_newsletter, look.composed.material.quarter, plan, version=version)

    def set_up(self, look: Look) -> bool:
        """Head, number, days, order of the lines."""
        plan, head, told = look.composed.plan, look.composed.plan.head, look.composed.content.fields
        staff = [row.name for row in self._context.desk.read(office.staff)]
        question = Question(
            title=f"{look.composed.material.quarter.words}通讯设置",
            fields=[
                Ask(key="mark", title="名称", make=TextField, value=head.mark, required=True),
                Ask(
                    key="letterhead",
                    title="报头",
                    make=lambda: LetterheadField(lambda: pick_letterhead(self._context, USE)),
                    value=head.letterhead,
                ),
                Ask(key="title", title="标题", make=lambda: TextField(placeholder=told["title"]), value=head.title),
                Ask(key="issued_by", title="编印单位", make=TextField, value=head.issued_by, required=True),
                Ask(key="issue_no", title="期号", make=_number, value=plan.issue_no or told["issue_no"], short=True),
                Ask(
                    key="cumulative_no",
                    title="总期号",
                    make=_number,
                    value=plan.cumulative_no or told.get("cumulative_no"),
                    short=True,
                ),
                Ask(
                    key="first",
                    title="统计从",
                    make=lambda: MomentField(time=False),
                    value=look.composed.material.first,
                    required=True,
                    short=True,
                ),
                Ask(
                    key="last",
                    title="到",
                    make=lambda: MomentField(time=False),
                    value=look.composed.material.last,
                    required=True,
                    short=True,
                ),
                Ask(
                    key="dated",
                    title="印发日期",
                    make=lambda: MomentField(time=False, optional=True),
                    value=plan.dated,
                    short=True,
                ),
                Ask(
                    key="by_score",
                    title="单位次序",
                    make=lambda: ChoiceField([(True, "按累计得分"), (False, "按规定次序")]),
                    value=plan.by_score,
                    short=True,
                ),
                Ask(
                    key="editor",
                    title="责任编辑",
                    make=lambda: NameField(staff),
                    value=head.editor,
                    short=True,
                ),
                Ask(key="reviewer", title="核稿", make=lambda: NameField(staff), value=head.reviewer, short=True),
                Ask(key="report_to", title="报", make=_names, value="、".join(head.report_to)),
                Ask(key="send_to", title="送", make=_names, value="、".join(head.send_to)),
                Ask(key="distribute_to", title="发", make=_names, value="、".join(head.distribute_to)),
            ],
            verb="保存设置",
        )

        def do(values: Values) -> None:
            self.save(look, _set_up(plan, look, values))

        return self._ask_and_do(question, do) is not None

    def choose_pieces(self, look: Look) -> bool:
        """Which pieces are printed, in full or as a digest."""
        plan, pieces_there = look.composed.plan, look.composed.material.pieces
        adopted = [Suggestion(piece.number, detail=piece.title) for piece in pieces_there.values()]

        def offered(typed: str) -> list[Suggestion]:
            typed = typed.strip()
            fitting = [one for one in adopted if not typed or typed in one.text or typed in one.detail]
            return fitting or pieces(self._context, typed)

        def field() -> TagsField:
            return TagsField(offered, placeholder="编号")

        def tags(*, full: bool) -> list[Suggestion]:
            return [
                Suggestion(one.number, detail=pieces_there[one.number].title if one.number in pieces_there else "")
                for one in plan.chosen
                if one.full is full
            ]

        question = Question(
            title="选这一期登载的信息",
            intro="先列出的是本季度采用的信息；别的来稿可以按编号、标题或姓名找。摘要先取正文第一段，登载后在文字里修改。",
            fields=[
                Ask(key="full", title="全文登载", make=field, value=tags(full=True)),
                Ask(key="digest", title="摘要登载", make=field, value=tags(full=False)),
            ],
            verb="登载",
        )

        def do(values: Values) -> None:
            held = {one.number: one for one in plan.chosen}
            found = [(tag.text, full) for full, key in ((True, "full"), (False, "digest")) for tag in values[key]]
            for number, _ in found:
                self._context.desk.read(submissions.id_of, number)
            chosen = {
                number: Chosen(number=number, full=full, digest=held[number].digest if number in held else "")
                for number, full in found
            }
            self.save(look, replace(plan, chosen=tuple(chosen.values())))

        return self._ask_and_do(question, do) is not None

    def issue(self, look: Look) -> bool:
        """Number, date and text for good."""
        quarter, found = look.composed.material.quarter, look.standing
        wrong = len(found.mismatches)
        told = [
            f"期号编为第{found.content.fields['issue_no']}期。",
            "印发以后内容、数字和发放名单从此不变，编过的期号不收回。",
        ]
        if not look.composed.material.figures.now.over:
            told.append("这个季度还没有结束，数字只到今天。")
        if wrong:
            told.append(f"有 {wrong} 处数字要核对，列在“数字核对”里；印发前请看过。")
        if not self._context.dialogs.confirm(f"印发{quarter.words}通讯？", "".join(told), verb="印发", danger=False):
            return False
        held = look.composed.held
        number = newsletters.issue(self._context.desk, quarter, version=held.row.version if held else None)
        self._tell(f"已印发 {quarter.words}通讯 {number}")
        return True

    def reopen(self, look: Look) -> bool:
        """Put right what was issued, under its number."""
        quarter = look.composed.material.quarter
        question = Question(
            title=f"更正{quarter.words}通讯",
            intro="期号不变，内容重新按数据生成，改好以后再印发一次；已经登记的签收留着。原来印发的内容留在操作日志里。",
            fields=[Ask(key=REASON, title="原因", make=NoteField, required=True)],
            verb="开始更正",
            danger=True,
        )
        done = self._ask_and_do(
            question, lambda values: self._context.desk.do(doing.reopen_newsletter, quarter, reason=values[REASON])
        )
        if done is not None:
            self._tell(f"{quarter.words}通讯可以修改了，改好以后再印发")
        return done is not None

    # ------------------------------------------------------------------ copies
    def sign(self, newsletter_id: int, ids: Sequence[int], names: Sequence[str]) -> bool:
        """Copies were received."""
        who = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 个"
        question = Question(
            title=f"登记签收：{who}",
            fields=[
                Ask(
                    key="on",
                    title="签收日期",
                    make=lambda: MomentField(time=False),
                    value=self._context.today,
                    required=True,
                    short=True,
                ),
                Ask(
                    key="by",
                    title="签收人",
                    make=lambda: TextField(placeholder="本人签收的可以不填"),
                    short=True,
                ),
            ],
            verb="登记签收",
        )

        def do(values: Values) -> None:
            self._context.desk.do(doing.sign_for_copies, newsletter_id, ids, on=values["on"], by=values["by"])

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已登记 {len(ids)} 个签收")
        return True

    def unsign(self, newsletter_id: int, ids: Sequence[int]) -> None:
        """Take notes back. Raises Missing."""
        if ids:
            self._context.desk.do(doing.sign_for_copies, newsletter_id, ids, on=None)
            self._tell(f"已撤销 {len(ids)} 个签收")

    def change_copies(self, look: Look, *, name: str, about: str, copies: int) -> bool:
        """Another number of copies for somebody, 0 for none."""
        question = Question(
            title=f"{name}的份数",
            intro="填 0 就不发给他；下一季度沿用。",
            fields=[Ask(key="copies", title="份数", make=_number_or_none, value=copies, short=True)],
            verb="保存份数",
        )

        def do(values: Values) -> None:
            self._add_extra(look, Extra(name=name, about=about, copies=values["copies"] or 0))

        return self._ask_and_do(question, do) is not None

    def add_recipient(self, look: Look) -> bool:
        """Somebody who is no member and has handed in nothing."""
        question = Question(
            title="增加发放对象",
            intro="每一季度都发给他；以后不发了，把份数改成 0。",
            fields=[
                Ask(key="name", title="姓名或单位", make=TextField, required=True),
                Ask(key="about", title="单位职务", make=TextField),
                Ask(key="copies", title="份数", make=_number_or_none, value=1, short=True),
            ],
            verb="增加",
        )

        def do(values: Values) -> None:
            extra = Extra(name=values["name"].strip(), about=values["about"].strip(), copies=values["copies"] or 1)
            self._add_extra(look, extra)

        return self._ask_and_do(question, do) is not None

    def _add_extra(self, look: Look, extra: Extra) -> None:
        plan = look.composed.plan
        others = tuple(one for one in plan.extras if (one.name, one.about) != (extra.name, extra.about))
        self.save(look, replace(plan, extras=(*others, extra)))

    def print_list(self, look: Look) -> None:
        """发放登记表 in the preview. Raises Missing."""
        quarter = look.composed.material.quarter
        form = self._context.desk.read(forms.quarter_form, "发放登记表", quarter, now=self._context.now)
        self._context.navigate("preview", letters=Letters((form,)))


def _number() -> NumberField:
    return NumberField(minimum=0, maximum=_LARGEST, blank="自动")


def _number_or_none() -> NumberField:
    return NumberField(minimum=0, maximum=_LARGEST, suffix=" 份")


def _names() -> TextField:
    return TextField(placeholder="几个之间用顿号隔开")


def _set_up(plan: Plan, look: Look, values: dict[str, Any]) -> Plan:
    """The plan with what was typed; what is as the program has it stays left to the program."""
    material, told = look.composed.material, look.composed.content.fields
    days = (values["first"], values["last"])
    head = Head(
        mark=values["mark"].strip(),
        title=values["title"].strip(),
        issued_by=values["issued_by"].strip(),
        editor=values["editor"].strip(),
        reviewer=values["reviewer"].strip(),
        report_to=split(values["report_to"]),
        send_to=split(values["send_to"]),
        distribute_to=split(values["distribute_to"]),
        letterhead=values["letterhead"],
    )
    own = {
        key: values[key] or None if values[key] != told.get(key) else getattr(plan, key)
        for key in ("issue_no", "cumulative_no")
    }
    return replace(
        plan,
        head=head,
        days=plan.days if days == (material.first, material.last) else days,
        dated=values["dated"],
        by_score=values["by_score"],
        issue_no=own["issue_no"],
        cumulative_no=own["cumulative_no"],
    )
