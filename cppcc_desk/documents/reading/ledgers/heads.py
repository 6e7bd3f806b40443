"""The heads of ledgers in their many spellings: 编号, 来稿编号; 标题, 题目; 作者, 反映人; 市级采用 …"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.telling import level_named

SERIAL = "序号"  # numbers the rows; it is a number of the pieces where there is no other

_SPELLINGS: Mapping[Head, str] = {
    Head.NUMBER: "来稿编号 稿件编号 信息编号 收稿编号 登记编号 登记号 来稿号 稿号 收文编号 收文号",
    Head.RECEIVED: """
        收稿日期 来稿时间 来稿日期 收到时间 收到日期 收件时间 收件日期 收文时间 收文日期 接收时间 接收日期 登记时间
        登记日期 投稿时间 投稿日期 提交时间 提交日期 日期 时间 年月日 反映时间 反映日期 收稿 收稿时间
    """,
    Head.TITLE: """
        题目 信息标题 信息题目 稿件标题 来稿标题 社情民意标题 社情民意题目 题名 篇名 篇目 信息名称 稿件名称 名称
        标题（题目） 信息标题（题目） 稿件题目 来稿题目 建议标题
    """,
    Head.PEOPLE: """
        作者 作者姓名 姓名 反映人姓名 反映者 来稿人 撰稿人 撰写人 供稿人 投稿人 提交人 报送人 上报人 委员姓名 委员
        信息员 信息员姓名 第一作者 第一反映人 反映委员
    """,
    Head.UNIT: """
        单位 来稿单位 报送单位 供稿单位 选送单位 投稿单位 提交单位 工作单位 所在单位 单位名称 作者单位 反映人单位
    """,
    Head.POST: "反映人职务 作者职务 现任职务 单位职务 单位及职务",
    Head.KIND: "人员身份 作者身份 反映人身份 人员类别",
    Head.SECTOR: "所属界别 所在界别 界别组",
    Head.COMMITTEE: "专门委员会 所属专委会 所在专委会 专委",
    Head.TOWN: "乡镇 街道 乡镇街道 镇街工委 所属镇街 所在镇街",
    Head.PARTY: "政治面貌 所属党派 党派团体",
    Head.PHONE: "联系电话 手机 手机号 手机号码 电话号码 联系方式",
    Head.CHANNEL: "来稿方式 收稿方式 投稿方式 来稿渠道 来稿途径",
    Head.DRAFTER: "执笔 执笔者",
    Head.COLLECTIVE: "是否集体来稿 集体",
    Head.COMMISSIONED: "是否约稿",
    Head.CATEGORY: "内容类别 信息类别 稿件类别 分类 类型 信息分类 领域 主题类别",
    Head.NATURE: "性质",
    Head.URGENCY: "紧急程度 缓急程度",
    Head.KEYWORDS: "主题词",
    Head.OPINION: "处理意见",
    Head.GROUP: "信息小组 所属小组 分派小组 承办小组",
    Head.STATE: "办理状态 办理结果 办理情况 处理状态 处理结果 处理情况 结果 稿件状态",
    Head.SCREENING: "筛选 筛选结果 筛选意见",
    Head.REASON: "未采用原因 不采用理由 未采用理由 退稿原因 未录用原因",
    Head.MERGED_INTO: "合并到 并入编号",
    Head.EDITOR: "编辑 编辑人",
    Head.REVIEWER: "核稿 审核人 审稿人",
    Head.SIGNATORY: "签发 签发领导",
    Head.SIGNED: "签发日期",
    Head.ISSUE: "期数 刊期 本级期号 刊发期号 刊发期数 编发期号 编发期数 社情民意期号 社情民意期数 刊用期号",
    Head.ISSUED: "印发时间 刊发日期 刊发时间 编发日期 编发时间",
    Head.SENT: "上报情况 报送 上报 转报情况 报送记录 转办情况 上报单位",
    Head.ADOPTIONS: "录用情况 采用 录用 采用结果 是否采用 是否录用 上级采用情况 上级采用 采用记录 刊用情况",
    Head.INSTRUCTIONS: "领导批示情况 领导批示 批示 批示记录",
    Head.ARCHIVE_NO: "档号 存档号",
    Head.ARCHIVED: "归档日期 存档时间 存档日期",
    Head.ARCHIVE_YEAR: "存档年度",
    Head.RETENTION: "保存期限",
    Head.ITEMS: "归档件数",
    Head.PAGES: "归档页数",
    Head.TEXT: "内容 信息内容 主要内容 全文 正文内容 原文 稿件内容 社情民意内容",
    Head.CHARACTERS: "字数统计",
    Head.REGISTERED_BY: "登记者 录入人",
    Head.DESTINATION: "去向 报送对象 报送机关 报往 报往单位 主送 主送单位 报送至 送往单位",
    Head.FORM: "报送文种",
    Head.DUE: "期限 时限 报送时限 应报时间",
    Head.SENT_AT: "报送日期 上报时间 上报日期 发出时间 发出日期 送出时间 送达时间 送达日期",
    Head.LATE: "逾期",
    Head.WAY: "传送方式 送达方式",
    Head.COPIES: "份数",
    Head.DOC_NUMBER: "发文字号 发文号",
    Head.SENT_BY: "传送人 送达人",
    Head.SIGNED_BY: "签收 接收人",
    Head.SIGNED_FOR_AT: "签收日期",
    Head.ADOPTED_LEVEL: "层级 采用级别 录用级别 录用层级 级别 采用等级",
    Head.ADOPTED_FORM: "采用方式 录用形式",
    Head.ADOPTED_BY: "采用机关 录用单位 采用部门 录用机关 采用单位名称",
    Head.ADOPTED_JOURNAL: "刊物 刊物名称 采用载体 录用刊物 刊载刊物",
    Head.ADOPTED_ISSUE: "采用期数 录用期号",
    Head.ADOPTED_ON: "采用时间 录用日期 录用时间 刊用日期 刊用时间",
    Head.ADOPTED_TEXT: "采用说明",
    Head.ADOPTED_EVIDENCE: "采用依据",
    Head.LEADER: "批示人 领导姓名 领导 批示领导姓名",
    Head.LEADER_POST: "批示领导职务 批示人职务",
    Head.LEADER_RANK: "正副职",
    Head.LEADER_LEVEL: "批示级别 领导层级 领导级别",
    Head.LEADER_ORGAN: "批示单位",
    Head.INSTRUCTED_ON: "批示时间",
    Head.INSTRUCTED_TEXT: "批示意见 批示原文 批示全文",
    Head.ASSIGNED: "落实情况 办理落实情况",
}
_SERIALS = "序号 序 NO NO. 号 顺序 顺序号 №"
_TICKED = re.compile(
    r"(?P<level>[\u4e00-\u9fff]{1,5}?)(?:采用|录用|刊用)(?:情况|与否|时间|日期)?"
    r"|(?:采用|录用)(?:情况)?(?P<under>[\u4e00-\u9fff]{1,5})"
)
_LONGEST = 30

# Words that mean something else beside certain other heads.
_BESIDE: Mapping[str, tuple[tuple[Head, Head], ...]] = {
    "日期": (
        (Head.LEADER, Head.INSTRUCTED_ON),
        (Head.ADOPTED_LEVEL, Head.ADOPTED_ON),
        (Head.DESTINATION, Head.SENT_AT),
    ),
    "期号": ((Head.ADOPTED_JOURNAL, Head.ADOPTED_ISSUE),),
    "形式": ((Head.ADOPTED_LEVEL, Head.ADOPTED_FORM), (Head.DESTINATION, Head.FORM)),
    "内容": ((Head.LEADER, Head.INSTRUCTED_TEXT),),
}
_BESIDE_TOO = {"时间": "日期", "期数": "期号"}


def tight(text: str) -> str:
    """`text` as a spelling: no blanks, full-width signs made plain, no colon and no star of what must be filled in."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s:*＊★]|^\d+[.、]|\([^()]*\)$", "", plain)


