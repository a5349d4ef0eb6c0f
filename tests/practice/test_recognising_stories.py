"""Which story was this? Measured on stories that were made worse step by step.

A family of labelled answers is one story in three or four tellings, ever worse. One telling is
kept as a story; the others are positives, and answers that stand alone are strangers. With
`ALIKE` and `AHEAD` chosen on the development answers, these were the figures of 2026-11:

                                   development            held out (opened once)
    stories, positives, strangers  29, 80, 136            20, 55, 66
    kept from the best telling     .92 right, .74 found   .97 right, .58 found
    from the second                .89 right, .69 found   1.0 right, .56 found
    from the worst                 .93 right, .53 found   .92 right, .44 found
    best, headlines alone          .88 right, .65 found   .96 right, .49 found

With 21 more stories to tune on, whose tellings share hardly a sentence: .96 right, .61 found, and
by headlines alone .95 right, .59 found, of 143 positives.

Of strangers, 2 to 5 in a hundred were taken for a story, of positives hardly one for a wrong one.
Strangers are other people's answers: one candidate's own stories share more words than these.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.ids import StoryId
from mock_panel.domain.stories import Story
from mock_panel.practice import recognising_stories
from mock_panel.practice.keeping_stories import story_of
from mock_panel.practice.recognising_stories import KnownStory, Vocabulary, guess_story
from mock_panel.scoring.engine import score
from tests.practice.story_bank import FLEET, NOW, scored, shipped
from tests.scoring.labelled import LabelledAnswer, development
from tests.storage.sample_stories import bare

vocabulary = cache(lambda: Vocabulary.of(shipped()))
EVERY = 8
"""So many strangers are left out for one that is measured."""


@cache
def families() -> dict[str, list[LabelledAnswer]]:
    found: dict[str, list[LabelledAnswer]] = defaultdict(list)
    for answer in development():
        found[answer.family].append(answer)
    return {name: sorted(answers, key=lambda a: a.step) for name, answers in found.items()}


@cache
def kept(answer: LabelledAnswer) -> Story:
    attempt = replace(
        scored(), text=answer.text, report=score(answer.text, mode=answer.mode, year=2026)
    )
    return story_of(attempt, StoryId(answer.family), lambda: NOW)


def known(answer: LabelledAnswer, *, told: bool) -> KnownStory:
    return KnownStory(kept(answer), (answer.text,) if told else ())


@pytest.mark.parametrize(("told", "right", "found"), [(True, 0.9, 0.57), (False, 0.88, 0.55)])
def test_a_guess_is_mostly_right(
    told: bool, right: float, found: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising_stories, "_stems", cache(recognising_stories._stems))
    ladders = [answers for answers in families().values() if len(answers) > 1]
    strangers = [answers[0] for answers in families().values() if len(answers) == 1][::EVERY]
    stories = [known(answers[0], told=told) for answers in ladders]
    positives = list(chain.from_iterable(answers[1:] for answers in ladders))

    def guessed(answer: LabelledAnswer) -> str | None:
        guess = guess_story(answer.text, answer.question, stories, vocabulary())
        return None if guess is None else guess.story.id

    guesses = [(answer.family, guessed(answer)) for answer in positives]
    hits = sum(guess == family for family, guess in guesses)
    offered = sum(guess is not None for _, guess in guesses)
    taken = sum(guessed(answer) is not None for answer in strangers) / len(strangers)
    # As if every other answer were a stranger's.
    assert hits / (offered + taken * len(positives)) >= right
    assert hits / len(positives) >= found
    assert offered - hits <= 0.02 * len(positives), "taken for another story"


def test_a_guess_proves_itself_with_words_of_the_answer() -> None:
    story = story_of(scored(), StoryId("fleet"), lambda: NOW)
    others = [KnownStory(bare(i, title)) for i, title in enumerate(("Night desk", "Tide gauges"))]
    again = "We had all these cars idle. I looked at the mileage, and sixty leases went back."
    guess = guess_story(again, "Tell us.", [*others, KnownStory(story, (FLEET,))], vocabulary())
    assert guess is not None
    assert guess.story is story
    assert {"mileage", "idle"} <= set(guess.shared)
    assert all(word in again.lower() for word in guess.shared)
    assert guess.because.startswith("both speak of ")


def test_two_stories_alike_are_no_guess() -> None:
    story = story_of(scored(), StoryId("fleet"), lambda: NOW)
    twin = replace(story, id=StoryId("twin"))
    assert guess_story(FLEET, "Tell us.", [KnownStory(story)], vocabulary()) is not None
    assert guess_story(FLEET, "Tell us.", [KnownStory(story), KnownStory(twin)], vocabulary()) is (
        None
    )


def test_words_of_the_question_prove_nothing() -> None:
    question = "Tell us about idle vehicles, their mileage, leases and the fleet."
    title = "Idle vehicles: mileage, leases, fleet"
    said = "The idle vehicles and their mileage, the leases, the fleet: I have thought about it."
    assert guess_story(said, question, [KnownStory(bare(1, title))], vocabulary()) is None
    assert guess_story(said, "Tell us.", [KnownStory(bare(1, title))], vocabulary()) is not None


@pytest.mark.parametrize("answer", ["", "um", "I don't know.", "!?", "\ud800"])
def test_nothing_said_is_no_story(answer: str) -> None:
    assert guess_story(answer, "", [KnownStory(bare(1, "x")), KnownStory(bare(2, ""))],
                       vocabulary()) is None  # fmt: skip
    assert guess_story(answer, "", [], vocabulary()) is None


@given(st.permutations(range(6)))
def test_the_order_of_stories_changes_nothing(order: list[int]) -> None:
    titles = ("Idle fleet cars", "Tide gauges", "Night desk", "Braille books", "Avalanche road",
              "Idle cars and leases")  # fmt: skip
    stories = [KnownStory(bare(i, titles[i])) for i in order]
    said = "The avalanche road was shut. I had the gauges read by night and the cars came back."
    guess = guess_story(said, "", stories, vocabulary())
    again = guess_story(said, "", sorted(stories, key=lambda k: k.story.id), vocabulary())
    assert guess == again
