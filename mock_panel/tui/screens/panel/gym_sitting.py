"""A sitting in the gym: an answer, a rating; and only when that is kept, the key."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.panel.gym_sitting import LONGEST_EVIDENCE
from mock_panel.tui.keys import key
from mock_panel.tui.screens.panel.gym_bench import Bench, how_far, saved_words
from mock_panel.tui.screens.panel.gym_keeping import KeptSitting
from mock_panel.tui.screens.panel.gym_view import (
    Given,
    anchors,
    posed,
    rating_lines,
    story,
    story_with_key,
    verdict,
)
from mock_panel.tui.widgets.hanging import EMPTY, Hanging, HangingText
from mock_panel.tui.widgets.plain_line import PlainLine

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.widget import Widget

    from mock_panel.domain.exemplars import Exemplar


ROOMY_ROWS = 30
"""Of a screen that has room for the anchor below a long answer."""
_KEYS_OF_THE_LINE = ("keep", "evidence", "score", "shift_score")
"""Actions whose keys are words, or the line's own, where one writes."""


class EvidenceLine(PlainLine):
    """What a rating rests on; Enter keeps the rating."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "submit", "Keep", "Keep this rating and see the key"),
    ]


class GymSittingScreen(KeptSitting):
    """One exemplar after the other; gives back whether all have been rated."""

    CSS_PATH = "gym_sitting.tcss"
    AUTO_FOCUS = "#story"
    HELP_TEXT = (
        "Read the answer, give it a value of the scale, and write in one line what it rests on; "
        "the line may stay empty, but a rating that stands on words is the habit to train. Up and "
        "down scroll the answer, also from the line. x shows what each value means; 'here' is "
        "what an answer to this very question shows at that value.\n\n"
        "Enter keeps the rating, for good; a mistake is a rating, too. Then comes the key with "
        "its reason, and the passages that decide are underlined and numbered in the answer.\n\n"
        "Everything is kept as you make it. Escape leaves; you go on from the gym's first screen."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Those that lead to the line, and those before them, are done at once, in the order of
        # pressing: words typed after them, faster than the screen is, are words of the line.
        key("enter", "keep", "Keep", "Keep this rating and see the key; first what it rests on",
            priority=True),
        key("enter", "go_on", "Next", "The next answer, or how you rate after the last"),
        key("n", "go_on", "Next", "The next answer", show=False),
        key("e", "evidence", "Evidence", "Write what the rating rests on, in one line",
            priority=True),
        key("x", "anchors", "Anchors", "What each value means, here and in general"),
        key("r", "results", "Results", "How you rate so far, in words"),
        *(key(str(n), f"score({n})", f"Rate {n}", f"Give {n} of the scale", show=False,
              priority=True)
          for n in range(10)),
        key("right", "shift_score(1)", "One higher", "Rate one value higher", show=False,
            priority=True),
        key("left", "shift_score(-1)", "One lower", "Rate one value lower", show=False,
            priority=True),
        key("backspace", "score(None)", "Take back", "Take the score back", show=False,
            priority=True),
        key("up", "scroll_story(-1)", "Scroll up", "Scroll the answer up", show=False),
        key("down", "scroll_story(1)", "Scroll down", "Scroll the answer down", show=False),
        key("pageup", "page_story(-1)", "Page up", "A page of the answer up", show=False),
        key("pagedown", "page_story(1)", "Page down", "A page of the answer down", show=False),
        key("escape", "leave_line", "Out of the line", "Leave the line; it is kept"),
        key("escape", "leave_anchors", "Answer", "From what the values mean back to the answer"),
        key("escape", "back", "Leave", "Leave the sitting; it can be gone on with"),
    ]  # fmt: skip

    story_pane = getters.query_one("#story", VerticalScroll)
    story_text = getters.query_one("#story HangingText", HangingText)
    aside_text = getters.query_one("#aside HangingText", HangingText)
    line = getters.query_one(EvidenceLine)

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                with VerticalScroll(id="story"):
                    yield HangingText()
                yield HangingText(id="rating")
                with Horizontal(id="evidence"):
                    yield Label("evidence")
                    yield EvidenceLine(
                        compact=True,
                        max_length=LONGEST_EVIDENCE,
                        select_on_focus=False,
                        placeholder="the words of the answer that it rests on",
                    )
            with VerticalScroll(id="aside", can_focus=False):
                yield HangingText()
        yield Static("", id="said", markup=False)
        with Horizontal(id="status"):
            yield Static("", id="how-far", markup=False)
            yield Static("", id="saved", markup=False)

    def on_mount(self) -> None:
        self.begin()
        self._show_next()

    # --- which exemplar ---------------------------------------------------------------------

    def _show_next(self) -> None:
        """The next exemplar that is not rated yet; the screen closes after the last."""
        left = self.sitting.left(self.ratings)
        if not left:
            self.dismiss(True)
            return
        if self.sitting.current != left[0]:
            self.sitting = replace(self.sitting, current=left[0], score=None, evidence="")
        shown = posed(self.bank, self.exemplars[left[0]])
        if self.sitting.score not in [level.value for level in shown.scale.levels]:
            self.sitting = replace(self.sitting, score=None)
        with self.prevent(Input.Changed):
            self.line.value = self.sitting.evidence
            self.line.cursor_position = len(self.line.value)
        earlier = [rating.at for rating in self.own_ratings if rating.exemplar == left[0]]
        self.bench = Bench(
            sitting=self.sitting,
            shown=shown,
            rated=len(self.sitting.exemplars) - len(left),
            rated_before=max(earlier, default=None),
            is_saved=self.sitting.score is not None or bool(self.sitting.evidence),
        )
        self.rest()

    def rest(self) -> None:
        """Keys go to the answer again, read from its beginning."""
        self._point_keys_to(self.story_pane)
        self.story_pane.scroll_home(animate=False)

    def _point_keys_to(self, widget: "Widget") -> None:
        """Focus a widget now; its own `focus` would wait, and keys would go astray."""
        self.set_focus(widget)
        self.refresh_bindings()

    # --- what is shown ----------------------------------------------------------------------

    def watch_bench(self, before: Bench | None, bench: Bench | None) -> None:
        if bench is None or not self.is_mounted:
            return
        self._show(bench)
        if before is None or self._offers(before) != self._offers(bench):
            self.refresh_bindings()

    @on(events.Resize)
    def _fit(self) -> None:
        if self.bench is not None:
            self.call_after_refresh(self._show, self.bench)

    def _show(self, bench: Bench) -> None:
        sitting, is_wide = bench.sitting, self.has_class("-wide")
        place = bench.rated + (bench.kept is None)
        self.topline.title = f"Answer {place} of {len(sitting.exemplars)} · {bench.shown.ecq}"
        self.topline.state = sitting.rater
        self.story_text.paragraphs = self._story(bench, is_wide=is_wide)
        self.aside_text.paragraphs = self._aside(bench)
        self.query_one("#rating", HangingText).paragraphs = rating_lines(
            bench.shown,
            sitting.score,
            # The answer above needs the room more: evidence is written from it, and x shows all.
            with_anchor=not is_wide and self.size.height >= ROOMY_ROWS,
        )
        self.set_class(bench.kept is not None, "-kept")
        said = self.query_one("#said", Static)
        _put(said, bench.trouble or bench.said)
        said.display = bool(bench.trouble or bench.said)
        _put(self.query_one("#how-far", Static), how_far(bench))
        _put(self.query_one("#saved", Static), saved_words(bench))

    def _story(self, bench: Bench, *, is_wide: bool) -> "list[Hanging]":
        if bench.is_anchors and not is_wide:
            return anchors(bench.shown, bench.sitting.score)
        if bench.kept is None:
            return story(bench.shown)
        answer = story_with_key(bench.shown, self._exemplar_of(bench.kept))
        return answer if is_wide else [*self._verdict(bench), Hanging(EMPTY), *answer]

    def _aside(self, bench: Bench) -> "list[Hanging]":
        if bench.kept is None or bench.is_anchors:
            return anchors(bench.shown, bench.sitting.score)
        return self._verdict(bench)

    def _verdict(self, bench: Bench) -> "list[Hanging]":
        rating = bench.kept
        if rating is None:
            return []
        given = [Given("", rating.score, rating.evidence)]
        return verdict(bench.shown, self._exemplar_of(rating), given)

    def _exemplar_of(self, rating: CalibrationRating) -> "Exemplar":
        return self.exemplars[rating.exemplar]

    # --- keys -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        bench = self.bench
        if action in ("back", "leave_anchors", "leave_line"):
            return action == self._way_out
        if bench is None:
            return action == "help"
        if self._is_in_line and action in _KEYS_OF_THE_LINE:
            return False
        if action == "score" and parameters != (None,):
            values = [level.value for level in bench.shown.scale.levels]
            return bench.kept is None and parameters[0] in values
        return self._offers(bench).get(action, True)

    def _offers(self, bench: Bench) -> dict[str, bool]:
        is_open = bench.kept is None
        return {
            "keep": is_open,
            "go_on": not is_open,
            "evidence": is_open,
            "score": is_open and bench.sitting.score is not None,
            "shift_score": is_open,
            "anchors": not is_open or not self.has_class("-wide"),
            "results": any(r.rater == bench.sitting.rater for r in self.ratings),
        }

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """The next step first, before the keys that the answer's pane has, too."""

        def is_later(item: "tuple[str, ActiveBinding]") -> bool:
            return item[1].binding.action not in ("keep", "go_on")

        return dict(sorted(super().active_bindings.items(), key=is_later))

    @property
    def _way_out(self) -> str:
        """What Escape does."""
        if self._is_in_line:
            return "leave_line"
        covers = self.bench is not None and self.bench.is_anchors and not self.has_class("-wide")
        return "leave_anchors" if covers else "back"

    @property
    def _is_in_line(self) -> bool:
        return self.focused is not None and self.focused is self.line

    def action_score(self, value: int | None) -> None:
        """Give a value, or none again."""
        if self.bench is not None and self.bench.kept is None and not self.is_keeping:
            self.change(score=value)

    def action_shift_score(self, by: int) -> None:
        """Give the next value of the scale up or down."""
        if self.bench is None:
            return
        values = [level.value for level in self.bench.shown.scale.levels]
        score = self.sitting.score
        start = (-1 if by > 0 else len(values)) if score is None else values.index(score)
        self.action_score(values[max(0, min(len(values) - 1, start + by))])

    def action_evidence(self) -> None:
        """Put the caret into the evidence."""
        self._point_keys_to(self.line)

    @on(Input.Changed)
    def _take_typed(self) -> None:
        """What is in the line is in the sitting; the last keys may not have told of it yet."""
        bench, text = self.bench, self.line.value
        if bench is None or bench.kept is not None or self.is_keeping:
            return
        if text != self.sitting.evidence:
            self.change(evidence=text)

    def action_leave_line(self) -> None:
        """Leave the line; what is in it is kept."""
        self._take_typed()
        self._point_keys_to(self.story_pane)

    def action_anchors(self) -> None:
        """Show what each value means, or the answer again."""
        if self.bench is not None:
            self.bench = replace(self.bench, is_anchors=not self.bench.is_anchors)
            self.story_pane.scroll_home(animate=False)

    def action_leave_anchors(self) -> None:
        """Show the answer again."""
        self.action_anchors()

    def action_scroll_story(self, by: int) -> None:
        """Scroll the answer by a line."""
        self.story_pane.scroll_relative(y=by, animate=False)

    def action_page_story(self, by: int) -> None:
        """Scroll the answer by a page."""
        height = max(1, self.story_pane.size.height - 1)
        self.story_pane.scroll_relative(y=by * height, animate=False)

    def action_results(self) -> None:
        """Show how this person rates so far."""
        from mock_panel.tui.screens.panel.gym_results import (  # noqa: PLC0415 - when asked for
            GymResultsScreen,
        )

        self._take_typed()
        self.app.push_screen(GymResultsScreen(self.sitting.rater))

    def action_back(self) -> None:
        """Leave; what was rated is stored, and the sitting can be gone on with."""
        self._take_typed()
        bench = self.bench
        self.dismiss(bench is not None and bench.is_over)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """A score, then its evidence, then the rating is stored."""
        self._take_typed()
        bench, sitting = self.bench, self.sitting
        if bench is None or bench.kept is not None or self.is_keeping:
            return
        if sitting.score is None:
            levels = bench.shown.scale.levels
            ends = f"{levels[0].value} to {levels[-1].value}"
            self.action_leave_line()
            said = f"Rate it first: {ends}. x shows what each value means."
            self.bench = replace(bench, sitting=sitting, said=said)
        elif not sitting.evidence.strip() and not self._is_in_line:
            said = "On what words does it rest? One line, then enter; enter alone goes on without."
            self.bench = replace(bench, sitting=sitting, said=said)
            self.action_evidence()
        else:
            self.is_keeping = True
            self.keep(self.sitting)

    def action_go_on(self) -> None:
        """The next answer; after the last, leave."""
        bench = self.bench
        if bench is not None and bench.kept is not None:
            self._show_next()


def _put(line: Static, words: str) -> None:
    """Say something; a line that says so already is not drawn again."""
    if line.content != words:
        line.update(words)
