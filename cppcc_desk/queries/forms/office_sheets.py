"""What the forms of the office's own steps show of a submission: 来稿登记表 核稿单 发文稿纸 送达登记 催办单."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.submission import IntakeChannel, UrgencyGrade
from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries import issues
from cppcc_desk.queries.clocks import Clock
from cppcc_desk.queries.forms.asked import Asked, people_of, work_of
from cppcc_desk.queries.office import destinations, named
from cppcc_desk.queries.submissions import StepRow, SubmissionDetail, detail, id_of

REPLY_DAYS = 1  # a reminder asks for an answer by the next day


def intake(asked: Asked) -> forms.IntakeSheetFacts:
    d = asked.detail
    lead, others = people_of(d)
    return forms.IntakeSheetFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.original_title,
        received_at=d.row.received_at,
        intake_channel=IntakeChannel(d.intake_channel),
        collective_submission=d.collective_submission,
        contributor=lead.name if lead else "",
        contributor_kind=lead.kind if lead else "",
        position=work_of(lead),
        phone=lead.phone if lead else "",
        sector=lead.sector if lead else "",
        committee=lead.committee if lead else "",
        town=lead.town if lead else "",
        party=lead.party if lead else "",
        co_contributors=others,
        submitting_unit=d.row.unit,
        drafter=d.drafter,
        info_group=d.row.group,
        is_commissioned=d.is_commissioned,
        topic_call=d.topic_call,
        consent_public=d.consent_public,
        attachments=tuple(f.file_name for f in d.files),
        category=d.row.category,
        nature=d.nature,
        urgency_grade=UrgencyGrade(d.row.urgency_grade) if d.row.category else None,
        keywords=d.keywords,
        destinations=_offered(asked.session),
        intended_destinations=d.intended_destinations,
        handling_opinion=d.handling_opinion,
        registered_by=d.registered_by,
        registered_on=d.registered_at.date(),
        original_text=d.original_text,
    )


def review(asked: Asked) -> forms.ReviewSheetFacts:
    d = asked.detail
    lead, others = people_of(d)
    merged = [detail(asked.session, id_of(asked.session, number), now=asked.now) for number in d.merged_from]
    edited, reviewed = _last(d, Step.EDIT), _last(d, Step.REVIEW)
    return forms.ReviewSheetFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.row.title,
        text=d.text,
        submitting_unit=d.row.unit,
        contributor=lead.name if lead else "",
        position=work_of(lead),
        phone=lead.phone if lead else "",
        sector=lead.sector if lead else "",
        committee=lead.committee if lead else "",
        party=lead.party if lead else "",
        co_contributors=(*others, *(c.name for piece in merged for c in piece.contributors)),
        comprehensive=bool(merged),
        originals=tuple(f"{piece.row.intake_no}《{piece.original_title}》" for piece in (d, *merged)) if merged else (),
        destinations=_offered(asked.session),
        main_to=_going_to(d),
        editor=d.responsible_editor,
        edited_on=_day(edited),
        reviewer=d.reviewer,
        reviewed_on=_day(reviewed),
        opinion=reviewed.opinion if reviewed else "",
        times_returned=d.times_returned,
    )


def drafting(asked: Asked) -> forms.DraftingSheetFacts:
    d = asked.detail
    issue = issues.issue_of(asked.session, d.row.id)
    signed, edited, reviewed = _last(d, Step.SIGN_OFF), _last(d, Step.EDIT), _last(d, Step.REVIEW)
    upper = {row.name: row.parent_id is None for row in destinations(asked.session, all_destinations=True)}
    goes = _going_to(d)
    return forms.DraftingSheetFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.row.title,
        urgency_grade=UrgencyGrade(d.row.urgency_grade),
        signatory=named(d.signatory),
        signed_on=d.signed_at.date() if d.signed_at and named(d.signatory) else None,
        sign_off_opinion=signed.opinion if signed else "",
        main_to=tuple(name for name in goes if upper.get(name, True)),
        copy_to=tuple(name for name in goes if not upper.get(name, True)),
        doc_number=issue.name if issue else "",
        reviewer=d.reviewer,
        reviewed_on=_day(reviewed),
        drafting_unit=asked.office.issued_by,
        drafter=d.responsible_editor,
        drafted_on=_day(edited),
        attachments=tuple(f.file_name for f in d.files if not f.source),
        printed_by=issue.printed_by if issue else "",
        proofreaders=_proofreaders(d),
        copies=issue.copies if issue else None,
        disclosure=None if not d.consent_public else forms.Disclosure.OPEN,
    )


def deliveries(asked: Asked) -> forms.DeliveryRegisterFacts:
    d = asked.detail
    lead, _ = people_of(d)
    issue = issues.issue_of(asked.session, d.row.id)
    return forms.DeliveryRegisterFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.row.title,
        contributor=lead.name if lead else d.row.unit,
        received_at=d.row.received_at,
        issue=issue.name if issue else "",
        deliveries=tuple(
            forms.Delivery(
                destination=row.destination,
                form=row.form,
                copies=row.copies if row.sent_at else None,
                way=row.way,
                doc_number=row.doc_number,
                sent_at=row.sent_at,
                due_at=row.clock.due_at,
                rule=row.clock.rule,
                late=row.clock.late if row.sent_at else None,
                signed_by=row.signed_by,
                signed_at=row.signed_at,
            )
            for row in d.dispatches
        ),
    )


def reminder(asked: Asked) -> forms.ReminderFacts:
    d = asked.detail
    lead, _ = people_of(d)
    paused = next((p.reason for p in d.pauses if p.ended_at is None), "")
    waiting = [c for c in d.clocks if c.sent_at is None and c.urgency is not Urgency.DONE]
    if not waiting:
        raise Forbidden(f"来稿 {d.row.intake_no}“{d.row.state}”，没有待报送的去向，不用催办。没有写出催办单。")
    leader = f"（{d.group_leader}）" if d.group_leader else ""
    return forms.ReminderFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        addressee=f"{d.row.group}{leader}" if d.row.group else d.responsible_editor or d.registered_by,
        intake_no=d.row.intake_no,
        title=d.row.title,
        contributor=lead.name if lead else d.row.unit,
        received_at=d.row.received_at,
        state=f"{d.row.state}，下一步{d.row.next_step}" if d.row.next_step else d.row.state,
        items=tuple(_due_item(c) for c in waiting),
        pressing=forms.pressing(waiting[0].urgency, waiting[0].remaining),
        paused=paused,
        to_do=f"请抓紧办理“{d.row.next_step}”，完成后将办理情况填入下面的回执。" if d.row.next_step else "",
        reply_by=(asked.now + timedelta(days=REPLY_DAYS)).date(),
    )


def _due_item(clock: Clock) -> forms.DueItem:
    """A destination that waits; before any is chosen the earliest 期限 that can be met is nobody's in particular."""
    item = forms.DueItem(
        destination=clock.destination, due_at=clock.due_at, rule=clock.rule, form=clock.form, standing=clock.remaining
    )
    if clock.chosen:
        return item
    return replace(item, destination="去向未定", form="", rule=f"暂按最早还能赶上的期限：{clock.rule}")


def _offered(session: Session) -> tuple[str, ...]:
    return tuple(row.name for row in destinations(session) if row.parent_id is None)


def _going_to(d: SubmissionDetail) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.destination for row in d.dispatches)) or d.intended_destinations


def _last(d: SubmissionDetail, step: Step) -> StepRow | None:
    return next((record for record in reversed(d.steps) if record.step == step), None)


def _day(record: StepRow | None) -> date | None:
    """The day a step was done on: its own where it was recorded afterwards."""
    if record is None:
        return None
    own = dict(record.details).get("日期")
    return date.fromisoformat(own) if own else record.at.date()


def _proofreaders(d: SubmissionDetail) -> tuple[str, ...]:
    names = [dict(record.details).get("校对人", record.by) for record in d.steps if record.step == Step.PROOFREAD]
    return tuple(dict.fromkeys(names))
