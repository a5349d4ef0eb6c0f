"""An editor for an answer: words only, nothing that a terminal would obey."""

import re
from dataclasses import replace

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

# C0 without tab and line ends, DEL, C1, and halves of characters, which no file can hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Editor(TextArea):
    """Takes what is typed and pasted, without control characters."""

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit; what is pasted may hold anything."""
        if _UNWRITABLE.search(edit.text):
            edit = replace(edit, text=_UNWRITABLE.sub("", edit.text))
        return super().edit(edit)
