"""登记来稿 in its states on a desk with invented people and pieces, for pictures and tests."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder, resource
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.backing_up import BackingUp
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.pages.base import PageSpec
from cppcc_desk.ui.pages.register import RegisterPage
from cppcc_desk.ui.reopening import Reopening
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import settings
from tests.ui.stage import SPECS as STAND_INS

SPECS = tuple(
    PageSpec(id="register", title="登记来稿", short="", icon="", make=RegisterPage, area="submissions")
    if spec.id == "register"
    else spec
    for spec in STAND_INS
)
NOW = datetime(2026, 11, 20, 14, 30)
SAMPLES = resource("sample/submissions/2026")

PEOPLE = (
    PersonEntry(
        name="石青",
        kind=PersonKind.INFORMANT,
        unit="石桥镇人民政府",
        position="农业农村办干部",
        phone="13800000217",
        town="石桥镇政协工委",
        sector="农业界",
        info_group="第三信息小组",
    ),
    PersonEntry(
        name="孙庆芝", kind=PersonKind.MEMBER, unit="县第一中学", position="教师", phone="13800000318", sector="教育界"
    ),
    PersonEntry(name="单文涛", kind=PersonKind.MEMBER, unit="县人民医院", phone="13800000419", sector="医卫界"),
    PersonEntry(name="曾庆瑶", kind=PersonKind.MEMBER, unit="县实验小学", phone="13800000520", sector="教育界"),
    PersonEntry(name="仇晓峰", kind=PersonKind.INFORMANT, unit="龙潭镇人民政府", phone="13800000621"),
    PersonEntry(name="王芳", kind=PersonKind.MEMBER, unit="县中医院", phone="13800000722", sector="医卫界"),
    PersonEntry(name="王芳", kind=PersonKind.INFORMANT, unit="柳溪镇人民政府", phone="13800000823"),
)
TITLE = "农村客运班线停运影响山区群众出行"
TEXT = (
    "近期，石桥镇、大坪乡等地群众反映，受客流下降、运营成本上升影响，县城至山区的 4 条农村客运班线先后停运或减班，"
    "沿线 9 个行政村 1.2 万余名群众出行不便，学生返校、老人就医受影响较大。\n"
    "一、主要情况。停运班线均为单线里程 40 公里以上的末端线路，目前群众多搭乘“黑车”，存在安全隐患。\n"
    "二、原因分析。一是客流减少，单班实载率不足三成；二是燃油补贴到位慢；三是车辆老化更新难。\n"
    "三、有关建议。对末端线路实行政府购买服务；推广“定时班＋预约响应”公交；整合客运、邮政、快递资源，以运补运。"
)


def furnish(desk: Desk) -> None:
    """People of the roster and one piece by 石青."""
    desk.do(add_people, PEOPLE)
    desk.do(register, earlier())


def earlier() -> Registration:
    """A piece that came in before, much like TEXT."""
    return Registration(
        title="关于恢复大坪乡农村客运班线的建议",
        original_text=TEXT.replace("近期，", "入秋以来，").replace("对末端线路实行", "建议对末端线路实行"),
        contributors=(Contributor(name="石青", person_id=1, kind=PersonKind.INFORMANT, unit="石桥镇人民政府"),),
        received_at=datetime(2026, 11, 18, 9, 0),
        intake_channel=IntakeChannel.MAIL,
    )


def shown(desk: Desk, dialogs: Any = None) -> tuple[Window, Context, RegisterPage]:
    """A window with 登记来稿 in front."""
    ini = settings()
    window = Window(SPECS, settings=ini, title="政协社情民意工作台 — 云溪县政协")
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
    window.go("register")
    page = window.page
    assert isinstance(page, RegisterPage)
    return window, context, page


def finish(context: Context, *, most_ms: int = 20_000) -> None:
    """Let the work on the worker come to its end."""
    timer = QElapsedTimer()
    timer.start()
    while context.work.jobs and timer.elapsed() < most_ms:
        QApplication.processEvents()
    QApplication.processEvents()


def _picture(act: Callable[[RegisterPage, Context], Any]) -> Window:
    folder = DataFolder(Path(mkdtemp()) / "数据")
    desk = open_desk(folder, by="王秀兰", clock=lambda: NOW)
    furnish(desk)
    window, context, page = shown(desk)
    window.resize(1366, 696)
    window.show()
    act(page, context)
    finish(context)
    return window


def empty() -> Window:
    return _picture(lambda page, context: None)


def from_file() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        page.open_at(files=[SAMPLES / "职业教育产教融合.docx"])
        finish(context)
        page.entry.main.set_value("destinations", ("市政协", "区委"))

    return _picture(act)


def beside() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        page.open_at(files=[SAMPLES / "职业教育产教融合.docx"])
        finish(context)
        page.window().resize(1024, 520)
        page.single.show_original.click()

    return _picture(act)


def from_text() -> Window:
    return _picture(lambda page, context: page.open_at(files=[SAMPLES / "龙潭水葫芦情况（蒋国良）.txt"]))


def with_problems() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        page.entry.main.set_value("original_text", TEXT)
        page.entry.main.set_value("phone", "13800")
        page.single.save.click()

    return _picture(act)


def doubled() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        fill(page)
        page.single.doubling.look()

    return _picture(act)


def compared() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        fill(page)
        found = context.desk.read(likely, TITLE, TEXT, exclude=None)
        page.single.doubling.compare(found[0])

    from cppcc_desk.queries.likeness import likely_duplicates as likely

    window = _picture(act)
    return window.page.single.doubling.sheet  # type: ignore[attr-defined,no-any-return]


def many() -> Window:
    files = sorted(SAMPLES.iterdir())[:12]

    def act(page: RegisterPage, context: Context) -> None:
        bad = Path(mkdtemp()) / "扫描件.pdf"
        bad.write_bytes(b"%PDF-1.4 \n")
        page.open_at(files=[*files, bad, files[0]])
        finish(context)

    return _picture(act)


def many_done() -> Window:
    files = sorted(SAMPLES.iterdir())[:9]

    def act(page: RegisterPage, context: Context) -> None:
        bad = Path(mkdtemp()) / "扫描件.pdf"
        bad.write_bytes(b"%PDF-1.4 \n")
        copied = bad.with_name("转发的建议.txt")
        copied.write_text(f"{TITLE}\n{TEXT}", encoding="utf-8")
        page.open_at(files=[*files, bad, copied])
        finish(context)
        page.batch.form.set_value("intake_channel", IntakeChannel.MAIL)
        page.batch.table.choose([1, 2, 3, 4])
        page.batch.go.click()
        finish(context)

    return _picture(act)


def refused() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        bad = Path(mkdtemp()) / "扫描件.pdf"
        bad.write_bytes(b"%PDF-1.4 \n")
        page.open_at(files=[bad])

    return _picture(act)


def unfolded() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        fill(page)
        page.entry.fold.click()

    return _picture(act)


def suggesting() -> Window:
    def act(page: RegisterPage, context: Context) -> None:
        edit = page.entry.main.contributors.edit
        edit.setText("sqz")
        edit.panel.offer(page.entry.suggesting.people("sqz"))

    return _picture(act)


def fill(page: RegisterPage) -> None:
    """The form filled in as by hand."""
    page.entry.main.set_value("intake_channel", IntakeChannel.MAIL)
    page.entry.main.set_value("title", TITLE)
    page.entry.main.set_value("contributors", ("石青",))
    page.entry.main.set_value("original_text", TEXT)
    page.entry.main.set_value("destinations", ("市政协",))
