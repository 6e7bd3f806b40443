"""A repeated piece is shown with what it repeats; a handful of pieces and very short texts work too."""

from cppcc_desk.queries.likeness import likely_duplicates
from tests.pieces import RECEIVED, shelf, submission

BODY = (
    "县城北门外的三所小学门口没有固定的停车区域。每天放学时家长的车停在路中间，老人推着婴儿车从车缝里走过。\n"
    "建议由交警大队在学校东侧划出三十个临时车位，限停二十分钟；学校错开低年级和高年级的放学时间。"
)
OTHER = "青石河入城段淤积已有五年，汛期水位抬高近半米。建议水利局在枯水期安排清淤，并在上游修建两道拦沙坎。"


def test_equal_title_copied_text_and_neither() -> None:
    with shelf() as session:
        session.add_all(
            [
                submission(1, title="关于校门口停车的建议", body=BODY),
                submission(2, title="关于青石河清淤的建议", body=OTHER),
                submission(3, title="关于路灯的建议", body="北门外的路灯有十七盏不亮，请电力公司检修。"),
            ]
        )
        session.flush()
        (same,) = likely_duplicates(session, "关于路灯的建议！", "完全不同的另一件事情，讲的是茶叶。", exclude=None)
        assert (same.submission_id, same.intake_no, same.same_title, same.similarity) == (3, "2026-003", True, 0)
        copied = OTHER + BODY.splitlines()[0]
        first, second = likely_duplicates(session, "两件事", copied, exclude=None)
        assert (first.submission_id, first.same_title, first.similarity) == (2, False, 1)
        assert first.shared == tuple(sentence + "。" for sentence in OTHER.split("。")[:2])
        assert second.submission_id == 1
        assert 0.4 < second.similarity < 0.7
        assert likely_duplicates(session, "茶叶", "茶农反映今年春茶价格偏低。", exclude=None) == ()


def test_not_itself_and_not_deleted_ones() -> None:
    with shelf() as session:
        session.add_all([submission(1, title="停车", body=BODY), submission(2, title="停车", body=BODY)])
        session.flush()
        assert [d.submission_id for d in likely_duplicates(session, "停车", BODY, exclude=2)] == [1]
        session.add(submission(3, title="停车", body=BODY))
        session.flush()
        assert [d.submission_id for d in likely_duplicates(session, "停车", BODY, exclude=None, limit=2)] == [3, 2]
        for row in session.query(type(submission(4))):
            row.deleted_at = RECEIVED
        session.flush()
        assert likely_duplicates(session, "停车", BODY, exclude=None) == ()


def test_short_texts_and_an_empty_office() -> None:
    with shelf() as session:
        assert likely_duplicates(session, "", "", exclude=None) == ()
        assert likely_duplicates(session, "停车", BODY, exclude=None) == ()
        session.add(submission(1, title="灯", body="路灯不亮"))
        session.flush()
        assert [d.similarity for d in likely_duplicates(session, "别的", "路灯不亮。", exclude=None)] == [1]
        assert likely_duplicates(session, "别的", "路灯", exclude=None) == ()
        session.add(submission(2, title="路灯", body="亮"))
        session.flush()
        assert [d.same_title for d in likely_duplicates(session, "路灯", "", exclude=None)] == [True]


def test_a_text_copied_from_the_printed_sheet_is_found() -> None:
    with shelf() as session:
        session.add(submission(1, title="停车", body=OTHER, edited=BODY))
        session.flush()
        (found,) = likely_duplicates(session, "新的标题", BODY, exclude=None)
        assert found.similarity == 1
