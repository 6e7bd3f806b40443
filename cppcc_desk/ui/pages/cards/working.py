"""What is done with cards from the window: asked first, done by one operation, told with 撤销."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from cppcc_desk.domain.cards import EndReason, card_number
from cppcc_desk.operations.people import cards as doing
from cppcc_desk.queries import cards
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.queries.terms import TermRow
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, NumberField, TextField
from cppcc_desk.ui.pages.cards.ruling import Ruling, day
from cppcc_desk.ui.stepping.asking import choice

LETTER = "聘书"
_OTHER = "其他"
_ENDINGS = (EndReason.RETURNED.value, EndReason.NO_LONGER.value, "证件损坏", _OTHER)
_MOST_TOLD = 4


class CardWork(Ruling):
    """Each method asks what it needs and returns whether it was done, or the ids of the cards that are to be printed
    now. DeskErrors go to the page."""

    # ------------------------------------------------------------------ cards
    def issue(self, person_ids: Sequence[int]) -> tuple[int, ...]:
        """Issue cards to these people; the ids of the new ones."""
        term = self.term()
        if term is None or not person_ids:
            return ()
        last = self._context.desk.read(cards.last_serial, term.number)
        form = self._context.desk.read(cards.card_rules, on=self._context.today).number_form
        following = card_number(form, term=term.number, began=term.began, serial=last + 1)
        question = Question(
            title=f"给 {len(person_ids)} 人发信息员证",
            intro=f"{term.name}，编号从 {following} 起，按名册的顺序编。编过的号不会再给别人。",
            fields=(
                self._until(term),
                Ask(
                    key="first",
                    title="起始号",
                    make=lambda: NumberField(minimum=1, maximum=doing.LARGEST_SERIAL),
                    value=last + 1,
                    shown=lambda _values: last == 0,
                ),
            ),
            verb="发证",
        )
        made: list[doing.Given] = []

        def do(values: dict[str, Any]) -> None:
            first = values.get("first")
            made.append(
                self._context.desk.do(
                    doing.issue_cards,
                    person_ids,
                    valid_until=values["valid_until"],
                    first=first if first not in (None, last + 1) else None,
                )
            )

        return self._given("发信息员证", made) if self._ask_and_do(question, do) is not None else ()

    def renew(self, rows: Sequence[CardRow]) -> tuple[int, ...]:
        """Let cards hold longer, or give new ones for those of an earlier term; the ids of the cards to be printed."""
        term = self.term()
        if term is None or not rows:
            return ()
        question = Question(
            title=f"换发 {len(rows)} 张信息员证",
            intro=f"{term.name}的证延长有效期，编号不变，要重新打印；以前各届的证失效，发本届的新证，编新号。",
            fields=(self._until(term),),
            verb="换发",
        )
        made: list[doing.Given] = []

        def do(values: dict[str, Any]) -> None:
            made.append(
                self._context.desk.do(doing.renew_cards, [row.id for row in rows], valid_until=values["valid_until"])
            )

        return self._given("换发", made) if self._ask_and_do(question, do) is not None else ()

    def report_loss(self, row: CardRow) -> tuple[int, ...]:
        """挂失, and at once another card if it is wanted; the id of that one."""
        question = Question(
            title=f"挂失 {row.number}（{row.name}）",
            intro="这张证从那天起失效，这个号不再给别人。",
            fields=(
                Ask(key="on", title="遗失日期", make=day, value=self._context.today, required=True),
                Ask(key="replace", title="补办", make=lambda: CheckField("当即补办，编新号"), value=True),
            ),
            verb="挂失",
        )
        numbers: list[str] = []

        def do(values: dict[str, Any]) -> None:
            numbers.append(self._context.desk.do(doing.report_loss, row.id, on=values["on"], replace=values["replace"]))

        if self._ask_and_do(question, do) is None:
            return ()
        new = numbers[-1]
        self._tell(f"{row.number} 已挂失" + (f"，补办 {new}，请打印" if new else ""))
        return self._numbered(new) if new else ()

    def replace(self, row: CardRow) -> tuple[int, ...]:
        """补办 of a card that was lost, damaged, or says what is no longer so; the id of the new one."""
        ends = f"原证 {row.number} 失效，" if row.ended_on is None else ""
        if not self._context.dialogs.confirm(
            f"给{row.name}补办信息员证？", f"{ends}发一张新证，编新号，有效期不变。", verb="补办", danger=False
        ):
            return ()
        number = self._context.desk.do(doing.replace_card, row.id)
        self._tell(f"{row.name}的新证是 {number}，请打印")
        return self._numbered(number)

    def end(self, rows: Sequence[CardRow]) -> bool:
        """注销."""
        whose = f"{rows[0].number}（{rows[0].name}）" if len(rows) == 1 else f"{len(rows)} 张信息员证"
        question = Question(
            title=f"注销 {whose}",
            intro="注销以后不能再用，号也不再给别人。人还在名册里。",
            fields=(
                Ask(key="why", title="原因", make=choice(_ENDINGS), value=_ENDINGS[0], required=True),
                Ask(
                    key="other",
                    title="是什么原因",
                    make=lambda: TextField(max_length=40),
                    required=True,
                    shown=lambda values: values["why"] == _OTHER,
                ),
                Ask(key="on", title="日期", make=day, value=self._context.today, required=True),
            ),
            verb="注销",
            danger=True,
        )

        def do(values: dict[str, Any]) -> None:
            reason = values["other"] if values["why"] == _OTHER else values["why"]
            self._context.desk.do(doing.end_cards, [row.id for row in rows], on=values["on"], reason=reason)

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已注销 {whose}")
        return True

    def _numbered(self, number: str) -> tuple[int, ...]:
        return (self._context.desk.read(cards.card_numbered, number, on=self._context.today).id,)

    def _until(self, term: TermRow) -> Ask:
        usual = term.last_day if term.last_day >= self._context.today else None
        return Ask(key="valid_until", title="有效期", make=partial(day, optional=True), value=usual, required=True)

    def _given(self, words: str, made: Sequence[doing.Given]) -> tuple[int, ...]:
        given = made[-1]
        told = f"已{words} {len(given.numbers)} 张" if given.numbers else f"没有{words}"
        if given.numbers:
            told += f"：{given.numbers[0]}" + (f" 至 {given.numbers[-1]}" if len(given.numbers) > 1 else "")
        if given.skipped:
            names = "；".join(f"{one.name}{one.why}" for one in given.skipped[:_MOST_TOLD])
            more = f"等 {len(given.skipped)} 人" if len(given.skipped) > _MOST_TOLD else ""
            told += f"。跳过：{names}{more}"
        if given.numbers:
            self._tell(told)
        else:
            self._context.notify(told)
        return given.card_ids

    # ------------------------------------------------------------------ papers
    def print_cards(self, card_ids: Sequence[int]) -> bool:
        """To the preview; with or without the backs, where there is a notice to stand on them."""
        backs = False
        if self._context.desk.read(cards.card_rules, on=self._context.today).notice:
            answer = self._context.dialogs.choose(
                f"打印 {len(card_ids)} 张信息员证",
                "背面是持证须知。双面打印时选“沿长边翻转”；只有单面打印机的，先印正面，再把纸翻过来印背面。",
                (("front", "只印正面"), ("both", "正反两面")),
            )
            if answer is None:
                return False
            backs = answer == "both"
        self._context.navigate("preview", card_ids=tuple(card_ids), backs=backs)
        return True

    def print_letters(self, person_ids: Sequence[int]) -> None:
        """聘书 of each, to the preview."""
        self._context.navigate("preview", form=LETTER, person_ids=tuple(dict.fromkeys(person_ids)))
