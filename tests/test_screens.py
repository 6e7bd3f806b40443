"""Every page in its states at the sizes of the office's screens: nothing cut off, no English word, no nameless button.

Pictures and a contact sheet to look at are left in the folder named by the variable PICTURES.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PySide6.QtCore import QElapsedTimer, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import Step
from cppcc_desk.errands import photos
from cppcc_desk.errands.backups import back_up, preview
from cppcc_desk.errands.letterheads import keep_letterhead
from cppcc_desk.errands.rosters import RosterLook, look_at_roster
from cppcc_desk.operations.letterheads import save_letterheads
from cppcc_desk.operations.people import change_person, leave
from cppcc_desk.operations.submissions import rename
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import cards, forms, submissions
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.queries.commissions import CommissionRow, commission
from cppcc_desk.queries.people import PersonRow, entry_of
from cppcc_desk.queries.people import people as roster_of
from cppcc_desk.queries.submissions import Filter, SubmissionDetail, SubmissionRow
from cppcc_desk.queries.topics import topic
from cppcc_desk.ui import restoring, theme, trying
from cppcc_desk.ui.backing_up import SECOND
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import ChoiceSheet, Question, QuestionSheet, Trouble
from cppcc_desk.ui.pages.cards import CardsPage
from cppcc_desk.ui.pages.cards.working import CardWork
from cppcc_desk.ui.pages.commissions.asking import Commissioning
from cppcc_desk.ui.pages.drafting.convening import Convening
from cppcc_desk.ui.pages.quotas.rules import Counting
from cppcc_desk.ui.pages.roster_import.columns import RosterLine
from cppcc_desk.ui.pages.roster_import.deciding import Deciding
from cppcc_desk.ui.pages.term_change.asking import TermChanging
from cppcc_desk.ui.pages.topics.asking import TopicWork
from cppcc_desk.ui.pages.units.asking import UnitWork
from cppcc_desk.ui.roster_changes import RosterChanges
from cppcc_desk.ui.stepping import Stepping
from tests.conftest import NOW
from tests.documents.reading.roster.books import sheet, xlsx
from tests.letterheads import mark_picture, whole_picture
from tests.pictures import portrait_file
from tests.ui import ledgers, newsletters, occasions, outcomes, schemes, scores, statistics, yearend
from tests.ui.answers import ScriptedDialogs
from tests.ui.printed import rest
from tests.ui.screens import ROOT, SCREENS, Screen, settle, troubles
from tests.ui.whole import PLAYED, Whole, copied, opened, played

SIZES = (*SCREENS[:3], Screen("1024", 1024, 520))
COLUMNS, SMALL = 3, 640  # of the contact sheet

MEETING = Occasion(
    name="县政协十届二十次主席会议",
    at=datetime(2026, 12, 3, 9),
    place="县政协二楼会议室",
    host="梁伯衡",
    topics=("审议年度工作报告", "研究明年协商计划"),
    present=("梁伯衡", "沈砚秋", "陆怀远"),
    observing=("方建军",),
)

Prepare = Callable[[Whole], object]


def piece(number: str, tab: int = 0) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.shown(number).tabs.setCurrentIndex(tab)

    return prepare


def editing(whole: Whole) -> None:
    whole.shown("2026-042").edit()


def correcting(whole: Whole) -> None:
    whole.shown("2026-042").correct()


def table(whole: Whole) -> None:
    whole.submissions.listing.show_table(True)


def chosen(whole: Whole) -> None:
    page = whole.workbench
    page.table.choose([page.table.rows.id_at(number) for number in (0, 2)])
    page._toggle_look()
    whole.context.notify("“审稿”已办 2 篇，跳过 1 篇", undo=True)


def nothing_left(whole: Whole) -> None:
    page = whole.workbench
    page.head.strip.choose(6)
    page._filter()


def going(page: str, **target: object) -> Prepare:
    def prepare(whole: Whole) -> None:
        whole.window.go(page, **target)

    return prepare


def letterheads_set(whole: Whole) -> None:
    """A head of the office's own for 文件 and for one journal, the second one shown."""
    for use, data in (("社情民意", whole_picture()), ("文件", mark_picture())):
        file = whole.context.desk.folder.root / f"{use}红头.png"
        file.write_bytes(data)
        head = keep_letterhead(whole.context.desk, file, None)
        whole.context.desk.do(save_letterheads, {use: head}, since=whole.context.today)


