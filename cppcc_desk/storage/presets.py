"""计分办法 that ship with the program, each of which an office may begin with."""

import json

from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.written import from_dict
from cppcc_desk.paths import resource

FOLDER = "schemes"


def presets() -> tuple[Scheme, ...]:
    """In the order in which they are offered, the simplest first."""
    return tuple(
        from_dict(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(resource(FOLDER).glob("*.json"))
    )
