"""A 来稿 as a value: what arrives, what must be filled in, what the reader understood of a file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cppcc_desk.domain import secrecy
from cppcc_desk.domain.people import PersonFacts, UnitKind


class IntakeChannel(StrEnum):
    """来稿方式: how a submission reached the office."""

    PAPER = "纸质"
    MAIL = "邮件"
    WECHAT = "微信"
    QQ = "QQ"
    USB = "U盘"
    MEETING = "会议"
    OTHER = "其他"


class UrgencyGrade(StrEnum):
    """缓急: sorts first, and may shorten a clock when the office says so; it is not itself a clock."""

    EXTRA_URGENT = "特急"
    URGENT = "急件"
    NORMAL = "平件"


class ReadStatus(StrEnum):
    """What became of one received file, or of one submission found in it."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNING = "accepted_with_warning"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A submission before it is registered: what a file says, or what was typed.

    Text fields are clean single lines, "" where unknown (never guessed); `body` keeps one paragraph a line.
    """

    title: str = ""
    contributors: tuple[str, ...] = ()  # names, the first one leads
    unit: str = ""
    phone: str = ""
    position: str = ""  # 职务 or the label 单位职务 as written
    sector: str = ""  # 界别, when a form names it
    drafter: str = ""  # 执笔人, when a form names it
    written_on: date | None = None
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadResult:
    """One submission found in a file, or the reason why none was taken.

    `draft` is None exactly when `status` is REFUSED or SKIPPED; `message` is then a sentence.
    """

    status: ReadStatus
    draft: Draft | None = None
    warnings: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class Contributor(PersonFacts):
    """反映人 or 联名人 as registered; `person_id` links to the roster when the office picked a person.

    `credited` is the kind of unit that was chosen to be credited; None leaves it to the office's rule.
    """

    person_id: int | None = None
    credited: UnitKind | None = None


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What 登记 records of how a piece came and from whom: the part that may be corrected afterwards."""

    contributors: tuple[Contributor, ...]
    received_at: datetime
    intake_channel: IntakeChannel
    submitting_unit: str = ""
    drafter: str = ""
    collective_submission: bool = False
    is_commissioned: bool = False
    topic_call_id: int | None = None
    consent_public: bool = False
    follows_intake_no: str = ""  # 续报: the first piece this one follows


@dataclass(frozen=True, kw_only=True)
class Registration(Particulars):
    """Everything the step 登记 records (design: domain.md section 1)."""

    title: str
    original_text: str
    info_group_id: int | None = None
    attachments: tuple["ReceivedFile", ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """A file kept byte for byte: its bytes are found by `sha256`; `source` marks the manuscript itself."""

    sha256: str
    file_name: str
    size: int
    source: bool = False


MAX_TITLE = 120


def problems(registration: Registration, *, now: datetime, to_complete: bool = False) -> dict[str, str]:
    """What keeps `registration` from being saved: field identifier -> sentence, in the order of the form.

    `to_complete`: a piece of a batch, whose contributor may be filled in afterwards.
    """
    found: dict[str, str] = {}
    if not registration.title.strip():
        found["title"] = "请填写标题。"
    elif len(registration.title) > MAX_TITLE:
        found["title"] = f"标题超过 {MAX_TITLE} 个字，请缩短，说明文字放进正文。"
    elif refusal := secrecy.refusal([registration.title]):
        found["title"] = refusal
    if not registration.original_text.strip():
        found["original_text"] = "请填写正文，或从原稿读入。"
    elif refusal := secrecy.refusal(registration.original_text.splitlines()):
        found["original_text"] = refusal
    found |= particulars_problems(registration, now=now, to_complete=to_complete)
    order = ("received_at", "title", "contributors", "submitting_unit", "original_text")
    return {key: found[key] for key in order if key in found}


def particulars_problems(particulars: Particulars, *, now: datetime, to_complete: bool = False) -> dict[str, str]:
    """The same for what may be corrected after 登记."""
    found: dict[str, str] = {}
    if particulars.received_at > now:
        found["received_at"] = "收稿时间晚于现在，请核对日期和时间。"
    named = any(c.name.strip() for c in particulars.contributors)
    if not particulars.collective_submission and not named and not to_complete:
        found["contributors"] = "请填写反映人；集体来稿请勾选“集体来稿”并填写反映单位。"
    if particulars.collective_submission and not particulars.submitting_unit.strip():
        found["submitting_unit"] = "集体来稿请填写反映单位。"
    return found


def intake_no(year: int, serial: int) -> str:
    """来稿编号: 2026-001; three digits at least, more when the year needs them."""
    return f"{year}-{serial:03d}"
