"""Whether the candidate agrees that the answers are kept, asked at first and again."""

from functools import partial

from textual import work

from mock_panel.panel.answers import sound_name
from mock_panel.tui.screens.panel import conduct_view as view
from mock_panel.tui.screens.panel.conduct_showing import ShowingConduct


class ConsentingConduct(ShowingConduct):
    """What is withdrawn is erased at once: sound and words."""

    def action_consent(self, agreed: bool) -> None:
        """What the candidate says."""
        conduct = self.at_hand
        if agreed and self.answers is not None:
            self.answers.is_withdrawn = False
            self.look_for_sound()
        self.step(partial(conduct.consent, agreed))

    @work(exclusive=True, group="consent")
    async def action_ask_consent(self) -> None:
        """Ask again."""
        from mock_panel.tui.screens.notice import NoticeScreen, Reply  # noqa: PLC0415 - seldom

        was = "had agreed" if self.at_hand.agreed else "had not agreed"
        way = await self.app.push_screen_wait(
            NoticeScreen(
                view.MAY_THEY,
                f"{self.at_hand.panel.candidate} {was}. Without consent what was kept so far, "
                "sound and words, is erased now.",
                Reply("y", "yes, agreed", "yes"),
                Reply("n", "no: erase what was kept", "no"),
                Reply("enter", "leave it as it is", "back"),
            )
        )
        if way == "yes" and not self.at_hand.agreed:
            self.action_consent(agreed=True)
        elif way == "no" and self.at_hand.agreed:
            await self.sound.finish(sound_name(self.panel_id, self.at_hand.index + 1))
            self._withdraw()

    @work(thread=True, exit_on_error=False, group="withdraw")
    def _withdraw(self) -> None:
        if self.answers is not None:
            self.answers.withdraw()
        self.app.call_from_thread(self._withdrawn)

    def _withdrawn(self) -> None:
        self.at_hand.consent(False)
        # Not a worker of this screen: the chair may have left it meanwhile.
        self.app.run_worker(self.at_hand.write, thread=True, exit_on_error=False)
        if self.is_attached:
            self.after_step()
