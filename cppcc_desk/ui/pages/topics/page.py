"""征集要点: the topics of a quarter above, the pieces that answer the chosen one below."""

from typing import Any

from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.topics import topic
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.topics.piece_list import PieceList
from cppcc_desk.ui.pages.topics.topic_list import TopicList
from cppcc_desk.ui.widgets import column


class TopicsPage(Page):
    """`open_at(quarter=Quarter(2026, 4))` turns to a quarter, `open_at(topic_id=3)` to one of its topics."""

    title = "征集要点"
    help_chapter = "topics"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.topics = TopicList(context, self.notice)
        self.pieces = PieceList(context, self.notice)
        self._body = column(self.notice, self.topics, self.pieces, gap=10, margins=(12, 10, 12, 10))
        self._body.setStretch(1, 1)
        self._body.setStretch(2, 1)
        self.setLayout(self._body)
        self.first = self.topics.table
        self.topics.turned.connect(self._follow)
        self.pieces.folded.connect(lambda folded: self._body.setStretch(2, 0 if folded else 1))
        self.topics.table.current.connect(self.pieces.show_topic)

    def reload(self) -> None:
        self.topics.reload()
        self._follow()

    def open_at(self, **target: Any) -> None:
        if "topic_id" in target:
            with self.refusals():
                found = self.context.desk.read(topic, target["topic_id"])
                self._turn(found.quarter)
                self.topics.table.choose([found.id])
        elif isinstance(target.get("quarter"), Quarter):
            self._turn(target["quarter"])

    def fit(self, room: Room) -> None:
        self.topics.fit(room)
        self.pieces.fit(room)

    def _turn(self, quarter: Quarter) -> None:
        self.topics.show_quarter(quarter)
        self._follow()

    def _follow(self) -> None:
        """The pieces of the topic that is current now; the head says which quarter."""
        self.pieces.show_topic(self.topics.table.current_row())
        self.subtitle = self.topics.quarter.words
        self.titled.emit()
