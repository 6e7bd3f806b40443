"""The office's forms about submissions, 交办, groups, people, meetings and 约稿, made of what is recorded now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.forms import FORM_KINDS, Form
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.forms import (
    adoption,
    assignments,
    commissions,
    duty,
    groups,
    handling,
    newsletters,
    occasions,
    office_sheets,
    people,
    scores,
)
from cppcc_desk.queries.forms.asked import Asked
from cppcc_desk.queries.office import office
from cppcc_desk.queries.submissions import detail

OF_SUBMISSION: Mapping[str, Callable[[Asked], Any]] = MappingProxyType(
    {
        "来稿登记表": office_sheets.intake,
        "核稿单": office_sheets.review,
        "发文稿纸": office_sheets.drafting,
        "送达登记": office_sheets.deliveries,
        "催办单": office_sheets.reminder,
        "转办函": handling.transfer,
        "督办单": handling.handling,
        "办理反馈单": handling.handling,
        "采用通知": adoption.adoption,
        "采用证明": adoption.adoption,
        "感谢信": adoption.thanks,
    }
)
OF_UNIT = ("转办函", "督办单", "办理反馈单")  # one of each for every handling unit
OF_GROUP: Mapping[str, Callable[[Session, int, datetime], Any]] = MappingProxyType({"签到表": groups.sign_in})
OF_PERSON: Mapping[str, Callable[[Session, int, datetime], Any]] = MappingProxyType(
    {"聘书": people.appointment, "履职档案": duty.duty_of_this_year}
)
OF_ASSIGNMENT: Mapping[str, Callable[[Session, int, datetime], Any]] = MappingProxyType(
    {"批示督办单": assignments.assigned}
)
OF_COMMISSION = ("约稿函", "约稿催办")
OF_OCCASION: Mapping[str, Callable[[occasions.AboutOccasion], Any]] = MappingProxyType(
    {"签到表": occasions.sign_in, "列席邀请函": occasions.invitation, "会议活动记录单": occasions.record}
)
OF_SCORE = ("计分明细表",)  # of people and units, for a year
OF_YEAR = ("排名表", "稿酬发放表", "荣誉证书")
OF_QUARTER: Mapping[str, Callable[..., Any]] = MappingProxyType({"发放登记表": newsletters.distribution})
ASKED_FOR = tuple(
    dict.fromkeys(
        (
            *OF_SUBMISSION,
            *OF_ASSIGNMENT,
            *OF_GROUP,
            *OF_OCCASION,
            *OF_PERSON,
            *OF_COMMISSION,
            *OF_SCORE,
            *OF_YEAR,
            *OF_QUARTER,
        )
    )
)


def form(session: Session, kind: str, submission_id: int, *, now: datetime, destination: str = "") -> Form:
    """The form `kind` about a submission, for one of its destinations where that matters.

    Raises Missing with the list of the known kinds, Invalid for a destination where there is none to choose, Forbidden
    where there is nothing to be said.
    """
    if kind not in OF_SUBMISSION:
        raise Missing(f"没有“{kind}”这种表单；可用的有：{'、'.join(ASKED_FOR)}。没有写出任何文件。")
    if destination and kind not in OF_UNIT:
        raise Invalid(f"“{kind}”不分去向，请去掉去向再试；没有写出任何文件。")
    asked = Asked(session, detail(session, submission_id, now=now), office(session, on=now.date()), now, destination)
    return FORM_KINDS[kind].build(OF_SUBMISSION[kind](asked))


def group_form(session: Session, kind: str, group_id: int, *, now: datetime) -> Form:
    """The form `kind` about a 信息小组. Raises Missing."""
    return FORM_KINDS[kind].build(OF_GROUP[kind](session, group_id, now))


def person_form(session: Session, kind: str, person_id: int, *, now: datetime) -> Form:
    """The form `kind` about somebody of the roster. Raises Missing."""
    return FORM_KINDS[kind].build(OF_PERSON[kind](session, person_id, now))


def assignment_form(session: Session, kind: str, assignment_id: int, *, now: datetime) -> Form:
    """The form `kind` about an assignment of a 批示. Raises Missing."""
    return FORM_KINDS[kind].build(OF_ASSIGNMENT[kind](session, assignment_id, now))


def commission_letters(
    session: Session, kind: str, commission_ids: Sequence[int], *, now: datetime
) -> tuple[Form, ...]:
    """The letters `kind` about what was commissioned, one to each addressee. Raises Missing, Forbidden."""
    return tuple(FORM_KINDS[kind].build(facts) for facts in commissions.commissioned(session, commission_ids, now))


def occasion_form(
    session: Session, kind: str, occasion_id: int, *, now: datetime, attendance_ids: Collection[int] = ()
) -> Form:
    """The form `kind` about a meeting or an activity; of a letter, one to each of `attendance_ids`.

    Raises Missing, Forbidden where there is nobody to write to.
    """
    return FORM_KINDS[kind].build(OF_OCCASION[kind](occasions.about(session, occasion_id, attendance_ids, now=now)))


def duty_form(session: Session, person_id: int, *, now: datetime, year: int | None) -> Form:
    """履职档案 of a year, or of all years. Raises Missing."""
    return FORM_KINDS["履职档案"].build(duty.duty_facts(session, person_id, now, year=year))


def yearly_forms(
    session: Session, kind: str, year: int, *, now: datetime, names: Collection[str] = ()
) -> tuple[Form, ...]:
    """The forms `kind` about a year of scores, only for the groups, people, units or pieces named where any are.

    Raises Missing, Invalid for names where there is nothing to choose.
    """
    match kind:
        case "排名表":
            return scores.ranking_sheets(session, year, now=now, groups=names)
        case "荣誉证书":
            return scores.certificates(session, year, now=now, names=names)
    if names:
        raise Invalid(f"“{kind}”不分人和组别，请去掉再试；没有写出任何文件。")
    return (scores.payment_sheet(session, year, now=now),)


def quarter_form(session: Session, kind: str, quarter: Quarter, *, now: datetime) -> Form:
    """The form `kind` about the newsletter of a quarter. Raises Missing."""
    return FORM_KINDS[kind].build(OF_QUARTER[kind](session, quarter, now=now))
