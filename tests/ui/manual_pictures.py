"""The pictures of the manual: the real window over the sample office, page by page, into resources/help/pictures.

`python -m tests.ui.manual_pictures [name …]` makes all of them, or those named. Each is a palette PNG below 60 KB.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.domain.scoring.editing import Place
from cppcc_desk.domain.statistics import READY
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import photos
from cppcc_desk.errands.backups import back_up
from cppcc_desk.paths import resource
from cppcc_desk.press.portraits import portrait
from cppcc_desk.queries import cards, issues
from cppcc_desk.queries.people import people
from cppcc_desk.ui import theme
from cppcc_desk.ui.attending import Attending
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.window import Window
from tests.documents.reading.roster.books import sheet, xlsx
from tests.pictures import encoded, person
from tests.ui.office import NOTICE, furnish, open_window, sample_desk, sample_folder
from tests.ui.samples import settings

FOLDER: Final = resource("help") / "pictures"
MOST_BYTES: Final = 60_000
WIDTH, HEIGHT = 1040, 600
COLOURS: Final = (64, 48, 32, 24)  # the first with which a picture is small enough
APART: Final = 36  # how far two colours of a palette are from each other, red, green and blue added
PATIENCE_MS: Final = 30_000
Prepare = Callable[[Window, Context], Any]


@dataclass(frozen=True)
class Shot:
    """One picture: the page, what it is opened at, what is done then, which part is kept (None: all of it)."""

    name: str
    page: str
    target: Callable[[Context], dict[str, Any]] = field(default=lambda _context: {})
    prepare: Prepare = field(default=lambda _window, _context: None)
    part: QRect | None = None
    width: int = WIDTH
    fresh: bool = False  # over a new small office, where nothing has been received yet


def _received(*names: str) -> Callable[[Context], dict[str, Any]]:
    found = sorted((resource("sample") / "submissions").rglob("*.*"))
    return lambda _context: {"files": [path for path in found if any(name in path.name for name in names)]}


def _submission(intake_no: str) -> Callable[[Context], dict[str, Any]]:
    from cppcc_desk.queries import submissions

    return lambda context: {"submission_id": context.desk.read(submissions.id_of, intake_no)}


def _newest_issue(context: Context) -> dict[str, Any]:
    return {"issue_id": context.desk.read(issues.issues)[0].id}


def _tab(number: int) -> Prepare:
    return lambda window, _context: window.page.detail.tabs.setCurrentIndex(number)  # type: ignore[attr-defined]


def _search(window: Window, _context: Context) -> None:
    window.activateWindow()
    window.header.search.setFocus()
    window.header.search.setText("用电")
    window.header.search.asked.emit("用电")


def _paste(window: Window, _context: Context) -> None:
    section = window.page.section  # type: ignore[attr-defined]
    section.show_paste()
    section.paste.text.edit.setPlainText(NOTICE)
    section.paste.understand()


def _roster(context: Context) -> dict[str, Any]:
    """A roster beside the people of the office: new, changed, a namesake."""
    first, second, third = context.desk.read(people)[:3]
    rows = [
        ("姓名", "界别", "工作单位及职务", "联系电话", "镇街"),
        (first.name, first.sector, "县农业科学研究所研究员", first.phone, first.town),
        (second.name, second.sector, f"{second.unit}{second.position}", second.phone, second.town),
        (third.name, "教育", "云溪县第二中学教师", "13800009999", "柳溪镇"),
        ("程归帆", "科技", "云溪县科技馆馆长", "13800008888", "城关街道"),
        ("叶知秋", "医药卫生", "云溪县人民医院主任医师", "13800007777", "城关街道"),
    ]
    path = Path(mkdtemp(prefix="roster")) / "政协委员名册.xlsx"
    path.write_bytes(xlsx(sheet(rows)))
    return {"path": path}


def _group(window: Window, _context: Context) -> None:
    window.page.open_at(part="groups", group_id=4)


def _occasion(context: Context) -> dict[str, Any]:
    from tests.ui.occasions import ACTIVITY, called

    return {"part": "occasions", "occasion_id": called(context.desk, ACTIVITY)}


def _instruction(context: Context) -> dict[str, Any]:
    from tests.ui.outcomes import FARMLAND, said

    return {"part": "instructions", "outcome_id": said(context.desk, FARMLAND).id}


def _entered(context: Context) -> dict[str, Any]:
    from tests.ui.outcomes import SCHOOL_BUS, said

    return {"submission_id": said(context.desk, SCHOOL_BUS).piece_ids[0], "kind": OutcomeKind.INSTRUCTION}


def _cards(window: Window, context: Context) -> None:
    """Pictures for the first few, and a card beside the list."""
    for number, card in enumerate(context.desk.read(cards.cards, on=context.today)[:6]):
        data = portrait(encoded(person(number)), "照片.jpg")
        photos.give(context.desk, card.person_id, photos.Portrait("照片.jpg", data))
    page = window.page.part("cards")  # type: ignore[attr-defined]
    page.register.table.choose([2])
    page.register.look_button.click()


def _backups(window: Window, context: Context) -> None:
    """Some days of work, and the places of an office's PC instead of this one's."""
    now = context.desk.clock()
    for days, reason in ((3, "关闭程序时"), (2, "关闭程序时"), (1, "批量登记前"), (1, "关闭程序时"), (0, "每半小时")):
        context.desk.clock = partial(_at, now, days)
        back_up(context.desk, reason=reason)
    context.desk.clock = lambda: now
    window.refresh()
    _wait(context)
    form = window.page.section.form  # type: ignore[attr-defined]
    form.fill({"where": "D:\\社情民意数据\\backups\\备份_20261120-1430_00005.zip", "second": "E:\\备份　11-18 备份过"})
    window.page.section.second_button.setText("备份到 E:\\备份")  # type: ignore[attr-defined]


def _at(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _account(context: Context) -> dict[str, Any]:
    """Somebody with much to be counted, and points by hand."""
    from tests.ui.scores import by_hand, meant

    by_hand(context.desk)
    return {"subject": meant(context.desk, "查文彬"), "year": 2026}


def _scheme(window: Window, context: Context) -> None:
    """A draft in which 市政协采用 was just given another value."""
    from tests.ui.schemes import draft

    window.go("scores", part="schemes", scheme_id=draft(context.desk, 0, "2027 年计分办法"))
    editor = window.page.front.editor  # type: ignore[attr-defined]
    editor._go(Place("rules", 2))
    field = editor.form.field("points")
    field.edit.setText("6")
    field.changed.emit()


def _area(window: Window, _context: Context) -> None:
    """The name of the place typed, on a PC of the office instead of this one."""
    field = window.page.step.form.field("area")  # type: ignore[attr-defined]
    field.set_value("云溪县")
    field.changed.emit()


SHOTS: Final = (
    Shot("first_start", "first_start", prepare=_area, fresh=True),
    Shot("workbench", "workbench"),
    Shot("register", "register", _received("夏秋茶"), width=1210, fresh=True),
    Shot("import", "register", _received("电梯", "校车", "茶", "照明", "快递", "求助信"), fresh=True),
    Shot("submissions", "submissions", _submission("2026-037")),
    Shot("compare", "submissions", _submission("2026-033"), _tab(1)),
    Shot("dispatch", "submissions", _submission("2026-035"), _tab(2)),
    Shot("papers", "papers"),
    Shot("preview", "preview", _newest_issue),
    Shot("documents", "drafting", lambda _context: {"document_id": 7}, width=1210),
    Shot("groups", "people", prepare=_group),
    Shot("roster", "people", lambda _context: {"part": "roster"}),
    Shot("quotas", "people", lambda _context: {"part": "quotas"}),
    Shot("roster_import", "roster_import", _roster),
    Shot("topics", "people", lambda _context: {"part": "topics", "topic_id": 9}),
    Shot("commissions", "people", lambda _context: {"part": "commissions"}),
    Shot("occasions", "people", lambda _context: {"part": "occasions", "group_id": None}),
    Shot("occasion", "people", _occasion),
    Shot("outcomes", "outcomes", _instruction),
    Shot("outcome_entry", "outcome_entry", _entered, width=1210),
    Shot("cards", "people", lambda _context: {"part": "cards"}, _cards, width=1210),
    Shot("scores", "scores", lambda _context: {"part": "ranking", "group": "镇街工委"}),
    Shot("score", "score", _account),
    Shot("closing", "scores", lambda _context: {"part": "closing"}),
    Shot("yearend", "reports", lambda _context: {"part": "yearend", "year": 2026}),
    Shot("awards", "scores", lambda _context: {"part": "awards"}, width=1210),
    Shot("schemes", "scores", prepare=_scheme, width=1210),
    Shot(
        "newsletter", "reports", lambda _context: {"part": "newsletter", "quarter": Quarter(2026, 4)}, width=1210
    ),  # the third one is issued
    Shot("statistics", "reports", lambda _context: {"part": "statistics", "view": READY["levels"]}, width=1210),
    Shot("reports", "reports", lambda _context: {"part": "papers", "report": "月点评", "span": "2026-09"}),
    Shot("search", "workbench", prepare=_search, part=QRect(0, 0, WIDTH, 320)),
    Shot("destinations", "settings", lambda _context: {"section": "destinations", "entry": 4}),
    Shot("holidays", "settings", lambda _context: {"section": "holidays"}),
    Shot("backups", "settings", lambda _context: {"section": "backups"}, _backups),
    Shot("paste", "settings", lambda _context: {"section": "holidays"}, _paste),
)


def take(shot: Shot, folder: Path, target: Path) -> int:
    """Make one picture over the sample office in `folder`; its size in bytes."""
    ini = settings()
    ini.setValue("window/page", shot.page)
    if shot.page != "workbench":
        ini.setValue("reminder/snoozed", "2026-11-20")
    desk = sample_desk(folder)
    if shot.fresh:
        furnish(desk)
    window, context = open_window(desk, ini)
    Attending(window, context, title="政协社情民意工作台")
    window.resize(shot.width, HEIGHT)
    window.show()
    _wait(context)
    window.go(shot.page, **shot.target(context))
    _wait(context)
    shot.prepare(window, context)
    _wait(context)
    image = window.grab(shot.part or QRect(0, 0, shot.width, HEIGHT)).toImage()
    window.page.may_leave = lambda: True  # type: ignore[method-assign]
    context.work.close()
    window.close()
    context.desk.close()
    return save(image, target)


def _wait(context: Context) -> None:
    clock = QElapsedTimer()
    clock.start()
    while context.work.jobs and clock.elapsed() < PATIENCE_MS:
        QApplication.processEvents()
    for _ in range(8):
        QApplication.processEvents()


def save(image: QImage, target: Path) -> int:
    """Write `image` with a palette of its own most frequent colours; its size in bytes."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counts: dict[int, int] = {}
    pixels = bytes(plain.constBits()[: plain.sizeInBytes()])
    for place in range(0, len(pixels), 4):
        key = int.from_bytes(pixels[place : place + 4], "little")
        counts[key] = counts.get(key, 0) + 1
    frequent = _apart(sorted(counts, key=lambda key: -counts[key]), COLOURS[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    for number in COLOURS:
        way = Qt.ImageConversionFlag.ThresholdDither
        flat = plain.convertToFormat(QImage.Format.Format_Indexed8, frequent[:number], way)
        if not flat.save(str(target), quality=0):  # 0: pressed as small as it gets
            raise OSError(target)
        if target.stat().st_size <= MOST_BYTES:
            return target.stat().st_size
    raise ValueError(f"{target.name} has {target.stat().st_size} bytes, more than {MOST_BYTES}")


def _apart(colours: list[int], number: int) -> list[int]:
    """The theme's colours, then others that are well apart: a lamp keeps its own beside the greys of the words."""
    own = {theme.color(token).rgb() for token in theme.TOKENS}
    chosen: list[int] = [key for key in colours if key in own]
    for key in colours:
        if all(_distance(key, other) >= APART for other in chosen):
            chosen.append(key)
        if len(chosen) == number:
            break
    return chosen


def _distance(one: int, other: int) -> int:
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))


def make(names: list[str]) -> None:
    """Make the pictures called `names`, or all."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as spare:
        for shot in SHOTS:
            if not names or shot.name in names:
                folder = Path(spare) / shot.name  # a copy of its own: no picture sees what another one did
                if not shot.fresh:
                    copytree(sample_folder(), folder)
                size = take(shot, folder, FOLDER / f"{shot.name}.png")
                print(f"{shot.name}.png {size // 1000} KB")


if __name__ == "__main__":
    make(sys.argv[1:])
