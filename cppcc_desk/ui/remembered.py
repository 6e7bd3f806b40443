"""Names in the ini of this PC that more than one part of the window reads or writes."""

from typing import Final

PERSON: Final = "person"  # who sits here
ZOOM: Final = "zoom"  # of the whole interface, a factor; read before the window is made
PUT_OFF: Final = "first_start/put_off"  # when: the first settings are not asked for again by themselves