def own_heads(whole: Whole) -> None:
    letterheads_set(whole)
    whole.window.go("settings", section="letterheads")


def backups(whole: Whole) -> None:
    """Some days of work, the last of it not backed up, a second place on the same disk."""
    place = whole.desk.folder.root / "U盘备份"
    place.mkdir()
    whole.context.settings.setValue(SECOND, str(place))
    for hours, reason in ((4, "每半小时"), (1, "手工备份"), (0, "批量登记前")):
        whole.clock.now = NOW - timedelta(hours=hours)
        back_up(whole.desk, reason=reason)
    whole.window.go("settings", section="backups")


def drafting_own_head(whole: Whole) -> None:
    letterheads_set(whole)
    whole.window.go("drafting", kind=Kind.NOTICE)


def in_sample(whole: Whole) -> None:
    """The bar that stays while the sample is tried, over the fullest page."""
    trying.mark(whole.window, whole.context)
    whole.window.go("workbench")


def this_pc(whole: Whole) -> None:
    """Where the data of an office's PC lies, instead of this one's."""
    whole.window.go("settings", section="this_pc")
    section = whole.window.page.section  # type: ignore[attr-defined]
    section.form.fill({"data": "D:\\社情民意数据", "logs": "D:\\社情民意数据\\日志"})


def cards_page(whole: Whole) -> CardsPage:
    whole.window.go("people", part="cards")
    page = whole.window.page.part("cards")  # type: ignore[attr-defined]
    assert isinstance(page, CardsPage)
    return page


def beside(whole: Whole) -> None:
    """A card as it is printed beside the list, where the window is not wide enough to show it anyhow."""
    page = cards_page(whole)
    page.register.table.choose([2, 3])
    if page.register.beside.isHidden():
        page.register.look_button.click()


def pictures(whole: Whole) -> None:
    """A folder in which most files say whose they are."""
    folder = Path(mkdtemp())
    names = [card.name for card in whole.desk.read(cards.cards, on=whole.desk.today)[:9]]
    for number, name in enumerate((*names, "陈立新", "手机照片")):
        portrait_file(folder / f"{name}.jpg", number)
    (folder / "坏照片.jpg").write_bytes(b"x")
    page = cards_page(whole)
    whole.dialogs.will(folder)
    page.folder_button.click()


def places(whole: Whole) -> None:
    """The last page of the first settings, on an office's PC."""
    whole.window.go("first_start", step=4)
    step = whole.window.page.step  # type: ignore[attr-defined]
    step.place = Path("D:\\政协社情民意数据")
    step.reload()


def roster_file(whole: Whole) -> Path:
    """A roster beside the people of the sample office: new, changed, a namesake, one twice."""
    people = whole.desk.read(roster_of)
    first, second, third = people[0], people[1], people[2]
    rows = [
        ("姓名", "界别", "工作单位及职务", "联系电话", "镇街", "拟参加的界别活动组（按统战部意见）"),
        (first.name, first.sector, "县农业科学研究所研究员", first.phone, first.town, "一组"),
        (second.name, second.sector, f"{second.unit}{second.position}", second.phone, second.town, "一组"),
        (third.name, "教育界", "云溪县第二中学教师", "13800009999", "柳溪镇", "二组"),
        ("程归帆", "科学技术界", "云溪县科技馆馆长", "13800008888", "城关街道", "二组"),
        ("叶知秋", "医药卫生界", "云溪县人民医院主任医师", "13800007777", "", ""),
        (first.name, first.sector, "", first.phone, "", ""),
    ]
    path = Path(mkdtemp(prefix="roster")) / "政协委员名册（2026年11月）.xlsx"
    path.write_bytes(xlsx(sheet(rows)))
    return path


def a_roster(whole: Whole) -> None:
    whole.window.go("roster_import", path=roster_file(whole))
    rest(whole.context)


def text_roster(whole: Whole) -> None:
    """A text, whose encoding may be chosen."""
    path = Path(mkdtemp(prefix="roster")) / "从委员履职平台导出的名册（2026年11月）.txt"
    path.write_bytes("姓名,界别\n程归帆,科学技术界\n叶知秋,医药卫生界\n".encode("gb18030"))
    whole.window.go("roster_import", path=path)
    rest(whole.context)


