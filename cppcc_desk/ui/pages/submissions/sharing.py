"""分配比例: how the authors of a piece share what it gives, as they agreed among themselves."""

from collections.abc import Sequence

from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.sentences import of_split
from cppcc_desk.operations.scoring.by_hand import agree_shares
from cppcc_desk.queries.scoring.of_piece import AuthorShare, shares
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import NumberField, SeveralField
from cppcc_desk.ui.stepping.asking import Asking, Values

_NONE = -1  # what the field of numbers holds for no agreement


class Sharing(Asking):
    """A refusal is said in the dialog."""

    def agree(self, submission_id: int, intake_no: str, scheme: Scheme) -> bool:
        """Ask and note; all fields left empty take the agreement back."""
        held = self._context.desk.read(shares, submission_id)
        rule = of_split(scheme.people_split, Ledger.PERSON)
        question = Question(
            title=f"分配比例：{intake_no}",
            intro=f"各人的比例合计 100%，都不填就是没有约定。现行计分办法：{rule}",
            fields=[*_percents(held), _writers(held)],
            verb="保存比例",
        )

        def do(values: Values) -> None:
            self._context.desk.do(
                agree_shares,
                submission_id,
                percents=[values[_key(place)] for place in range(len(held))],
                writers=[place in values["writers"] for place in range(len(held))],
            )

        if self._ask_and_do(question, do) is None:
            return False
        self._tell(f"已登记 {intake_no} 各人的分配比例")
        return True


def _percents(held: Sequence[AuthorShare]) -> list[Ask]:
    return [
        Ask(
            key=_key(place),
            title=author.name,
            make=lambda: NumberField(minimum=_NONE, maximum=100, suffix="%", blank="没有约定"),
            value=_NONE if author.percent is None else author.percent,
        )
        for place, author in enumerate(held)
    ]


def _writers(held: Sequence[AuthorShare]) -> Ask:
    names = [(place, author.name) for place, author in enumerate(held)]
    return Ask(
        key="writers",
        title="主笔",
        make=lambda: SeveralField(names),
        value=tuple(place for place, author in enumerate(held) if author.main),
    )


def _key(place: int) -> str:
    return f"percent-{place}"
