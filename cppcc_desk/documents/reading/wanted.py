"""What a reader hopes to find in a file, in the words of its refusals: the guards are the same, the advice is not."""

from dataclasses import dataclass

from cppcc_desk.domain.errors import Unreadable


@dataclass(frozen=True)
class Wanted:
    """A kind of document; `again` and `anew` are what the person should do, as ends of a sentence."""

    name: str
    again: str
    anew: str


@dataclass(frozen=True)
class WantedTable(Wanted):
    """A table of a kind: what it is called, and what of it was not read when it is refused."""

    thing: str
    nothing: str

    @property
    def save_as(self) -> str:
        """What the person should do with a table in another format."""
        return f"请用 Excel 或 WPS 表格把{self.thing}另存为 .xlsx 后再试。"

    def none(self, sentence: str) -> Unreadable:
        """The refusal of a file that is none, by the clause of a sentence of `kinds` that says what it is."""
        what = sentence.split("，", maxsplit=1)[0].rstrip("。")
        return Unreadable(f"{what}，不是{self.thing}表格，没有读出{self.nothing}；{self.save_as}")


_TABLE = ("Excel 表格", "请重新复制一份再试", "请用 Excel 或 WPS 表格打开，另存为新的 .xlsx 后再试")
MANUSCRIPT = Wanted("Word 文档", "请让来稿人重新发送", "请让来稿人把文字另存为新的 .docx")
ROSTER = WantedTable(*_TABLE, thing="名册", nothing="任何人")
LEDGER = WantedTable(*_TABLE, thing="台账", nothing="任何一行")
