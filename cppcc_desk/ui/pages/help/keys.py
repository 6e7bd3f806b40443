"""Every key of the window, in one table: the chapter 快捷键一览 is made from it, and a test holds the program to it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Key:
    """`keys` as printed on the keyboard, several split by 、; `does` in words; `where` it works."""

    where: str
    keys: str
    does: str


EVERYWHERE, LISTS, SUBMISSIONS = "到处都能用", "各种列表", "来稿办理"
REGISTER, FORMS, SCORE, PREVIEW, HELP = "登记来稿", "填写和设置", "得分明细", "付印预览", "帮助"

KEYS: Final[tuple[Key, ...]] = (
    Key(EVERYWHERE, "Ctrl+1", "待办工作台"),
    Key(EVERYWHERE, "Ctrl+2", "来稿办理"),
    Key(EVERYWHERE, "Ctrl+3", "期刊与公文"),
    Key(EVERYWHERE, "Ctrl+4", "反馈与批示"),
    Key(EVERYWHERE, "Ctrl+5", "信息员与小组"),
    Key(EVERYWHERE, "Ctrl+6", "计分考核"),
    Key(EVERYWHERE, "Ctrl+7", "通讯与统计"),
    Key(EVERYWHERE, "Ctrl+8", "设置与备份"),
    Key(EVERYWHERE, "Ctrl+N", "登记来稿"),
    Key(EVERYWHERE, "Ctrl+F", "到搜索框"),
    Key(EVERYWHERE, "Ctrl+Z", "撤销上一步（在输入框里是撤销打字）"),
    Key(EVERYWHERE, "Ctrl+Y", "重做刚撤销的"),
    Key(EVERYWHERE, "F1", "打开这一页的帮助"),
    Key(EVERYWHERE, "F5", "刷新"),
    Key(LISTS, "Enter", "打开这一行"),
    Key(LISTS, "空格", "收起或展开下方的速览"),
    Key(LISTS, "Ctrl+A", "全选"),
    Key(LISTS, "Shift+单击、Ctrl+单击", "选一段、逐个选"),
    Key(LISTS, "Ctrl+C", "复制所选行，可以粘贴到 Excel 或 WPS 表格"),
    Key(LISTS, "Ctrl+滚轮", "放大缩小列表的字"),
    Key(LISTS, "Ctrl+0", "列表的字恢复原大"),
    Key(SUBMISSIONS, "Ctrl+Enter", "做下一环节（左下角蓝色按钮）"),
    Key(SUBMISSIONS, "F2", "修改标题"),
    Key(SUBMISSIONS, "Delete", "移入回收站"),
    Key(REGISTER, "Ctrl+O", "选择来稿文件"),
    Key(REGISTER, "Ctrl+V", "读入剪贴板里的文件或文字（不在输入框里时）"),
    Key(REGISTER, "F6", "收起或打开原稿；编辑稿件时也一样，起草公文时是版面"),
    Key(FORMS, "Ctrl+S", "保存"),
    Key(FORMS, "Ctrl+Enter", "保存，或完成这一页的主要操作"),
    Key(FORMS, "Ctrl+Shift+Enter", "登记反馈：保存并再登记一条"),
    Key(FORMS, "Esc", "取消；填过内容时先问一声"),
    Key(FORMS, "Tab", "到下一项"),
    Key(FORMS, "Alt+上箭头、Alt+下箭头", "在设置的列表和征集要点里上移、下移一行"),
    Key(SCORE, "Ctrl+PgUp、Ctrl+PgDown", "上一名、下一名"),
    Key(SCORE, "Esc", "回到名次"),
    Key(PREVIEW, "Ctrl+P", "打印"),
    Key(HELP, "Alt+左箭头", "后退"),
    Key(HELP, "Alt+右箭头", "前进"),
)


def as_markdown() -> str:
    """The table as headings and Markdown tables, one for each place."""
    parts: list[str] = []
    for where in dict.fromkeys(key.where for key in KEYS):
        lines = [f"| {key.keys} | {key.does} |" for key in KEYS if key.where == where]
        parts.append(f"## {where}\n\n| 按键 | 作用 |\n|---|---|\n" + "\n".join(lines))
    return "\n\n".join(parts)
