"""A 公文 while it is being drafted: what it looks like so far, and what it begins with for a submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import KEYS, Kind
from cppcc_desk.domain.official.usual import usual_fields
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.errands.previews import StandIns, look_at_fields
from cppcc_desk.operations.documents import NUMBER
from cppcc_desk.queries import office, submissions
from cppcc_desk.storage.desk import Desk

_STAND_INS: Mapping[str, tuple[Any, str]] = {
    "organs": (["（发文机关）"], "发文机关没有填"),
    "title": ("（标题）", "标题没有填"),
    "body": (["（正文）"], "正文没有填"),
}
_NO_TITLE = "（附件标题）"


@dataclass(frozen=True)
class Look:
    """How a draft stands; no `layout` where its fields make no pages at all."""

    check: tuple[PrintProblem, ...]
    layout: Layout | None


def look_at_draft(desk: Desk, kind: Kind, fields: Mapping[str, Any], *, org_code: str, stand_ins: StandIns) -> Look:
    """Pages and check of a draft. What is still missing is shown by words in brackets and named in the check; the
    place of the number, which is given when the paper is finished, is left open."""
    shown, missing = _filled_up(fields)
    numbered = NUMBER in KEYS[kind] and org_code
    if numbered:
        shown[NUMBER] = {"org_code": org_code, "year": desk.today.year}
    try:
        check, layout, _ = look_at_fields(desk, kind, shown, stand_ins=stand_ins)
    except Invalid as refusal:
        element = next(iter(refusal.problems), "body")
        return Look((PrintProblem(Severity.ERROR, refusal.message, element.split(" ")[0]),), None)
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


def fields_for_submission(desk: Desk, kind: Kind, submission_id: int) -> dict[str, Any]:
    """What a 函 or a 报告 about a submission begins with: its title, its text, where it goes. Raises Missing."""
    detail = desk.read(submissions.detail, submission_id, now=desk.now)
    fields = new_fields(desk, kind)
    organ = fields["organs"][0]
    title = detail.row.title
    main_to = [row.destination for row in detail.dispatches] or list(detail.intended_destinations)
    paragraphs = [line for line in (detail.edited_text or detail.original_text).split("\n") if line.strip()]
    asked = _asked(kind, title, who=_who(detail.row.contributors), office=organ)
    return fields | {
        "title": f"{organ}关于{asked.about}的{kind}",
        "main_to": main_to[:1],
        "body": [asked.opening, *paragraphs, asked.ending],
    }


@dataclass(frozen=True)
class _Asked:
    about: str
    opening: str
    ending: str


def _asked(kind: Kind, title: str, *, who: str, office: str) -> _Asked:
    """The sentences around the text, as the kind has them."""
    if kind is Kind.REPORT:
        return _Asked(f"报送《{title}》", f"现将{who}反映的社情民意信息《{title}》报送如下，供参考。", "特此报告。")
    return _Asked(
        f"商请研究办理《{title}》",
        f"现将{who}反映的社情民意信息《{title}》转去，请结合实际研究办理，并将办理情况函告{office}。",
        "特此函达。",
    )


def _who(contributors: str) -> str:
    names: Sequence[str] = [name for name in contributors.split("、") if name]
    return f"{'、'.join(names[:2])}{'等' if len(names) > 2 else ''}" if names else "有关方面"
