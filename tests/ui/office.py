"""The real window over a real desk: a small office for tests, the whole sample office for pictures."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.domain.workflow import Step
from cppcc_desk.operations import office as changing
from cppcc_desk.operations import units
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.steps import take_step
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import office
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.backing_up import BackingUp
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.pages import SPECS
from cppcc_desk.ui.pages.base import PageSpec
from cppcc_desk.ui.pages.settings.page import SECTIONS
from cppcc_desk.ui.reopening import Reopening
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import settings

GROUPS = (
    ("第一信息小组", "陈建华", "城关镇、东湖街道"),
    ("第二信息小组", "赵敏", "医药卫生界、教育界"),
    ("第三信息小组", "周洋", "经济界、工商联界"),
    ("第四信息小组", "何文斌", "石桥镇、大坪乡"),
    ("第五信息小组", "吴晓兰", "农业界、特邀界"),
)
NOTICE = (
    "国务院办公厅关于2027年部分节假日安排的通知\n"
    "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。\n"
    "二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。\n"
    "三、清明节：4月3日（周六）至5日（周一）放假，共3天。\n"
    "四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。\n"
    "五、端午节：6月9日（周三）放假1天。\n"
    "六、中秋节：9月15日（周三）放假1天。\n"
    "七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。\n"
)
PIECES = (
    ("农村客运班线停运影响山区群众出行", "石青", "第四信息小组", datetime(2026, 11, 5, 9, 0)),
    ("规范校外托管机构食品安全管理的建议", "孙丽", "第二信息小组", datetime(2026, 11, 16, 10, 20)),
    ("完善乡镇卫生院中药饮片统一配送的建议", "刘芳", "第二信息小组", datetime(2026, 11, 20, 8, 30)),
    ("小微企业反映冬季用电价格偏高", "黄晓东", "第三信息小组", datetime(2026, 11, 19, 15, 0)),
    ("在县城主干道增设行人过街安全岛的建议", "吴敏", "", datetime(2026, 11, 20, 9, 45)),
)


def furnish(desk: Desk) -> list[int]:
    """Give a fresh office names, groups and five submissions; their ids."""
    since = date(2026, 1, 1)
    told: dict[str, object] = {
        "office_name": "中国人民政治协商会议云溪县委员会",
        "office_short_name": "云溪县政协",
        "issued_by": "政协云溪县委员会办公室",
        "org_codes": {"委员会": "云政协", "办公室": "云政协办", "函": "云政协函"},
    }
    desk.do(changing.change_settings, told, since=since)
    desk.do(changing.save_staff, [("王秀兰", "登记"), ("单文静", "编辑"), ("陆怀远", "签发"), ("梁伯衡", "签发")])
    ids = {group.name: group.id for group in desk.read(office.groups)}
    for name, leader, area in GROUPS:
        desk.do(units.save_group, ids[name], name=name, leader=leader, area=area)
    made = []
    for title, name, group, received_at in PIECES:
        registration = Registration(
            title=title,
            original_text="反映的情况与建议。" * 30,
            received_at=received_at,
            intake_channel=IntakeChannel.MAIL,
            contributors=(Contributor(name=name, kind=PersonKind.MEMBER),),
            info_group_id=ids.get(group),
        )
        made.append(desk.do(register, registration).id)
    desk.do(take_step, made[0], Step.CLASSIFY, {"category": "交通出行", "intended_destinations": "县委"})
    return made


def open_window(
    desk: Desk, ini: QSettings, *, specs: Sequence[PageSpec] = SPECS, dialogs: Any = None
) -> tuple[Window, Context]:
    """A started window over `desk`, not yet shown."""
    window = Window(specs, settings=ini, title="政协社情民意工作台 — 云溪县政协")
    work = Crossing(window)
    work.listen(desk)
    answers = dialogs or ScriptedDialogs()
    reopening = Reopening(window)
    context = Context(
        desk=desk,
        work=work,
        settings=ini,
        dialogs=answers,
        navigate=window.go,
        notify=window.notify,
        badge=window.badge,
        backing_up=BackingUp(
            window, desk, work=work, settings=ini, dialogs=answers, notify=window.notify, reopening=reopening
        ),
        reopening=reopening,
        office=desk.folder,
    )
    window.start(context)
    return window, context


@contextmanager
def in_window(qtbot: QtBot, desk: Desk, ini: QSettings, dialogs: ScriptedDialogs) -> Iterator[tuple[Window, Context]]:
    """The window over `desk` as on a small screen; its worker is closed afterwards."""
    window, context = open_window(desk, ini, dialogs=dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    qtbot.waitExposed(window)
    yield window, context
    context.work.close()


def sample_folder() -> Path:
    """The data of the sample office as the demo leaves it; played once, then kept in the temporary folder."""
    from cppcc_desk.errands.demo import play

    kept = Path(tempfile.gettempdir()) / "cppcc_desk_sample"
    if not (kept / "data" / "desk.db").exists():
        play(kept, lambda _line: None)
    return kept / "data"


def sample_desk(folder: Path) -> Desk:
    """The sample office of `folder`, on the day its story ends."""
    return open_desk(DataFolder(folder), by="王秀兰", clock=lambda: datetime(2026, 11, 20, 14, 30))


def sample_window(page: str, **target: Any) -> QWidget:
    """The sample office with one page in front, for a picture."""
    ini = settings()
    ini.setValue("window/page", page)  # no other page is made
    window, _ = open_window(sample_desk(sample_folder()), ini)
    window.go(page, **target)
    return window


def _factories() -> dict[str, Callable[[], QWidget]]:
    made: dict[str, Callable[[], QWidget]] = {
        f"settings_{kind.id}": partial(sample_window, "settings", section=kind.id) for kind in SECTIONS
    }
    return made | {"groups": partial(sample_window, "people"), "help": partial(sample_window, "help")}


def __getattr__(name: str) -> Callable[[], QWidget]:
    """`tests.ui.office:settings_holidays` and its like, for tests.ui.screens."""
    try:
        return _factories()[name]
    except KeyError:
        raise AttributeError(name) from None