def person_left(whole: Whole) -> None:
    """Somebody with everything the roster may say, a picture, and no place in it any more."""
    person_id = whole.desk.read(roster_of)[3].id
    held = whole.desk.read(entry_of, person_id)
    told = replace(held, other_phone="057188880000", id_no="330102198001010026", born_on="1980-01-01", remark="兼职")
    whole.desk.do(change_person, person_id, told, held=held, since=None)
    photos.give(whole.desk, person_id, photos.read_portrait(portrait_file(Path(mkdtemp()) / "照片.jpg")))
    whole.desk.do(leave, [person_id], on=whole.desk.today, reason="工作调动")
    whole.window.go("person", person_id=person_id)


def topic_likely(whole: Whole) -> None:
    whole.window.go("people", part="topics", topic_id=11)
    whole.window.page.front.pieces._show_likely()  # type: ignore[attr-defined]


def topics_few(whole: Whole) -> None:
    """Fewer topics than usual, none of them answered."""
    whole.desk.do(save_topics, Quarter(2027, 1), [TopicEntry(theme=theme) for theme in ("春耕备耕", "春运出行")])
    whole.window.go("people", part="topics", quarter=Quarter(2027, 1))


def commission_letters(whole: Whole) -> None:
    letters = whole.desk.read(forms.commission_letters, "约稿催办", (5, 6), now=whole.desk.now)
    whole.window.go("preview", letters=letters)


def commissioned(whole: Whole) -> None:
    """Who writes was asked for a piece that has not come."""
    whole.window.go("register")
    whole.window.page.entry.main.set_value("contributors", ("秦汉章",))  # type: ignore[attr-defined]


STATES: dict[str, Prepare] = {
    "first_office": going("first_start", step=0),
    "first_journals": going("first_start", step=1),
    "first_people": going("first_start", step=2),
    "first_clocks": going("first_start", step=3),
    "first_places": places,
    "in_sample": in_sample,
    "workbench": going("workbench"),
    "workbench_chosen": chosen,
    "workbench_empty": nothing_left,
    "submissions": going("submissions"),
    "submissions_review": piece("2026-037"),
    "submissions_compared": piece("2026-037", 1),
    "submissions_dispatches": piece("2026-035", 2),
    "submissions_history": piece("2026-006", 3),
    "submissions_files": piece("2026-006", 4),
    "submissions_editing": editing,
    "submissions_correcting": correcting,
    "submissions_table": table,
    "submissions_bin": going("submissions", scope="deleted"),
    "submissions_search": going("submissions", search="充电"),
    "submissions_nothing": going("submissions", search="没有这样的词"),
    "register": going("register"),
    "papers": going("papers"),
    "papers_documents": going("papers", part="documents"),
    "papers_numbers": going("papers", part="numbers"),
    "drafting_new": going("drafting", kind=Kind.REQUEST),
    "drafting_minutes": going("drafting", copy_of=6),
    "drafting_draft": going("drafting", document_id=7),
    "drafting_nothing": going("drafting"),
    "drafting_meeting": lambda whole: whole.window.go("drafting", kind=Kind.NOTICE, made_for=MadeFor(occasion=MEETING)),
    "preview_document": going("preview", document_id=1),
    "preview_form": lambda whole: whole.window.go(
        "preview", form="核稿单", submission_ids=(whole.submission("2026-006"),)
    ),
    "preview_letter": lambda whole: whole.window.go(
        "preview", form="转办函", submission_ids=(whole.submission("2026-033"),), destination="县商务局"
    ),
    "people": going("people"),
    "people_groups": going("people", part="groups"),
    "people_quotas": going("people", part="quotas"),
    "people_units": going("people", part="units"),
    "person": lambda whole: whole.window.go("person", person_id=whole.desk.read(roster_of)[3].id),
    "person_left": person_left,
    "roster_import": a_roster,
    "roster_import_text": text_roster,
    "term_change": going("term_change"),
    "roster_import_nothing": going("roster_import"),
    "topics": going("people", part="topics", topic_id=9),
    "topics_likely": topic_likely,
    "topics_few": topics_few,
    "topics_empty": going("people", part="topics", quarter=Quarter(2027, 1)),
    "commissions": going("people", part="commissions"),
    "commissions_all": going("people", part="commissions", commission_id=2),
    "commissions_letters": commission_letters,
    "register_commissioned": commissioned,
    **occasions.STATES,
    **outcomes.STATES,
    "cards": going("people", part="cards"),
    "cards_beside": beside,
    "cards_due": going("people", part="cards", list="due"),
    "cards_lacking": going("people", part="cards", list="lacking"),
    "cards_pictures": pictures,
    "preview_cards": lambda whole: whole.window.go("preview", card_ids=(1, 2, 3), backs=True),
    "preview_letters": lambda whole: whole.window.go("preview", form="聘书", person_ids=(1, 2)),
    "reports_month": going("reports", part="papers", report="月点评", span="2026-10"),
    "reports_silent": going("reports", part="papers", report="零报送", span="2026Q3"),
    "reports_meeting": going("reports", part="papers", report="主席会议"),
    "reports_book": going("reports", part="papers", report="汇编"),
    **scores.STATES,
    **schemes.STATES,
    **newsletters.STATES,
    **statistics.STATES,
    **yearend.STATES,
    **ledgers.STATES,
    "settings_terms": going("settings", section="terms"),
    "settings": going("settings"),
    "settings_letterheads": own_heads,
    "settings_backups": backups,
    "settings_this_pc": this_pc,
    "drafting_own_head": drafting_own_head,
    "help": going("help"),
}


