"""The papers of a year of scores: forms to the preview, 通报 and 决定 begun, or the one that there is opened."""

from collections.abc import Collection
from pathlib import Path

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.errands.scores import period_said, write_rankings
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries import documents, forms
from cppcc_desk.queries.scoring.standings import YearScores
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter

RANKING, PAYMENT, CERTIFICATE = forms.OF_YEAR


def print_yearly(context: Context, kind: str, year: int, names: Collection[str] = ()) -> None:
    """The forms `kind` of a year, only of the groups, people or units named where any are. Raises Missing."""
    letters = context.desk.read(forms.yearly_forms, kind, year, now=context.now, names=names)
    context.navigate("preview", letters=letters)


def export_rankings(context: Context, found: YearScores) -> None:
    """Every group of ranking as a sheet of one book, where the person says."""

    def write(path: Path, _reporter: Reporter) -> None:
        write_rankings(context.desk, found, path)

    title = f"{period_said(found)}反映社情民意信息得分排名"
    suggested = context.desk.folder.papers / f"{safe_name(f'{title}（{context.today.isoformat()}）')}.xlsx"
    path = context.dialogs.save_file("导出全部组别", free_name(suggested), lists.EXCEL)
    if path is not None:
        lists.save(context, path if path.suffix else path.with_suffix(".xlsx"), write)


def draft_yearly(context: Context, kind: Kind, year: int) -> None:
    """The only one of its kind of a year: begun, gone on with, or shown where it is finished. Raises Missing."""
    found = context.desk.read(documents.of_year, kind, year)
    if found is None:
        context.navigate("drafting", kind=kind, made_for=MadeFor(year=year))
    else:
        page = "drafting" if found.state is DocumentState.DRAFT else "preview"
        context.navigate(page, document_id=found.id)
