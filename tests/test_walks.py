"""The main job, a received file until it is archived, through the window and through commands: the same database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.workflow import State
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import history, submissions
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.pages.papers import PapersPage
from cppcc_desk.ui.pages.register import RegisterPage
from tests.cli.calling import caller, letter
from tests.conftest import StandingClock
from tests.office import snapshot
from tests.ui.samples import settings
from tests.ui.whole import Whole, opened

NUMBER = "2026-001"
TITLE = "石桥镇集市停车难 建议利用闲置场地建停车场"
TEXT = "石桥镇集市周边没有公共停车场，赶集日车辆沿街停放两公里。\n建议由镇政府牵头，在原供销社空地建停车场。"
SENT = "2026-11-20T14:30"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Whole]:
    made = opened(DataFolder(tmp_path / "窗口"), ini=_ini())
    made.window.resize(1366, 696)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def _ini() -> QSettings:
    return settings()


def by_window(qtbot: QtBot, made: Whole, file: Path) -> None:
    """Every step as somebody takes it with the mouse."""
    made.window.files_dropped.emit([file])
    register = made.window.page
    assert isinstance(register, RegisterPage)
    qtbot.waitUntil(lambda: made.context.work.jobs == [] and register.entry.value("title") != "", timeout=20_000)
    register.entry.main.set_value("intake_channel", "邮件")
    register.single.press_save()
    qtbot.waitUntil(lambda: made.desk.read(submissions.count, submissions.Filter()) == 1)
    detail = made.shown(NUMBER)

    def press(answer: dict[str, object], to: State) -> None:
        made.dialogs.will(answer)
        detail.press_primary()
        assert made.state(NUMBER) == to

    press(
        {
            "category": "交通出行",
            "nature": "热点与情绪变化",
            "urgency_grade": "急件",
            "intended_destinations": ("市政协", "县委"),
            "keywords": "停车",
            "handling_opinion": "建议采用。",
            "info_group": "第二信息小组",
        },
        State.CLASSIFIED,
    )
    press({"screening": "拟采用", "opinion": "有数据、有建议。"}, State.SELECTED)
    detail.press_primary()
    detail.editing.title.set_value(TITLE)
    detail.editing.text.set_value(TEXT)
    detail.editing.hand_on()
    press({"conclusion": "通过", "reviewer": "王秀兰"}, State.AWAITING_SIGN_OFF)
    press({"signatory": "王秀兰", "destinations": ("市政协", "县委"), "journal": "社情民意"}, State.SIGNED_OFF)
    detail.press_primary()
    papers = made.window.page
    assert isinstance(papers, PapersPage)
    made.dialogs.will({"journal": "社情民意", "copies": 45, "layout": "A4 双面", "printed_by": "王秀兰"})
    papers._print()
    assert made.state(NUMBER) == State.PRINTING
    detail = made.shown(NUMBER)
    for number, state in ((1, State.PROOFREADING), (2, State.ISSUED)):
        press({"pass_no": number, "proofreader": "王秀兰", "errors": 0, "conclusion": "通过"}, state)
    for to in ("市政协", "县委"):
        sent = {"to": to, "form": None, "way": None, "doc_number": "", "copies": 2, "signed_by": "钱可人"}
        press({**sent, "sent_at": made.clock.now.fromisoformat(SENT)}, State.ISSUED)
    press({"archive_no": "2026-社情-001", "retention": "30年", "items": 2, "pages": 4}, State.ARCHIVED)


def by_commands(call: object, file: Path) -> None:
    """The same by commands."""

    def run(*words: str | Path) -> None:
        answer = call(*words)  # type: ignore[operator]
        assert answer.code == 0, answer.out

    run("import", file, "--channel", "邮件")
    run(
        "step", NUMBER, "分类", "类别=交通出行", "性质=热点与情绪变化", "缓急=急件", "拟报=市政协、县委", "关键词=停车",
        "拟办意见=建议采用。", "小组=第二信息小组",
    )  # fmt: skip
    run("step", NUMBER, "筛选", "结论=拟采用", "--opinion", "有数据、有建议。")
    run("step", NUMBER, "编辑", f"标题={TITLE}", f"正文={TEXT}", "责任编辑=王秀兰", "结论=送审")
    run("step", NUMBER, "审稿", "结论=通过", "核稿人=王秀兰")
    run("step", NUMBER, "签发", "签发人=王秀兰", "去向=市政协、县委", "刊物=社情民意")
    run("step", NUMBER, "排印", "版式=A4 双面", "份数=45", "印制人=王秀兰")
    for number in ("1", "2"):
        run("step", NUMBER, "校对", f"校次={number}", "校对人=王秀兰", "差错=0", "结论=通过")
    for to in ("市政协", "县委"):
        run("dispatch", NUMBER, "--to", to, "--sent", SENT, "--copies", "2", "--signed-by", "钱可人")
    run("step", NUMBER, "存档", "归档号=2026-社情-001", "保管期限=30年", "件数=2", "页数=4")


def test_the_walk_through_the_window_and_by_commands_end_in_the_same_database(
    qtbot: QtBot, window: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = letter(tmp_path / "收到", "停车.txt", "石桥镇集市停车")
    by_window(qtbot, window, file)
    data = tmp_path / "命令"
    by_commands(caller(data, capsys), file)
    other = open_desk(DataFolder(data), clock=StandingClock())
    mine, theirs = window.desk.read(snapshot), other.read(snapshot)
    assert mine.keys() == theirs.keys()
    different = {key: (mine[key], theirs[key]) for key in mine if mine[key] != theirs[key]}
    assert different == {}
    assert _lines(window.desk) == _lines(other)
    (kept,) = other.read(lambda s: submissions.detail(s, 1, now=other.now)).files
    assert window.desk.originals.take(kept.sha256) == other.originals.take(kept.sha256) == file.read_bytes()
    other.close()


def _lines(desk: Desk) -> list[tuple[str, bool]]:
    """What the journal says of each operation: label and whether it is final."""
    return [(line.label, line.final) for line in desk.read(history.newest, limit=1_000)]
