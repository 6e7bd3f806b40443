"""The office's forms that are no 公文: what each shows, as plain facts, and how facts become a `Form`.

`FORM_KINDS` lists them by the names the office uses; window and commands enumerate it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cppcc_desk.domain.forms.adoption import (
    Adopted,
    AdoptionFacts,
    Author,
    Report,
    adoption_certificate,
    adoption_notice,
)
from cppcc_desk.domain.forms.advice import split_problem_and_advice
from cppcc_desk.domain.forms.appointment import AppointmentFacts, appointment
from cppcc_desk.domain.forms.attendance import Attendant, SignInFacts, sign_in_sheet
from cppcc_desk.domain.forms.award import AwardFacts, Commended, award_certificate
from cppcc_desk.domain.forms.catalogue import CatalogueFacts, catalogue
from cppcc_desk.domain.forms.commission import AskedPiece, CommissionFacts, commission_letter, commission_reminder
from cppcc_desk.domain.forms.delivery import Delivery, DeliveryRegisterFacts, delivery_register
from cppcc_desk.domain.forms.distribution import CopyLine, DistributionFacts, distribution_list
from cppcc_desk.domain.forms.drafting import Disclosure, DraftingSheetFacts, drafting_sheet
from cppcc_desk.domain.forms.duty import DutyFacts, DutyMeeting, DutyPiece, duty_record
from cppcc_desk.domain.forms.form import Cell, Form, Grid, Row, Sheet
from cppcc_desk.domain.forms.handling import HandlingFacts, feedback_sheet, supervision_sheet, transfer_letter
from cppcc_desk.domain.forms.intake import IntakeSheetFacts, intake_sheet
from cppcc_desk.domain.forms.invitation import InvitationFacts, Invitee, invitation
from cppcc_desk.domain.forms.occasion_record import (
    OccasionRecordFacts,
    RecordedDecision,
    RecordedPiece,
    occasion_record,
)
from cppcc_desk.domain.forms.payment import PaidPiece, Payee, PaymentFacts, payment_sheet
from cppcc_desk.domain.forms.quota import QuotaFacts, quota_reminder
from cppcc_desk.domain.forms.ranking import Ranked, RankingFacts, ranking_sheet
from cppcc_desk.domain.forms.reminder import DueItem, ReminderFacts, pressing, reminder
from cppcc_desk.domain.forms.review import ReviewSheetFacts, review_sheet
from cppcc_desk.domain.forms.score import (
    ScoreAdjustment,
    ScoreFacts,
    ScoreLine,
    ScorePart,
    UncountedPiece,
    score_sheet,
)
from cppcc_desk.domain.forms.supervision import AssignmentFacts, LoggedSupervision, assignment_sheet
from cppcc_desk.domain.forms.thanks import Esteem, ThanksFacts, thanks_letter


@dataclass(frozen=True)
class FormKind:
    """The facts a form is made of, and the builder that takes them."""

    facts: type[Any]
    build: Callable[[Any], Form]


FORM_KINDS: Mapping[str, FormKind] = MappingProxyType(
    {
        "来稿登记表": FormKind(IntakeSheetFacts, intake_sheet),
        "核稿单": FormKind(ReviewSheetFacts, review_sheet),
        "发文稿纸": FormKind(DraftingSheetFacts, drafting_sheet),
        "送达登记": FormKind(DeliveryRegisterFacts, delivery_register),
        "催办单": FormKind(ReminderFacts, reminder),
        "转办函": FormKind(HandlingFacts, transfer_letter),
        "督办单": FormKind(HandlingFacts, supervision_sheet),
        "办理反馈单": FormKind(HandlingFacts, feedback_sheet),
        "采用通知": FormKind(AdoptionFacts, adoption_notice),
        "采用证明": FormKind(AdoptionFacts, adoption_certificate),
        "感谢信": FormKind(ThanksFacts, thanks_letter),
        "批示督办单": FormKind(AssignmentFacts, assignment_sheet),
        "签到表": FormKind(SignInFacts, sign_in_sheet),
        "列席邀请函": FormKind(InvitationFacts, invitation),
        "会议活动记录单": FormKind(OccasionRecordFacts, occasion_record),
        "聘书": FormKind(AppointmentFacts, appointment),
        "履职档案": FormKind(DutyFacts, duty_record),
        "约稿函": FormKind(CommissionFacts, commission_letter),
        "约稿催办": FormKind(CommissionFacts, commission_reminder),
        "任务数提醒函": FormKind(QuotaFacts, quota_reminder),
        "计分明细表": FormKind(ScoreFacts, score_sheet),
        "排名表": FormKind(RankingFacts, ranking_sheet),
        "稿酬发放表": FormKind(PaymentFacts, payment_sheet),
        "荣誉证书": FormKind(AwardFacts, award_certificate),
        "发放登记表": FormKind(DistributionFacts, distribution_list),
        "归档文件目录": FormKind(CatalogueFacts, catalogue),
    }
)

__all__ = [
    "FORM_KINDS",
    "Adopted",
    "AdoptionFacts",
    "AppointmentFacts",
    "AskedPiece",
    "AssignmentFacts",
    "Attendant",
    "Author",
    "AwardFacts",
    "CatalogueFacts",
    "Cell",
    "Commended",
    "CommissionFacts",
    "CopyLine",
    "Delivery",
    "DeliveryRegisterFacts",
    "Disclosure",
    "DistributionFacts",
    "DraftingSheetFacts",
    "DueItem",
    "DutyFacts",
    "DutyMeeting",
    "DutyPiece",
    "Esteem",
    "Form",
    "FormKind",
    "Grid",
    "HandlingFacts",
    "IntakeSheetFacts",
    "InvitationFacts",
    "Invitee",
    "LoggedSupervision",
    "OccasionRecordFacts",
    "PaidPiece",
    "Payee",
    "PaymentFacts",
    "QuotaFacts",
    "Ranked",
    "RankingFacts",
    "RecordedDecision",
    "RecordedPiece",
    "ReminderFacts",
    "Report",
    "ReviewSheetFacts",
    "Row",
    "ScoreAdjustment",
    "ScoreFacts",
    "ScoreLine",
    "ScorePart",
    "Sheet",
    "SignInFacts",
    "ThanksFacts",
    "UncountedPiece",
    "pressing",
    "review_sheet",
    "split_problem_and_advice",
]
