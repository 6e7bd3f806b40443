"""The four ledgers that the office keeps, and the columns that each may have.

A column is called the same wherever it is: as a choice of the office, as a head in the file, as what a head of an older
ledger is taken for. `LOST` are those that tell what is derived, or belongs to other lists: they go out and are passed
over when a ledger comes in.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.ledger import ColumnKind, LedgerColumn


class Register(StrEnum):
    """What a ledger has a row for: each piece, each time one was sent, adopted, or written on by a leader."""

    INTAKE = "来稿"
    DISPATCH = "报送"
    ADOPTION = "采用"
    INSTRUCTION = "批示"

    @property
    def called(self) -> str:
        """来稿台账."""
        return f"{self}台账"


class Head(StrEnum):
    """What a column tells, by the word that heads it."""

    NUMBER = "编号"
    RECEIVED = "收稿时间"
    TITLE = "标题"
    PEOPLE = "反映人"
    UNIT = "反映单位"
    POST = "职务"
    KIND = "身份"
    SECTOR = "界别"
    COMMITTEE = "专委会"
    TOWN = "镇街"
    PARTY = "党派"
    PHONE = "电话"
    CHANNEL = "方式"
    DRAFTER = "执笔人"
    COLLECTIVE = "集体来稿"
    COMMISSIONED = "约稿"
    CATEGORY = "类别"
    NATURE = "信息性质"
    URGENCY = "缓急"
    KEYWORDS = "关键词"
    OPINION = "拟办意见"
    GROUP = "小组"
    STATE = "状态"
    SCREENING = "筛选结论"
    REASON = "不采用原因"
    MERGED_INTO = "并入"
    EDITOR = "责任编辑"
    REVIEWER = "核稿人"
    SIGNATORY = "签发人"
    SIGNED = "签发时间"
    ISSUE = "期号"
    ISSUED = "印发日期"
    SENT = "报送情况"
    ADOPTIONS = "采用情况"
    INSTRUCTIONS = "批示情况"
    ARCHIVE_NO = "归档号"
    ARCHIVED = "归档时间"
    ARCHIVE_YEAR = "归档年度"
    RETENTION = "保管期限"
    ITEMS = "件数"
    PAGES = "页数"
    TEXT = "正文"
    CHARACTERS = "字数"
    REGISTERED_BY = "登记人"

    DESTINATION = "报送去向"
    FORM = "报送形式"
    DUE = "报送期限"
    SENT_AT = "报送时间"
    LATE = "是否逾期"
    WAY = "报送方式"
    COPIES = "报送份数"
    DOC_NUMBER = "文号"
    SENT_BY = "经办人"
    SIGNED_BY = "签收人"
    SIGNED_FOR_AT = "签收时间"

    ADOPTED_LEVEL = "采用层级"
    ADOPTED_FORM = "采用形式"
    ADOPTED_BY = "采用单位"
    ADOPTED_JOURNAL = "采用刊物"
    ADOPTED_ISSUE = "采用期号"
    ADOPTED_ON = "采用日期"
    ADOPTED_TEXT = "采用内容"
    ADOPTED_EVIDENCE = "采用佐证"
    ADOPTED_REMARK = "采用备注"

    LEADER = "批示领导"
    LEADER_POST = "领导职务"
    LEADER_RANK = "领导正副"
    LEADER_LEVEL = "批示层级"
    LEADER_ORGAN = "领导单位"
    INSTRUCTED_ON = "批示日期"
    INSTRUCTED_TEXT = "批示内容"
    INSTRUCTED_EVIDENCE = "批示佐证"
    INSTRUCTED_REMARK = "批示备注"
    ASSIGNED = "交办情况"


LOST = frozenset({Head.CHARACTERS, Head.REGISTERED_BY, Head.LATE, Head.ASSIGNED})

# Characters of half width, and whether the texts are short ones that stand in the middle.
_LONG: Mapping[Head, int] = MappingProxyType(
    {
        Head.TITLE: 30,
        Head.PEOPLE: 9,
        Head.UNIT: 16,
        Head.POST: 12,
        Head.KEYWORDS: 16,
        Head.OPINION: 24,
        Head.REASON: 14,
        Head.ISSUE: 16,
        Head.SENT: 24,
        Head.ADOPTIONS: 26,
        Head.INSTRUCTIONS: 26,
        Head.TEXT: 60,
        Head.ADOPTED_BY: 16,
        Head.ADOPTED_JOURNAL: 14,
        Head.ADOPTED_TEXT: 24,
        Head.ADOPTED_EVIDENCE: 16,
        Head.ADOPTED_REMARK: 16,
        Head.LEADER_POST: 16,
        Head.LEADER_ORGAN: 14,
        Head.INSTRUCTED_TEXT: 36,
        Head.INSTRUCTED_EVIDENCE: 16,
        Head.INSTRUCTED_REMARK: 16,
        Head.ASSIGNED: 26,
    }
)
_SHORT: Mapping[Head, int] = MappingProxyType(
    {
        Head.NUMBER: 10,
        Head.RECEIVED: 12,
        Head.PHONE: 13,
        Head.CHANNEL: 6,
        Head.URGENCY: 5,
        Head.GROUP: 13,
        Head.SECTOR: 12,
        Head.COMMITTEE: 14,
        Head.TOWN: 12,
        Head.DESTINATION: 14,
        Head.DUE: 12,
        Head.SENT_AT: 12,
        Head.SIGNED_FOR_AT: 12,
        Head.SIGNED: 12,
        Head.ARCHIVED: 12,
        Head.DOC_NUMBER: 16,
        Head.NATURE: 14,
        Head.ADOPTED_ISSUE: 12,
        Head.ADOPTED_ON: 12,
        Head.INSTRUCTED_ON: 12,
        Head.ISSUED: 12,
        Head.ARCHIVE_NO: 10,
    }
)
_USUAL = 8

_PIECE = (
    Head.NUMBER, Head.RECEIVED, Head.TITLE, Head.PEOPLE, Head.UNIT, Head.POST, Head.KIND, Head.SECTOR, Head.COMMITTEE,
    Head.TOWN, Head.PARTY, Head.PHONE, Head.CHANNEL, Head.DRAFTER, Head.COLLECTIVE, Head.COMMISSIONED, Head.CATEGORY,
    Head.NATURE, Head.URGENCY, Head.KEYWORDS, Head.OPINION, Head.GROUP, Head.STATE,
)  # fmt: skip

COLUMNS: Mapping[Register, tuple[Head, ...]] = MappingProxyType(
    {
        Register.INTAKE: (
            *_PIECE, Head.SCREENING, Head.REASON, Head.MERGED_INTO, Head.EDITOR, Head.REVIEWER, Head.SIGNATORY,
            Head.SIGNED, Head.ISSUE, Head.ISSUED, Head.SENT, Head.ADOPTIONS, Head.INSTRUCTIONS, Head.ARCHIVE_NO,
            Head.ARCHIVED, Head.ARCHIVE_YEAR, Head.RETENTION, Head.ITEMS, Head.PAGES, Head.TEXT, Head.CHARACTERS,
            Head.REGISTERED_BY,
        ),
        Register.DISPATCH: (
            *_PIECE, Head.DESTINATION, Head.FORM, Head.DUE, Head.SENT_AT, Head.LATE, Head.WAY, Head.COPIES,
            Head.DOC_NUMBER, Head.SENT_BY, Head.SIGNED_BY, Head.SIGNED_FOR_AT,
        ),
        Register.ADOPTION: (
            *_PIECE, Head.ADOPTED_LEVEL, Head.ADOPTED_FORM, Head.ADOPTED_BY, Head.ADOPTED_JOURNAL, Head.ADOPTED_ISSUE,
            Head.ADOPTED_ON, Head.ADOPTED_TEXT, Head.ADOPTED_EVIDENCE, Head.ADOPTED_REMARK,
        ),
        Register.INSTRUCTION: (
            *_PIECE, Head.LEADER, Head.LEADER_POST, Head.LEADER_RANK, Head.LEADER_LEVEL, Head.LEADER_ORGAN,
            Head.INSTRUCTED_ON, Head.INSTRUCTED_TEXT, Head.INSTRUCTED_EVIDENCE, Head.INSTRUCTED_REMARK, Head.ASSIGNED,
        ),
    }
)  # fmt: skip

USUAL: Mapping[Register, tuple[Head, ...]] = MappingProxyType(
    {
        Register.INTAKE: (
            Head.NUMBER, Head.RECEIVED, Head.TITLE, Head.PEOPLE, Head.UNIT, Head.PHONE, Head.CHANNEL, Head.CATEGORY,
            Head.URGENCY, Head.GROUP, Head.STATE, Head.ISSUE, Head.SENT, Head.ARCHIVE_NO,
        ),
        Register.DISPATCH: (
            Head.NUMBER, Head.RECEIVED, Head.TITLE, Head.PEOPLE, Head.UNIT, Head.DESTINATION, Head.FORM, Head.DUE,
            Head.SENT_AT, Head.LATE, Head.WAY, Head.COPIES, Head.SIGNED_BY,
        ),
        Register.ADOPTION: (
            Head.NUMBER, Head.RECEIVED, Head.TITLE, Head.PEOPLE, Head.UNIT, Head.ADOPTED_LEVEL, Head.ADOPTED_FORM,
            Head.ADOPTED_BY, Head.ADOPTED_JOURNAL, Head.ADOPTED_ISSUE, Head.ADOPTED_ON,
        ),
        Register.INSTRUCTION: (
            Head.NUMBER, Head.RECEIVED, Head.TITLE, Head.PEOPLE, Head.UNIT, Head.LEADER, Head.LEADER_POST,
            Head.LEADER_LEVEL, Head.INSTRUCTED_ON, Head.INSTRUCTED_TEXT, Head.ASSIGNED,
        ),
    }
)  # fmt: skip


def column(head: Head) -> LedgerColumn:
    """The column as it stands in a ledger."""
    if head in _LONG:
        return LedgerColumn(key=head.name.lower(), title=head.value, width=_LONG[head])
    width = _SHORT.get(head, max(_USUAL, 2 * len(head) + 2))
    return LedgerColumn(key=head.name.lower(), title=head.value, width=width, kind=ColumnKind.SHORT)


def chosen(register: Register, words: Iterable[str]) -> tuple[Head, ...]:
    """The columns that `words` name, in their order. Raises Invalid for one that the ledger does not have, or for none.

    A word may be the head or, in a command, its identifier.
    """
    offered = COLUMNS[register]
    known = {head.value: head for head in offered} | {head.name.lower(): head for head in offered}
    found: dict[Head, None] = {}
    for word in filter(None, (word.strip() for word in words)):
        if word not in known:
            names = "、".join(head.value for head in offered)
            problem = f"{register.called}没有“{word}”这一栏；可选的栏目：{names}。"
            raise Invalid(f"{problem}没有作任何改动。", {"columns": problem})
        found[known[word]] = None
    if not found:
        problem = f"{register.called}至少要有一栏。"
        raise Invalid(f"{problem}没有作任何改动。", {"columns": problem})
    return tuple(found)
