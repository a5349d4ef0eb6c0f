"""The part of a review that has to do with stories: which one it told, and keeping it as one."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mock_panel.domain.stories import LinkedBy
from mock_panel.tui.keys import key
from mock_panel.tui.screens.page import Result
from mock_panel.tui.screens.worded_review import WordedReview

if TYPE_CHECKING:
    from mock_panel.domain.ids import StoryId
    from mock_panel.domain.stories import Story
    from mock_panel.practice.recognising_stories import StoryGuess

_DIM, _KEY = "$foreground 75%", "$text-primary bold"


class StoryReview(WordedReview[Result]):
    """Which story was this? Asked in one line, and only where the words point to one.

    The screen composes a Static as `#told` and calls `recognise` when it is mounted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("k", "keep", "Keep", "Keep this answer as a story; edit it first"),
        key("y", "yes", "Yes", "Yes, the answer told the story that the line names"),
        key("s", "name_story", "Story", "Say which story this answer told", show=False),
    ]

    @dataclass
    class Recognised(Message):
        """It is known what the answer told, or what it might have told."""

        told: "tuple[Story, ...]"
        guess: "StoryGuess | None"
        has_stories: bool

    ASKS: ClassVar[bool] = True
    """Whether it asks which story it was, where nobody has said so."""

    _guess: "StoryGuess | None" = None
    _told: "tuple[Story, ...]" = ()
    _has_stories = False

    @work(thread=True, exclusive=True, exit_on_error=False, group="recognise")
    def recognise(self) -> None:
        """Look for the story; nothing is noted."""
        stories = self.services.stories
        if not any(not story.retired for story in stories.store.all()):
            self.post_message(self.Recognised((), None, has_stories=False))
            return
        told, guess = stories.told_by(self.attempt.id), None
        if self.ASKS and not told and self.attempt.full_text:
            from mock_panel.practice.recognising_stories import (  # noqa: PLC0415 - with stories only
                Vocabulary,
            )

            guess = stories.which(self.attempt, Vocabulary.of(self.services.bank.load()))
        self.post_message(self.Recognised(told, guess, has_stories=True))

    @on(Recognised)
    def _recognised(self, event: Recognised) -> None:
        self._told, self._guess = event.told, event.guess
        self._has_stories = event.has_stories
        line = self.query_one("#told", Static)
        line.update(self._told_words())
        line.display = bool(self._told or self._guess)
        self.refresh_bindings()

    def _told_words(self) -> Content:
        if self._told:
            titles = ", ".join(story.title for story in self._told)
            return Content.assemble(
                ("story  ", _DIM), (titles, "bold"), ("   s", _KEY), ("  another", _DIM)
            )
        if self._guess is None:
            return Content("")
        return Content.assemble(
            ("Was this ", _DIM), (self._guess.story.title, "bold"), ("?  ", _DIM),
            ("y", _KEY), ("  yes  ", _DIM), ("s", _KEY), ("  another   ", _DIM),
            (self._guess.because, _DIM),
        )  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A yes only where something is asked; a story only where there is one."""
        match action:
            case "yes":
                return self._guess is not None
            case "name_story":
                return self._has_stories
            case "keep":
                return bool(self.attempt.full_text or self.attempt.note)
            case _:
                return super().check_action(action, parameters)

    def action_yes(self) -> None:
        """Take the guess."""
        guess, self._guess = self._guess, None
        if guess is not None:
            self.note_story(guess.story.id, LinkedBy.GUESSED)

    @work(thread=True, exit_on_error=False, group="link")
    def note_story(self, story: "StoryId | None", how: LinkedBy) -> None:
        """Note that the answer told a story instead of any named before; None takes those back."""
        stories = self.services.stories
        if story is not None:
            stories.link(self.attempt.id, story, how)
        for before in self._told:
            if before.id != story:
                stories.unlink(self.attempt.id, before.id)
        self.app.call_from_thread(self.recognise)

    @work(exclusive=True, exit_on_error=False, group="name-story")
    async def action_name_story(self) -> None:
        """Say which story it was, out of all of them."""
        from mock_panel.tui.screens.stories.choosing import ChooseScreen  # noqa: PLC0415 - asked

        store = self.services.stories.store
        stories = [s for s in await asyncio.to_thread(store.all) if not s.retired]
        told = {story.id for story in self._told}
        none = "None of them" if not told else "None of them: take back what was said"
        choices = [Content.assemble(("● " if s.id in told else "  "), s.title) for s in stories] + [
            Content.styled(f"  {none}", _DIM)
        ]
        chosen = await self.app.push_screen_wait(
            ChooseScreen("Which story was this?", self.attempt.question.text, choices)
        )
        if chosen is None:
            return
        named = stories[chosen].id if chosen < len(stories) else None
        self.note_story(named, LinkedBy.NAMED)

    @work(exclusive=True, exit_on_error=False, group="keep")
    async def action_keep(self) -> None:
        """Make a story of the answer, read it through, and keep it."""
        from mock_panel.tui.screens.stories.edit import EditScreen  # noqa: PLC0415 - when asked

        services, attempt = self.services, self.attempt
        stories = services.stories
        before = await asyncio.to_thread(stories.store.kept_from, [attempt.id])
        bank = await asyncio.to_thread(services.bank.load)
        if before:
            screen = EditScreen(before[0], bank)
            self.notify("This answer was kept before; here is its story.", timeout=4)
        else:
            draft = await asyncio.to_thread(stories.draft_from, attempt, bank)
            screen = EditScreen(draft, bank, lambda story: stories.keep(story, attempt, bank))
        kept = await self.app.push_screen_wait(screen)
        if not before:
            told = f"Kept as story: {kept.title}" if kept else "Not kept."
            self.notify(told, timeout=4, markup=False)
        self.recognise()
