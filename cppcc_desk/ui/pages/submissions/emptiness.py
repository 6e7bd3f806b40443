"""Why no submission is listed, and what may be done about it (U39)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cppcc_desk.queries.submissions import Filter
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions.filters import ALL, BIN, SCOPES
from cppcc_desk.ui.widgets import EmptyState, button

Do = Callable[[], Any]


def tell_not_found(empty: EmptyState, context: Context, searched: str, *, back: Do) -> None:
    """A search without hits."""
    empty.tell(
        f"没有找到“{searched}”",
        "可以换编号、标题、姓名、拼音首字母或正文里的词再找。",
        icon="search",
        buttons=[
            button("返回", back, icon="back"),
            button("到公文里找", partial(context.navigate, "papers", words=searched), icon="doc"),
        ],
    )


def tell_empty(empty: EmptyState, context: Context, chosen: Filter, *, clear: Do) -> None:
    """A filter that leaves nothing, or an office that has received nothing yet."""
    if chosen.numbers is not None:
        empty.tell(
            "这些来稿现在都不在了",
            "可能已移入回收站，或撤销了登记。",
            icon="filter",
            buttons=[button("查看全部", clear)],
        )
    elif chosen == Filter(scope=BIN):
        empty.tell("回收站是空的", "删除的来稿在这里保留 90 天，可以恢复。", icon="trash")
    elif chosen != Filter(scope=ALL):
        empty.tell(
            f"“{dict(SCOPES)[chosen.scope]}”里没有来稿",
            "换一个筛选条件，或查看全部来稿。",
            icon="filter",
            buttons=[button("查看全部", clear)],
        )
    else:
        register = partial(context.navigate, "register")
        empty.tell(
            "还没有来稿",
            "把 Word 或文本来稿拖到这里，程序会读出标题和正文；也可以手工录入。",
            buttons=[button("登记来稿", register, icon="plus", kind="primary", shortcut="Ctrl+N")],
        )
