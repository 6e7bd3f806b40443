"""The heads of a roster's columns in their many spellings: 姓名, 委员姓名; 手机, 联系电话; 单位及职务, 工作单位 …"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from cppcc_desk.domain.roster import RosterColumn as Column

SERIAL = "序号"  # a column that numbers the rows, known and not kept

_SPELLINGS: dict[Column, str] = {
    Column.NAME: """
        姓名 名字 委员姓名 常委姓名 信息员姓名 特邀信息员姓名 政协委员姓名 政协委员 委员 委员名单 人员姓名 成员姓名
        代表姓名 组员姓名 真实姓名 姓名全称 反映人 反映人姓名 作者姓名 信息员 人员 NAME
    """,
    Column.GENDER: "性别 男女",
    Column.ETHNICITY: "民族 族别",
    Column.BORN_ON: "出生日期 出生年月 出生年月日 出生时间 生日 出生 生年月日 出生日",
    Column.KIND: "身份 人员类别 人员身份 委员身份 人员类型 类别 政协职务 政协内职务 政协身份 担任政协职务",
    Column.SECTOR: "界别 所属界别 所在界别 委员界别 界别组 参加界别 界别名称 所属界别组 界别小组 政协界别",
    Column.COMMITTEE: """
        专委会 专门委员会 所属专委会 所在专委会 所属专门委员会 所在专门委员会 参加专委会 参加专门委员会 专委
        对口专委会 专委会名称 所在委组 所属委组 专委会组别
    """,
    Column.TOWN: """
        镇街 乡镇 街道 乡镇街道 镇街道 镇乡街道 镇街工委 乡镇（街道） 镇（街道） 所属镇街 所在镇街 所属乡镇 所在乡镇
        联系镇街 联络组 所属联络组 镇街联络组 政协联络组 活动组 委员活动组 所在活动组
    """,
    Column.PARTY: "党派 所属党派 所在党派 政治面貌 政治面目 党派团体 民主党派 党派名称",
    Column.INFO_GROUP: "信息小组 信息组 所属信息小组 所在信息小组 小组 所在小组 所属小组 信息小组名称",
    Column.UNIT_POSITION: """
        工作单位及职务 工作单位职务 工作单位和职务 工作单位与职务 工作单位、职务 工作单位/职务 工作单位及职务职称
        工作单位及职务（职称） 工作单位及职称 单位及职务 单位职务 单位和职务 单位与职务 单位、职务 单位/职务
        现工作单位及职务 现任工作单位及职务 现单位及职务 所在单位及职务 任职单位及职务 单位及职称 现任职务及单位
        工作单位及现任职务 工作单位及担任职务 工作简况
    """,
    Column.UNIT: "工作单位 单位 所在单位 单位名称 现工作单位 任职单位 所属单位 工作单位全称 单位全称 现单位 服务单位",
    Column.POSITION: "职务 现任职务 单位职务名称 担任职务 行政职务 职务职称 职务/职称 职务（职称） 职称 岗位 现职务",
    Column.PHONE: """
        手机 手机号 手机号码 联系手机 移动电话 本人手机 手机电话 联系电话 电话 电话号码 联系方式 本人电话
        联系电话（手机） 联络方式 联系号码 通讯方式 通讯电话 联络电话 TEL PHONE MOBILE
    """,
    Column.OTHER_PHONE: """
        其他电话 座机 办公电话 固定电话 单位电话 办公室电话 固话 座机号码 住宅电话 家庭电话 宅电 短号 集团短号
        备用电话 第二电话 小号
    """,
    Column.ID_NO: "身份证号 身份证号码 身份证 公民身份号码 居民身份证号 居民身份证号码 证件号码 证件号 身份号码",
    Column.REMARK: "备注 说明 附注 其他 备考",
}
_SERIALS = "序号 编号 序 NO NO. 号 号码 顺序 排序 行号 №"


def _tight(text: str) -> str:
    """`text` as a spelling: no blanks, full-width signs made plain, no colon and no star of what must be filled in."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s:*＊★]|^\d+[.、]", "", plain)


_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")  # 出生年月(格式:1975-01)
_KNOWN: dict[str, Column | str] = {
    _tight(spelling): column for column, text in _SPELLINGS.items() for spelling in text.split()
}
_KNOWN |= {_tight(spelling): SERIAL for spelling in _SERIALS.split()}
# The rest by what they contain, the first that fits; names, numbers and posts of other people are not meant.
_OTHERS = re.compile("配偶|父|母|子女|亲属|联系人|联络人|推荐人|紧急|秘书|填表|填报|介绍人|家庭成员|曾用|拼音|代码")
_ALIKE: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile("身份证|身份号"), Column.ID_NO),
    (re.compile("出生.*[年月日期]|^生日"), Column.BORN_ON),
    (re.compile("单位.*(?:职务|职称)|(?:职务|职称).*单位"), Column.UNIT_POSITION),
    (re.compile("手机|移动电话|^联系(?:电话|方式)|联系电话$"), Column.PHONE),
    (re.compile("座机|固话|(?:办公|单位|固定|住宅|家庭).*电话"), Column.OTHER_PHONE),
    (re.compile("界别$|^界别"), Column.SECTOR),
    (re.compile("专(?:门)?委(?:员)?会$"), Column.COMMITTEE),
    (re.compile("政治面貌|(?:所在|所属|参加|加入)党派"), Column.PARTY),
    (re.compile("(?:委员|信息员|代表|成员|人员|同志)姓名$"), Column.NAME),
    (re.compile("工作单位$"), Column.UNIT),
    (re.compile("性别$"), Column.GENDER),
)
_LONGEST = 30


class Heads:
    """What heads mean: as `chosen` by the office (None: not to be read), else by their words."""

    def __init__(self, chosen: Mapping[str, Column | None]) -> None:
        self._chosen: dict[str, Column | str] = {
            _tight(text): SERIAL if column is None else column for text, column in chosen.items()
        }

    def head(self, text: str) -> Column | str | None:
        """The column that `text` heads, SERIAL for one that is known and not kept; None for any other text."""
        if not text or len(text) > _LONGEST:
            return None
        return self._chosen.get(_tight(text)) or _by_words(text)

    def known(self, cells: Iterable[object]) -> int:
        """How many different heads are among `cells`; 0 where 姓名 is not, for then they are no heads."""
        found = {self.head(cell) for cell in cells if isinstance(cell, str)} - {None}
        return len(found) if Column.NAME in found else 0

    def is_chief(self, text: str) -> bool:
        """Whether it heads the names."""
        return self.head(text) is Column.NAME

    def divides(self, text: str) -> bool:
        """Whether it heads something that is kept."""
        return self.head(text) not in (None, SERIAL)


def _by_words(text: str) -> Column | str | None:
    tight = _tight(text)
    found = _KNOWN.get(tight) or _KNOWN.get(_HINT.sub("", tight))
    if found is not None:
        return found
    if _OTHERS.search(tight) or re.search(r"\d{5}", tight):
        return None
    return next((column for pattern, column in _ALIKE if pattern.search(_HINT.sub("", tight))), None)
