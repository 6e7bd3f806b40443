"""What statistics are broken down by, and what is counted: each word with its key for commands and what it means."""

from dataclasses import dataclass
from enum import StrEnum

from cppcc_desk.domain.errors import Invalid


class Dimension(StrEnum):
    """What tells pieces apart in the rows and columns of a table, and what they are filtered by."""

    MONTH = "月份"
    CATEGORY = "类别"
    NATURE = "性质"
    SOURCE = "来源"
    GROUP = "信息小组"
    SECTOR = "界别"
    COMMITTEE = "专委会"
    TOWN = "镇街工委"
    PARTY = "党派团体"
    PERSON = "反映人"
    CHANNEL = "收稿方式"
    STATE = "办理状态"
    SENT_LEVEL = "报送层级"
    DESTINATION = "报送去向"
    ADOPTED_LEVEL = "采用层级"
    INSTRUCTED_LEVEL = "批示层级"

    @property
    def key(self) -> str:
        """As commands have it: adopted_level."""
        return self.name.lower()


class Measure(StrEnum):
    """What is counted; always pieces, each once however often it happened to it."""

    RECEIVED = "来稿"
    VALID = "有效来稿"
    ISSUED = "编发"
    SENT = "报送"
    ADOPTED = "采用"
    INSTRUCTED = "批示"
    REPLIED = "答复"
    CARRIED_OUT = "落实"

    @property
    def key(self) -> str:
        """As commands have it: carried_out."""
        return self.name.lower()

    @property
    def means(self) -> str:
        """What counts, for the foot of a table."""
        return _MEANS[self]


_MEANS = {
    Measure.RECEIVED: "这段时间收到的来稿，不含回收站里的",
    Measure.VALID: "这段时间收到的来稿中，筛选没有退回、没有不采用的",
    Measure.ISSUED: "这段时间印发的期刊里编入的来稿",
    Measure.SENT: "这段时间报送出去的来稿",
    Measure.ADOPTED: "这段时间被本级或上级采用的来稿，合并的算并入的那一篇",
    Measure.INSTRUCTED: "这段时间有领导批示的来稿",
    Measure.REPLIED: "这段时间有部门答复的来稿",
    Measure.CARRIED_OUT: "这段时间意见得到落实的来稿",
}

UNSAID = ""  # the key of the value of what nobody wrote down, or what has not come about
NO_LEVEL = "?"  # of something that has come about at a level that nobody wrote down
COLLECTIVE = "集体"  # of the 反映人 of a 集体来稿

_UNSAID_WORDS = {
    Dimension.CATEGORY: "没有分类",
    Dimension.NATURE: "没有定性质",
    Dimension.SOURCE: "没有写明反映人",
    Dimension.GROUP: "没有分派小组",
    Dimension.PERSON: "没有写明反映人",
    Dimension.SENT_LEVEL: "没有报送",
    Dimension.DESTINATION: "没有报送",
    Dimension.ADOPTED_LEVEL: "没有采用",
    Dimension.INSTRUCTED_LEVEL: "没有批示",
}

# Of which a piece may have several at once, and what is then said of it.
SEVERAL = {
    Dimension.MONTH: "不止一个月有{measure}，各月都算",
    Dimension.SECTOR: "的反映人不止一个界别，各界别都算",
    Dimension.COMMITTEE: "的反映人不止一个专委会，各专委会都算",
    Dimension.TOWN: "的反映人不止一个镇街，各镇街都算",
    Dimension.PARTY: "的反映人不止一个党派团体，各党派团体都算",
    Dimension.PERSON: "是几个人反映的，每个人都算",
    Dimension.SENT_LEVEL: "报送了不止一个层级，各层级都算",
    Dimension.DESTINATION: "报送了不止一处，各处都算",
    Dimension.ADOPTED_LEVEL: "在不止一个层级被采用，各层级都算",
    Dimension.INSTRUCTED_LEVEL: "在不止一个层级有批示，各层级都算",
}


@dataclass(frozen=True)
class Value:
    """One value of a dimension; `always` where a row or column stands for it even with nothing in it."""

    key: str
    label: str
    always: bool = False


def unsaid(dimension: Dimension) -> Value:
    """The value of pieces that have none."""
    return Value(UNSAID, _UNSAID_WORDS.get(dimension, f"没有归入{dimension}"))


def dimension_named(word: str) -> Dimension:
    """By its word or its key. Raises Invalid with the list of the known."""
    for known in Dimension:
        if word.strip() in (known.value, known.key):
            return known
    every = "、".join(f"{known.value}（{known.key}）" for known in Dimension)
    raise Invalid(f"不能按“{word}”统计。可用的有：{every}。没有作任何改动。")


def measure_named(word: str) -> Measure:
    """By its word or its key. Raises Invalid with the list of the known."""
    for known in Measure:
        if word.strip() in (known.value, known.key):
            return known
    every = "、".join(f"{known.value}（{known.key}）" for known in Measure)
    raise Invalid(f"没有“{word}”这一项可统计。可用的有：{every}。没有作任何改动。")
