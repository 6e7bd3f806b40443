"""业务通讯 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from dataclasses import replace

from cppcc_desk.domain.newsletter import Chosen, SectionKind, saved
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import newsletters
from cppcc_desk.operations.newsletters import issue_newsletter, save_newsletter, sign_for_copies
from cppcc_desk.queries.newsletters import copies, found
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.reports.newsletter.work import NewsletterWork
from tests.ui.printed import rest
from tests.ui.whole import Whole

Prepare = Callable[[Whole], object]
THIRD = Quarter(2026, 3)


def edited(desk: Desk) -> None:
    """Words of the office in the first part, two pieces to be printed."""
    look = newsletters.look(desk, THIRD)
    first = look.composed.parts[0]
    section = saved(first.section, first, first.text + "全县信息工作保持了良好势头。")
    chosen = (Chosen(number="2026-014", full=True), Chosen(number="2026-022", full=False))
    plan = replace(look.composed.plan.with_section(section), chosen=chosen)
    held = look.composed.held
    desk.do(save_newsletter, THIRD, plan, version=held.row.version if held else None)


def issued(desk: Desk) -> None:
    """Issued, and the first ones have signed."""
    held = desk.read(found, THIRD)
    if held is None or held.row.issued_at is None:
        desk.do(issue_newsletter, THIRD)
    held = desk.read(found, THIRD)
    assert held is not None
    lines = desk.read(copies, held.row.id)
    desk.do(sign_for_copies, held.row.id, [line.id for line in lines[:7]], on=desk.today, by="林小满")


def shown(view: str, *prepare: Callable[[Desk], object], part: SectionKind | None = None) -> Prepare:
    def show(whole: Whole) -> None:
        for each in prepare:
            each(whole.desk)
        whole.window.go("reports", part="newsletter", quarter=THIRD, view=view)
        page = whole.window.page.front  # type: ignore[attr-defined]
        rest(whole.context)
        if part is not None:
            page.content.list.choose(part)
            page.content._bring()

    return show


def preview(whole: Whole) -> None:
    whole.window.go("preview", newsletter=THIRD)


STATES: dict[str, Prepare] = {
    "newsletter": shown("content"),
    "newsletter_pieces": shown("content", edited, part=SectionKind.PIECES),
    "newsletter_numbers": shown("numbers"),
    "newsletter_copies": shown("copies"),
    "newsletter_preview": preview,
    "newsletter_issued": shown("content", issued),
    "newsletter_signed": shown("copies", issued),
}


def _asking(do: Callable[[NewsletterWork, newsletters.Look], object]) -> Callable[[Context], object]:
    def ask(context: Context) -> object:
        return do(NewsletterWork(context), newsletters.look(context.desk, THIRD))

    return ask


DIALOGS: dict[str, Callable[[Context], object]] = {
    "newsletter_set_up": _asking(lambda work, look: work.set_up(look)),
    "newsletter_choose": _asking(lambda work, look: work.choose_pieces(look)),
}
