"""The journal: every operation's row changes, from what to what, sealed in a chain; undo and redo are read from it.

One mechanism for audit, undo and history: `changes` says what happened to a row, `collecting` listens to the session
of one operation, `chain` writes and seals entries, `reversing` finds what can be taken back and puts rows back.
"""

from cppcc_desk.storage.journal.chain import append, broken, seal
from cppcc_desk.storage.journal.changes import Change, decode, encode
from cppcc_desk.storage.journal.collecting import collect
from cppcc_desk.storage.journal.reversing import concerned, redoable, refuse_if_gone_on, revert, since, undoable

__all__ = [
    "Change",
    "append",
    "broken",
    "collect",
    "concerned",
    "decode",
    "encode",
    "redoable",
    "refuse_if_gone_on",
    "revert",
    "seal",
    "since",
    "undoable",
]
