"""What the candidate reads of a delivery: words before numbers, and where the numbers are from."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_panel.domain.delivery import (
    Cluster,
    Delivery,
    Filler,
    FillerCount,
    FillerKind,
    Minute,
    Pause,
    Rates,
    WordSource,
)
from mock_panel.domain.speech import Recogniser, Stretch
from mock_panel.practice.delivery_advice import MOST, delivery_advice
from mock_panel.practice.delivery_words import delivery_lines
from mock_panel.practice.progress import FEW
from mock_panel.practice.usual_delivery import LAST, Baseline, baseline

ROUGH = Recogniser("pocketsphinx", "pocketsphinx", rough=True, keeps_hesitations=False)
VERBATIM = Recogniser("parakeet", "Parakeet", rough=False, keeps_hesitations=True)
BAND = "usual in US talk is about 130 to 150"


def fillers(*said: tuple[str, FillerKind, float]) -> tuple[Filler, ...]:
    return tuple(Filler(text, kind, 0, 1, at) for text, kind, at in said)


def delivery(
    pace: float = 140.0,
    *,
    speaking: float | None = None,
    first: float = 2.1,
    seconds: float = 120.0,
    pauses: tuple[Pause, ...] = (),
    recogniser: Recogniser | None = VERBATIM,
    found: tuple[Filler, ...] = (),
    hesitations: int | None = 0,
) -> Delivery:
    source = WordSource.TRANSCRIPT if recogniser else WordSource.TEXT
    span = Stretch(first, first + seconds)
    return Delivery(
        span=span,
        speaking_seconds=seconds - sum(pause.seconds for pause in pauses),
        pauses=pauses,
        rates=Rates(
            source,
            words=round(pace * seconds / 60),
            syllables=round(pace * seconds / 60 * 1.5),
            elapsed_words_per_minute=pace,
            speaking_words_per_minute=speaking or pace * 1.1,
            syllables_per_second=4.3,
            minutes=(Minute(span, round(pace * seconds / 60), 0.9),),
        ),
        fillers=FillerCount(source, found, hesitations=hesitations),
        recogniser=recogniser,
    )


def pause(start: float, seconds: float, *, in_sentence: bool | None = None) -> Pause:
    return Pause(Stretch(start, start + seconds), in_sentence)


def line(d: Delivery, label: str, usual: Baseline | None = None) -> str:
    (text,) = [row.text for row in delivery_lines(d, usual) if row.label == label]
    return text


@pytest.mark.parametrize(
    ("pace", "verdict"),
    [
        (90, "slow"),
        (118, "a little slow"),
        (125, "usual"),
        (140, "usual"),
        (157, "usual"),
        (168, "a little fast"),
        (180, "fast"),
    ],
)
def test_before_there_is_a_usual_pace_a_published_band_is_named(pace: float, verdict: str) -> None:
    assert line(delivery(pace, speaking=190), "pace") == (
        f"{verdict}: {pace} words a minute from first word to last, 190 while you speak"
        f" (by Parakeet); {BAND}"
    )


def test_a_rough_recogniser_is_named_and_its_pace_believed_less() -> None:
    d = delivery(160, recogniser=ROUGH, hesitations=None)
    assert line(d, "pace").startswith("usual: 160 words a minute")
    for label in ("pace", "articulation", "fillers"):
        assert "by the rough recogniser pocketsphinx" in line(d, label)
    assert "recogniser" not in line(d, "first word") + line(d, "pauses")


def test_a_pace_by_the_candidates_own_words_says_so() -> None:
    d = delivery(recogniser=None, hesitations=None)
    assert "(by the words you wrote down)" in line(d, "pace")
    assert line(d, "fillers").startswith("not measured")


def test_missing_sound_is_said_before_all_that_it_falsifies() -> None:
    d = replace(delivery(), missing_seconds=1.24)
    assert delivery_lines(d)[0].label == "sound"
    assert line(d, "sound") == (
        "1.2 s of sound are missing, because the computer was busy: pace and pauses may be off"
    )
    assert "sound" not in [row.label for row in delivery_lines(delivery())]


def test_the_first_word() -> None:
    assert line(delivery(first=2.1), "first word") == "after 2.1 s"


def test_pauses_are_counted_and_the_longest_is_placed() -> None:
    d = delivery(pauses=(pause(10, 0.6), pause(42.3, 1.8), pause(70, 1.2)))
    assert line(d, "pauses") == (
        "3 of half a second or more, the longest 1.8 s at 0:42; together 3% of the answer"
    )
    one = delivery(pauses=(pause(42.3, 1.8),))
    assert line(one, "pauses").startswith("1 of half a second or more, 1.8 s at 0:42")
    assert line(delivery(), "pauses") == "none of half a second or more"


def test_fillers_are_told_by_name_the_possible_ones_apart() -> None:
    sure, maybe = FillerKind.DISCOURSE, FillerKind.POSSIBLE
    d = delivery(
        recogniser=ROUGH,
        hesitations=None,
        found=fillers(
            *[("you know", sure, 1.0)] * 3,
            *[("basically", sure, 2.0)] * 2,
            *[("like", maybe, 3.0)] * 4,
        ),
    )
    assert line(d, "fillers") == (
        "'you know' 3, 'basically' 2; 'like' 4 possible (by the rough recogniser pocketsphinx);"
        " um and uh: not measured (the recogniser leaves them out)"
    )


def test_hesitations_are_told_where_they_are_measured() -> None:
    d = delivery(found=fillers(*[("um", FillerKind.HESITATION, 1.0)] * 2), hesitations=2)
    assert line(d, "fillers") == "none found (by Parakeet); um 2"
    assert line(delivery(), "fillers") == "none found (by Parakeet); no um or uh"


def test_many_different_fillers_are_summed_up() -> None:
    names = ("you know", "i mean", "sort of", "kind of", "basically", "actually", "honestly")
    d = delivery(found=fillers(*[(name, FillerKind.DISCOURSE, 1.0) for name in names]))
    assert "others 2" in line(d, "fillers")


def test_the_tally_by_hand_and_bunches_have_lines_of_their_own() -> None:
    d = delivery()
    d = replace(
        d,
        fillers=replace(d.fillers, heard=(61.0, 63.0), clusters=(Cluster(Stretch(130, 142), 5),)),
    )
    assert line(d, "tally") == "2 fillers that you marked while listening back"
    assert line(d, "bunched") == "5 fillers from 2:10 to 2:22"
    assert {"tally", "bunched"}.isdisjoint(row.label for row in delivery_lines(delivery()))


def test_the_pace_over_time() -> None:
    d = delivery(seconds=150)
    minutes = (
        Minute(Stretch(0, 60), 120, 0.9),
        Minute(Stretch(60, 120), 150, 0.8),
        Minute(Stretch(120, 130), 30, 1.0),
    )
    timed = replace(d, rates=replace(d.rates, minutes=minutes))
    assert line(timed, "by minute") == "120, 150 words a minute (by Parakeet)"
    untimed = tuple(replace(minute, words=None) for minute in minutes)
    text = replace(d, rates=replace(d.rates, minutes=untimed))
    assert "not measured" in line(text, "by minute")
    assert "90%, 80%, 100%" in line(text, "by minute")


NOTHING = Delivery(
    span=None,
    speaking_seconds=0,
    pauses=(),
    rates=Rates(WordSource.NONE, 0, 0),
    fillers=FillerCount(WordSource.NONE),
)


def test_what_is_not_measured_is_never_a_zero() -> None:
    lines = delivery_lines(NOTHING)
    assert [row.label for row in lines] == ["first word", "pace", "pauses", "fillers"]
    assert all(row.text.startswith("not measured: ") for row in lines)
    assert delivery_advice(NOTHING) == ()


def test_below_five_answers_nothing_is_usual() -> None:
    assert baseline([delivery()] * (FEW - 1)) == Baseline()
    assert baseline([NOTHING] * FEW + [delivery()] * (FEW - 1)) == Baseline()


def test_what_is_usual_is_the_middle_of_the_newest_answers() -> None:
    newest = [delivery(pace) for pace in (120, 130, 140, 150, 160)]
    usual = baseline(newest).words_per_minute
    assert usual is not None
    assert (usual.low, usual.middle, usual.high, usual.answers) == (130, 140, 150, 5)
    older = baseline(newest * 2 + [delivery(300.0)] * 9).words_per_minute
    assert older is not None
    assert (older.high, older.answers) == (150, LAST)


USUAL = baseline([delivery(pace, first=2.0) for pace in (130, 135, 140, 145, 150)])


@pytest.mark.parametrize(
    ("pace", "verdict"),
    [
        (110, "slower than your usual 140"),
        (132, "as usual for you"),
        (150, "as usual for you"),
        (168, "faster than your usual 140"),
    ],
)
def test_with_enough_answers_the_candidate_is_set_against_nobody_else(
    pace: float, verdict: str
) -> None:
    text = line(delivery(pace), "pace", USUAL)
    assert text.startswith(f"{verdict}: {pace} words a minute")
    assert BAND not in text


def test_pauses_first_word_and_fillers_against_the_usual_ones() -> None:
    late = delivery(first=6.0, pauses=(pause(20, 30.0),))
    assert line(late, "first word", USUAL) == "later than your usual 2.0 s: after 6.0 s"
    assert line(late, "pauses", USUAL).startswith("more than your usual 0% of the answer: 1 of")
    assert line(delivery(), "first word", USUAL) == "after 2.1 s, as usual for you"
    many = delivery(found=fillers(*[("you know", FillerKind.DISCOURSE, 9.0)] * 9))
    assert line(many, "fillers", USUAL).startswith("more than usual for you: 'you know' 9")


def test_a_long_silence_is_advised_on_only_within_a_sentence() -> None:
    within = delivery(pauses=(pause(72, 3.6, in_sentence=True),))
    (advice,) = delivery_advice(within)
    assert advice.startswith("A sentence stops for 3.6 s at 1:12: finish the sentence first")
    assert delivery_advice(delivery(pauses=(pause(72, 3.6, in_sentence=False),))) == ()
    assert delivery_advice(delivery(pauses=(pause(72, 3.6),))) == ()


def test_a_pace_is_advised_on_only_far_out_of_the_band() -> None:
    assert delivery_advice(delivery(185)) == ()
    assert "far above" in delivery_advice(delivery(200))[0]
    assert delivery_advice(delivery(200, recogniser=ROUGH)) != ()
    assert delivery_advice(delivery(197, recogniser=ROUGH)) == ()
    assert "far below" in delivery_advice(delivery(80, speaking=100))[0]
    # Slow only by its pauses.
    assert delivery_advice(delivery(80, speaking=140)) == ()


def test_fillers_that_bunch_in_the_last_minute_are_advised_on() -> None:
    times = (20.0, 100.0, 103.0, 106.0, 109.0)
    found = fillers(*[("you know", FillerKind.DISCOURSE, at) for at in times])
    d = delivery(first=0, found=found)
    assert delivery_advice(d) == ()
    bunch = (Cluster(Stretch(100, 109), 4),)
    late = replace(d, fillers=replace(d.fillers, clusters=bunch))
    (advice,) = delivery_advice(late)
    assert advice.startswith("4 of 5 fillers come in the last minute: ")
    heard = replace(
        delivery(first=0).fillers, heard=(100.0, 103.0, 106.0, 109.0), heard_clusters=bunch
    )
    assert len(delivery_advice(replace(d, fillers=heard))) == 1


def test_there_are_never_more_than_two_sentences() -> None:
    found = fillers(*[("um", FillerKind.HESITATION, 110.0 + n) for n in range(4)])
    d = delivery(220, pauses=(pause(30, 5, in_sentence=True),), first=0, found=found)
    d = replace(d, fillers=replace(d.fillers, clusters=(Cluster(Stretch(110, 113), 4),)))
    assert len(delivery_advice(d)) == MOST


@settings(deadline=None)
@given(
    st.floats(min_value=1, max_value=1000),
    st.floats(min_value=0, max_value=500),
    st.sampled_from([ROUGH, VERBATIM, None]),
    st.booleans(),
)
def test_every_line_has_a_label_and_words(
    pace: float, first: float, recogniser: Recogniser | None, has_usual: bool
) -> None:
    d = delivery(pace, first=first, recogniser=recogniser, hesitations=None)
    for row in delivery_lines(d, USUAL if has_usual else None):
        assert row.label
        assert row.text.strip()
        assert "None" not in row.text
