"""The list of one tier in one group: who is proposed, who is tied, why others are not, and who was decided on."""

from collections.abc import Hashable, Iterable
from functools import partial

from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.scoring.awarding import Proposal
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.queries.scoring.awards import AwardRow, Commendations
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.scores.award_work import AwardWork
from cppcc_desk.ui.pages.scores.awards_columns import CandidateRow, candidate_columns
from cppcc_desk.ui.pages.scores.papers import CERTIFICATE, draft_yearly, print_yearly
from cppcc_desk.ui.pages.scores.ticked import Key, TickedPart
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label, menu_button

_ROOM_FOR_WORDS = 1340  # pixels of the window


class CandidatesPart(TickedPart[CandidateRow]):
    """One tier in one group."""

    def __init__(self, context: Context, page: Page, work: AwardWork) -> None:
        table: DataTable[CandidateRow] = DataTable(
            RowsModel(candidate_columns(), row_id=lambda r: r.who.subject, checkable=True),
            name="scores/awards",
            title="表彰建议",
            settings=context.settings,
            ticking=True,
        )
        super().__init__(context, page, table, title="表彰建议")
        self._work = work
        self._proposal: Proposal | None = None
        self._found: Commendations | None = None
        self._others: dict[Key, list[Subject]] = {}
        self.given = []
        self.another_button = button("加入其他…", self._another, icon="plus")
        self.account_button = button("得分明细", partial(self.with_one, self._open), icon="eye")
        self._papers = {
            "certificates": action("打印荣誉证书…", self._print, icon="medal"),
            "decision": action("起草表彰决定…", self._draft, icon="doc"),
        }
        self.papers_button = menu_button("证书和决定", list(self._papers.values()), icon="doc", tip="证书和决定")
        self.words = label("", "warning", wrap=True)
        self.words.setContentsMargins(16, 0, 16, 6)
        self._name = label("", "card_title")
        bar = batch_bar(
            self.decide_button,
            self.usual_button,
            self.another_button,
            self.back_button,
            self.account_button,
            self.papers_button,
            STRETCH,
            self.count,
        )
        self.lay_out([self._name, STRETCH], bar, above=self.words)
        table.opened.connect(partial(self.attempt, self._open))
        lists.equip(
            table,
            action("勾上或去掉", table.toggle, icon="check", tells="空格"),
            action("得分明细", self.account_button.click, icon="eye", tells="Enter"),
            action("确定名单…", self.decide, icon="check"),
            *self._papers.values(),
        )

    def show_award(self, found: Commendations, proposal: Proposal | None) -> None:
        """Another tier or group, or the same counted anew."""
        self._found, self._proposal = found, proposal
        if proposal is None:
            self.given = []
            self.show_ticked([], (), usual=(), decided=())
            self._name.setText("")
            self.words.hide()
            self.empty.tell("计分办法里没有设表彰", "在计分办法里设称号、名额和条件，这里提出建议名单。", icon="medal")
            return
        award = proposal.award
        key = (found.proposals.year, award.tier, award.group)
        decided = {row.subject: row for row in self._decided_of(found, proposal) if row.subject is not None}
        self.given = list(self._rows(found, proposal, decided, self._others.get(key, [])))
        self._title = f"{key[0]}年度{award.tier}（{award.group}）"
        self._name.setText(f"{award.tier}（{award.group}）{award.slots} 名")
        self.words.setText(proposal.words)
        self.words.setVisible(bool(proposal.words))
        self.show_ticked(self.given, key, usual=proposal.proposed, decided=decided)
        if not self.given:
            self.empty.tell(f"{award.group}里还没有人", "名次表里有了人，这里提出建议。", icon="users")

    def _decided_of(self, found: Commendations, proposal: Proposal) -> tuple[AwardRow, ...]:
        award = proposal.award
        return tuple(row for row in found.decided if (row.tier, row.group) == (award.tier, award.group))

    def _rows(
        self, found: Commendations, proposal: Proposal, decided: dict[Subject, AwardRow], others: list[Subject]
    ) -> Iterable[CandidateRow]:
        who = found.proposals.who
        there = set()
        for candidate in proposal.candidates:
            subject = candidate.place.subject
            there.add(subject)
            yield CandidateRow(
                who[subject],
                candidate,
                subject in proposal.proposed,
                subject in proposal.tied,
                decided.get(subject),
            )
        for subject in dict.fromkeys((*decided, *others)):
            if subject not in there and subject in who:
                yield CandidateRow(who[subject], None, False, False, decided.get(subject))

    def id_of(self, row: CandidateRow) -> Hashable:
        return row.who.subject

    def fit(self, room: Room) -> None:
        super().fit(room)
        short = room.width < _ROOM_FOR_WORDS
        self.another_button.setText("加入…" if short else "加入其他…")
        self.usual_button.setText("按建议" if short else "按建议勾选")
        self.papers_button.setText("" if short else "证书和决定")
        self.papers_button.setAccessibleName("证书和决定")

    def fit_buttons(self) -> None:
        number, slots = self.table.chosen_count(), self._proposal.award.slots if self._proposal else 0
        self.decide_button.setEnabled(number > 0)
        self.decide_button.setText(f"确定 {number} 名…" if number else "确定名单…")
        self.another_button.setEnabled(self._proposal is not None)
        self.usual_button.setEnabled(bool(self._usual))
        any_decided = any(row.decided for row in self.given)
        for made in (self.back_button, self._papers["certificates"]):
            made.setEnabled(any_decided)
        self._papers["decision"].setEnabled(bool(self._found and self._found.decided))
        self.account_button.setEnabled(self.table.current_row() is not None)
        self.count.setText(f"勾选 {number} 名，名额 {slots} 名" if self._proposal else "")

    def decide(self) -> None:
        rows = self.ticked()
        if rows and self._proposal is not None:
            with self.refusals():
                if self._work.decide(self.key[0], self._proposal.award, rows):
                    self.settle()

    def take_back(self) -> None:
        if self._proposal is not None:
            award = self._proposal.award
            with self.refusals():
                if self._work.take_back(self.key[0], award.tier, award.group):
                    self.settle()

    def _print(self) -> None:
        names = [row.who.name for row in self.given if row.decided]
        self.attempt(print_yearly, self.context, CERTIFICATE, self.key[0], names)

    def _draft(self) -> None:
        if self._found is not None:
            self.attempt(draft_yearly, self.context, Kind.DECISION, self._found.proposals.year)

    def _another(self) -> None:
        if self._proposal is None or self._found is None:
            return
        with self.refusals():
            subject = self._work.another(self._proposal.award)
            if subject is not None:
                self._others.setdefault(self.key, []).append(subject)
                self._kept[self.key] = frozenset((*self.table.chosen_ids(), subject))
                self.show_award(self._found, self._proposal)

    def _open(self, row: CandidateRow) -> None:
        if self._found is not None:
            self.context.navigate("score", subject=row.who.subject, year=self._found.proposals.year)
