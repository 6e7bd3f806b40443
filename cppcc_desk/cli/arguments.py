"""The command line's grammar: options for all, accepted before and after the command, and refusals in Chinese."""

import argparse
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from cppcc_desk.domain.errors import Missing, Unreadable

NEVER = argparse.SUPPRESS
FIRST_YEAR, LAST_YEAR = 1900, 2100


class UsageError(Exception):
    """The words of the call are off; the sentence says which."""


_TRANSLATIONS = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少参数：{}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识的参数：{}"),
    (re.compile(r"argument ([^:]+): expected .*"), "“{}”后面缺少内容"),
    (re.compile(r"argument ([^:]+): ignored explicit argument .*"), "“{}”后面不带内容"),
    (re.compile(r"argument [^:]+: invalid int value: '?([^']+?)'?"), "应为整数：{}"),
    (re.compile(r"argument [^:]+: (.+)"), "{}"),
)


def _chinese(message: str) -> str:
    for pattern, sentence in _TRANSLATIONS:
        if match := pattern.fullmatch(message):
            return sentence.format(match.group(1))
    return message


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with Chinese words around the options."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of leaving the program, and speaks Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", Formatter)
        kwargs.setdefault("allow_abbrev", False)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            known = "、".join(map(str, action.choices))
            what = "这里不能写" if action.option_strings else "没有这个命令："
            raise argparse.ArgumentError(action, f"{what}“{value}”；可用的有：{known}")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_chinese(message)}。没有作任何改动；用 --help 查看用法。")


def moment(text: str) -> datetime:
    """2026-11-20T14:30, or a date alone for its first minute."""
    try:
        return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise argparse.ArgumentTypeError(f"时间应写成 2026-11-20T14:30，收到的是“{text}”") from None


def day(text: str) -> date:
    """2026-11-20."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2026-11-20，收到的是“{text}”") from None


def natural(text: str) -> int:
    """A whole number from one to LARGEST."""
    number = whole(text)
    if not number:
        raise argparse.ArgumentTypeError(f"应为 1 以上的整数，收到的是“{text}”")
    return number


def year(text: str) -> int:
    """A year that an office may have something of."""
    number = natural(text)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"年度应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，收到的是“{text}”")
    return number


def listed(text: str, refusal: str) -> int:
    """The number that something has in a list. Raises Missing, saying `refusal`, for anything else."""
    try:
        return natural(text)
    except argparse.ArgumentTypeError:
        raise Missing(refusal) from None


def whole(text: str) -> int:
    """A whole number from nought to LARGEST."""
    from cppcc_desk.domain.step_fields import LARGEST  # noqa: PLC0415 - the window, too, begins with this module

    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST):
        raise argparse.ArgumentTypeError(f"应为 {LARGEST} 以内的整数，收到的是“{text}”")
    return int(text)


def for_all(parser: argparse.ArgumentParser, *, default: Any = NEVER, more: str = "") -> None:
    """The options of every command; below a command they must not overwrite what stood before it.

    `more` names the command's list of words, which options may stand in the middle of.
    """
    if more:
        parser.set_defaults(more=more)
    group = parser.add_argument_group("通用选项")
    group.add_argument("--data", type=Path, metavar="文件夹", default=default, help="数据文件夹")
    group.add_argument(
        "--now", type=moment, metavar="时间", default=default, help="以这一时刻为现在，如 2026-11-20T14:30"
    )
    group.add_argument("--as", dest="by", metavar="姓名", default=default, help="以谁的名义办理")
    group.add_argument("--json", action="store_true", default=default, help="在标准输出写一个 JSON 值")


def for_the_window(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options for all, and files dropped on the program's icon, when there is nothing else in the call; None for
    the whole grammar to look at. Windows gives such files with their whole path, which no command is called.

    The window must not wait for that grammar: its commands import the database layer.
    """
    if {"-h", "--help"} & set(arguments):
        return None
    parser = Parser()
    for_all(parser, default=None)
    parser.add_argument("--picture", type=Path, default=None, help=argparse.SUPPRESS)  # selfcheck
    parser.add_argument("files", type=Path, nargs="*")
    try:
        wanted = parser.parse_args(arguments)
    except UsageError:
        return None
    return wanted if all(file.is_absolute() and file.exists() for file in wanted.files) else None


def key_values(words: Sequence[str]) -> dict[str, str]:
    """KEY=VALUE words as a dict. Raises UsageError for a word without `=`."""
    found: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"应写成“项目=内容”，收到的是“{word}”。没有作任何改动；用 --help 查看用法。")
        found[key.strip()] = value
    return found


def text_given(word: str) -> str:
    """`word` itself, or with @FILE what stands in that file."""
    return text_file(Path(word[1:])) if word.startswith("@") else word


def text_file(path: Path) -> str:
    """The text of a UTF-8 file. Raises Missing or Unreadable."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise Missing(f"打不开文件“{path}”。没有作任何改动；请核对路径。") from None
    except UnicodeDecodeError:
        raise Unreadable(f"文件“{path}”不是 UTF-8 文本。没有作任何改动；请另存为 UTF-8 后再试。") from None
