"""Which registered pieces a new one may repeat: by title, or by sentences; a warning that never blocks."""

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import likeness
from cppcc_desk.domain.bigrams import terms
from cppcc_desk.storage import search
from cppcc_desk.storage.tables import Submission, SubmissionText

_SENTENCES = 3
_MOST_POSTINGS = 60_000  # ids read for one check; a text of nothing but common words needs no more
_MOST_TITLES = 50


@dataclass(frozen=True, kw_only=True)
class LikelyDuplicate:
    """A registered piece that shares its title or a good part of its text with the new one.

    `similarity` is the share of the shorter text that stands in the other, 0 to 1; `shared` are sentences of the new
    text, the longest ones in their order.
    """

    submission_id: int
    intake_no: str
    title: str
    same_title: bool
    similarity: float
    shared: tuple[str, ...]


def likely_duplicates(
    session: Session, title: str, text: str, *, exclude: int | None, limit: int = 5
) -> tuple[LikelyDuplicate, ...]:
    """The pieces most like `title` and `text`, most alike first; `exclude` is the piece itself if registered."""
    named = likeness.normalise(title)
    own = likeness.shingles(text)
    candidates = dict.fromkeys((*_like_title(session, title), *_like_text(session, text, exclude)))
    rows = session.execute(
        select(
            Submission.id,
            Submission.intake_no,
            Submission.title,
            Submission.original_title,
            SubmissionText.original_text,
            SubmissionText.edited_text,
        )
        .join(SubmissionText, SubmissionText.submission_id == Submission.id)
        .where(Submission.id.in_(list(candidates)), Submission.id != (exclude or 0), Submission.deleted_at.is_(None))
    )
    found: list[LikelyDuplicate] = []
    for row in rows:
        # An edited text may have been printed and copied from there, so the nearer of the two counts.
        others = [likeness.shingles(other) for other in (row.original_text, row.edited_text)]
        similarity, nearest = max(((likeness.containment(own, other), other) for other in others), key=itemgetter(0))
        same_title = bool(named) and named in map(likeness.normalise, (row.title, row.original_title))
        if same_title or similarity >= likeness.ALIKE:
            shared = likeness.shared_sentences(text, nearest, most=_SENTENCES)
            found.append(
                LikelyDuplicate(
                    submission_id=row.id,
                    intake_no=row.intake_no,
                    title=row.title,
                    same_title=same_title,
                    similarity=similarity,
                    shared=shared,
                )
            )
    found.sort(key=lambda one: (-one.similarity, not one.same_title, -one.submission_id))
    return tuple(found[:limit])


def _like_title(session: Session, title: str) -> list[int]:
    # By its stretches of letters, so that a quotation mark more or less does not hide the same title.
    return search.search(session, terms(" ".join(likeness.stretches(title))), limit=_MOST_TITLES)


def _like_text(session: Session, text: str, exclude: int | None) -> list[int]:
    holding: Counter[int] = Counter()
    pairs = likeness.sample(text)
    for held in search.holders_of_rarest(session, pairs, rarest=likeness.RAREST, most=_MOST_POSTINGS):
        holding.update(held)
    holding.pop(exclude or 0, None)
    return [submission_id for submission_id, _ in holding.most_common(likeness.CANDIDATES)]
