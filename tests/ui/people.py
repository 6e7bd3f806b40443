"""An office with a few people, open at a tab of 信息员与小组."""

from typing import TypeVar

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations.people import add_people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.window import Window
from tests.office import piece

P = TypeVar("P", bound=Page)
LIU = PersonEntry(
    name="柳青禾",
    kind=PersonKind.MEMBER,
    unit="石桥镇中心卫生院",
    position="医生",
    phone="13800000001",
    sector="医药卫生界",
    town="石桥镇",
    info_group="第二信息小组",
)
ENTRIES = (
    LIU,
    PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, unit="县科协", phone="13800000002", sector="科技界"),
    PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT, unit="云溪中学", sector="教育界"),
    PersonEntry(name="程归帆"),
)


def settle_in(desk: Desk) -> tuple[int, ...]:
    """Enter the people, two pieces of the first of them; their ids."""
    made = desk.do(add_people, ENTRIES)
    for _ in range(2):
        piece(desk, contributors=(Contributor(name="柳青禾", person_id=made[0], sector="医药卫生界"),))
    return made


def tab(window: Window, key: str, kind: type[P]) -> P:
    """A tab of 信息员与小组 in front."""
    window.go("people", part=key)
    page = window.page
    assert isinstance(page, PeoplePage)
    front = page.front
    assert isinstance(front, kind)
    return front
