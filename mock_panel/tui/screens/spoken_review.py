"""The part of a review that a recorded answer has: its sound, and how it was said."""

import asyncio
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import BindingType

from mock_panel.domain.attempts import Attempt
from mock_panel.practice.delivery_advice import delivery_advice
from mock_panel.practice.delivery_words import delivery_lines
from mock_panel.practice.listening import (
    SentenceTimes,
    next_start,
    part_starts,
    sentence_times,
    with_filler,
    without_fillers,
)
from mock_panel.practice.usual_delivery import Baseline, usual_before
from mock_panel.tui.keys import key
from mock_panel.tui.screens import review_content
from mock_panel.tui.screens.page import Page, Result
from mock_panel.tui.widgets.hanging import HangingText
from mock_panel.tui.widgets.sentences import SentenceList
from mock_panel.tui.widgets.sound_strip import SoundStrip

if TYPE_CHECKING:
    from pathlib import Path


class SpokenReview(Page[Result]):
    """Listening back, counting fillers, erasing the sound; for a screen that shows an attempt.

    The screen composes a `SoundStrip`, the sentences as `#answer` and `#delivery`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("l", "listen", "Listen", "Hear the answer from the selected sentence on, or stop it"),
        key("right", "part(1)", "Next part", "Go to where the next part begins", show=False),
        key("left", "part(-1)", "Part before", "Go to where the part before begins", show=False),
        key(
            "u", "filler", "Count a filler", "Count an um, uh or the like that you hear", show=False
        ),
        key(
            "U",
            "forget_fillers",
            "Forget the count",
            "Forget the fillers that you counted",
            show=False,
        ),
        key(
            "x",
            "erase_sound",
            "Erase the sound",
            "Erase this recording; the words stay",
            show=False,
        ),
    ]

    answer = getters.query_one("#answer", SentenceList)
    strip = getters.query_one(SoundStrip)

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt
        self.usual = Baseline()
        """How the candidate spoke before."""
        self.storing = Lock()
        """Held while a thread changes the stored attempt, so that no change undoes another."""
        self._times = SentenceTimes((), is_measured=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer listening only where something was recorded."""
        if action in ("listen", "part", "filler", "forget_fillers", "erase_sound"):
            return self.attempt.spoken is not None
        return True

    def show_sound(self) -> None:
        """Show what was recorded, and how it was said; nothing where nothing was."""
        spoken = self.attempt.spoken
        self.strip.display = spoken is not None
        self.query_one("#delivery").display = spoken is not None
        if spoken is None:
            return
        self._times = sentence_times(self.attempt)
        self.strip.recording = spoken.recording
        self.strip.marks = part_starts(self.attempt, self._times)
        self.strip.counted = spoken.fillers_heard
        delivery = self.services.measure_delivery(spoken, self.attempt.text)
        self.strip.pauses = [pause.stretch for pause in delivery.pauses]
        self.query_one("#delivery", HangingText).paragraphs = review_content.delivery(
            delivery_lines(delivery, self.usual), delivery_advice(delivery)
        )

    def usual_delivery(self) -> Baseline:
        """From the recorded answers before this one; in a worker."""
        if self.attempt.spoken is None:
            return Baseline()
        services = self.services
        return usual_before(self.attempt.id, services.attempts, services.measure_delivery)

    def sound_file(self, name: str) -> "Path | None":
        """Where the sound of a recording is; None once it is erased."""
        return self.services.recordings.path(name)

    def action_listen(self) -> None:
        """Play from the selected sentence, or stop."""
        if self.strip.is_playing:
            self.strip.stop()
            return
        self.strip.play(self._now())

    def action_part(self, by: int) -> None:
        """Go to where the next part begins, or the one before; by ear while listening."""
        starts = [start for start, _ in self.strip.marks]
        if not starts:
            return
        target = next_start(starts, self._now(), by)
        self.answer.go_to(self._times.at(target))
        if self.strip.is_playing:
            self.strip.stop()
            self.strip.play(target)

    def _now(self) -> float:
        """The second being heard, or else that of the selected sentence."""
        if self.strip.position is not None:
            return self.strip.position
        at = self.answer.selected
        return self._times.starts[at] if at is not None and at < len(self._times.starts) else 0.0

    @on(SoundStrip.Moved)
    def _follow(self, event: SoundStrip.Moved) -> None:
        if self._times.starts:
            self.answer.go_to(self._times.at(event.second))

    @on(SoundStrip.Ended)
    def _heard_to_the_end(self, event: SoundStrip.Ended) -> None:
        if event.spoken.reason:
            self.notify(event.spoken.reason, severity="warning")

    def action_filler(self) -> None:
        """Count a filler where the player is."""
        if self.strip.position is None:
            self.notify("Listen first: l plays the answer, u counts while you listen.", timeout=4)
            return
        self.keep_spoken(with_filler(self.attempt, self.strip.position))

    def action_forget_fillers(self) -> None:
        """Forget what was counted by ear."""
        self.keep_spoken(without_fillers(self.attempt))

    def keep_spoken(self, attempt: Attempt) -> None:
        """Show and store a change of what is kept beside the words."""
        self.attempt = attempt
        self.show_sound()
        self.store()

    @work(thread=True, exit_on_error=False, group="store")
    def store(self) -> None:
        """Keep a change of the attempt; its score stays."""
        with self.storing:
            self.services.attempts.save(self.attempt)

    @work(exclusive=True, group="erase")
    async def action_erase_sound(self) -> None:
        """Erase the recording, after asking."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        assert self.attempt.spoken is not None  # noqa: S101 - offered only then
        answer = await self.app.push_screen_wait(
            NoticeScreen(
                "Erase the sound of this answer?",
                "Its words, its score and its measures stay. Nobody can bring the sound back.",
                Reply("enter", "keep it", "keep"),
                Reply("x", "erase it for good", "erase"),
            )
        )
        if answer == "erase":
            self.strip.stop()
            for name in self.attempt.sounds:
                await asyncio.to_thread(self.services.recordings.erase, name)
            self.notify("The sound is erased; the words stay.", timeout=4)
