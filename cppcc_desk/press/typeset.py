"""A `Flow` set on the 22 x 28 grid of GB/T 9704 into a `Layout`, the same on every PC whatever fonts it has."""

from dataclasses import replace

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.grid import HEIGHT, LINE
from cppcc_desk.domain.layout import Layout
from cppcc_desk.press.galleys import TailGalley, set_lines
from cppcc_desk.press.items import Compositor
from cppcc_desk.press.lines import LIBREOFFICE, NOMINAL, WORD, Measure
from cppcc_desk.press.pages import agreed_starts, choose_plan, needed_division, paginate


def set_pages(flow: Flow, *, measure: Measure = NOMINAL) -> Layout:
    """Lines, pages and 版记 of a whole paper. Pure: no font is asked, the same flow gives the same layout.

    Where pages and the 版记 are told to begin is decided for the press and for word processors at once; another
    `measure` shows what one of them makes of it. Raises Invalid for a 版记 that no page can hold.
    """
    measures = (NOMINAL, WORD, LIBREOFFICE)
    settings = [set_lines(flow, each) for each in measures]
    starts = agreed_starts(settings)
    natural = [paginate(galleys, starts=starts) for galleys in settings]
    if division := needed_division(settings, natural):
        settings = [set_lines(flow, each, division) for each in measures]
        starts = agreed_starts(settings)
        natural = [paginate(galleys, starts=starts) for galleys in settings]
    tail = TailGalley(flow, measure)
    if tail.height > HEIGHT - LINE:
        raise Invalid("主送、抄送的机关太多，版记一面排不下，没有排出这份公文。请合并成“各……”等统称。")
    plan = choose_plan(settings, natural, tail.height, starts=starts, even=not flow.letter)
    galleys = settings[measures.index(measure)] if measure in measures else set_lines(flow, measure, division)
    own = galleys is settings[0] and plan.starts == starts
    pagination = natural[0] if own else paginate(galleys, starts=plan.starts)
    layout = Compositor(flow, galleys, pagination, tail, plan.tail).layout()
    return replace(layout, division=division)
