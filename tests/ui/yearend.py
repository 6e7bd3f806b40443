"""年终归档 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from cppcc_desk.errands.yearend import PackageCheck, YearPackage
from cppcc_desk.queries.yearend import year_end
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.reports.yearend.working import Packaging
from tests.ui.whole import Whole

Prepare = Callable[[Whole], object]


def going(**target: object) -> Prepare:
    return lambda whole: whole.window.go("reports", part="yearend", **target)


def turned(whole: Whole) -> None:
    """In January, with nothing of the new year yet."""
    whole.clock.now = datetime(2027, 1, 4, 9, 0)
    whole.window.go("reports", part="yearend", list="carried")


def packaging(context: Context) -> Packaging:
    return Packaging(context, refused=print)


def written(context: Context) -> None:
    end = context.desk.read(year_end, 2026, now=context.now)
    folder = Path("档案") / "云溪县政协2026年度归档"
    index = folder / "归档文件目录.docx"
    packaging(context)._written(
        YearPackage(2026, folder, 415, 43, end.carried, end.findings, index, index.with_suffix(".pdf"))
    )


def spoiled(context: Context) -> None:
    problems = [f"内容变了：2-期刊/社情民意第{number:02d}期 关于石桥镇集市停车难的建议.pdf" for number in range(1, 9)]
    told = ("缺少文件：6-台账/来稿台账.xlsx", *problems)
    packaging(context)._checked(PackageCheck(Path(mkdtemp()), 415, told, known=True))


STATES: dict[str, Prepare] = {
    "yearend": going(),
    "yearend_carried": going(list="carried"),
    "yearend_turn": going(list="turn"),
    "yearend_january": turned,
    "yearend_empty": going(year=2020),
}
DIALOGS: dict[str, Callable[[Context], object]] = {"yearend_written": written, "yearend_spoiled": spoiled}
