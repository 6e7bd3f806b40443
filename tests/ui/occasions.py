"""Meetings and activities of the sample office, whole and in parts, for pictures of the window."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QColor, QImage

from cppcc_desk.domain.occasions import OccasionEntry, OccasionKind
from cppcc_desk.errands.received import attach_to_occasion
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import occasions
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.occasions.asking import OccasionAsking
from cppcc_desk.ui.pages.occasions.deciding import Deciding
from tests.ui.whole import Whole

MEETING, ACTIVITY = "县政协十届十九次主席会议", "冬季供水供电"


def called(desk: Desk, name: str) -> int:
    """The id of one of them."""
    return next(row.id for row in desk.read(occasions.occasions, now=desk.now) if row.name == name)


def opening(name: str, tab: int = 0) -> Callable[[Whole], None]:
    """One of them whole, with a part in front."""

    def prepare(whole: Whole) -> None:
        whole.window.go("people", part="occasions", occasion_id=called(whole.desk, name))
        whole.window.page.part("occasions").whole.tabs.setCurrentIndex(tab)  # type: ignore[attr-defined]

    return prepare


def with_files(whole: Whole) -> None:
    photo = whole.desk.folder.root / "会场.png"
    picture = QImage(640, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("#7A9BB5"))
    picture.save(str(photo))
    notes = whole.desk.folder.root / "会议材料.txt"
    notes.write_text("汇报材料", encoding="utf-8")
    attach_to_occasion(whole.desk, called(whole.desk, MEETING), [photo, notes])
    opening(MEETING, 4)(whole)


def list_shown(whole: Whole) -> None:
    whole.window.go("people", part="occasions", group_id=None)


def nothing(whole: Whole) -> None:
    whole.window.go("people", part="occasions", group_id=5, year=2025)


def empty_one(whole: Whole) -> None:
    entry = OccasionEntry(kind=OccasionKind.SYMPOSIUM, name="新就业群体座谈会", at=datetime(2026, 11, 25, 14, 30))
    whole.window.go("people", part="occasions", occasion_id=whole.desk.do(doing.add_occasion, entry))


STATES: dict[str, Callable[[Whole], None]] = {
    "occasions": list_shown,
    "occasions_nothing": nothing,
    "occasion_people": opening(MEETING),
    "occasion_activity": opening(ACTIVITY),
    "occasion_story": opening(MEETING, 1),
    "occasion_pieces": opening(ACTIVITY, 2),
    "occasion_decisions": opening(MEETING, 3),
    "occasion_files": with_files,
    "occasion_empty": empty_one,
    "groups_year": lambda whole: whole.window.go("people", part="groups", group_id=4),
}


def _first(context: Context) -> int:
    return called(context.desk, MEETING)


def _whole(context: Context) -> occasions.OccasionDetail:
    return context.desk.read(occasions.detail, _first(context), now=context.now)


DIALOGS: dict[str, Callable[[Context], object]] = {
    "occasion_new": lambda context: OccasionAsking(context).add(OccasionKind.ACTIVITY, group_id=2),
    "occasion_change": lambda context: OccasionAsking(context).change(_first(context)),
    "occasion_cancel": lambda context: OccasionAsking(context).cancel(_whole(context).row),
    "occasion_person": lambda context: OccasionAsking(context).attendance(
        _first(context), _whole(context).attendances[0]
    ),
    "decision_new": lambda context: Deciding(context).save(_first(context), None),
    "decision_follow": lambda context: Deciding(context).follow(_whole(context).decisions[1]),
    "decision_done": lambda context: Deciding(context).complete(_whole(context).decisions[0]),
}
