"""A 公文 while it is being drafted: what it looks like so far, and what it begins with where it is needed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.annual import chart_of, circulated, commended
from cppcc_desk.domain.charts import Chart
from cppcc_desk.domain.drafting import (
    CalledTopic,
    MadeFor,
    Relation,
    SentPiece,
    called,
    convened,
    forwarded,
    inquired,
    relation_of,
    usual_kind,
)
from cppcc_desk.domain.errors import Invalid, Missing, NotADatabase
from cppcc_desk.domain.flow import figure
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.naming import area_of, body_of
from cppcc_desk.domain.official import KEYS, UPWARD, Kind
from cppcc_desk.domain.official.usual import usual_fields
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.reports import drafted
from cppcc_desk.domain.spans import Told
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.previews import StandIns, look_at_fields
from cppcc_desk.operations.documents import NUMBER
from cppcc_desk.queries import groups, office, submissions, topics
from cppcc_desk.queries.annual import year_figures
from cppcc_desk.queries.office import DestinationRow
from cppcc_desk.queries.outcomes import awaited_adoptions
from cppcc_desk.queries.reports import report_facts
from cppcc_desk.queries.scoring.awards import honoured
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.storage.desk import Desk

_STAND_INS: Mapping[str, tuple[Any, str]] = {
    "organs": (["（发文机关）"], "发文机关没有填"),
    "title": ("（标题）", "标题没有填"),
    "body": (["（正文）"], "正文没有填"),
}
_KEPT = frozenset({"letterhead", "seal"})
_GONE = PrintProblem(
    Severity.ERROR, "版头或印章的文件找不到了，其他内容不受影响。请从备份恢复，或重新选版头、印章。", "letterhead"
)
_NO_TITLE = "（附件标题）"


@dataclass(frozen=True)
class Look:
    """How a draft stands; no `layout` where its fields make no pages at all."""

    check: tuple[PrintProblem, ...]
    layout: Layout | None


def look_at_draft(
    desk: Desk, kind: Kind, fields: Mapping[str, Any], made_for: MadeFor, *, org_code: str, stand_ins: StandIns
) -> Look:
    """Pages and check of a draft. What is still missing is shown by words in brackets and named in the check; the
    place of the number, which is given when the paper is finished, is left open."""
    shown, missing = _filled_up(fields)
    numbered = NUMBER in KEYS[kind] and org_code
    if numbered:
        shown[NUMBER] = {"org_code": org_code, "year": desk.today.year}
    try:
        check, layout, _ = look_at_fields(desk, kind, shown, made_for, stand_ins=stand_ins)
    except Invalid as refusal:
        element = next(iter(refusal.problems), "body")
        return Look((PrintProblem(Severity.ERROR, refusal.message, element.split(" ")[0]),), None)
    except (Missing, NotADatabase) as refusal:  # kept bytes are gone: the pages are shown without, and it is said
        rest = {key: value for key, value in fields.items() if key not in _KEPT}
        if len(rest) == len(fields):
            return Look((PrintProblem(Severity.ERROR, refusal.message, "body"),), None)
        look = look_at_draft(desk, kind, rest, made_for, org_code=org_code, stand_ins=stand_ins)
        return look if look.layout is None else Look((_GONE, *look.check), look.layout)
    if numbered:
        note = PrintProblem(Severity.OK, "发文字号在定稿时编", NUMBER)
        check = (note, *(problem for problem in check if problem.element != NUMBER))
    stood_in = {problem.element for problem in missing}  # what stands in for them is not looked at
    return Look((*missing, *(problem for problem in check if problem.element not in stood_in)), layout)


def _filled_up(fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[PrintProblem]]:
    shown, missing = dict(fields), []
    for key, (stand_in, sentence) in _STAND_INS.items():
        if not shown.get(key) and not (key == "organs" and shown.get("mark")):
            shown[key] = stand_in
            missing.append(PrintProblem(Severity.ERROR, sentence, key))
    attachments = shown.get("attachments") or []
    if any(not item["title"] for item in attachments):
        missing.append(PrintProblem(Severity.ERROR, "有附件没有写标题", "attachments"))
        shown["attachments"] = [{**item, "title": item["title"] or _NO_TITLE} for item in attachments]
    return shown, missing


def new_fields(desk: Desk, kind: Kind) -> dict[str, Any]:
    """What a new paper begins with."""
    known = desk.read(office.office, on=desk.today)
    return usual_fields(
        kind,
        office_name=known.office_name,
        short_name=known.office_short_name,
        issued_by=known.issued_by,
        today=desk.today,
        letterheads=known.letterheads,
    )


def begun(desk: Desk, kind: Kind, made_for: MadeFor, *, pieces: Collection[int] = ()) -> dict[str, Any]:
    """What a paper begins with for what it is made for; of an inquiry, about those `pieces` only, by their ids.

    Raises Invalid for a kind that does not fit it, Missing, Forbidden where there is nothing to ask.
    """
    fields = new_fields(desk, kind)
    if made_for.submission_id is not None:
        detail = desk.read(submissions.detail, made_for.submission_id, now=desk.now)
        signed = {"signatories": [detail.signatory]} if kind in UPWARD and office.named(detail.signatory) else {}
        organ = next(iter(fields["organs"]), "")
        return fields | signed | _forwarding(desk, kind, detail, made_for.dispatch_id, organ=organ)
    if made_for.group_id is not None or made_for.occasion is not None:
        return fields | _convening(desk, kind, made_for)
    if made_for.quarter is not None:
        return fields | _calling(desk, kind, made_for.quarter)
    if made_for.inquiry_id is not None:
        return fields | _inquiring(desk, kind, made_for.inquiry_id, pieces)
    return fields | _of_time(desk, kind, made_for)


def _forwarding(
    desk: Desk, kind: Kind, detail: SubmissionDetail, dispatch_id: int | None, *, organ: str
) -> dict[str, Any]:
    """About a submission: for one of its dispatches, else for the first destination that gets such a paper."""
    known = {row.name: row for row in desk.read(office.destinations, all_destinations=True)}
    meant = [d.destination for d in detail.dispatches if dispatch_id in (None, d.id)]
    if dispatch_id is not None and not meant:
        raise Missing("找不到这条报送记录，可能已被撤去。没有作任何改动。请刷新后再试。")
    relations = {name: _relation(known.get(name), name) for name in meant or detail.intended_destinations}
    fitting = [name for name, relation in relations.items() if usual_kind(relation) is kind]
    main_to = [*fitting, *relations][:1]
    return forwarded(
        kind,
        relations[main_to[0]] if fitting or dispatch_id is not None else Relation.DEPARTMENT,
        organ=organ,
        main_to=main_to,
        title=detail.row.title,
        contributors=[contributor.name for contributor in detail.contributors],
        text=detail.text,
    )


def kind_for(desk: Desk, destination: str) -> Kind:
    """What the office writes to a destination."""
    rows = desk.read(office.destinations, all_destinations=True)
    return usual_kind(_relation(next((row for row in rows if row.name == destination), None), destination))


def _relation(row: DestinationRow | None, name: str) -> Relation:
    if row is None:
        return relation_of((name,), department=False)
    return relation_of((row.name, *split(row.aliases)), department=row.parent_id is not None)


def _convening(desk: Desk, kind: Kind, made_for: MadeFor) -> dict[str, Any]:
    """About a meeting, or about an activity of a group whose people are not told otherwise."""
    organ = desk.read(office.office, on=desk.today).issued_by
    group = desk.read(groups.roll, made_for.group_id) if made_for.group_id is not None else None
    return convened(kind, made_for.occasion, group, organ=organ)


def _calling(desk: Desk, kind: Kind, quarter: Quarter) -> dict[str, Any]:
    """About the topics of a quarter, as they are now."""
    known = desk.read(office.office, on=desk.today)
    listed = [
        CalledTopic(theme=row.theme, angles=row.angles, lead_unit=row.lead_unit, due_on=row.due_on)
        for row in desk.read(topics.topics, quarter)
    ]
    return called(kind, quarter, listed, organ=known.issued_by, length_limit=known.length_limit)


def _inquiring(desk: Desk, kind: Kind, destination_id: int, only: Collection[int]) -> dict[str, Any]:
    """About the pieces sent to a destination of whose use nothing is known, as they are now; all, or those named."""
    rows = desk.read(office.destinations, all_destinations=True)
    to = next((row.name for row in rows if row.id == destination_id), None)
    if to is None:
        raise Missing("找不到要查询的去向。没有作任何改动。请刷新后再试。")
    waiting = desk.read(awaited_adoptions, today=desk.today, destination_id=destination_id)
    asked = [row for row in waiting if not only or row.submission_id in only]
    pieces = [SentPiece(title=row.title, sent_on=row.sent_on) for row in asked]
    return inquired(kind, pieces, organ=desk.read(office.office, on=desk.today).issued_by, to=to)


def _of_time(desk: Desk, kind: Kind, made_for: MadeFor) -> dict[str, Any]:
    if made_for.year is not None:
        return _of_year(desk, kind, made_for.year)
    return _reported(desk, kind, made_for.report) if made_for.report is not None else {}


def _of_year(desk: Desk, kind: Kind, year: int) -> dict[str, Any]:
    """The 通报 on a year, which the 办公室 issues, or the 决定 on its awards, which is the committee's own."""
    known = desk.read(office.office, on=desk.today)
    if kind is Kind.DECISION:
        return commended(kind, year, desk.read(honoured, year), organ=body_of(known.office_name))
    told = desk.read(year_figures, year, today=desk.today)
    return circulated(kind, told, organ=known.issued_by, chart=_kept_chart(desk, chart_of(told)))


def _reported(desk: Desk, kind: Kind, told: Told) -> dict[str, Any]:
    """The paper on a month, half a year or a year; the 报告 is the committee's own, to the party committee."""
    area = area_of(desk.read(office.office, on=desk.today).office_name)
    facts = desk.read(report_facts, told.report, told.span, now=desk.now)
    return drafted(kind, facts, superior=f"中共{area}委员会" if area else "")


def _kept_chart(desk: Desk, chart: Chart) -> str:
    """The SHA-256 of its kept picture; "" on a PC without a Chinese font."""
    from cppcc_desk.press.charts import picture  # noqa: PLC0415 - Qt loads with the press
    from cppcc_desk.press.fonts import installed  # noqa: PLC0415

    return desk.originals.keep(picture(figure(chart))) if installed().usable() else ""
