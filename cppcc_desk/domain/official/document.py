"""A 公文 as a value: every element of GB/T 9704-2012, in the words of the office; what is absent is empty."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.official.letterhead import Letterhead
from cppcc_desk.domain.official.picture import Picture
from cppcc_desk.domain.official.wording import doc_number


class Kind(StrEnum):
    """文种 that the office issues, and 简报."""

    NOTICE = "通知"
    CIRCULAR = "通报"
    OPINION = "意见"
    DECISION = "决定"
    REPORT = "报告"
    REQUEST = "请示"
    LETTER = "函"
    MINUTES = "纪要"
    BULLETIN = "简报"


UPWARD = frozenset({Kind.REPORT, Kind.REQUEST})
URGENCIES = ("特急", "加急")


class DocumentState(StrEnum):
    """How far a paper is: being drafted, finished with its content frozen, or void with its number."""

    DRAFT = "起草"
    FINISHED = "已定稿"
    VOID = "作废"


UNNUMBERED = frozenset({Kind.MINUTES, Kind.BULLETIN})  # may be finished without 发文字号


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table in the text; `widths_mm` is empty for columns of one width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_mm: tuple[float, ...] = ()


Block = str | Table | Picture  # a string is a paragraph, its level understood from 一、 （一） 1. （1）


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """附件: its own pages behind the date, named in 附件说明."""

    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class DocNumber:
    """发文字号; without `serial` the place is left for the pen."""

    org_code: str
    year: int
    serial: int | None

    @property
    def text(self) -> str:
        """云政协〔2026〕5号."""
        if self.serial is None:
            return f"{self.org_code}〔{self.year}〕　号"
        return doc_number(self.org_code, self.year, self.serial)


@dataclass(frozen=True, kw_only=True)
class OfficialDocument:
    """One paper of any `kind`. Elements that the kind does not print are ignored by what composes it."""

    kind: Kind
    organs: tuple[str, ...]  # the lead one first
    title: str  # a newline forces a break
    body: tuple[Block, ...]
    mark: str = ""  # 发文机关标志 when it is not organ + 文件
    letterhead: Letterhead | None = None  # the office's own 版头, or what it has for the mark
    doc_number: DocNumber | None = None
    copy_no: int | None = None
    urgency: str = ""
    signatories: tuple[str, ...] = ()
    main_to: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signed_by: tuple[str, ...] = ()  # 署名 when it is not the organs
    dated: date | None = None  # 成文日期
    sealed: bool = True
    seal: Picture | None = None  # without one its place is left free
    note: str = ""  # 附注, without brackets
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None
    attendance: tuple[tuple[str, tuple[str, ...]], ...] = ()  # 纪要: label (出席, 请假, 列席) and names
    issue_no: int | None = None  # 简报 from here on
    cumulative_no: int | None = None
    issued_by: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    editor: str = ""
    reviewer: str = ""

    @property
    def signers(self) -> tuple[str, ...]:
        """署名."""
        return self.signed_by or self.organs

    @property
    def name(self) -> str:
        """What the paper is called in lists and file names."""
        return self.title.replace("\n", "")
