"""What a reader hopes to find in a file, in the words of its refusals: the guards are the same, the advice is not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """A kind of document; `again` and `anew` are what the person should do, as ends of a sentence."""

    name: str
    again: str
    anew: str


MANUSCRIPT = Wanted("Word 文档", "请让来稿人重新发送", "请让来稿人把文字另存为新的 .docx")
ROSTER = Wanted("Excel 表格", "请重新复制一份再试", "请用 Excel 或 WPS 表格打开，另存为新的 .xlsx 后再试")
