"""What a reader hopes to find in a file, in the words of its refusals: the guards are the same, the advice is not."""

from dataclasses import dataclass

from cppcc_desk.domain.errors import Unreadable


@dataclass(frozen=True)
class Wanted:
    """A kind of document; `again` and `anew` are what the person should do, as ends of a sentence."""

    name: str
    again: str
    anew: str


MANUSCRIPT = Wanted("Word 文档", "请让来稿人重新发送", "请让来稿人把文字另存为新的 .docx")
ROSTER = Wanted("Excel 表格", "请重新复制一份再试", "请用 Excel 或 WPS 表格打开，另存为新的 .xlsx 后再试")
SAVE_AS = "请用 Excel 或 WPS 表格把名册另存为 .xlsx 后再试。"


def no_roster(sentence: str) -> Unreadable:
    """The refusal of a file that is no roster, by the clause of a sentence of `kinds` that says what it is."""
    what = sentence.split("，", maxsplit=1)[0].rstrip("。")
    return Unreadable(f"{what}，不是名册表格，没有读出任何人；{SAVE_AS}")
