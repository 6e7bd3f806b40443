"""登记 with what is already known: 分类, the 约稿 that it came in for; one step, one line in the journal, one undo."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cppcc_desk.domain.step_fields import named_values, split
from cppcc_desk.domain.submission import Registration
from cppcc_desk.domain.workflow import Step
from cppcc_desk.operations import finding
from cppcc_desk.operations.commissioning import answer
from cppcc_desk.operations.registering import Registered, register
from cppcc_desk.operations.steps import take_step
from cppcc_desk.storage.desk import acting, operation


@operation("登记来稿")
def receive(
    session: Session, registration: Registration, known: Mapping[str, str], *, commission_id: int | None = None
) -> Registered:
    """Register, and with a category among `known` take 分类 too; `known` has the fields of the step 分类.

    Without a category the step is still to be taken: where the piece is meant to go and how urgent it is are kept for
    it, because its clock depends on them. `commission_id` is the 约稿 that the piece came in for. Raises Invalid,
    Missing, and Forbidden for a 约稿 that is closed meanwhile.
    """
    done = register(session, registration)
    if commission_id is not None:
        registered = acting(session).label
        answer(session, commission_id, submission_id=done.id)
        acting(session).label = registered
    if known.get("category"):
        take_step(session, done.id, Step.CLASSIFY, known)
        acting(session).label = f"登记并分类 {done.intake_no}"
        return done
    values = named_values(Step.CLASSIFY, known)
    submission = finding.submission(session, done.id)
    meant = (finding.destination(session, name).name for name in split(values.get("intended_destinations", "")))
    submission.intended_destinations = "、".join(dict.fromkeys(meant))
    submission.urgency_grade = values.get("urgency_grade") or submission.urgency_grade
    return done
