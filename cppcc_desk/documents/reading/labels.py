"""The labels that forms and manuscripts put before what they say: 题目, 反映人, 单位, 电话, 正文 in many spellings."""

import re
from enum import Enum


class Field(Enum):
    """What a label announces. SECTION is a part of the body that keeps its label; OTHER is not carried over."""

    TITLE = "title"
    PERSON = "person"
    CO_PERSON = "co_person"
    UNIT = "unit"
    POSITION = "position"
    UNIT_POSITION = "unit_position"
    PHONE = "phone"
    DATE = "date"
    SECTOR = "sector"
    DRAFTER = "drafter"
    BODY = "body"
    SECTION = "section"
    OTHER = "other"


_SPELLINGS: dict[Field, str] = {
    Field.TITLE: """
        标题 题目 题名 来稿题目 来稿标题 信息标题 信息题目 稿件标题 稿件题目 文章标题 建议标题 社情民意标题
        社情民意题目 社情民意信息标题 社情民意信息题目 反映事项 事由 案由 主题 信息主题 名称
    """,
    Field.PERSON: """
        反映人 反映者 作者 姓名 撰稿人 撰写人 供稿人 供稿 投稿人 来稿人 报送人 提交人 提供人 信息提供人
        信息反映人 信息员 信息员姓名 反映委员 委员 委员姓名 反映人姓名 作者姓名 第一反映人 第一作者 建言人 署名
        上报人 撰稿 反映人员 来信人 委员（信息员）姓名 报送者
    """,
    Field.CO_PERSON: "联名人 联名委员 联名反映人 共同反映人 合作者 其他作者 第二作者 附议人 联名者",
    Field.UNIT: """
        单位 工作单位 反映单位 报送单位 作者单位 所在单位 供稿单位 来稿单位 单位名称 提交单位 选送单位 上报单位
        信息报送单位 服务单位 供职单位 反映人单位 所属单位 撰稿单位
    """,
    Field.UNIT_POSITION: """
        单位职务 单位及职务 工作单位及职务 工作单位职务 单位和职务 工作单位和职务 单位、职务 工作单位、职务
        单位与职务 所在单位及职务 单位/职务 现工作单位及职务 工作单位及职称
    """,
    Field.POSITION: "职务 职称 职务职称 职务/职称 职务（职称） 现任职务 社会职务 政协职务 身份",
    Field.PHONE: """
        电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 固定电话 办公电话 座机 联系手机 移动电话
        电话（手机） 手机电话 TEL
    """,
    Field.DATE: """
        日期 报送日期 报送时间 填报日期 填报时间 填表日期 填表时间 提交日期 提交时间 撰写日期 撰稿日期 写作日期
        来稿日期 成文日期 反映时间 反映日期 上报时间 上报日期 时间
    """,
    Field.SECTOR: "界别 所属界别 所在界别 委员界别 界别组",
    Field.DRAFTER: "执笔人 执笔 起草人 执笔者",
    Field.BODY: """
        正文 内容 信息内容 主要内容 具体内容 反映内容 稿件内容 来稿内容 正文内容 来稿正文 社情民意内容
        社情民意信息内容 信息正文 情况反映及建议 情况反映和建议 情况反映及意见建议 情况反映和意见建议 情况及建议
        反映情况及建议 反映的情况及建议 反映的情况和建议 反映问题及建议 反映的问题及建议 反映的问题和建议
        问题及建议 问题和建议 存在问题及建议 内容及建议 主要内容及建议 具体内容及建议 反映的主要问题及建议
        建议内容 情况说明
    """,
    Field.SECTION: """
        情况反映 反映情况 反映的情况 基本情况 存在问题 存在的问题 主要问题 反映问题 反映的问题 反映的主要问题
        问题 问题反映 问题描述 现状 现状及问题 现状与问题 背景 原因分析 原因 意见建议 意见和建议 意见及建议 建议
        对策建议 工作建议 具体建议 建议措施 对策 情况 事实依据 内容摘要 摘要
    """,
    Field.OTHER: """
        性别 民族 年龄 出生年月 出生日期 学历 政治面貌 党派 邮箱 电子邮箱 电子邮件 E-MAIL EMAIL QQ QQ号 微信
        微信号 通讯地址 通信地址 地址 联系地址 邮编 邮政编码 编号 来稿编号 登记号 收稿日期 收稿时间 收稿人
        登记人 接收人 类别 信息类别 内容类别 分类 来源 来稿方式 关键词 字数 是否公开 是否同意公开 领导批示 批示
        审核意见 审核 审核人 初审意见 审阅意见 处理意见 处理结果 办理意见 拟办意见 办理情况 采用情况 签发 签发人
        编辑 责任编辑 核稿 备注 填表说明 说明 专委会 所属专委会 信息小组 联系人 届次 委员证号 身份证号 组织意见
        单位意见 推荐单位意见 单位盖章 盖章 签名 签字 附件 密级 缓急 紧急程度 期号
    """,
}
_NOISE = re.compile(
    r"[\s\u3000:：*＊]|[（(][^（）()]*(?:字|填|选|页|可|请|盖章)[^（）()]*[)）]|^[【\[]|[】\]]$|^[\d一二三四五六七八九十]+[、.．]"
)
_TIED = {re.sub(r"\s", "", spelling): field for field, text in _SPELLINGS.items() for spelling in text.split()}
_IN_TABLES = (Field.SECTION, Field.OTHER)  # in running text these words are headings of the body
_NEVER_IN_TEXT = frozenset(("委员", "时间", "名称", "身份", "情况说明"))  # words that begin sentences as well
_IN_TEXT = {s: field for s, field in _TIED.items() if field not in _IN_TABLES and s not in _NEVER_IN_TEXT}
_LONGEST = 24  # characters of a label with the spaces inside it
_MARK = re.compile(r"[:：]|[【\[]([^【】\[\]]{2,20})[】\]][:：]?")
_BORDER = re.compile(r"[\s\u3000，,;；、。（(【\[|/]")
_GAP = re.compile(r"[\s\u3000]")


