"""计分办法 in the states it is looked at in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cppcc_desk.domain.scoring.editing import Place
from cppcc_desk.operations.scoring.closing import close_year
from cppcc_desk.operations.scoring.schemes import apply_scheme, save_scheme
from cppcc_desk.queries.scoring.schemes import schemes, schemes_in_use
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.presets import presets
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.schemes import SchemesPage
from cppcc_desk.ui.pages.schemes.working import SchemeWork
from cppcc_desk.ui.pages.scores import ScoresPage
from tests.ui.printed import rest
from tests.ui.whole import Whole


def draft(desk: Desk, number: int = 1, name: str = "") -> int:
    """A draft like one of those that ship."""
    scheme = presets()[number]
    return desk.do(save_scheme, None, replace(scheme, name=name or f"2027 年{scheme.name}"))


def schemes_page(whole: Whole) -> SchemesPage:
    whole.window.go("scores", part="schemes")
    scores = whole.window.page
    assert isinstance(scores, ScoresPage)
    page = scores.front
    assert isinstance(page, SchemesPage)
    return page


def _listed(whole: Whole) -> None:
    draft(whole.desk)
    desk = whole.desk
    later = draft(desk, 2, "换届以后的办法")
    desk.do(apply_scheme, later, valid_from=date(2027, 1, 1))
    schemes_page(whole)


def _shipped(whole: Whole) -> None:
    page = schemes_page(whole)
    page.schemes.new_button.click()
    page.schemes.table.choose(["履职百分制型"])


def _editing(whole: Whole, number: int = 1) -> SchemesPage:
    made = draft(whole.desk, number)
    page = schemes_page(whole)
    page.open_at(scheme_id=made)
    return page


def at(place: Place | str, number: int = 1) -> Callable[[Whole], None]:
    def prepare(whole: Whole) -> None:
        _editing(whole, number).editor._go(place)

    return prepare


def _example(whole: Whole) -> None:
    page = _editing(whole)
    page.editor._go(Place("rules", 4))
    page.editor.tabs.setCurrentIndex(1)
    page.editor.example.change_button.click()


def _real(whole: Whole) -> None:
    page = _editing(whole)
    panel = page.editor.example
    page.editor.tabs.setCurrentIndex(1)
    panel.which._group.button(1).click()
    panel.number.set_value("2026-006")
    panel.look_button.click()


def _wrong(whole: Whole) -> None:
    """A rule that another one takes everything from, and a ladder without an end."""
    page = _editing(whole)
    editor = page.editor
    editor._go(Place("rules", 3))
    editor._move(-1)
    editor._move(-1)
    editor.save()


def _adding(whole: Whole) -> None:
    page = _editing(whole)
    page.editor._add("factors")
    page.editor.form.more_button.click()


def _trial(whole: Whole) -> None:
    page = _editing(whole)
    page.editor.try_button.click()
    rest(whole.context)


def _applying(whole: Whole) -> None:
    made = draft(whole.desk)
    page = schemes_page(whole)
    page.schemes.choose(made)
    page.schemes.apply_button.click()
    rest(whole.context)


def _locked(whole: Whole) -> None:
    whole.desk.do(close_year, 2025, reason="年终考核")
    page = schemes_page(whole)
    page.open_at(scheme_id=whole.desk.read(schemes, today=whole.desk.today)[0].id)


STATES: dict[str, Callable[[Whole], object]] = {
    "schemes": _listed,
    "schemes_shipped": _shipped,
    "schemes_editing": _editing,
    "schemes_section": at("more"),
    "schemes_ladder": at(Place("rules", 1), 3),
    "schemes_extra": at(Place("extras", 2)),
    "schemes_split": at(Place("people_split")),
    "schemes_target": at(Place("targets", 1), 3),
    "schemes_cap": at(Place("caps", 1), 3),
    "schemes_window": at(Place("window")),
    "schemes_ranking": at(Place("ranking", 1)),
    "schemes_bands": at(Place("bands")),
    "schemes_award": at(Place("awards", 1)),
    "schemes_adding": _adding,
    "schemes_wrong": _wrong,
    "schemes_example": _example,
    "schemes_real": _real,
    "schemes_trial": _trial,
    "schemes_applying": _applying,
    "schemes_locked": _locked,
}

DIALOGS: dict[str, Callable[[Context], object]] = {
    "schemes_begin": lambda context: SchemeWork(context).begin_from(presets()[0]),
    "schemes_retire": lambda context: SchemeWork(context).retire(
        context.desk.read(schemes_in_use, today=context.today)[0]
    ),
}
