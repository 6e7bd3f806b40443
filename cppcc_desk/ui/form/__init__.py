"""Forms: fields and the grid they stand in."""

from cppcc_desk.ui.form.amounts import AmountField
from cppcc_desk.ui.form.choosing import ChoiceField, NameField
from cppcc_desk.ui.form.fields import (
    CheckField,
    Field,
    LongTextField,
    NoteField,
    NumberField,
    SuggestField,
    TextField,
    lay_lines,
)
from cppcc_desk.ui.form.files import FilesField
from cppcc_desk.ui.form.form import Form
from cppcc_desk.ui.form.moments import MomentField
from cppcc_desk.ui.form.scrolling import FieldsArea
from cppcc_desk.ui.form.several import SeveralField, TagsField

__all__ = [
    "AmountField",
    "CheckField",
    "ChoiceField",
    "Field",
    "FieldsArea",
    "FilesField",
    "Form",
    "LongTextField",
    "MomentField",
    "NameField",
    "NoteField",
    "NumberField",
    "SeveralField",
    "SuggestField",
    "TagsField",
    "TextField",
    "lay_lines",
]