def label(text: str) -> Field | None:
    """The field that `text` is the bare label of, however it is spaced; None for any other text."""
    if len(text) > 40:
        return None
    return _TIED.get(_NOISE.sub("", text).upper())


def tied(text: str) -> str:
    """A label without spaces, colon and hints, as a heading."""
    return _NOISE.sub("", text)


def _labels_in(line: str) -> list[tuple[int, int, Field]]:
    """Where labels stand in `line`: start, end of the colon after it, field; in order."""
    found: list[tuple[int, int, Field]] = []
    for mark in _MARK.finditer(line):
        floor = found[-1][1] if found else 0
        if mark[1]:
            field = _IN_TEXT.get(_GAP.sub("", mark[1]).upper())
            if field:
                found.append((mark.start(), mark.end(), field))
            continue
        floor = max(floor, mark.start() - _LONGEST)
        starts = [floor, *(b.end() for b in _BORDER.finditer(line, floor, mark.start()))]
        for start in starts:
            field = _IN_TEXT.get(_GAP.sub("", line[start : mark.start()]).upper())
            if field and (start == 0 or _BORDER.match(line[start - 1]) or line[start - 1] in ":：】]"):
                found.append((start, mark.end(), field))
                break
    return found


def pairs(line: str) -> list[tuple[Field, str]]:
    """The labelled values in `line`, which must begin with a label: 反映人：张明远　电话：138…; [] when it does not."""
    found = _labels_in(line)
    if not found or line[: found[0][0]].strip(" \u3000（(【["):
        return []
    values: list[tuple[Field, str]] = []
    for place, (_, begin, field) in enumerate(found):
        end = found[place + 1][0] if place + 1 < len(found) else len(line)
        if field is Field.BODY:
            return [*values, (field, line[begin:].strip(" \u3000\t"))]
        values.append((field, line[begin:end].strip(" \u3000\t，,;；、")))
    return values


def unlabelled(line: str) -> str:
    """`line` with its labels blanked out, so that what they name can be told apart."""
    for start, end, _ in reversed(_labels_in(line)):
        line = f"{line[:start]} {line[end:]}"
    return line


def has_strange_label(line: str) -> bool:
    """Whether something in `line` is labelled by a word that is not known: 指导老师：周山."""
    return bool(re.search("[:：]", unlabelled(line)))