_KNOWN: dict[str, Head | str] = {tight(word): SERIAL for word in _SERIALS.split()}
_KNOWN |= {tight(spelling): head for head, text in _SPELLINGS.items() for spelling in text.split()}
_KNOWN |= {tight(head.value): head for head in Head}


class Heads:
    """What heads mean: as `chosen` by the office (None: nothing the program knows), else by their words."""

    def __init__(self, chosen: Mapping[str, Head | None]) -> None:
        self._chosen = {tight(text): head for text, head in chosen.items()}

    def head(self, text: str) -> Head | str | None:
        """What `text` heads, SERIAL for what numbers the rows; None for any other text."""
        if not text or len(text) > _LONGEST:
            return None
        plain = tight(text)
        if plain in self._chosen:
            return self._chosen[plain]
        found = _KNOWN.get(plain)
        return Head.ADOPTIONS if found is None and level_in(text) is not None else found

    def known(self, cells: Iterable[object]) -> int:
        """How many different heads are among `cells`; 0 where nothing tells what a piece is about."""
        found = {self.head(cell) for cell in cells if isinstance(cell, str)} - {None}
        return len(found) if len(found) > 1 and found & {Head.TITLE, Head.TEXT} else 0

    def is_chief(self, text: str) -> bool:
        """Whether it heads the titles."""
        return self.head(text) is Head.TITLE

    def divides(self, text: str) -> bool:
        """Whether it is a head that may stand under another."""
        return self.head(text) not in (None, SERIAL)

    def beside(self, text: str, others: Iterable[Head]) -> Head | None:
        """What a word of several meanings means among `others`; None where it has one meaning there."""
        plain = tight(text)
        if plain in self._chosen:
            return None
        there = set(others)
        meanings = _BESIDE.get(_BESIDE_TOO.get(plain, plain), ())
        return next((meant for other, meant in meanings if other in there and meant not in there), None)


def level_in(text: str) -> Level | None:
    """The level whose adoptions a column is for: 市级采用, 采用情况（省级）."""
    told = _TICKED.fullmatch(re.sub(r"[()（）\s]", "", unicodedata.normalize("NFKC", text)))
    return level_named(told["level"] or told["under"] or "") if told else None
