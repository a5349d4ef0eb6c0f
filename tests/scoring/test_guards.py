import random
import re
from collections import defaultdict

from mock_panel.domain.scores import Reason
from mock_panel.scoring.engine import Prompt, assess, score
from tests.scoring.labelled import development
from tests.scoring.non_answers import QUESTION, TEXTS, non_answers


def test_what_is_no_answer_is_refused_or_gets_the_lowest_level() -> None:
    raised = defaultdict(list)
    for kind, question, text in non_answers(development()[::4]):
        report = score(text, prompt=Prompt.worded(question))
        if (report.level or 1) > 1:
            raised[kind].append((report.level_exact, text[:60]))
    assert not raised


def test_other_languages_are_named_as_such() -> None:
    for text in TEXTS["foreign"]:
        assert score(text, prompt=Prompt.worded(QUESTION)).reason is Reason.NOT_ENGLISH, text


def test_no_real_answer_is_refused() -> None:
    refused = [
        a.id
        for a in development()[1::3]
        if a.level > 1 and assess(a.text, prompt=Prompt.worded(a.question)).reason is not None
    ]
    assert refused == []


SMALL = re.compile(r"\b(?:the|a|an|was|were|is|are|had|has|have|to|of|in|on|at) ", re.IGNORECASE)


def test_answers_in_telegraphic_english_are_answers_and_their_words_shuffled_are_none() -> None:
    answers = [a for a in development()[3::12] if a.level > 1]
    refused = passed = 0
    for answer in answers:
        prompt = Prompt.worded(answer.question)
        bare = SMALL.sub("", answer.text)
        refused += assess(bare, prompt=prompt).reason is not None
        words = answer.text.split()
        random.Random(answer.id).shuffle(words)
        passed += (score(" ".join(words), prompt=prompt).level or 1) > 1
    assert refused <= len(answers) // 20
    # Of short answers whose words keep their full stops, one draw in 220 still reads as notes.
    assert passed <= len(answers) // 60


def test_a_short_answer_that_says_only_our_is_none_of_private_life() -> None:
    text = (
        "Our lookout tower lost its windows every spring, and visitors went home cold and cross "
        "with the whole place. Better glass came in the second year, thicker, and set deeper into "
        "the frame, so that the gusts from the ridge could no longer reach it."
    )
    assert score(text, prompt=Prompt.worded(QUESTION)).reason is not Reason.OFF_TOPIC


def test_a_refused_fragment_is_marked_all_the_same() -> None:
    report = score("I asked the union for help.")
    assert report.reason is Reason.TOO_SHORT
    assert [mark.part.letter for mark in report.sentences] == ["A"]