@pytest.mark.screens
@pytest.mark.parametrize("screen", SIZES, ids=lambda screen: screen.name)
def test_every_page_at_this_size(screen: Screen, tmp_path: Path) -> None:
    folder = Path(os.environ.get("PICTURES", str(tmp_path)))
    env = {**os.environ, "QT_SCALE_FACTOR": str(screen.scale), "QT_QPA_PLATFORM": "offscreen"}
    env[PLAYED] = str(played().root)
    done = subprocess.run(
        [sys.executable, "-m", "tests.test_screens", str(folder), screen.name],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found.keys() == {*STATES, *(f"dialog_{name}" for name in DIALOGS)}
    assert {name: told for name, told in found.items() if told} == {}
    assert (folder / f"contact-{screen.name}.png").exists()


class Shown(ScriptedDialogs):
    """Puts the real dialog on the screen, has it looked at, and closes it with 取消."""

    def __init__(self, over: QWidget, look: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._over, self._look = over, look

    def ask(self, question: Question) -> None:
        sheet = QuestionSheet(self._over, question)
        sheet.show()
        settle()
        sheet.form.show_problems({ask.key: f"请填写{ask.title}。" for ask in question.fields if ask.required})
        sheet.fit()
        self._show(sheet)

    def choose(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> None:
        self._show(ChoiceSheet(self._over, title, text, choices, icon="help"))

    def confirm(self, title: str, text: str, *, verb: str, danger: bool = True) -> bool:
        self._show(ChoiceSheet(self._over, title, text, [("go", verb)], danger=danger))
        return False

    def trouble(self, trouble: Trouble) -> None:
        told = {"advice": trouble.advice, "details": trouble.details}
        self._show(ChoiceSheet(self._over, trouble.title, trouble.text, trouble.actions, leave="关闭", **told))

    def _show(self, sheet: QWidget) -> None:
        sheet.show()
        settle()
        self._look(sheet)
        sheet.deleteLater()


def all_rows(whole: Whole) -> list[SubmissionRow]:
    return list(whole.desk.read(submissions.listing, Filter(scope="open"), now=whole.desk.now))


def one(whole: Whole, stepping: Stepping, number: str = "2026-042") -> SubmissionDetail:
    return stepping.detail(whole.submission(number))


def convening(whole: Whole, stepping: Stepping) -> Convening:
    return Convening(replace(whole.context, dialogs=stepping._context.dialogs))


def commissioned_row(whole: Whole, commission_id: int) -> CommissionRow:
    return whole.desk.read(commission, commission_id, today=whole.desk.today)


def in_context(ask: Callable[[Context], object]) -> Callable[[Whole, Stepping], object]:
    """A dialog that needs nothing but the context."""
    return lambda whole, stepping: ask(replace(whole.context, dialogs=stepping._context.dialogs))


def carding(whole: Whole, stepping: Stepping) -> CardWork:
    return CardWork(replace(whole.context, dialogs=stepping._context.dialogs))


def registered(whole: Whole) -> list[CardRow]:
    return list(whole.desk.read(cards.cards, on=whole.desk.today))


def some_people(whole: Whole, number: int) -> list[PersonRow]:
    return list(whole.desk.read(roster_of))[:number]


def looked_at(whole: Whole) -> RosterLook:
    return look_at_roster(whole.desk, roster_file(whole), kind=PersonKind.MEMBER)


def namesake(whole: Whole, stepping: Stepping) -> None:
    """Who is meant by a row, with others that might go the same way."""
    look = looked_at(whole)
    place = next(n for n, proposal in enumerate(look.proposals) if proposal.candidates)
    Deciding(stepping._context).whom(look, RosterLine(place, look.proposals[place]), more=12)


class OfficeFolder(DataFolder):
    """All of its names in Chinese, so that no word of it is taken for one of the program's."""

    @property
    def backups(self) -> Path:
        return self.root / "备份"


def restore(whole: Whole, stepping: Stepping) -> None:
    """Before going back over two steps; the data lies where an office might have it."""
    made = back_up(whole.desk)
    for title in ("一", "二"):
        whole.desk.do(rename, whole.submission("2026-042"), title=title)
    told = preview(whole.desk, made.path)
    here = whole.desk.folder
    whole.desk.folder = OfficeFolder(Path("D:\\社情民意"))
    restoring.confirm(replace(whole.context, dialogs=stepping._context.dialogs), told)
    whole.desk.folder = here


DIALOGS: dict[str, Callable[[Whole, Stepping], object]] = {
    "batch_which": lambda whole, s: s.next_of_many(all_rows(whole)),
    "batch_classify": lambda whole, s: s.take_many(all_rows(whole), Step.CLASSIFY),
    "batch_sign": lambda whole, s: s.take_many(all_rows(whole), Step.SIGN_OFF),
    "batch_send": lambda whole, s: s.take_many(all_rows(whole), Step.DISPATCH),
    "classify": lambda whole, s: s.ask(one(whole, s), Step.CLASSIFY),
    "sign": lambda whole, s: s.ask(one(whole, s), Step.SIGN_OFF),
    "proofread": lambda whole, s: s.ask(one(whole, s), Step.PROOFREAD),
    "archive": lambda whole, s: s.ask(one(whole, s), Step.ARCHIVE),
    "send": lambda whole, s: s.dispatch(one(whole, s)),
    "correct": lambda whole, s: s.correct(next(d for d in one(whole, s, "2026-035").dispatches if d.sent_at)),
    "reject": lambda whole, s: s.reject(one(whole, s)),
    "merge": lambda whole, s: s.merge(one(whole, s)),
    "back": lambda whole, s: s.send_back(one(whole, s)),
    "assign": lambda whole, s: s.assign([row.id for row in all_rows(whole)]),
    "meeting_notice": lambda whole, s: convening(whole, s).for_meeting(Kind.NOTICE),
    "meeting_minutes": lambda whole, s: convening(whole, s).minutes_of(MadeFor(occasion=MEETING)),
    "group_notice": lambda whole, s: convening(whole, s).for_group(Kind.NOTICE, 2),
    "commission": lambda whole, s: Commissioning(s._context).ask(),
    "commission_change": lambda whole, s: Commissioning(s._context).change(commissioned_row(whole, 5)),
    "commission_answer": lambda whole, s: Commissioning(s._context).answer(commissioned_row(whole, 6)),
    "commission_drop": lambda whole, s: Commissioning(s._context).let_go([commissioned_row(whole, 6)]),
    "topics_add": lambda whole, s: TopicWork(s._context).add(Quarter(2026, 4)),
    "topics_change": lambda whole, s: TopicWork(s._context).change(whole.desk.read(topic, 7)),
    "topics_link": lambda whole, s: TopicWork(s._context).link_any(whole.desk.read(topic, 7)),
    "restore": restore,
    "cards_issue": lambda whole, s: carding(whole, s).issue([1, 2, 3]),
    "cards_renew": lambda whole, s: carding(whole, s).renew(registered(whole)[:3]),
    "cards_lost": lambda whole, s: carding(whole, s).report_loss(registered(whole)[0]),
    "cards_end": lambda whole, s: carding(whole, s).end(registered(whole)[:2]),
    "cards_rules": lambda whole, s: carding(whole, s).rules(),
    "cards_term": lambda whole, s: carding(whole, s).begin_term(),
    "cards_print": lambda whole, s: carding(whole, s).print_cards([1, 2]),
    "people_add": lambda whole, s: RosterChanges(s._context).add(),
    "people_change": lambda whole, s: RosterChanges(s._context).edit(some_people(whole, 1)[0].id),
    "people_group": lambda whole, s: RosterChanges(s._context).assign(some_people(whole, 3)),
    "people_leave": lambda whole, s: RosterChanges(s._context).leave(some_people(whole, 2)),
    "quotas_rules": lambda whole, s: Counting(s._context).change(2026),
    "term_change": lambda whole, s: TermChanging(s._context).change(11, staying=(1, 2), leaving=57),
    "unit_add": lambda whole, s: UnitWork(s._context).save(UnitKind.SECTOR, None),
    "roster_heads": lambda whole, s: Deciding(s._context).heads(looked_at(whole)),
    "roster_namesake": namesake,
    "group_minutes": lambda whole, s: convening(whole, s).for_group(Kind.MINUTES, 2),
    **{
        name: in_context(ask)
        for part in (occasions, outcomes, scores, schemes, ledgers, newsletters, statistics, yearend)
        for name, ask in part.DIALOGS.items()
    },
}


def dialogs(folder: Path, screen: Screen) -> dict[str, list[str]]:
    """Take a picture of every dialog over the window of this size; what a machine finds wrong with each."""
    found: dict[str, list[str]] = {}
    pictures: list[QImage] = []
    whole = opened(copied(Path(mkdtemp()) / "数据"))
    whole.window.resize(screen.width, screen.height)
    whole.window.show()
    for name, ask in DIALOGS.items():

        def look(sheet: QWidget, name: str = name) -> None:
            picture = sheet.grab().toImage()
            picture.save(str(folder / f"dialog_{name}-{screen.name}.png"))
            pictures.append(_small(picture))
            too_big = sheet.height() > screen.height or sheet.width() > screen.width
            found[f"dialog_{name}"] = [*troubles(sheet), *(["higher than the window"] if too_big else [])]

        ask(whole, Stepping(replace(whole.context, dialogs=Shown(whole.window, look))))
    whole.close()
    contact(pictures).save(str(folder / f"dialogs-{screen.name}.png"))
    return found


def tour(folder: Path, screen: Screen) -> dict[str, list[str]]:
    """Take a picture of every state; what a machine finds wrong with each."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[str]] = {}
    pictures: list[QImage] = []
    for name, prepare in STATES.items():
        whole = opened(copied(Path(mkdtemp()) / "数据"))
        whole.window.resize(screen.width, screen.height)
        whole.window.show()
        settle()
        prepare(whole)
        finish(whole)
        picture = whole.window.grab().toImage()
        picture.save(str(folder / f"{name}-{screen.name}.png"))
        pictures.append(_small(picture))
        found[name] = [told for told in troubles(whole.window) if not is_font(told)]
        whole.close()
        whole.window.deleteLater()  # a window of its own for each of them is much to hold
        settle()
    contact(pictures).save(str(folder / f"contact-{screen.name}.png"))
    return found | dialogs(folder, screen)


def is_font(told: str) -> bool:
    """Names of fonts are names of products: the preview tells which one stands in (U32)."""
    return told.startswith("English") and "代替" in told


def finish(whole: Whole, *, most_ms: int = 20_000) -> None:
    """Let the work on the worker come to its end and be painted."""
    timer = QElapsedTimer()
    timer.start()
    settle()
    while whole.context.work.jobs and timer.elapsed() < most_ms:
        QApplication.processEvents()
    settle()


def _small(picture: QImage) -> QImage:
    return picture.scaledToWidth(SMALL, Qt.TransformationMode.SmoothTransformation)


def contact(pictures: list[QImage]) -> QImage:
    """All of them on one sheet, small as they are."""
    height = max(picture.height() for picture in pictures) + 8
    lines = -(-len(pictures) // COLUMNS)
    sheet = QImage(COLUMNS * (SMALL + 8), lines * height, QImage.Format.Format_RGB32)
    sheet.fill(QColor(theme.TOKENS["under_paper"]))
    painter = QPainter(sheet)
    for number, picture in enumerate(pictures):
        line, place = divmod(number, COLUMNS)
        painter.drawImage(QRect(place * (SMALL + 8), line * height, picture.width(), picture.height()), picture)
    painter.end()
    return sheet


def _main(folder: str, name: str) -> None:
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    theme.apply(app)
    screen = next(screen for screen in SIZES if screen.name == name)
    print(json.dumps(tour(Path(folder), screen), ensure_ascii=False))
    for widget in QApplication.topLevelWidgets():
        assert isinstance(widget, QWidget)
        widget.deleteLater()


if __name__ == "__main__":
    _main(*sys.argv[1:])
