"""The pages of the window, one module or folder each; a page is imported when it is opened for the first time."""

from collections.abc import Callable
from importlib import import_module

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, PageSpec


def _page(module: str, name: str) -> Callable[[Context], Page]:
    def make(context: Context) -> Page:
        page: Page = getattr(import_module(f"{__name__}.{module}"), name)(context)
        return page

    return make


SPECS = (
    PageSpec(
        id="workbench",
        title="待办工作台",
        short="工作台",
        icon="home",
        make=_page("workbench", "WorkbenchPage"),
        number=1,
        help_chapter="workbench",
    ),
    PageSpec(
        id="submissions",
        title="来稿办理",
        short="来稿",
        icon="inbox",
        make=_page("submissions", "SubmissionsPage"),
        number=2,
        help_chapter="submissions",
    ),
    PageSpec(
        id="register",
        title="登记来稿",
        short="登记",
        icon="plus",
        make=_page("register", "RegisterPage"),
        area="submissions",
        help_chapter="register",
    ),
    PageSpec(
        id="papers",
        title="期刊与公文",
        short="期刊公文",
        icon="book",
        make=_page("papers", "PapersPage"),
        number=3,
        help_chapter="papers",
    ),
    PageSpec(
        id="drafting",
        title="起草公文",
        short="起草",
        icon="doc",
        make=_page("drafting", "DraftingPage"),
        area="papers",
        help_chapter="documents",
    ),
    PageSpec(
        id="preview",
        title="付印预览",
        short="预览",
        icon="print",
        make=_page("preview", "PreviewPage"),
        area="papers",
        help_chapter="preview",
    ),
    PageSpec(
        id="outcomes",
        title="反馈与批示",
        short="反馈批示",
        icon="chat",
        make=_page("outcomes", "OutcomesPage"),
        number=4,
        help_chapter="feedback",
    ),
    PageSpec(
        id="outcome_entry",
        title="登记反馈",
        short="登记",
        icon="edit",
        make=_page("outcome_entry", "OutcomeEntryPage"),
        area="outcomes",
        help_chapter="feedback",
    ),
    PageSpec(
        id="people",
        title="信息员与小组",
        short="信息员",
        icon="users",
        make=_page("people", "PeoplePage"),
        number=5,
        help_chapter="people",
    ),
    PageSpec(
        id="term_change",
        title="换届",
        short="换届",
        icon="refresh",
        make=_page("term_change", "TermChangePage"),
        area="people",
        help_chapter="roster",
    ),
    PageSpec(
        id="person",
        title="履职档案",
        short="档案",
        icon="user",
        make=_page("person", "PersonPage"),
        area="people",
        help_chapter="roster",
    ),
    PageSpec(
        id="roster_import",
        title="导入名册",
        short="导入",
        icon="import",
        make=_page("roster_import", "RosterImportPage"),
        area="people",
        help_chapter="roster",
    ),
    PageSpec(
        id="scores",
        title="计分考核",
        short="考核",
        icon="medal",
        make=_page("scores", "ScoresPage"),
        number=6,
        help_chapter="scores",
    ),
    PageSpec(
        id="score",
        title="得分明细",
        short="明细",
        icon="list",
        make=_page("score", "ScorePage"),
        area="scores",
        help_chapter="scores",
    ),
    PageSpec(
        id="reports",
        title="通讯与统计",
        short="统计",
        icon="chart",
        make=_page("reports", "ReportsPage"),
        number=7,
        help_chapter="newsletter",
    ),
    PageSpec(
        id="ledger_import",
        title="导入旧台账",
        short="导入",
        icon="import",
        make=_page("ledger_import", "LedgerImportPage"),
        area="reports",
        help_chapter="ledgers",
    ),
    PageSpec(
        id="settings",
        title="设置与备份",
        short="设置",
        icon="gear",
        make=_page("settings", "SettingsPage"),
        number=8,
        help_chapter="settings",
        low=True,
    ),
    PageSpec(
        id="first_start",
        title="首次设置",
        short="首次设置",
        icon="gear",
        make=_page("first_start", "FirstStartPage"),
        area="settings",
        help_chapter="start",
    ),
    PageSpec(
        id="help",
        title="帮助 F1",
        short="帮助",
        icon="help",
        make=_page("help", "HelpPage"),
        help_chapter="start",
        low=True,
    ),
)
