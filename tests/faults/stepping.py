"""`python -m tests.faults.stepping DATA`: steps submissions on and on through the commands, one printed line an
acknowledged step.

A line is `2026-003 4`: the number, and how many steps its history must hold at least. The lines are printed only after
the command has returned, as a person sees "已保存".
"""

import contextlib
import io
import itertools
import sys

from cppcc_desk.cli import main

WAY = (
    ("分类", "类别=交通出行", "拟报=市政协"),
    ("筛选", "结论=拟采用"),
    ("编辑", "正文=集市停车难。" * 20, "结论=暂存"),
    ("编辑",),
    ("审稿",),
    ("签发", "签发人=周启明"),
    ("排印",),
    ("校对",),
    ("校对",),
)


def call(data: str, *words: str) -> str:
    """Run a command; what it printed. Ends the program when it was refused."""
    printed = io.StringIO()
    parsed = main.parse(["--data", data, *words])
    with contextlib.redirect_stdout(printed):
        code = parsed if isinstance(parsed, int) else main.carry_out(parsed)
    if code:
        sys.exit(code)
    return printed.getvalue()


def step_on(data: str) -> None:
    """Register a piece and take it the straight way, again and again."""
    for _ in itertools.count():
        words = ("--title", "停车难", "--text", "集市停车难。" * 50, "--contributor", "柳青禾")
        number = call(data, "register", *words).split("\t")[0]
        print(number, 1, flush=True)
        for taken, (step, *values) in enumerate(WAY, start=2):
            call(data, "step", number, step, *values)
            print(number, taken, flush=True)


if __name__ == "__main__":
    step_on(sys.argv[1])
