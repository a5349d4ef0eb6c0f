"""One story in full, as paragraphs: its outline, what it shows, what it serves, who told it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from mock_panel.domain.english import day_words, how_many
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.stories import Executive, Story, Telling, TellingCount
from mock_panel.practice.choosing_stories import Served
from mock_panel.practice.story_card import card_text, competency_title, scope_words
from mock_panel.practice.story_matrix import Caution, caution_words
from mock_panel.practice.story_reading import Showing, StoryIn
from mock_panel.tui.lines import part_letter
from mock_panel.tui.screens.stories.list_view import DIM, told_words
from mock_panel.tui.widgets.hanging import EMPTY, Hanging

_LABEL = 14


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with all that is known around it."""

    bank: QuestionBank
    framework: Framework
    reading: StoryIn
    told: TellingCount
    cautions: tuple[Caution, ...]
    served: tuple[Served, ...]
    tellings: Sequence[Telling]

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.reading.story


def story_lines(view: StoryView) -> list[Hanging]:
    """The whole, in the order in which it is looked at."""
    story = view.story
    about = " · ".join(scope_words(story)) or "when and how large: not noted yet"
    level = {
        Executive.YES: "executive level",
        Executive.NO: "below executive level",
        Executive.UNKNOWN: "",
    }[story.executive]
    lines = [
        Hanging(Content.styled(story.title, "bold")),
        Hanging(Content(" · ".join(filter(None, (about, level))))),
    ]
    if story.retired:
        lines.append(Hanging(Content.styled("retired: no longer suggested or counted", DIM)))
    lines += _cautions(view)
    for part in STORY_PARTS:
        lines.append(Hanging(EMPTY))
        prompts = story.prompts[part]
        for number, prompt in enumerate(prompts or ("nothing noted",)):
            text = Content(prompt) if prompts else Content.styled(prompt, DIM)
            lines.append(Hanging(text, part_letter(part) if number == 0 else EMPTY, 3))
    lines.append(Hanging(EMPTY))
    lines += _labelled("shows", _shown(view))
    lines += _labelled("serves", [_serves(view)])
    lines += _labelled("told", list(_told(view)))
    return lines


def card_lines(view: StoryView) -> list[Hanging]:
    """The outline card, its title and the names of its parts standing out."""
    lines = card_text(view.story, view.bank)
    return [
        Hanging(Content.styled(line, "" if before else "bold"))
        for before, line in zip(["", *lines], lines, strict=False)
    ]


def _cautions(view: StoryView) -> list[Hanging]:
    lines = []
    for caution in view.cautions:
        style = "$text-warning" if caution.is_warning else DIM
        mark = Content.styled("!" if caution.is_warning else "?", style)
        lines.append(Hanging(Content.styled(caution_words(caution, view.told), style), mark, 2))
    return lines


def _shown(view: StoryView) -> list[str]:
    """What it shows in this framework, what is carried over, and what has no home here."""
    reading, told = view.reading, []
    for competency, showing in reading.shows.items():
        title = view.framework.competency(competency).title
        if showing is Showing.OWN:
            told.append(title)
            continue
        came = ", ".join(competency_title(o, view.bank) for o in reading.origins[competency])
        told.append(f"{title}: carried over from {came}, {showing.value}")
    told += [f"no home here: {competency_title(s, view.bank)}" for s in reading.homeless]
    told += [f"home not known: {competency_title(s, view.bank)}" for s in reading.unmentioned]
    return told or ["nothing under this set yet; e edits it"]


def _serves(view: StoryView) -> str:
    count = len(view.served)
    if not count:
        return "no question yet: a question is found by what the story shows"
    return f"{how_many(count, 'question')} of {view.framework.title}"


def _told(view: StoryView) -> Iterator[str]:
    # The label says the word already.
    yield told_words(view.told).removeprefix("told ").removesuffix(" told")
    for telling in view.tellings:
        level = "not scored" if telling.level is None else f"level {telling.level} of 5 (practice)"
        yield f"{day_words(telling.started_at)}, {level}: {telling.question_text}"


def _labelled(label: str, told: Sequence[str]) -> list[Hanging]:
    return [
        Hanging(Content(words), Content.styled(label if number == 0 else "", DIM), _LABEL)
        for number, words in enumerate(told)
    ]
