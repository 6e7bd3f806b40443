"""反馈与批示 of the sample office, for pictures of the window."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.errands.received import attach_to_outcome
from cppcc_desk.queries import outcomes
from cppcc_desk.queries.outcomes import AssignmentRow, OutcomeFilter, OutcomeRow
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.working import OutcomeWork
from tests.ui.whole import Whole

SCHOOL_BUS, FARMLAND = "山区孩子", "建管并重"


def said(desk: Desk, words: str) -> OutcomeRow:
    """The outcome that has these words in it."""
    return desk.read(outcomes.outcomes, OutcomeFilter(words=words))[0]


def part(key: str, **target: object) -> Callable[[Whole], None]:
    """One of the tabs."""
    return lambda whole: whole.window.go("outcomes", part=key, **target)


def instruction(words: str) -> Callable[[Whole], None]:
    """A 批示 whole beside the list."""
    return lambda whole: whole.window.go("outcomes", part="instructions", outcome_id=said(whole.desk, words).id)


def nothing(whole: Whole) -> None:
    whole.window.go("outcomes", part="register", kind=OutcomeKind.FAULT)
    whole.window.page.part("register").list.words.setText("没有这样的词")  # type: ignore[attr-defined]
    whole.window.page.part("register").list.reload()  # type: ignore[attr-defined]


def entry_new(whole: Whole) -> None:
    """Opened from nowhere."""
    whole.window.go("outcome_entry")


def entry_instruction(whole: Whole) -> None:
    """A 批示 on a piece of which much is known, half entered, with what is doubtful."""
    about = said(whole.desk, SCHOOL_BUS).piece_ids[0]
    whole.window.go("outcome_entry", submission_id=about, kind=OutcomeKind.INSTRUCTION)
    page = whole.window.page
    page.fields.set_value("leader", "江承志")  # type: ignore[attr-defined]
    page._doubt()  # type: ignore[attr-defined]


def entry_refused(whole: Whole) -> None:
    """What is missing, said in the form."""
    whole.window.go("outcome_entry", submission_id=said(whole.desk, SCHOOL_BUS).piece_ids[0], kind=OutcomeKind.ADOPTION)
    whole.window.page.save()  # type: ignore[attr-defined]


def entry_change(whole: Whole) -> None:
    """One that is recorded, with files."""
    found = said(whole.desk, FARMLAND)
    file = Path(mkdtemp()) / "批示件扫描.txt"
    file.write_text("建管并重", encoding="utf-8")
    attach_to_outcome(whole.desk, found.id, [file])
    whole.window.go("outcome_entry", outcome_id=found.id)


def of_piece(words: str) -> Callable[[Whole], None]:
    """The tab of a piece."""
    return lambda whole: whole.shown(said(whole.desk, words).intake_no or "2026-033").tabs.setCurrentIndex(5)


STATES: dict[str, Callable[[Whole], None]] = {
    "outcomes": part("awaiting"),
    "outcomes_register": part("register"),
    "outcomes_nothing": nothing,
    "outcomes_instructions": instruction(FARMLAND),
    "outcomes_closed": instruction(SCHOOL_BUS),
    "outcome_new": entry_new,
    "outcome_instruction": entry_instruction,
    "outcome_refused": entry_refused,
    "outcome_change": entry_change,
    "submissions_outcomes": of_piece("山区孩子"),
}


def _assigned(context: Context, words: str) -> AssignmentRow:
    (found,) = context.desk.read(outcomes.assignments, today=context.today, outcome_id=said(context.desk, words).id)
    return found


DIALOGS: dict[str, Callable[[Context], object]] = {
    "instruction_assign": lambda context: OutcomeWork(context).assign(said(context.desk, FARMLAND)),
    "assignment_change": lambda context: OutcomeWork(context).change(_assigned(context, FARMLAND)),
    "assignment_feedback": lambda context: OutcomeWork(context).feedback(_assigned(context, FARMLAND)),
    "assignment_supervise": lambda context: OutcomeWork(context).supervise(_assigned(context, FARMLAND)),
    "assignment_close": lambda context: OutcomeWork(context).close(_assigned(context, FARMLAND)),
    "assignment_reopen": lambda context: OutcomeWork(context).reopen(_assigned(context, SCHOOL_BUS)),
    "assignment_cancel": lambda context: OutcomeWork(context).cancel(_assigned(context, FARMLAND)),
    "outcome_withdraw": lambda context: OutcomeWork(context).withdraw(said(context.desk, SCHOOL_BUS)),
}
