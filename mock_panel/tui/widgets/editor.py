"""An editor for an answer: words only, nothing that a terminal would obey."""

import re
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

# C0 without tab and line ends, DEL, C1, and halves of characters, which no file can hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TAKEN = "f6"
"""Looks for a microphone again on every screen that has one; Textual's would select a line."""
_LEADS_ELSEWHERE = {"ctrl+s": "done", "f2": "outline", "escape": "back"}
"""Actions of the screen that decide where the letters behind their key go."""
_OWN = [b for b in TextArea.BINDINGS if isinstance(b, Binding) and b.key != _TAKEN]
_ACTIONS = {key: binding.action for binding in _OWN for key in binding.key.split(",")}


class Editor(TextArea, inherit_bindings=False):
    """Takes what is typed and pasted, without control characters, in the order of the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*_OWN]

    async def on_key(self, event: events.Key) -> None:
        """Do at once what a key does here.

        Textual would have it wait for a way through the whole screen, on which a letter typed after
        it overtakes it: of "backspace, a" pressed while the app is busy, the a would be deleted.
        """
        action = _ACTIONS.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit; what is pasted may hold anything."""
        if _UNWRITABLE.search(edit.text):
            edit = replace(edit, text=_UNWRITABLE.sub("", edit.text))
        return super().edit(edit)


class AnswerEditor(Editor):
    """Takes an answer until its screen ends it; what is typed after that is no part of it."""

    async def on_key(self, event: events.Key) -> None:
        """End, leave or outline the answer in turn among the letters; take none behind it."""
        focused = self.screen.focused
        if focused is not self:
            event.prevent_default().stop()
            if focused is not None:
                focused.post_message(events.Key(event.key, event.character))
            return
        action = _LEADS_ELSEWHERE.get(event.key) if self.screen.is_current else None
        if action is not None and await self.app.run_action(action, self.screen):
            event.prevent_default().stop()
