"""By-lines and signatures in many layouts: who wrote, for which unit, when; unknown stays empty."""

import pytest

from cppcc_desk.documents.reading import read_bytes
from tests.documents.reading.layouts import DAY, LEAD, PHONE, TEXT, UNIT, centre, draft_of, right, warnings_of
from tests.documents.reading.make import BODY, TITLE, docx, para, piece

SIGNATURES = {
    "three lines": right(UNIT) + right(LEAD) + right("2026年3月2日"),
    "not aligned": para(UNIT) + para(LEAD) + para("2026年3月2日"),
    "one line": right(f"{UNIT} {LEAD} 2026年3月2日"),
    "glued": right(f"{UNIT}{LEAD}") + right("2026-03-02"),
    "Chinese numerals": right(UNIT) + right(LEAD) + right("二〇二六年三月二日"),
    "full-width digits": right(UNIT) + right(LEAD) + right("２０２６年３月２日"),
    "labelled": para(f"反映人：{LEAD}") + para(f"单位：{UNIT}") + para("日期：2026.3.2"),
    "labelled in one line": para(f"作者：{LEAD}　单位：{UNIT}　2026年3月2日"),
    "the seal's place": right(f"{UNIT}（盖章）") + right(LEAD) + right("2026年3月2日"),
    "spaced out": right(UNIT) + right(" ".join(LEAD)) + right("2026年3月2日"),
    "author described": right(f"{LEAD}　2026年3月2日") + para(f"（作者系{UNIT}馆长）"),
    "with a telephone number": right(UNIT) + right(LEAD) + right("138 0000 0021　2026年3月2日"),
    "in brackets": right(f"（{UNIT}　{LEAD}　2026年3月2日）"),
    "labelled unit and person": para(f"供稿：{UNIT}　{LEAD}　2026年3月2日"),
    "with the weekday": right(f"{UNIT}　{LEAD}") + right("2026年3月2日（星期一）"),
    "an unfilled date below": right(UNIT) + right(LEAD) + right("2026年3月2日") + right("　年　月　日"),
    "text box": para(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{right(UNIT)}{right(LEAD)}{right('2026/3/2')}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signatures(signature: str) -> None:
    draft = draft_of(docx(piece(tail=signature)))
    assert (draft.contributors, draft.unit, draft.written_on) == ((LEAD,), UNIT, DAY)
    assert (draft.title, draft.body) == (TITLE, TEXT)


BYLINES = {
    "brackets": centre(f"（县政协委员、{UNIT} {LEAD} {PHONE}）"),
    "labels in brackets": para(f"（反映人：{UNIT}　{LEAD}　电话：{PHONE}）"),
    "many labels": para(f"（反映人：{LEAD}，单位：{UNIT}，职务：馆长，电话：138-0000-0021）"),
    "two lines": centre(f"{UNIT}　{LEAD}") + centre(f"联系电话：{PHONE}"),
    "label without brackets": para(f"作者：{LEAD}") + para(f"单位：{UNIT}") + para("手机：138 0000 0021"),
    "under a dash": centre(f"——{UNIT}　{LEAD}　{PHONE}"),
    "number and date on a line": centre(f"{UNIT}馆长　{LEAD}") + centre(f"联系电话：{PHONE}　2026年7月23日"),
    "drafter of his own": centre(f"{UNIT}　{LEAD}（{PHONE}）") + centre(f"（执笔：{LEAD}）"),
    "post glued to the unit": centre(f"{UNIT}副馆长　{LEAD}（{PHONE}）"),
}


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES.keys())
def test_bylines(byline: str) -> None:
    draft = draft_of(docx(piece(head=byline)))
    assert (draft.contributors, draft.unit, draft.phone) == ((LEAD,), UNIT, PHONE)
    assert (draft.title, draft.body) == (TITLE, TEXT)


def test_nobody_is_guessed() -> None:
    for tail in ("", para("以上建议，请予考虑。"), para("地名䶮村"), para("此致") + para("敬礼")):
        assert draft_of(docx(piece(tail=tail))).contributors == ()


def test_a_place_above_the_signature_stays_in_the_body() -> None:
    draft = draft_of(docx(piece(tail=para("地点在柳树村") + para(UNIT) + para(LEAD))))
    assert (draft.unit, draft.body) == (UNIT, f"{TEXT}\n地点在柳树村")


def test_several_contributors_and_a_collective_one() -> None:
    assert draft_of(docx(piece(tail=right("林小溪、周　山")))).contributors == (LEAD, "周山")
    collective = draft_of(docx(piece(tail=right("民进云溪县总支") + right("2026年3月2日"))))
    assert (collective.contributors, collective.unit) == ((), "民进云溪县总支")


def test_a_signature_that_names_another_person_is_not_thrown_away() -> None:
    draft = draft_of(docx(piece(head=centre(f"作者：{LEAD}"), tail=right("周山"))))
    assert draft.contributors == (LEAD,)
    assert draft.body.endswith("周山")


def test_whom_to_ask_is_not_who_wrote() -> None:
    draft = draft_of(docx(piece(tail=right(UNIT) + right(LEAD) + para("联系人：周山"))))
    assert draft.contributors == (LEAD,)
    assert "联系人：周山" in draft.body


def test_the_bracket_at_the_end_of_the_text_names_the_contributor_and_stays() -> None:
    draft = draft_of(docx(centre(TITLE) + para(BODY[0]) + para(f"{BODY[1]}（{UNIT} {LEAD}）")))
    assert (draft.contributors, draft.unit) == ((LEAD,), UNIT)
    assert draft.body.endswith(f"（{UNIT} {LEAD}）")


@pytest.mark.parametrize("written", ["二〇二六年五月", "2026年5月", "2026年5月　日", "5月26日", "2026年2月30日"])
def test_part_of_a_date_leaves_the_date_empty_with_a_warning(written: str) -> None:
    data = docx(piece(tail=right(f"{UNIT}　{LEAD}") + right(written)))
    draft = draft_of(data)
    assert (draft.contributors, draft.unit, draft.written_on, draft.body) == ((LEAD,), UNIT, None, TEXT)
    assert "".join(written.split()) in warnings_of(data)


def test_a_date_that_nobody_filled_in_is_no_matter() -> None:
    data = docx(piece(tail=right(LEAD) + right("2026年3月2日") + right("　年　月　日")))
    assert (draft_of(data).written_on, warnings_of(data)) == (DAY, "")
    assert "日期" not in warnings_of(docx(piece(tail=right(LEAD) + right("　年　月　日"))))


COLLECTIVE = {
    "labelled": right("（执笔人：周山　联系电话：138 0000 0021）"),
    "labelled without brackets": para("执笔人：周山　138 0000 0021"),
    "behind the name": right("（周山执笔）") + right(PHONE),
    "without a colon": right("执笔　周山　13800000021"),
}


@pytest.mark.parametrize("drafter", COLLECTIVE.values(), ids=COLLECTIVE.keys())
def test_who_wrote_for_a_unit_is_its_drafter_and_no_contributor(drafter: str) -> None:
    signature = right("民盟云溪县总支") + right("2026年3月2日") + drafter
    result = read_bytes(docx(piece(head=para("县政协办公室："), tail=signature)), "稿件.docx")[0]
    draft = result.draft
    assert draft is not None
    assert (draft.contributors, draft.unit, draft.drafter) == ((), "民盟云溪县总支", "周山")
    assert (draft.phone, draft.written_on) == (PHONE, DAY)
    assert draft.body == f"县政协办公室：\n{TEXT}"
    assert "集体来稿" in "".join(result.warnings)


def test_one_of_the_contributors_may_be_the_drafter() -> None:
    draft = draft_of(docx(piece(tail=right(f"{LEAD}、周山（执笔）"))))
    assert (draft.contributors, draft.drafter) == ((LEAD, "周山"), "周山")
    draft = draft_of(docx(piece(tail=para(f"反映人：{LEAD}　执笔人：周山"))))
    assert (draft.contributors, draft.drafter) == ((LEAD,), "周山")


def test_everybody_who_signs_is_a_contributor_with_his_unit() -> None:
    tail = right(f"{UNIT}　{LEAD}") + right("云溪县商会　周山") + right("2026年3月2日")
    draft = draft_of(docx(piece(tail=tail)))
    assert (draft.contributors, draft.unit, draft.body) == ((LEAD, "周山"), f"{UNIT}、云溪县商会", TEXT)


@pytest.mark.parametrize("addressee", ["县政协办公室", "县政协：", "云溪县政协委员会办公室", "政协云溪县委员会"])
def test_whom_a_letter_is_for_is_not_whom_it_is_from(addressee: str) -> None:
    draft = draft_of(docx(piece(head=para(addressee), tail=right("云溪县总工会") + right("2026年3月2日"))))
    assert (draft.unit, draft.body) == ("云溪县总工会", f"{addressee}\n{TEXT}")


@pytest.mark.parametrize(
    "below",
    [
        ("附件：1.停车位统计表", "2.照片三张"),
        ("附件1", "停车位统计表", "老街130个，新区210个。"),
        ("通讯地址：云溪县城关街道文昌巷3号",),
        ("邮箱：lin@example.com",),
    ],
)
def test_what_stands_under_the_signature_stays_and_does_not_hide_it(below: tuple[str, ...]) -> None:
    tail = right(UNIT) + right(LEAD) + right("2026年3月2日") + "".join(map(para, below))
    draft = draft_of(docx(piece(tail=tail)))
    assert (draft.contributors, draft.unit, draft.written_on) == ((LEAD,), UNIT, DAY)
    assert draft.body == "\n".join((TEXT, *below))


def test_a_signature_behind_the_last_sentence() -> None:
    draft = draft_of(docx(piece(tail=para(f"以上建议，请予考虑。　　　　{LEAD}　2026年3月2日"))))
    assert (draft.contributors, draft.written_on) == ((LEAD,), DAY)
    assert draft.body == f"{TEXT}\n以上建议，请予考虑。"


@pytest.mark.parametrize("part", ["指导老师：周山", "（责任编辑：周山）", "签发人：周山", "校对：周　山"])
def test_who_had_another_part_in_it_is_no_contributor(part: str) -> None:
    draft = draft_of(docx(piece(tail=para(f"单位：{UNIT}") + para(part) + para(f"{LEAD}　2026年3月2日"))))
    assert (draft.contributors, draft.unit, draft.written_on) == ((LEAD,), UNIT, DAY)
    assert draft.body == f"{TEXT}\n{part}"


@pytest.mark.parametrize("signature", [right(f"{UNIT}　{LEAD}"), para(f"{UNIT}　{LEAD}") + para("2026年3月2日")])
def test_a_list_of_names_above_the_signature_is_no_part_of_it(signature: str) -> None:
    draft = draft_of(docx(piece(tail=para("参加调研人员：") + para("张明远") + para("李秀兰") + signature)))
    assert (draft.contributors, draft.unit) == ((LEAD,), UNIT)
    assert draft.body == f"{TEXT}\n参加调研人员：\n张明远\n李秀兰"
