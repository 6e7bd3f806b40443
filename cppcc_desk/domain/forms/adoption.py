"""采用通知 for the author of a piece that was adopted, here or at a higher level, 采用证明 for the author's unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form, letter
from cppcc_desk.domain.outcomes import HIGHER, Level

_FROM_BELOW = tuple(reversed(HIGHER))  # 采用层级 above the office's own


_ON_ONE_PAGE = 8  # rows of a certificate that stay together


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who is thanked; `courtesy` follows the name in an address: 委员, 同志."""

    name: str
    work: str = ""  # 单位职务
    courtesy: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Where the issue went."""

    destination: str
    form: str = ""
    sent_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A use that was recorded: at which level, where (organ, journal and number), in which form, when."""

    level: Level
    place: str
    form: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AdoptionFacts:
    """One piece, the issue it stands in and where else it was adopted; "" and None are left to the pen."""

    office: str
    printed_on: date
    intake_no: str
    title: str  # as it came
    authors: tuple[Author, ...] = ()  # without any, it is the unit's own piece
    unit: str = ""  # the leading author's
    issue: str = ""  # journal, 期号 and running total
    issued_title: str = ""  # where the issue names it otherwise
    issued_on: date | None = None
    comprehensive: bool | None = None  # together with other pieces, else alone
    reports: tuple[Report, ...] = ()
    elsewhere: tuple[Adopted, ...] = ()


def adoption_notice(facts: AdoptionFacts) -> form.Form:
    """The letter that tells the author, with thanks."""
    to = "、".join(f"{author.name}{author.courtesy}" for author in facts.authors)
    you = letter.you(len(facts.authors))
    return _form(
        "采用通知",
        facts,
        letter.addressee(to or facts.unit),
        letter.text(f"{you}反映的社情民意信息{letter.quoted(facts.title)}已被采用，现将有关情况通知如下："),
        Gap(160),
        form.Grid(
            (
                form.row(form.label(28, "来稿标题"), form.value(130, facts.title), height=12),
                *(_issued(facts) if facts.issue or not facts.elsewhere else ()),
                form.row(form.label(60, "报送去向"), form.label(47, "形式"), form.label(51, "报送日期")),
                *(_report(report) for report in facts.reports or (None,)),
                *_elsewhere(facts),
            )
        ),
        Gap(160),
        letter.text(f"感谢{you}对反映社情民意信息工作的支持，请继续积极建言。"),
        Gap(900),
        *letter.signature(facts.office, facts.printed_on),
    )


def adoption_certificate(facts: AdoptionFacts) -> form.Form:
    """The certificate; what higher levels adopted is ticked where it is recorded, else the office ticks it by hand."""
    who = "、".join(f"{a.name}（{a.work}）" if a.work else a.name for a in facts.authors) or facts.unit
    otherwise = facts.issued_title and facts.issued_title != facts.title
    levels = tuple(_levels(facts))
    return _form(
        "采用证明",
        facts,
        letter.addressee(facts.unit),
        letter.text(
            f"兹证明，{form.inline(who) or letter.PEN_NAME}反映的社情民意信息{letter.quoted(facts.title)}"
            f"{f'（刊发时题为{letter.quoted(facts.issued_title)}）' if otherwise else ''}已被采用，采用情况如下："
        ),
        Gap(160),
        form.Grid(
            (
                form.row(
                    form.label(28, "采用层级"),
                    form.label(84, "刊物期号（文件名称）"),
                    form.label(46, "日期"),
                    height=11,
                ),
                *(
                    form.row(form.label(28, words, style=form.CENTRED), form.value(84, place), _day(46, day), height=15)
                    for words, place, day in levels
                ),
            ),
            whole=len(levels) <= _ON_ONE_PAGE,
        ),
        Gap(160),
        letter.text("特此证明。"),
        Gap(900),
        *letter.signature(facts.office, facts.printed_on),
        Paragraph(style=form.SIGNATURE, runs=(Run("（盖章）"),)),
        *form.below("上级采用没有登记的，由出具单位按上级政协的采用通知勾选填写；没有勾选的不作证明。"),
    )


def _issued(facts: AdoptionFacts) -> Iterator[form.Row]:
    yield form.row(form.label(28, "刊发标题"), form.value(130, facts.issued_title or facts.title), height=12)
    yield form.row(form.label(28, "刊物期号"), form.value(130, facts.issue))
    yield form.row(
        form.label(28, "印发日期"),
        _day(51, facts.issued_on),
        form.label(28, "采用形式"),
        form.ticks(51, ("单篇", "综合"), _how(facts)),
    )


def _elsewhere(facts: AdoptionFacts) -> Iterator[form.Row]:
    if facts.elsewhere:
        heads = ((28, "采用层级"), (58, "采用单位、刊物"), (21, "形式"), (51, "采用日期"))
        yield form.row(*(form.label(width, words) for width, words in heads))
    for one in facts.elsewhere:
        yield form.row(
            form.label(28, one.level.said, style=form.CENTRED),
            form.value(58, one.place),
            form.label(21, one.form, style=form.CENTRED),
            _day(51, one.on),
        )


def _levels(facts: AdoptionFacts) -> Iterator[tuple[str, str, date | None]]:
    """The rows of the certificate: the own level and those above always, a department where it is recorded."""
    own = [(facts.issue, facts.issued_on)] if facts.issue else []
    known: dict[Level, list[tuple[str, date | None]]] = {level: [] for level in Level}
    for one in facts.elsewhere:
        known[one.level].append((f"{one.place}（{one.form}）" if one.form else one.place, one.on))
    known[Level.OWN] = [*own, *known[Level.OWN]]
    for level in (Level.OWN, *_FROM_BELOW, Level.DEPARTMENT):
        for place, day in known[level]:
            yield f"{form.TICKED}{level.said}", place, day
        if not known[level] and level is not Level.DEPARTMENT:
            yield f"{form.UNTICKED}{level.said}", "", None


def _form(kind: str, facts: AdoptionFacts, *blocks: form.Block) -> form.Form:
    return form.Form(
        kind=kind,
        title=f"{kind} {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*form.title_lines(f"社情民意信息{kind}"), *form.above("", facts.intake_no), *blocks),
    )


def _report(report: Report | None) -> form.Row:
    if report is None:
        return form.row(form.Cell(width=60), form.Cell(width=47), form.Cell(width=51))
    return form.row(form.value(60, report.destination), form.value(47, report.form), _day(51, report.sent_on))


def _day(width: float, day: date | None) -> form.Cell:
    """A date, or the place for one."""
    if day is not None:
        return form.value(width, form.paper_day(day))
    return form.signed(width, [], stand=form.Stand.MIDDLE)


def _how(facts: AdoptionFacts) -> tuple[str, ...]:
    return () if facts.comprehensive is None else ("综合" if facts.comprehensive else "单篇",)
