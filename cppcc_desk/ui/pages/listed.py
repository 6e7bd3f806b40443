"""A page that is one list."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.widgets import NoticeBar, column

List = TypeVar("List", bound=ListPart[Any])


class ListPage(Page, Generic[List]):
    """`list` is made by `make(context, notice)`; override `reload` to say in the head what it shows."""

    def __init__(self, context: Context, make: Callable[[Context, NoticeBar], List]) -> None:
        super().__init__(context)
        self.list = make(context, self.notice)
        body = column(self.notice, self.list, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.first = self.list.table

    def reload(self) -> None:
        self.list.reload()

    def fit(self, room: Room) -> None:
        self.list.fit(room)
