"""Forms: fields and the grid they stand in."""

from cppcc_desk.ui.form.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    MomentField,
    NumberField,
    SuggestField,
    TextField,
    lay_lines,
)
from cppcc_desk.ui.form.form import Form
from cppcc_desk.ui.form.several import SeveralField, TagsField

__all__ = [
    "CheckField",
    "ChoiceField",
    "Field",
    "Form",
    "LongTextField",
    "MomentField",
    "NumberField",
    "SeveralField",
    "SuggestField",
    "TagsField",
    "TextField",
    "lay_lines",
]
