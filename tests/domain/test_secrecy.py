"""What is a 密级 mark, and what only speaks of one."""

from datetime import datetime

import pytest

from cppcc_desk.domain.secrecy import mark_in
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration, problems

MARKS = (
    "机密★5年", "机密★", "秘密", "绝密级", "机 密 ★ 1 年", "　　秘密★长期", "000012 机密★5年 特急", "【机密】",
    "（秘密）", "密级：机密", "密级：秘密★1年", "密 级： 绝密", "编号：12　密级：机密　缓急：平件", "秘密★启用前",
    "机密★1年6个月", "机密★至2030年1月1日", "秘密(三年)", "密级：☐公开 ☑机密", "公开☐ 秘密☐ 机密☑",
    "密级：公开 √机密", "秘密★1年　　　签发人：周明远", "機密★三年", "机密级★20年",
)  # fmt: skip
TEXTS = (
    "密级：公开", "密级：内部", "密级：无", "密级：", "密级", "关于加强机密文件管理的建议", "机密文件管理存在漏洞",
    "一、涉及国家秘密和商业秘密的不予公开", "群众反映，有人在网上出售标有“机密★5年”的文件。", "商业秘密",
    "保守国家秘密", "绝密★启用前的试卷外泄，家长意见很大。", "密级：☑公开 ☐秘密 ☐机密", "公开☑ 秘密☐ 机密☐",
    "☑ 公开 ☐ 秘密", "密级：公开、内部、秘密、机密", "应当依照规定注明密级：秘密、机密或者绝密", "秘密调查",
    "●机密岗位人员待遇偏低", "2026年国家秘密目录", "",
)  # fmt: skip


@pytest.mark.parametrize("line", MARKS)
def test_a_mark_is_seen(line: str) -> None:
    assert mark_in(["关于增设公交站牌的建议", line]) == line.strip()


@pytest.mark.parametrize("line", TEXTS)
def test_text_that_speaks_of_secrets_bears_no_mark(line: str) -> None:
    assert mark_in([line]) == ""


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [
        ("机密★5年", "末班车时间没有标出。", "title"),
        ("关于站牌的建议", "秘密★1年\n末班车时间没有标出。", "original_text"),
    ],
)
def test_nothing_with_a_mark_can_be_registered(title: str, text: str, field: str) -> None:
    now = datetime(2026, 11, 20, 9, 0)
    registration = Registration(
        title=title,
        original_text=text,
        contributors=(Contributor(name="孙庆芝"),),
        received_at=now,
        intake_channel=IntakeChannel.PAPER,
    )
    found = problems(registration, now=now)
    assert list(found) == [field] and "密级" in found[field] and found[field].endswith("。")
